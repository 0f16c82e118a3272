"""Where this project's own PostgreSQL keeps its data and socket, and under whose account.

Everything here is worked out from the project's path and the present user, by looking at
permissions only: nothing is made, started or changed, so settings may ask at any time.
"""

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from corporate_parenting.local.places import PROJECT, STATE, LocalError

MAJOR_VERSION = 18
ROLE = "corporate_parenting"
DATABASE = "corporate_parenting"
PORT = 5432  # only a part of the socket's file name: the server opens no TCP port

# For root alone, where the account that runs PostgreSQL may not enter the project's folder.
MACHINE_STATE = Path("/var/lib/corporate-parenting")
SHORT_FOLDERS = Path("/tmp")  # noqa: S108 - its owner and permissions are checked before use
UNPRIVILEGED_ACCOUNTS = ("postgres", "nobody")
LONGEST_SOCKET_PATH = 103  # bytes, on macOS; Linux allows 107


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    def may_enter(self, folder: Path) -> bool:
        """Whether the permission bits let this account pass through to `folder`."""
        return all(self._may_pass(step) for step in (folder, *folder.parents) if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder, with its socket and the account its server runs under."""

    home: Path
    socket_folder: Path
    account: Account

    @property
    def folder(self) -> Path:
        """Holds the data and the server's log; entered by the account alone."""
        return self.home / str(MAJOR_VERSION)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{PORT}"

    @property
    def start_lock(self) -> Path:
        """Held while the server is being made, started or stopped."""
        return self.home / "start.lock"

    @property
    def users_lock(self) -> Path:
        """Held shared by every command that needs the server."""
        return self.home / "users.lock"

    @property
    def stays(self) -> Path:
        """Names the server process that was started by itself, to run until it is stopped."""
        return self.home / "stays"


def locate() -> Cluster:
    """The cluster of this project for the present user."""
    if os.geteuid() == 0:
        return _cluster_of_root()
    home = STATE / "postgres"
    return Cluster(home, _socket_folder(home), account_of(os.geteuid()))


def account_of(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        message = f"Account number {uid} has no name on this machine, which PostgreSQL needs (or set DATABASE_URL)."
        raise LocalError(message) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _cluster_of_root() -> Cluster:
    """PostgreSQL refuses to run as root, so it runs under an account with fewer rights.

    A data folder that exists keeps its place and its account, whatever changed around it.
    """
    inside, outside = STATE / "postgres", MACHINE_STATE / _digest()
    for home in (inside, outside):
        data = home / str(MAJOR_VERSION) / "data"
        if data.exists():
            return Cluster(home, _socket_folder(home), account_of(data.stat().st_uid))
    account = _unprivileged_account()
    home = inside if account.may_enter(inside) else outside
    return Cluster(home, _socket_folder(home), account)


def _unprivileged_account() -> Account:
    for name in UNPRIVILEGED_ACCOUNTS:
        try:
            return account_of(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    message = (
        "PostgreSQL does not run as root, and this machine has no account named "
        "'postgres' or 'nobody' to run it under: run this as an ordinary user, "
        "or set DATABASE_URL."
    )
    raise LocalError(message)


def _socket_folder(home: Path) -> Path:
    """Beside the data where its path is short enough, else in a short folder of the user's own."""
    folder = home / "run"
    length = len(os.fsencode(folder / f".s.PGSQL.{PORT}"))
    # The PostgreSQL client takes a comma in a host for the end of it.
    if length <= LONGEST_SOCKET_PATH and "," not in str(folder):
        return folder
    if os.geteuid() == 0:
        return MACHINE_STATE / _digest() / "run"
    return SHORT_FOLDERS / f"corporate-parenting-{os.geteuid()}-{_digest()}"


def _digest() -> str:
    """Stands for the project's path, so that two copies of the project never share a server."""
    return hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:12]
