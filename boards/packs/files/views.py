"""A file attached to a report, for those who read the papers in which it stands.

Members' papers lead to every file in them; the forum's and the public ones only to those whose author
has said that no small number is in them (R18). A file that is held back since it went out is given to
nobody.
"""

import json

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from boards.gate.passing import NOT_OUT
from boards.models import Edition
from boards.packs.reading import PERMISSIONS
from boards.packs.stored import opened_in
from boards.packs.views import edition_to_read
from boards.papers.filing.queries import files, passing_of
from boards.papers.filing.views import as_download
from councils.access import council_page
from councils.models import Council


@council_page(may=PERMISSIONS[Edition.Kind.MEMBERS])
def members_file(request: HttpRequest, council: Council, pk: int, file: int) -> FileResponse:
    """A file for the people who sit on the body."""
    return _file(request, council, pk, file, Edition.Kind.MEMBERS)


@council_page(may=PERMISSIONS[Edition.Kind.FORUM])
def forum_file(request: HttpRequest, council: Council, pk: int, file: int) -> FileResponse:
    """A file that everyone may have, for the people of the forum."""
    return _file(request, council, pk, file, Edition.Kind.FORUM)


@council_page()
def public_file(request: HttpRequest, council: Council, pk: int, file: int) -> FileResponse:
    """A file that everyone may have."""
    return _file(request, council, pk, file, Edition.Kind.PUBLIC)


def _file(request: HttpRequest, council: Council, pk: int, file: int, kind: str) -> FileResponse:
    """The file itself, always as something to save; only while the newest papers name it."""
    edition = edition_to_read(request, council, pk, kind)
    if str(file) not in {each.key for each in opened_in(json.loads(edition.content))}:
        raise Http404
    row = get_object_or_404(files().filter(council=council), pk=file)
    if not passing_of(row).passes:
        raise PermissionDenied(NOT_OUT)
    return as_download(row)
