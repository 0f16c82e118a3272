"""This project's own PostgreSQL: made on first use, started, stopped, and started again.

The server listens on a socket in a private folder and on nothing else. Whoever may use it is
decided by the operating system (`peer`): the account that started it, as the application's role,
which is no superuser. A commit is on the disk before it is acknowledged, so killing the server
or the application loses nothing.

Run as `python -m corporate_parenting.local.postgres start|stop|status|psql|destroy`, or
`... run COMMAND` for a command that needs the server while it runs.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corporate_parenting.local.cluster import (
    DATABASE,
    MACHINE_STATE,
    MAJOR_VERSION,
    PORT,
    ROLE,
    Cluster,
    locate,
)
from corporate_parenting.local.launching import (
    forget_dead_server,
    launch,
    log_since_launch,
    server_process,
    write_access_rules,
)
from corporate_parenting.local.making import (
    initialise,
    make_home,
    must,
    reason,
    refuse_other_version,
)
from corporate_parenting.local.places import (
    PROJECT,
    LocalError,
    in_one_sentence,
    locked,
    locked_if_free,
)
from corporate_parenting.local.processes import alive
from corporate_parenting.local.programs import (
    client,
    server_programs,
)

START_TIMEOUT = 60  # seconds; recovery after a crash is part of it
STOP_TIMEOUT = 30


@dataclass(frozen=True)
class Server:
    """A running server: how to reach it, and where it writes what goes wrong."""

    socket_folder: Path
    data: Path
    log: Path
    account: str


def database_settings() -> dict:
    """Django's `DATABASES["default"]` for the local server; starts nothing and writes nothing."""
    cluster = locate()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(cluster.socket_folder),
        "PORT": str(PORT),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Refuse a server that anybody else put in our server's place.
        "OPTIONS": {"requirepeer": cluster.account.name},
    }


def ensure_running() -> Server:
    """Make the cluster if there is none, start it if it is down, and say how to reach it."""
    cluster = locate()
    server = Server(cluster.socket_folder, cluster.data, cluster.log, cluster.account.name)
    make_home(cluster)
    if _answers(cluster):
        return server
    with locked(cluster.start_lock):
        if not _answers(cluster):
            refuse_other_version(cluster)
            _start(cluster, server_programs(cluster))
            _ensure_database()
    return server


def is_running() -> bool:
    """Whether the server's process is there; costs next to nothing."""
    return server_process(locate()) is not None


def identity_of_data() -> str:
    """Differs between one cluster and another made in its place."""
    status = (locate().data / "PG_VERSION").stat()
    return f"{status.st_ino}-{status.st_mtime_ns}"


def stop() -> bool:
    """Stop the server; whether there was one to stop."""
    cluster = locate()
    if not cluster.home.exists():
        return False
    with locked(cluster.start_lock):
        return _stop(cluster)


@contextmanager
def in_use() -> Iterator[Server]:
    """The server, kept running for the length of a block and stopped by the last to leave it.

    A keeper process holds our place and does the stopping, so that the server stops even when
    this process is killed.
    """
    ensure_running()
    command = [sys.executable, "-m", "corporate_parenting.local.postgres", "keep"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as keeper:
        keeper.stdout.readline()
        yield ensure_running()  # another command may have stopped it before our keeper stood by


def stop_if_unused() -> bool:
    """Stop the server unless a command uses it or it was started to stay; whether it stopped."""
    cluster = locate()
    with locked(cluster.start_lock), locked_if_free(cluster.users_lock) as unused:
        return unused and not _meant_to_stay(cluster) and _stop(cluster)


def recreate_database() -> None:
    """Throw away what the application's database holds, whoever is connected to it."""
    _psql(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
    _ensure_database()


def destroy() -> None:
    """Stop the server and delete its data for good."""
    cluster = locate()
    stop()
    for folder in (cluster.home, cluster.socket_folder):
        shutil.rmtree(folder, ignore_errors=True)
    if MACHINE_STATE in cluster.socket_folder.parents:
        shutil.rmtree(cluster.socket_folder.parent, ignore_errors=True)


# Starting and stopping


def _start(cluster: Cluster, programs: Path) -> None:
    if not cluster.data.exists():
        initialise(cluster, programs)
    write_access_rules(cluster)
    deadline = time.monotonic() + START_TIMEOUT
    while True:
        forget_dead_server(cluster)
        process = launch(cluster, programs)
        if _wait_until_ready(cluster, process, deadline):
            return
        problem = reason(log_since_launch(cluster))
        # The last of a killed server's processes may take a moment to notice.
        if "shared memory block" not in problem or time.monotonic() > deadline:
            raise LocalError(f"PostgreSQL did not start: {problem} (see {cluster.log}).")
        time.sleep(0.5)


def _wait_until_ready(cluster: Cluster, process: int, deadline: float) -> bool:
    """Whether the server came up before it gave up."""
    while time.monotonic() < deadline:
        if _answers(cluster):
            return True
        if not alive(process):
            return False
        time.sleep(0.02)
    raise LocalError(f"PostgreSQL is still not ready after {START_TIMEOUT} s (see {cluster.log}).")


def _stop(cluster: Cluster) -> bool:
    process = server_process(cluster)
    if process is None:
        return False
    for polite in (signal.SIGINT, signal.SIGQUIT):  # end sessions; then without waiting for any
        os.kill(process, polite)
        if _wait_for_end(process):
            return True
    raise LocalError(f"PostgreSQL (process {process}) does not stop; end it with kill -9.")


def _wait_for_end(process: int) -> bool:
    deadline = time.monotonic() + STOP_TIMEOUT
    while time.monotonic() < deadline:
        if not alive(process):
            return True
        time.sleep(0.02)
    return False


def _stay(cluster: Cluster) -> None:
    """Note that the running server was asked for by itself and waits for `stop`."""
    cluster.stays.write_text(str(server_process(cluster)))


def _meant_to_stay(cluster: Cluster) -> bool:
    try:
        return cluster.stays.read_text() == str(server_process(cluster))
    except OSError:
        return False


# Asking the server


def _answers(cluster: Cluster) -> bool:
    """Whether the server accepts connections."""
    if not os.access(cluster.socket, os.F_OK):
        return False
    command = [client("pg_isready"), "-q", "-h", str(cluster.socket_folder), "-p", str(PORT)]
    return subprocess.run(command, check=False).returncode == 0


def _ensure_database() -> None:
    if not _psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608
        _psql(f'CREATE DATABASE "{DATABASE}"')


def _psql(statement: str) -> str:
    result = subprocess.run(
        [client("psql"), "-d", "postgres", "-qtAX", "-v", "ON_ERROR_STOP=1", "-c", statement],
        env=_client_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    must(result, "The local database refused")
    return result.stdout.strip()


def _client_environment() -> dict[str, str]:
    """Makes psql the application's role in its database, and refuse anybody else's server."""
    cluster = locate()
    return {
        **os.environ,
        "PGHOST": str(cluster.socket_folder),
        "PGPORT": str(PORT),
        "PGUSER": ROLE,
        "PGDATABASE": DATABASE,
        "PGREQUIREPEER": cluster.account.name,
    }


# The command


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="corporate_parenting.local.postgres")
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="for psql and run: what to pass on")
    options = parser.parse_args(arguments)
    return in_one_sentence(lambda: ACTIONS[options.action](options))


def _command_start(_: argparse.Namespace) -> int:
    server = ensure_running()
    _stay(locate())
    print(f"PostgreSQL {MAJOR_VERSION} runs as {server.account}, socket in {server.socket_folder}")
    return 0


def _command_stop(_: argparse.Namespace) -> int:
    print("PostgreSQL stopped." if stop() else "PostgreSQL was not running.")
    return 0


def _command_status(_: argparse.Namespace) -> int:
    cluster = locate()
    running = _answers(cluster)
    print(f"PostgreSQL is {'running' if running else 'not running'}; data in {cluster.data}")
    return 0 if running else 3


def _command_psql(options: argparse.Namespace) -> int:
    with in_use():
        return _follow([client("psql"), *options.rest], _client_environment())


def _command_destroy(_: argparse.Namespace) -> int:
    destroy()
    print("The local database is gone.")
    return 0


def _command_run(options: argparse.Namespace) -> int:
    """Run a command that needs the server, unless DATABASE_URL names another one."""
    if os.environ.get("DATABASE_URL"):
        return _follow(options.rest)
    with in_use():
        return _follow(options.rest)


def _follow(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a command to its end, leaving Ctrl-C to it and passing on a request to end."""
    with subprocess.Popen(command, env=environment) as process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


def _command_keep(_: argparse.Namespace) -> int:
    """Hold a place among the server's users until our parent closes its end, or dies."""
    with locked(locate().users_lock, shared=True):
        print("ready", flush=True)
        sys.stdin.read()
    stop_if_unused()
    return 0


ACTIONS = {
    "start": _command_start,
    "stop": _command_stop,
    "status": _command_status,
    "psql": _command_psql,
    "destroy": _command_destroy,
    "run": _command_run,
    "keep": _command_keep,
}

if __name__ == "__main__":
    sys.exit(main())
