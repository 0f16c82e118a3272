"""How the PDFs of an edition are asked for, kept, withdrawn and asked for again.

A row is written with its edition; making the PDF is the worker's (`tasks`), long after that. What
it made is kept only while the edition is still the newest of its kind: the meeting is locked for
that, as it is by all who publish. A file that is replaced is deleted.
"""

from dataclasses import asdict
from uuid import uuid4

from django.core.files import File
from django.db import transaction

from boards.models import Attachment, Edition, PrintedFile
from boards.packs.printing import content
from boards.packs.printing.press import File as PressFile
from boards.packs.printing.press import Printed, printed
from boards.packs.printing.queries import may_ask, newest_edition, numbers_before
from boards.packs.printing.tasks import print_file
from boards.papers.files import digest
from councils import clock
from councils.models import User
from councils.writing import Refused, lock, store

State, Variant = PrintedFile.State, PrintedFile.Variant
