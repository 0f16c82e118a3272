"""Making a PostgreSQL data folder: once, complete or not at all."""

import os
import shutil
import subprocess
from pathlib import Path

from corporate_parenting.local.cluster import MAJOR_VERSION, ROLE, Cluster
from corporate_parenting.local.places import LocalError, state_folder
from corporate_parenting.local.programs import run_as

# Put into template1, so that every new database, a test one too, has them.
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
SPACE_NEEDED = 200  # MB, for a new cluster and room to work


def make_home(cluster: Cluster) -> None:
    """The folder of data, log and socket; what the server writes to belongs to its account."""
    state_folder()
    _refuse_other_owner(cluster)
    _folder_to_pass_through(cluster.home, cluster)
    _folder_to_pass_through(cluster.socket_folder.parent, cluster)
    private_folder(cluster.socket_folder, cluster)


def _folder_to_pass_through(folder: Path, cluster: Cluster) -> None:
    """Make what is missing of a path, passable for the server's account where that is not ours."""
    if folder.exists():
        return
    _folder_to_pass_through(folder.parent, cluster)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700 if cluster.account.uid == os.geteuid() else 0o711)


def private_folder(folder: Path, cluster: Cluster) -> None:
    """A folder that the server's account alone may enter; one planted by another is refused."""
    try:
        folder.mkdir(mode=0o700)
        if cluster.account.uid != os.geteuid():
            os.chown(folder, cluster.account.uid, cluster.account.gid)
    except FileExistsError:
        pass
    status = folder.lstat()
    private = status.st_uid == cluster.account.uid and not status.st_mode & 0o077
    if folder.is_symlink() or not private:
        raise LocalError(f"{folder} should belong to {cluster.account.name} alone: remove it.")


def _refuse_other_owner(cluster: Cluster) -> None:
    """An ordinary user cannot run a database that another user, or root, has made."""
    if os.geteuid() == 0 or not cluster.home.exists():
        return
    owner = cluster.home.stat().st_uid
    if owner != os.geteuid():
        message = (
            f"The database in {cluster.home} was made by another user (number {owner}): "
            "run this as that user, or in a copy of the project of your own."
        )
        raise LocalError(message)


def refuse_other_version(cluster: Cluster) -> None:
    """PostgreSQL cannot read the data of another major version."""
    if cluster.data.exists():
        return
    others = [each.name for each in cluster.home.iterdir() if each.name.isdigit()]
    others = [name for name in others if name != str(MAJOR_VERSION)]
    if others:
        message = (
            f"The database in {cluster.home} was made by PostgreSQL {' and '.join(others)} and "
            f"this version of the project runs {MAJOR_VERSION}: check out the older version to "
            "use it, or move that folder away to begin again."
        )
        raise LocalError(message)


def initialise(cluster: Cluster, programs: Path) -> None:
    """Make the cluster beside its place and move it there when complete, so a kill leaves none."""
    _refuse_full_disk(cluster)
    private_folder(cluster.folder, cluster)
    unfinished = cluster.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    initdb = [
        *(str(programs / "initdb"), "--pgdata", str(unfinished), "--username", "postgres"),
        *("--auth", "peer", "--encoding", "UTF8", "--locale", "C", "--text-search-config=english"),
        *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"),
    ]
    must(run_as(cluster.account, initdb, folder=cluster.folder), "PostgreSQL could not be set up")
    _create_role(cluster, programs, unfinished)
    unfinished.rename(cluster.data)


def _create_role(cluster: Cluster, programs: Path, data: Path) -> None:
    """Give the new cluster the application's role and the extensions, before it ever listens."""
    statements = [
        f'CREATE ROLE "{ROLE}" LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION',
        *(f'CREATE EXTENSION "{name}"' for name in EXTENSIONS),
    ]
    command = [
        *(str(programs / "postgres"), "--single", "-j", "-D", str(data)),
        *("-c", "exit_on_error=on", "-c", "log_min_messages=warning", "template1"),
    ]
    result = run_as(
        cluster.account,
        command,
        folder=cluster.folder,
        text="".join(f"{statement};\n\n" for statement in statements),
    )
    must(result, "PostgreSQL could not be prepared")


def _refuse_full_disk(cluster: Cluster) -> None:
    free = shutil.disk_usage(cluster.home).free // 2**20
    if free < SPACE_NEEDED:
        message = (
            f"The disk holding {cluster.home} is nearly full: the database needs "
            f"{SPACE_NEEDED} MB and {free} MB are free."
        )
        raise LocalError(message)


def must(result: subprocess.CompletedProcess, problem: str) -> None:
    if result.returncode:
        raise LocalError(f"{problem}: {reason(result.stdout)}")


def reason(output: str) -> str:
    """The line of PostgreSQL's output that says what went wrong."""
    if "No space left on device" in output:
        return "the disk is full"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL:" in line or "error:" in line or "PANIC:" in line]
    line = (telling or lines or ["it said nothing about why"])[-1]
    return line.rpartition("FATAL:")[2].strip()
