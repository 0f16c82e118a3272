"""`make demo`: from an installed environment to a demo in the browser, and back to nothing.

Every step shows its name and how long it took, and is left out when nothing it depends on has
changed since it last succeeded.
"""

import argparse
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from corporate_parenting.local import chromium, frontend, postgres, stamps
from corporate_parenting.local.children import Child, Repeated, end_all
from corporate_parenting.local.places import PROJECT, LocalError, in_one_sentence, state_folder

ADDRESS = "127.0.0.1"
FIRST_PORT = 8000
PORTS = range(FIRST_PORT, FIRST_PORT + 100)
SETTINGS = "corporate_parenting.settings.demo"
MANAGE = [sys.executable, "manage.py"]
ROOMS = ("councils", "pledges", "measures", "forums", "boards", "corporate_parenting")
START_TIMEOUT = 60  # seconds for the first page
WATCH_EVERY = 0.5


class StopRequested(BaseException):
    """Somebody asked the demo to end; no business of any `except` but the outermost."""


def demo() -> int:
    """Prepare what is not prepared, serve until asked to stop, and stop everything."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _stop)
    try:
        _step("Front end", frontend.build)
        with _database():
            prepare()
            serve()
    except StopRequested:
        print("\nThe demo has stopped. What was entered is kept: make demo continues.")
    return 0


def reset() -> int:
    """Forget what was entered, and begin again with the demo's own history."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    with _database():
        _step("Empty database", postgres.recreate_database)
        shutil.rmtree(
            PROJECT / ".local" / "media", ignore_errors=True
        )  # what was attached to its reports
        stamps.forget("migrate", "history")
        prepare()
    print("The demo is as new: make demo shows it.")
    return 0


def prepare_tests() -> int:
    """What the test suite needs besides a database: the front-end build and a browser."""
    _step("Front end", frontend.build)
    _step("Chromium", _browser)
    return 0


def prepare() -> None:
    """The tables and the demo's history, each only if something behind it changed."""
    migrations = [PROJECT / room / "migrations" for room in ROOMS]
    schema = stamps.fingerprint([*migrations, PROJECT / "requirements.txt"], _database_identity())
    _step_once("migrate", "Database tables", schema, lambda: _manage("migrate", "--no-input"))
    room = PROJECT / "corporate_parenting"
    sources = [PROJECT / "fixtures", room / "management", *room.glob("demo*")]
    history = stamps.fingerprint(sources, schema)
    _step_once("history", "Demo history", history, _play_history)


def serve() -> None:
    """Run server and worker, say where the demo is, and keep them running; the round each hour."""
    port = free_port()
    children = _children(port)
    try:
        _step("Server and worker", lambda: _start(children, port))
        _announce(port)
        children.append(_daily_round())
        _watch(children)
    finally:
        end_all(children)


def free_port() -> int:
    """8000, or the next port nobody has taken."""
    for port in PORTS:
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise LocalError(f"Ports {PORTS[0]} to {PORTS[-1]} of {ADDRESS} are all taken.")


# Parts of the above


def _play_history() -> None:
    """Two councils at once where there are two cores."""
    _manage("demo_history", "--processes", str(min(2, os.cpu_count() or 1)))


def _browser() -> None:
    """Without one the browser tests say so themselves, and the others still run."""
    try:
        found = chromium.ensure()
    except LocalError as error:
        found = None
        _say(str(error))
    if found is None:
        _say(chromium.MISSING)


def _stop(*_: object) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # once is enough; stopping takes a moment
    raise StopRequested


def _database():
    """The local server, or nothing where DATABASE_URL names another (settings may refuse it)."""
    return nullcontext() if os.environ.get("DATABASE_URL") else _local_database()


@contextmanager
def _local_database() -> Iterator[None]:
    started = time.monotonic()
    with postgres.in_use():
        _say(f"PostgreSQL: {time.monotonic() - started:.1f} s")
        yield


def _database_identity() -> str:
    """Tells one database from another, so that a new one is not taken for a prepared one."""
    return os.environ.get("DATABASE_URL") or postgres.identity_of_data()


def _children(port: int) -> list[Child]:
    logs = state_folder("logs")
    state_folder("collected")  # whitenoise warns where it is missing
    server = [
        *(sys.executable, "-m", "gunicorn", "corporate_parenting.wsgi", "--workers", "2"),
        *("--bind", f"{ADDRESS}:{port}", "--no-control-socket", "--log-level", "warning"),
    ]
    worker = [*MANAGE, "db_worker", "--queue-name", "*", "--no-startup-delay"]
    return [
        Child("server", server, PROJECT, logs / "server.log"),
        Child("worker", worker, PROJECT, logs / "worker.log"),
    ]


def _daily_round() -> Child:
    """Reminders, and work that a dead worker left: at once, and then each hour."""
    log = state_folder("logs") / "daily_round.log"
    log.unlink(missing_ok=True)
    return Repeated("daily round", [*MANAGE, "daily_round"], PROJECT, log)


def _start(children: list[Child], port: int) -> None:
    for child in children:
        child.log.unlink(missing_ok=True)
        child.start()
    deadline = time.monotonic() + START_TIMEOUT
    while not _answers(port):
        if not children[0].is_running():
            raise LocalError(f"The server did not start: {_last_words(children[0].log)}")
        if time.monotonic() > deadline:
            raise LocalError(f"No page after {START_TIMEOUT} s (see {children[0].log}).")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    """Whether a page comes back, whatever it says."""
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=START_TIMEOUT)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _announce(port: int) -> None:
    print(f"\nThe demo is at http://{ADDRESS}:{port}/", flush=True)
    _manage("demo_personas")
    print("\nCtrl-C stops it.", flush=True)


def _watch(children: list[Child]) -> None:
    """For as long as the demo runs: whatever dies is started again."""
    while True:
        time.sleep(WATCH_EVERY)
        if not os.environ.get("DATABASE_URL") and not postgres.is_running():
            _say("PostgreSQL ended; starting it again.")
            postgres.ensure_running()
        for child in children:
            notice = child.watch()
            if notice:
                _say(notice)


def _manage(*arguments: str) -> None:
    """Run a management command, showing what it says; its last line explains a failure."""
    log = state_folder("logs") / f"{arguments[0]}.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [*MANAGE, *arguments],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=errors if arguments[0] == "migrate" else None,
            stderr=errors,
        ) as process,
    ):
        code = process.wait()
    if code:
        raise LocalError(f"{arguments[0]} failed: {_last_words(log)} (see {log})")


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it did not say why"


def _step_once(name: str, title: str, mark: str, work: Callable[[], object]) -> None:
    if not stamps.is_done(name, mark):
        _step(title, work)
        stamps.set_done(name, mark)


def _step(title: str, work: Callable[[], object]) -> None:
    started = time.monotonic()
    if sys.stdout.isatty():
        print(f"{title} …", end="\r", flush=True)
    work()
    _say(f"{title}: {time.monotonic() - started:.1f} s")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


ACTIONS = {"demo": demo, "reset": reset, "prepare-tests": prepare_tests}


def main() -> int:
    parser = argparse.ArgumentParser(prog="corporate_parenting.local.run")
    parser.add_argument("action", choices=ACTIONS)
    return in_one_sentence(ACTIONS[parser.parse_args().action])


if __name__ == "__main__":
    sys.exit(main())
