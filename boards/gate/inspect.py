"""What a file carries that its pages do not show: the one question the gate asks."""

from collections.abc import Callable

from boards.gate.findings import Finding, unreadable
from boards.gate.office import findings_in_office
from boards.gate.pdf import findings_in_pdf
from boards.gate.pictures import findings_in_picture

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LOOKS: dict[str, Callable[[bytes], list[Finding]]] = {
    PDF: findings_in_pdf,
    DOCX: findings_in_office,
    XLSX: findings_in_office,
    "image/png": findings_in_picture,
    "image/jpeg": findings_in_picture,
}


def findings(content: bytes, media_type: str) -> list[Finding]:
    """Everything found in a file, in the order of its parts; an empty list lets it pass.

    What cannot be read is a finding too: the gate never passes what it has not looked into.
    """
    look = LOOKS.get(media_type)
    if look is None:
        return [unreadable("The file", f"nothing is known of files of the kind {media_type}")]
    return look(content)
