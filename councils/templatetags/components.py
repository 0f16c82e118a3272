"""Filters and tags that the components and the form pack use; every template has them loaded.

Values come in as plain Python and go out as the words and figures people read.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField, Widget
from django.forms.widgets import DateTimeBaseInput
from django.template import Context, Library, Template
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.safestring import SafeString

from councils.working_days import time_in_words

register = Library()

# Components with markup inside ---------------------------------------------------------------------


@register.simple_block_tag(takes_context=True, end_name="endcomponent")
def component(context: Context, content: SafeString, name: str, **given: object) -> SafeString:
    """`{% component "details" summary="More" %}<p>…</p>{% endcomponent %}`: markup in a component.

    Draws templates/components/<name>.html with the arguments given, and no others, as
    `{% include … only %}` does. What stands between the tags belongs to the page, with all that
    the page knows, and reaches the component as `content`. Only components that document
    `content` have a place for it; one that needs no markup inside is included.
    """
    template = context.template.engine.get_template(f"components/{name}.html")
    return template.render(context.new({**given, "content": content}))


@register.simple_tag(takes_context=True)
def drawn(context: Context, template: str, of: tuple = (), /, **given: Hashable) -> SafeString:
    """`{% drawn "components/tag.html" text=… %}`: what `{% include … only %}` draws, kept for next time.

    `of` is a named tuple of further arguments, where Python has them together.

    Such a template knows nothing but its arguments, and where the site begins, so the same arguments
    are the same markup: of what stands on every page, and of long lists, which change a row at a
    time, the last few thousand are kept in memory. Never for private words, which are to be gone when
    they are deleted. Every argument is a plain value that cannot change.
    """
    kinds = (get_script_prefix(), *_kinds((*of, *given.values())))
    return _drawn(context.template.engine.get_template(template), of, kinds, **given)


def _kinds(values: tuple) -> tuple:
    """The types of values, of those inside tuples too: markup is not the text that looks like it."""
    return tuple(_kinds(each) if isinstance(each, tuple) else type(each) for each in values)


@lru_cache(maxsize=4096)
def _drawn(template: Template, of: tuple, kinds: tuple, /, **given: Hashable) -> SafeString:  # noqa: ARG001 - kinds are part of the key
    return template.render(Context({**(of._asdict() if of else {}), **given}))


# Dates and figures --------------------------------------------------------------------------------


def _local(value: date | datetime) -> date | datetime:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value


@register.filter
def gov_date(value: date | datetime | None) -> str:
    """10 June 2026; nothing for no date."""
    return f"{_local(value):%-d %B %Y}" if value else ""


@register.filter
def gov_day(value: date | datetime | None) -> str:
    """Wednesday 10 June 2026; nothing for no date."""
    return f"{_local(value):%A %-d %B %Y}" if value else ""


@register.filter
def gov_time(value: time | datetime | None) -> str:
    """5:30pm, 10am, noon, midnight."""
    if value is None:
        return ""
    return time_in_words(_local(value) if isinstance(value, datetime) else value)


@register.filter
def gov_datetime(value: datetime | None) -> str:
    """10 June 2026 at 5:30pm."""
    return f"{gov_date(value)} at {gov_time(value)}" if value else ""


@register.filter
def figure(value: int | float | Decimal | str | None, unit: str = "") -> str:
    """A number as people read it: 1,234 · 63% · £1,200 · 12 days.

    None is “no data”. Words, such as the mark of a hidden small number, stay as they are. Numbers
    are grouped and never rounded here: the measure's own rule has done that.
    """
    if value is None or value == "":
        return "no data"
    if isinstance(value, str):
        return value
    number = f"{value:,}"
    if unit == "£":
        return f"£{number}"
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()


@register.simple_tag
def pairs(*values: object) -> tuple[tuple[object, object], ...]:
    """`{% pairs "Period" period "Chair" chair as rows %}`: rows of two; an empty second is left out."""
    return tuple(
        (first, second)
        for first, second in zip(values[::2], values[1::2], strict=True)
        if second is not None and second != ""
    )


@register.filter
def at(values: Sequence[object], place: int) -> object:
    """`{{ head|at:2 }}`: the value at that place, counted from 0."""
    return values[place]


@register.filter
def chart_figures(chart: object) -> dict[str, list]:
    """What a chart shows, as the table beside it: `head`, `rows` and the `numeric` columns.

    A period that has no figure in one series, missing or hidden, says “not shown” there. Where
    periods are marked, a further column says why.
    """
    runs = [(line.name, line.dots) for line in chart.lines] or [("Figure", chart.bars)]
    texts = [{dot.x: dot.text for dot in dots} for _, dots in runs]
    marked = {mark.x: mark.words for mark in chart.marks}
    rows = [
        [label, *(each.get(x, "not shown") for each in texts), *_marked(marked, x)]
        for x, label in _periods(chart, runs)
    ]
    head = ["Period", *(name for name, _ in runs)]
    numeric = list(range(1, len(head)))
    return {"head": head + ["More than chance"] * bool(marked), "rows": rows, "numeric": numeric}


def _periods(chart: object, runs: list) -> list[tuple[float, str]]:
    """Every period with its place: of lines those along the axis, of bars those that have one."""
    if chart.lines:
        return [(tick.at, tick.name) for tick in chart.x_ticks]
    return sorted((dot.x, dot.label) for _, dots in runs for dot in dots)


def _marked(marked: dict[float, str], x: float) -> list[str]:
    """What is said of a period, where any period of the chart is marked."""
    return [marked.get(x, "")] if marked else []


@register.filter
def optional(thing: object, name: str) -> object:
    """What a component may show of a thing: its attribute or entry, and nothing where it has none."""
    found = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return found or ""


# Forms --------------------------------------------------------------------------------------------

#: How a field is drawn, by its widget; the first that fits. The subclasses come first.
KINDS: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.MultiWidget, "group"),
    (forms.SelectDateWidget, "group"),
)
CLASSES = {
    "checkboxes": "govuk-checkboxes__input",
    "radios": "govuk-radios__input",
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "group": "govuk-input govuk-input--width-10",
    "input": "govuk-input",
}
#: An example for fields whose format has to be guessed otherwise.
EXAMPLES: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DateTimeField, "For example, 27/3/2026 17:30"),
    (forms.DateField, "For example, 27/3/2026"),
    (forms.TimeField, "For example, 17:30"),
)


@register.filter
def gds_kind(field: BoundField) -> str:
    """How the form pack draws the field: radios, checkbox, textarea, … or input."""
    widget = field.field.widget
    return next((kind for widget_type, kind in KINDS if isinstance(widget, widget_type)), "input")


@register.filter
def gds_example(field: BoundField) -> str:
    """The format a date or time is typed in, for a field whose author gave no hint."""
    typed = getattr(field.field.widget, "input_type", "") == "text"
    if field.help_text or not typed:
        return ""
    return next((words for kind, words in EXAMPLES if isinstance(field.field, kind)), "")


def _as_number(widget: Widget, field: forms.Field) -> None:
    """Let a number be typed as text, so that a wrong one comes back with its message, not empty."""
    widget.input_type = "text"
    widget.attrs["inputmode"] = "numeric" if type(field) is forms.IntegerField else "decimal"
    widget.attrs.setdefault("class", "govuk-input--width-5")
    for name in ("min", "max", "step"):
        widget.attrs.pop(name, None)


def _describe(field: BoundField, widget: Widget, example: str) -> None:
    """Tie a hint of the pack's own to the field; Django ties help text and errors itself."""
    if example and "aria-describedby" not in widget.attrs:
        described = f"{field.auto_id}_helptext {field.aria_describedby or ''}".strip()
        widget.attrs["aria-describedby"] = described


def _prepare(field: BoundField) -> None:
    """Give the widget the classes and attributes of its kind; a form owns its widgets."""
    widget, kind = field.field.widget, gds_kind(field)
    widget.attrs.pop("placeholder", None)  # the label and the hint say it, and stay
    if isinstance(widget, forms.NumberInput):
        _as_number(widget, field.field)
    if kind == "textarea" and widget.attrs.get("rows") == "10":
        widget.attrs.update(rows="5")
    if isinstance(widget, DateTimeBaseInput):
        widget.attrs.setdefault("class", "govuk-input--width-10")
    _describe(field, widget, gds_example(field))
    classes = [CLASSES[kind], widget.attrs.get("class", "")]
    if field.errors and kind in {"input", "textarea", "select", "file"}:
        classes.append(f"{CLASSES[kind].split()[0]}--error")
    for part in getattr(widget, "widgets", [widget]):
        part.attrs["class"] = " ".join(dict.fromkeys(" ".join(classes).split()))


@register.filter
def gds_widget(field: BoundField) -> SafeString:
    """The field's own control, in the look of the form pack."""
    _prepare(field)
    return field.as_widget()


@register.filter
def gds_options(field: BoundField) -> list:
    """The choices of radios or checkboxes, each with `tag`, `id_for_label` and `choice_label`."""
    _prepare(field)
    return field.subwidgets


def _target(field: BoundField) -> str:
    """The id of what the error of a field should lead to: its first control."""
    if gds_kind(field) in {"radios", "checkboxes"} and field.subwidgets:
        return field.subwidgets[0].id_for_label or ""
    if gds_kind(field) == "group":
        return f"{field.auto_id}_0"
    return field.id_for_label


#: What Django says of anything left out, in words that say what to do about it.
LEFT_OUT = {
    "radios": "Choose one of the answers.",
    "checkboxes": "Choose at least one.",
    "select": "Choose one from the list.",
    "checkbox": "Tick the box to go on.",
    "file": "Choose a file.",
}


@register.filter
def gds_errors(field: BoundField) -> list[str]:
    """The errors of a field; for one that was left out, what to do instead of Django's sentence."""
    usual = forms.Field.default_error_messages["required"]
    instead = LEFT_OUT.get(gds_kind(field), "Fill this in.")
    return [instead if str(message) == str(usual) else str(message) for message in field.errors]


def _with_label(field: BoundField, message: str) -> str:
    """The message as a summary needs it, away from its field."""
    label = str(field.label or "")
    if not label or label.lower() in message.lower():
        return message
    return f"{label} {message}" if label.endswith("?") else f"{label}: {message}"


def _form_errors(form: BaseForm) -> Iterator[tuple[str, str]]:
    shown = form.visible_fields()
    first = _target(shown[0]) if shown else ""
    for message in form.non_field_errors():
        yield first, message
    for field in form:
        for message in gds_errors(field):
            target = first if field.is_hidden else _target(field)
            yield target, _with_label(field, message)


@register.filter
def error_links(form: BaseForm | BaseFormSet | None) -> list[tuple[str, str]]:
    """(id of the control, message) for every error of a form or formset, in order of the page."""
    if not getattr(form, "is_bound", False):
        return []
    if isinstance(form, BaseFormSet):
        whole = [("", message) for message in form.non_form_errors()]
        return whole + [link for each in form.forms for link in _form_errors(each)]
    return list(_form_errors(form))
