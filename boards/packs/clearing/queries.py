"""What the pages of clearing ask."""

import json

from boards.models import Attachment, Edition, Meeting
from boards.packs.stored import attached_in


def is_out(meeting: Meeting, file: Attachment) -> bool:
    """Whether the newest members' papers of a meeting name a file; nobody has more than they."""
    editions = meeting.editions.filter(kind=Edition.Kind.MEMBERS)
    newest = editions.order_by("-number").first()
    named = attached_in(json.loads(newest.content)) if newest else []
    return str(file.pk) in {each.key for each in named}
