"""What every template may rely on: the council of the page, and its words."""

from django.conf import settings
from django.http import HttpRequest

from councils.vocabulary import Vocabulary


def council(request: HttpRequest) -> dict[str, object]:
    """`council` (None outside a council), `words` (its vocabulary) and `demo`."""
    current = getattr(request, "council", None)
    return {
        "council": current,
        "words": current.words if current else Vocabulary(),
        "demo": settings.DEMO,
    }
