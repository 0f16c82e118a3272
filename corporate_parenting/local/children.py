"""Running programs beside us: kept alive while we live, ended when we end, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_PAUSE = 30  # seconds between two attempts to start a program that keeps failing
STEADY = 60  # seconds after which a program counts as having started well
PATIENCE = 10  # seconds a program has to end when asked
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass
class Child:
    """One program; `log` takes all it says."""

    name: str
    command: list[str]
    folder: Path
    log: Path
    process: subprocess.Popen | None = None
    started: float = 0.0
    failures: int = 0
    restart_at: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone; we end the rest in order
                preexec_fn=_end_with(os.getpid()),  # noqa: PLW1509 - we have no threads
            )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def watch(self) -> str | None:
        """Start it again if it ended, waiting longer each time; a sentence when it has ended."""
        now = time.monotonic()
        if self.is_running():
            return None
        if self.process is None:
            if now >= self.restart_at:
                self.start()
            return None
        code, self.process = self.process.returncode, None
        self.failures = 0 if now - self.started > STEADY else self.failures + 1
        pause = min(2**self.failures - 1, LONGEST_PAUSE)
        self.restart_at = now + pause
        return f"The {self.name} ended (code {code}, see {self.log}); starting it again."

    def ask_to_end(self) -> None:
        if self.is_running():
            self.process.terminate()

    def wait_for_end(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Repeated(Child):
    """A program that does its work and ends, and is run again so many seconds after it began."""

    every: float = 3600

    def watch(self) -> str | None:
        """Run it when it is time; a sentence when it has failed."""
        if self.is_running():
            return None
        if self.process is None:
            if time.monotonic() >= self.restart_at:
                self.start()
            return None
        code, self.process = self.process.returncode, None
        self.restart_at = self.started + self.every
        again = f"it runs again {self.every / 60:.0f} minutes after it began"
        return f"The {self.name} failed (code {code}, see {self.log}); {again}." if code else None


def end_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_end()
    for child in children:
        child.wait_for_end()


def _end_with(parent: int):
    """For a new process: ask Linux to end it when `parent` dies, were it by kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return prepare
