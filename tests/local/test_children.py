"""Programs beside the demo: started again, and never left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from corporate_parenting.local.children import Child, end_all
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
