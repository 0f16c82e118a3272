"""Programs beside the demo: started again, and never left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from corporate_parenting.local.children import Child, Repeated, end_all
from corporate_parenting.local.processes import alive

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def until(condition):
    for _ in range(500):
        if condition():
            return
        time.sleep(0.02)
    pytest.fail("waited in vain")


@pytest.fixture
def child(tmp_path):
    made = Child("sleeper", SLEEP, tmp_path, tmp_path / "log")
    made.start()
    yield made
    end_all([made])


def test_a_killed_program_is_started_again(child):
    first = child.process.pid
    assert child.watch() is None
    os.kill(first, signal.SIGKILL)
    until(lambda: not child.is_running())
    assert "sleeper ended (code -9" in child.watch()
    until(lambda: child.watch() is None and child.is_running())
    assert child.process.pid != first


def test_one_that_keeps_failing_is_tried_less_and_less(tmp_path):
    child = Child(
        "failure", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path, tmp_path / "l"
    )
    pauses = []
    for _ in range(7):
        child.start()
        until(lambda: not child.is_running())
        before = time.monotonic()
        assert child.watch()
        pauses.append(round(child.restart_at - before))
    assert pauses == [1, 3, 7, 15, 30, 30, 30]


def test_all_end_when_asked(child):
    process = child.process.pid
    end_all([child])
    assert not alive(process)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can promise this")
def test_they_end_with_us_even_by_kill_9(tmp_path):
    code = f"""
        import os, signal
        from pathlib import Path
        from corporate_parenting.local.children import Child
        child = Child("sleeper", {SLEEP!r}, Path({str(tmp_path)!r}), Path({str(tmp_path)!r}) / "log")
        child.start()
        print(child.process.pid, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    result = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    until(lambda: not alive(int(result.stdout)))


def repeated(tmp_path, code: str, every: float) -> Repeated:
    """A short program that is run again and again."""
    command = [sys.executable, "-c", f"print('ran'); raise SystemExit({code})"]
    return Repeated("round", command, tmp_path, tmp_path / "log", every=every)


def test_what_is_repeated_runs_at_once_and_again_when_it_is_time(tmp_path):
    child = repeated(tmp_path, "0", every=0.2)
    until(lambda: child.watch() is None and child.log.exists() and _runs(child) == 3)
    end_all([child])


def test_between_two_runs_there_is_none(tmp_path):
    child = repeated(tmp_path, "0", every=3600)
    until(lambda: child.watch() is None and child.log.exists() and _runs(child) == 1)
    until(lambda: not child.is_running())
    assert child.watch() is None
    assert child.watch() is None
    assert not child.is_running()
    assert 3590 < child.restart_at - time.monotonic() < 3600
    end_all([child])


def test_one_that_failed_says_so_and_runs_again_in_its_time(tmp_path):
    child = repeated(tmp_path, "3", every=3600)
    child.watch()
    until(lambda: not child.is_running())
    assert "The round failed (code 3" in child.watch()
    assert child.watch() is None
    assert not child.is_running()


def _runs(child: Repeated) -> int:
    return child.log.read_text().count("ran")
