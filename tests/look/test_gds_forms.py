"""The form pack: what a field looks like to a screen reader, and that nothing typed is lost."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms

from councils.templatetags.components import error_links


class EveryKind(forms.Form):
    """One field of every kind the pack draws."""

    title = forms.CharField(label="Title", help_text="A few words.")
    words = forms.CharField(widget=forms.Textarea, required=False)
    day = forms.DateField(label="Day")
    minutes = forms.IntegerField(min_value=1, max_value=60)
    share = forms.DecimalField(required=False)
    purpose = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    answered = forms.ChoiceField(
        label="Did this answer it?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        help_text="All that fit.", choices=[("x", "X")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Agreed", help_text="Ask first.")
    secret = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(widget=forms.PasswordInput(attrs={"placeholder": "Code"}))
    paper = forms.FileField(required=False)


def controls(html: str) -> dict[str, str]:
    """The opening tag of every control, by its id."""
    tags = re.findall(r"<(?:input|select|textarea)[^>]*>", html)
    return {found[1]: tag for tag in tags if (found := re.search(r' id="([^"]+)"', tag))}


def drawn(data: dict | None = None) -> str:
    """The form as a page shows it."""
    return as_crispy_form(EveryKind(data))


def test_every_control_has_a_name_people_can_hear():
    html = drawn()
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert set(controls(html)) - {"id_secret"} == labelled


def test_hints_and_errors_are_tied_to_their_field():
    html = drawn({"title": ""})
    ids = set(re.findall(r' id="([^"]+)"', html))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    assert all(part in ids for value in described for part in value.split())
    assert 'aria-describedby="id_title_helptext id_title_error"' in controls(html)["id_title"]
    assert 'aria-invalid="true"' in controls(html)["id_title"]


def test_no_id_is_used_twice():
    ids = re.findall(r' id="([^"]+)"', drawn({"title": ""}))
    assert len(ids) == len(set(ids))


def test_choices_stand_in_a_fieldset_with_the_question_as_its_legend():
    html = drawn({})
    legends = [
        " ".join(legend.split())
        for legend in re.findall(r"<legend[^>]*>(.*?)</legend>", html, re.DOTALL)
    ]
    assert legends == ["Did this answer it?", "Groups"]
    assert (
        '<fieldset class="govuk-fieldset" aria-describedby="id_groups_helptext id_groups_error">'
        in html
    )


def test_what_was_typed_comes_back_as_it_was_typed():
    html = drawn({"minutes": "a few", "day": "31/2/2026", "words": "kept"})
    assert 'value="a few"' in controls(html)["id_minutes"]
    assert 'value="31/2/2026"' in controls(html)["id_day"]
    assert "kept</textarea>" in html


def test_numbers_are_typed_as_text_with_the_right_keyboard():
    minutes, share = controls(drawn())["id_minutes"], controls(drawn())["id_share"]
    assert 'type="text"' in minutes
    assert 'inputmode="numeric"' in minutes
    assert 'inputmode="decimal"' in share
    assert "min=" not in minutes


def test_a_date_without_a_hint_shows_how_to_type_it():
    html = drawn()
    assert "For example, 27/3/2026" in html
    assert 'aria-describedby="id_day_helptext"' in controls(html)["id_day"]


def test_a_wrong_date_keeps_its_example_and_gains_its_error():
    tag = controls(drawn({"day": "soon"}))["id_day"]
    assert 'aria-describedby="id_day_helptext id_day_error"' in tag


def test_fields_that_may_be_left_out_say_so():
    html = drawn()
    assert html.count("(optional)") == 3


def test_labels_do_the_work_of_placeholders():
    assert "placeholder" not in drawn()


def test_drawing_a_form_twice_gives_the_same():
    form = EveryKind({"day": "soon"})
    assert as_crispy_form(form) == as_crispy_form(form)


def test_nothing_needs_an_inline_style_or_script():
    html = drawn({})
    assert "style=" not in html
    assert not re.search(r" on\w+=", html)


def test_the_summary_leads_to_the_first_control_of_each_field():
    links = error_links(EveryKind({}))
    ids = set(controls(drawn({})))
    assert {target for target, _ in links} <= ids
    assert ("id_answered_0", "Did this answer it? Choose one of the answers.") in links
    assert ("id_title", "Title: Fill this in.") in links


def test_errors_of_the_whole_form_lead_to_its_first_field():
    form = EveryKind({})
    form.is_valid()
    form.add_error(None, "These do not go together.")
    assert error_links(form)[0] == ("id_title", "These do not go together.")


def test_an_error_of_a_hidden_field_is_not_lost():
    assert ("id_title", "Secret: Fill this in.") in error_links(EveryKind({}))


def test_a_form_not_sent_yet_has_no_summary():
    assert error_links(EveryKind()) == []
    assert error_links(None) == []


def test_a_formset_lists_the_errors_of_each_entry():
    formset = forms.formset_factory(EveryKind, extra=1)
    bound = formset({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "A"})
    assert ("id_form-0-day", "Day: Fill this in.") in error_links(bound)


@pytest.fixture
def helper() -> FormHelper:
    """A helper with a layout and a button."""
    helper = FormHelper()
    helper.layout = Layout(Fieldset("About the meeting", "title", "day"), "purpose")
    helper.add_input(Submit("save", "Save", css_class="govuk-button--secondary"))
    return helper


def test_a_helper_draws_the_whole_form(helper):
    html = render_crispy_form(EveryKind(), helper, {"csrf_token": "abc"})
    assert '<form  method="post" novalidate enctype="multipart/form-data">' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert "About the meeting</legend>" in html
    assert '<button type="submit" class="govuk-button' in html
    assert "btn" not in html


def test_a_submit_button_takes_one_click(helper):
    assert "data-once" in render_crispy_form(EveryKind(), helper)
