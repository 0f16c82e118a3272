"""`manage.py demo_personas`: one line for each person one can be in the demo."""

from django.core.management.base import BaseCommand

from corporate_parenting.demo import people


class Command(BaseCommand):
    """Print who there is."""

    help = "One line for each invented person of the demo."

    def handle(self, **options: object) -> None:
        """Name, role and what they can do."""
        for persona in people():
            self.stdout.write(f"  {persona.name} ({persona.role}): {persona.text}")
