"""What logs leave out: the secret in the address of a one-time link, a calendar or a kiosk."""

import logging
import re

SECRET = re.compile(
    r"(/forums/ask/|/accounts/calendar/|/forums/sessions/\d+/kiosk/)(?!end/)[^/\s]+"
)
LEFT_OUT = r"\1…"


class WithoutSecrets(logging.Filter):
    """Takes secrets out of a record, whatever wrote it; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the record's message without what opens something."""
        said = record.getMessage()
        quiet = SECRET.sub(LEFT_OUT, said)
        if quiet != said:
            record.msg, record.args = quiet, ()
        return True
