"""Sending a form back as a browser would: what it was shown with, and what somebody changed."""

from django.forms import BaseForm
from django.test import Client


def as_sent(form: BaseForm, **changes: object) -> dict[str, object]:
    """What a browser sends for a form as it stands, with some fields filled in differently."""
    sent = {}
    for field in form:
        value = field.value()
        if value is not None and not field.field.disabled:
            shown = field.field.widget.format_value(value)
            sent[field.html_name] = shown[0] if isinstance(shown, list) and shown else shown
    return {name: value for name, value in (sent | changes).items() if value not in (None, [])}


def form_at(client: Client, url: str) -> BaseForm:
    """The form of an admin page."""
    return client.get(url).context["adminform"].form


def save(client: Client, url: str, **changes: object):
    """Open an admin form, change something, save."""
    return client.post(url, as_sent(form_at(client, url), **changes))
