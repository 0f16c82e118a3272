"""One browser, one server and one demo for all the pages; nothing here is rolled back.

The server's threads see only what is committed, so the demo is loaded once for a module and the
tables are emptied after it.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from django.db import connections
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from boards.models import Meeting
from corporate_parenting.local import chromium
from councils import clock
from councils.models import Council, User
from tests.conftest import TODAY
from tests.factories.boards import RemovalFactory
from tests.support.people import BACKEND
from tests.support.published import bring_in_published

PASSWORD = "a long phrase for the tests"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The machine's Chromium; where there is none, CI fails and everybody else goes without."""
    path = chromium.find()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.MISSING)
    return {**browser_type_launch_args, **chromium.launch_options(path)}


@dataclass
class Site:
    """The demo behind an address: who has signed in, and how pages complain."""

    url: str
    browser: Browser
    council: Council
    cookies: dict[str, dict] = field(default_factory=dict)

    def sign_everybody_in(self) -> None:
        """Give each person the cookie of somebody who has just signed in with a password.

        Done before the first test: what a test writes, the server's threads do not see.
        """
        for user in User.objects.all():
            client = Client()
            client.force_login(user, backend=BACKEND)
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "password", "at": time.time(), "username": user.username}
            ]
            session.save()
            value = client.cookies["sessionid"].value
            self.cookies[user.username] = {"name": "sessionid", "value": value, "url": self.url}


@pytest.fixture(scope="session")
def browser_with_database(django_db_setup, browser: Browser) -> Iterator[Browser]:  # noqa: ARG001
    """The browser; before its event loop ends, the connections opened inside it are closed.

    Nobody else could: Django keeps those of an event loop apart from those of the same thread
    without one, and the test database cannot be dropped while one of them is open.
    """
    yield browser
    connections.close_all()


@pytest.fixture(scope="module")
def site(
    browser_with_database: Browser, django_db_blocker, request: pytest.FixtureRequest
) -> Iterator[Site]:
    """The demo on Wednesday 2 December 2026, served; emptied at the end of the module.

    A module that opens pages of some councils only names them in `COUNCILS`.
    """
    councils = getattr(request.module, "COUNCILS", ())
    with django_db_blocker.unblock(), clock.set_to(TODAY):
        call_command("demo_history", *councils, stdout=StringIO())
        _add_somebody_with_two_steps()
        bring_in_published()
        _propose_to_take_a_passage_out()
        server = LiveServer("127.0.0.1")
        try:
            site = Site(
                server.url, browser_with_database, Council.objects.get(slug="buckinghamshire")
            )
            site.sign_everybody_in()
            yield site
        finally:
            server.stop()
            call_command("flush", interactive=False, verbosity=0)


def _add_somebody_with_two_steps() -> None:
    user = User.objects.create_user("two-steps", PASSWORD, display_name="Robin Vale")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    data = {"name": "A key", "passwordless": False, "credential": _credential()}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    User.objects.create_user("one-step", PASSWORD, display_name="Alex Wood")


def _propose_to_take_a_passage_out() -> None:
    """A row that the demo has none of."""
    meetings = Meeting.objects.filter(council__slug="buckinghamshire", editions__isnull=False)
    RemovalFactory(
        meeting=meetings.earliest("held_on"), number="0.1", proposed_by=User.objects.first()
    )


def _credential() -> dict:
    """A passkey as a browser registers it; nobody holds its private part."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid.NONE, b"a key of the tests", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    found = AuthenticatorData.create(sha256(b"127.0.0.1"), flags, 0, attested)
    said = CollectedClientData.create("webauthn.create", b"challenge", "http://127.0.0.1")
    response = {
        "clientDataJSON": websafe_encode(said),
        "attestationObject": websafe_encode(AttestationObject.create("none", found, {})),
    }
    identity = websafe_encode(b"a key of the tests")
    return {"id": identity, "rawId": identity, "type": "public-key", "response": response}


class Complaints(list):
    """What a page's console and its scripts complained of."""

    def listen(self, page: Page) -> None:
        """From now on."""
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._hear(page, message))

    def _hear(self, page: Page, message: object) -> None:
        # The browser itself reports an error page's status, and that a test has cut it off.
        expected = any(words in message.text for words in ("status of 40", "INTERNET_DISCONNECTED"))
        if message.type in {"error", "warning"} and not expected:
            self.append(f"{page.url}: {message.text}")


@pytest.fixture
def open_page(site: Site) -> Iterator[Callable[..., Page]]:
    """`open_page("demo-clerk", width=320)`: a page of somebody's; nothing may be complained of."""
    contexts, complaints = [], Complaints()

    def new(username: str = "", *, width: int = 1280, scripts: bool = True) -> Page:
        context = site.browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            base_url=site.url,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies([site.cookies[username]] if username else [])
        page = context.new_page()
        complaints.listen(page)
        return page

    yield new
    for context in contexts:
        context.close()
    assert not complaints
