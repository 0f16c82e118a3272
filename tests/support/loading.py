"""Loading a council's strategy from its fixture."""

from django.core.management import call_command

from councils.models import Council
from tests.support.source import PROJECT

FIXTURES = PROJECT / "fixtures" / "councils"


def load_council(slug: str) -> Council:
    """The council with everything its fixture brings; loading again changes nothing."""
    call_command("loaddata", str(FIXTURES / f"{slug}.yaml"), verbosity=0)
    return Council.objects.get(slug=slug)
