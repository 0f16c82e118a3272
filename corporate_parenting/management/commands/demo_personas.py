"""`manage.py demo_personas`: one line for each person one can be in the demo."""

from django.core.management.base import BaseCommand

from corporate_parenting.demo import FIRST, people
from councils.models import Council


class Command(BaseCommand):
    """Print who there is."""

    help = "One line for each invented person of the demo."

    def handle(self, **options: object) -> None:
        """Name, role and what they can do; the other councils have the same roles."""
        councils = list(Council.objects.values_list("slug", "short_name"))
        first = next((slug for slug, _ in councils if slug == FIRST), None)
        for persona in people(first or (councils[0][0] if councils else FIRST)):
            self.stdout.write(f"  {persona.name} ({persona.role}): {persona.text}")
        others = ", ".join(name for slug, name in councils if slug != FIRST)
        if others:
            self.stdout.write(f"  The same roles are there in {others}: choose on the home page.")
