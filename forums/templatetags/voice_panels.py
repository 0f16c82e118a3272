"""What the rooms below show of young people's voices: panels that their templates load from here."""

from django.template import Library

from councils import clock
from forums.models import Forum
from forums.sessions.queries import said_of
from pledges.models import Promise, Statement

register = Library()


@register.inclusion_tag("forums/panels/verdicts.html")
def verdicts_on(of: Promise | Statement) -> dict[str, object]:
    """What young people said of a promise, and what they were told became of it: two queries."""
    published = Forum.objects.of(of.council).public()
    told = of.told_back.filter(forum__in=published).order_by("-told_on", "-pk").first()
    return {"said": said_of(of, clock.today()), "told": told}
