"""Where a person switches their reminders by mail on or off, for all their councils at once."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from councils.services import choose_reminders

CHOICES = (("yes", "Yes, send me reminders"), ("no", "No, send me none"))


class RemindersForm(forms.Form):
    """Reminders: yes or no."""

    wants = forms.ChoiceField(
        label="Do you want reminders by mail?", choices=CHOICES, widget=forms.RadioSelect
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", "Save"))


@login_required
def reminders(request: HttpRequest) -> HttpResponse:
    """One's own reminders; the mails lead here."""
    now = "yes" if request.user.wants_reminders else "no"
    form = RemindersForm(request.POST or None, initial={"wants": now})
    if request.method == "POST" and form.is_valid():
        wants = form.cleaned_data["wants"] == "yes"
        choose_reminders(by=request.user, wants=wants)
        messages.success(request, "Reminders are on." if wants else "Reminders are off.")
        return redirect("reminders")
    return render(request, "reminders.html", {"form": form})
