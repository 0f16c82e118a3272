"""The secret in the address of a person's calendar, and what is kept of it."""

import hashlib

#: How many bytes of chance it is made of: 43 letters, which nobody guesses.
SECRET_BYTES = 32


def digest_of(secret: str) -> str:
    """What is kept of a secret, and what it is found by: its SHA-256.

    The secret is long and random, so that a plain hash gives nothing away and comparing takes the
    same time for every wrong one.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
