"""A file attached to a report, for those who read the members' papers in which it stands.

Only members' papers lead to files: what a file holds is checked by nobody for small numbers, which
the forum's and the public papers hide (R18).
"""

import json

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from boards.models import Attachment, Edition
from boards.packs.reading import PERMISSIONS
from boards.packs.stored import attached_in
from boards.packs.views import edition_to_read
from boards.papers.views import as_download
from councils.access import council_page
from councils.models import Council


@council_page(may=PERMISSIONS[Edition.Kind.MEMBERS])
def members_file(request: HttpRequest, council: Council, pk: int, file: int) -> FileResponse:
    """The file itself, always as something to save; only while the newest papers name it."""
    edition = edition_to_read(request, council, pk, Edition.Kind.MEMBERS)
    if str(file) not in {each.key for each in attached_in(json.loads(edition.content))}:
        raise Http404
    return as_download(get_object_or_404(Attachment.objects.of(council), pk=file))
