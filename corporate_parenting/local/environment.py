"""Make the Python environment in `.venv/`: `python3 corporate_parenting/local/environment.py`.

Runs before anything is installed, under whatever Python the machine calls `python3`, so it
imports nothing but the standard library and can say a plain sentence even to an old Python.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = PROJECT / "requirements.txt"
INSTALLED = VENV / "requirements.txt"  # a copy of what was installed, made when it succeeded
STEP = "Python packages"


def main():
    """Bring `.venv/` up to date with the lock file; the exit code says whether it worked."""
    if sys.version_info < OLDEST:
        return fail(
            "Python 3.11 or newer is needed and this is {}.{}: "
            "name another with make PYTHON=...".format(*sys.version_info)
        )
    if is_current():
        return 0
    with (PROJECT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two commands started at once must not mix
        return 0 if is_current() else make()


def is_current():
    """Whether what is installed is what the lock file says, for a Python that still runs."""
    try:
        return INSTALLED.read_bytes() == LOCK.read_bytes() and runs()
    except OSError:
        return False


def runs():
    """Whether the environment's Python is there, new enough, and has a pip."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    pip = any(VENV.glob("lib/python*/site-packages/pip"))
    try:
        return pip and subprocess.run([PYTHON, "-S", "-c", test], check=False).returncode == 0
    except OSError:
        return False


def make():
    problem = create_venv() or install()
    if problem:
        return fail(problem)
    shutil.copyfile(LOCK, INSTALLED)
    return 0


def create_venv():
    """None, or a sentence saying why there is no environment; one that runs is kept."""
    if runs():
        return None
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if result.returncode == 0:
        return None
    if "ensurepip" in result.stdout:
        return (
            "This Python comes without ensurepip, which makes environments: "
            "on Debian and Ubuntu, apt install python3-venv."
        )
    return f"The environment in {VENV} could not be made: {last_line(result.stdout)}"


def install():
    """None, or a sentence saying why the packages could not be installed."""
    total = sum("==" in line for line in LOCK.read_text().splitlines())
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", LOCK]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        output = follow(process.stdout, total)
    if process.returncode == 0:
        return None
    telling = [line for line in output if "ERROR" in line]
    return f"The Python packages could not be installed: {last_line(' '.join(telling[-1:]))}"


def follow(lines, total):
    """Show how far pip is, and keep what it said."""
    started, fetched, output = time.monotonic(), 0, []
    show(f"{STEP}: starting")
    for line in lines:
        output.append(line)
        if line.startswith("Collecting "):
            fetched += 1
            show(f"{STEP}: fetched {fetched} of about {total}")
        if line.startswith("Installing collected"):
            show(f"{STEP}: fetched {fetched} of about {total}, unpacking")
    show(f"{STEP}: {time.monotonic() - started:.1f} s", last=True)
    return output


def show(text, *, last=False):
    """One line that changes at a terminal; elsewhere only its last state."""
    if sys.stdout.isatty():
        print(f"\r{text:<60}", end="\n" if last else "", flush=True)
    elif last:
        print(text, flush=True)


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it did not say why"


def fail(sentence):
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    os.chdir(PROJECT)
    sys.exit(main())
