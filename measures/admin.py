"""The KPI officer's admin: figures with their counts, targets, and the measures to read."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from councils.admin_site import CouncilAdmin, ReadOnlyAdmin, site
from councils.writing import lock
from measures import services
from measures.figures import in_words
from measures.models import Definition, Measure, MeasureBenchmark, Observation, Rebase, Target
from measures.period import views as period
from measures.queries import action_asked
from measures.recording import Entry, follows_from_counts
from measures.sheets import views as sheets

ONE, FILE = "period/<slug:council>/<str:day>/", "sheets/<slug:council>/<int:pk>/"
PERIOD_SCREENS = (
    path("period/<slug:council>/", period.period_list, name="measures_period_list"),
    path(ONE, period.period, name="measures_period"),
)
SHEET_SCREENS = (
    path(f"{ONE}sheets/", sheets.sheet_send, name="measures_sheets"),
    *(
        path(f"{ONE}{kind}/", sheets.sheet_template, {"kind": kind}, f"measures_template_{kind}")
        for kind in ("csv", "xlsx")
    ),
    path(FILE, sheets.batch_detail, name="measures_batch"),
    path(f"{FILE}annotated/", sheets.batch_annotated, name="measures_batch_annotated"),
    path(f"{FILE}record/", sheets.batch_record, name="measures_batch_record"),
    path(f"{FILE}drop/", sheets.batch_drop, name="measures_batch_drop"),
    path(f"{FILE}undo/", sheets.batch_undo, name="measures_batch_undo"),
)


#: Characters, of what is told with a figure.
LONGEST = 5000


class FigureForm(forms.ModelForm):
    """One figure with its counts; the value is worked out where it can be."""

    class Meta:
        model = Observation
        fields = ("measure", "period_end", "numerator", "denominator", "value", "status")
        fields = (*fields, "not_available", "covers_to")
        fields = (*fields, "narrative", "corrective_action", "correction_reason")
        widgets: ClassVar[dict] = {"narrative": forms.Textarea(attrs={"rows": 4})}
        widgets |= {"corrective_action": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict] = {
            "numerator": "How many were counted. Leave it empty for an average.",
            "denominator": "Out of how many; for an average, over how many. Leave it empty for a count or a rate.",
            "value": "Worked out from the counts. Fill it in for a rate or an average, or to have it checked.",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "value" in self.fields:
            self.fields["value"].required = False
        for name in {"narrative", "corrective_action"} & self.fields.keys():
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))
        if self.instance.pk:
            self._leave_value_to_the_counts()
            self._expect_reason()

    def _leave_value_to_the_counts(self) -> None:
        """A value that follows from the counts is worked out anew, not held against them."""
        if follows_from_counts(self.instance.measure.unit):
            self.initial["value"] = None

    def _expect_reason(self) -> None:
        reason = self.fields.get("correction_reason")
        if reason and self.instance.signed_off_at:
            reason.required = True
            reason.help_text = "The figure is signed off: it stays, and yours stands after it."

    def _get_validation_exclusions(self) -> set[str]:
        # The form lacks the revision, so Django would skip “one figure for a date”.
        return super()._get_validation_exclusions() - {"revision"}

    def clean(self) -> dict:
        """Check the figure as the service will, and show what is wrong at its field."""
        data = super().clean()
        self._check_open()
        measure = data.get("measure") or (self.instance.measure if self.instance.pk else None)
        period_end = data.get("period_end") or self.instance.period_end
        if not measure or not period_end or self.errors:
            return data
        checked = services.check_figure(
            measure=measure, period_end=period_end, entry=self.entry(data)
        )
        if checked.errors:
            raise ValidationError(checked.errors)
        data["value"] = checked.value
        return data

    def entry(self, data: dict) -> Entry:
        """The counts and value as typed."""
        names = ("numerator", "denominator", "value", "not_available", "covers_to")
        return Entry(*map(data.get, names))

    def _check_open(self) -> None:
        """A figure that was signed off, or corrected, meanwhile says so."""
        if not self.instance.pk:
            return
        stands = lock(self.instance)
        if stands.signed_off_at and (refused := services.why_not_correct(stands)):
            raise ValidationError(refused)


@admin.register(Observation, site=site)
class ObservationAdmin(CouncilAdmin):
    """Figures: recorded with counts, changed until signed off, corrected with a reason after."""

    form = FigureForm
    council_from = "measure"
    list_display = ("name", "period_end", "shown", "status", "signed_off")
    list_filter = ("measure", "status", "period_end")
    list_select_related = ("measure",)
    date_hierarchy = "period_end"
    change_list_template = "admin/measures/figures.html"
    actions = ("sign_off",)

    def get_urls(self) -> list[URLPattern]:
        """The screens for a whole period as well, each below its council."""
        return [*PERIOD_SCREENS, *SHEET_SCREENS, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Observation]:
        """With the versions that say how a figure is rounded."""
        versions = Prefetch("measure__definitions", Definition.objects.used().order_by("number"))
        return super().get_queryset(request).prefetch_related(versions)

    @admin.display(description="measure", ordering="measure__position")
    def name(self, figure: Observation) -> str:
        """The measure by its short title."""
        return figure.measure.short_title

    @admin.display(description="figure")
    def shown(self, figure: Observation) -> str:
        """The value with the counts it comes from."""
        return in_words(figure)

    @admin.display(description="signed off", boolean=True)
    def signed_off(self, figure: Observation) -> bool:
        """Whether the figure stands for good."""
        return figure.signed_off_at is not None

    def get_readonly_fields(self, request: HttpRequest, obj: Observation | None = None) -> tuple:
        """A recorded figure keeps its measure and its date."""
        return ("measure", "period_end") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Observation | None = None) -> list[str]:
        """The reason for a correction is asked only where there is something to correct."""
        fields = list(FigureForm.Meta.fields)
        if obj is None or not obj.signed_off_at:
            fields.remove("correction_reason")
        return fields

    def save_model(
        self, request: HttpRequest, obj: Observation, form: FigureForm, change: bool
    ) -> None:
        """Through the services, as everything that is written."""
        data = form.cleaned_data
        if not change:
            saved = services.record_figure(
                by=request.user,
                measure=data["measure"],
                period_end=data["period_end"],
                numerator=data["numerator"],
                denominator=data["denominator"],
                value=data["value"],
                not_available=data["not_available"],
                covers_to=data["covers_to"],
                narrative=data["narrative"],
                corrective_action=data["corrective_action"],
                status=data["status"],
                is_invented=settings.DEMO,
            )
        else:
            saved = self._save_change(request, obj, form)
        obj.pk, obj.version = saved.pk, saved.version
        if asked := action_asked(saved):
            messages.warning(request, asked)

    def _save_change(self, request: HttpRequest, obj: Observation, form: FigureForm) -> Observation:
        data, entry = form.cleaned_data, form.entry(form.cleaned_data)
        if "correction_reason" in data:
            return services.correct_figure(
                by=request.user,
                figure=obj,
                entry=entry,
                reason=data["correction_reason"],
                narrative=data["narrative"],
                corrective_action=data["corrective_action"],
            )
        return services.change_figure(
            by=request.user,
            figure=obj,
            version=obj.version,
            entry=entry,
            narrative=data["narrative"],
            corrective_action=data["corrective_action"],
            status=data["status"],
        )

    @admin.action(description="Sign off the chosen figures", permissions=["change"])
    def sign_off(self, request: HttpRequest, figures: QuerySet) -> None:
        """Sign off what the officer may change."""
        theirs = figures.filter(council__in=self.councils(request, "change"))
        count = services.sign_off_all(by=request.user, figures=theirs)
        messages.success(request, f"{count} signed off.")


@admin.register(Target, site=site)
class TargetAdmin(CouncilAdmin):
    """What is aimed at, from a day on."""

    council_from = "measure"
    list_display = ("measure", "in_force_from", "value", "tolerance", "tolerance_kind", "rule")
    list_filter = ("measure",)
    list_select_related = ("measure",)


@admin.register(MeasureBenchmark, site=site)
class MeasureBenchmarkAdmin(CouncilAdmin):
    """Which published figures a measure is shown beside."""

    council_from = "measure"
    list_display = ("measure", "indicator", "is_withdrawn")
    list_select_related = ("measure", "indicator")


@admin.register(Rebase, site=site)
class RebaseAdmin(CouncilAdmin):
    """From when on the limits of a chart are worked out afresh, and why."""

    council_from = "measure"
    list_display = ("measure", "first_day", "reason")
    list_filter = ("measure",)
    list_select_related = ("measure",)


@admin.register(Measure, site=site)
class MeasureAdmin(ReadOnlyAdmin):
    """What is measured, to read."""

    list_display = ("title", "unit", "polarity", "source")
    list_filter = ("unit",)
