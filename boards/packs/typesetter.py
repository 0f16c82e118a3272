"""Turns a pack into a PDF, in a process of its own that ends with it.

Run by file, never imported: it takes the job as JSON on its standard input and writes the PDF to
its standard output. It limits its own memory and time, and ends with what it took; it reads no file but the
template and the fonts, and fetches nothing.
"""

import json
import resource
import sys
from pathlib import Path

import typst

MEMORY = 2 * 1024**3
SECONDS = 60


def main() -> None:
    """Read the job, set it, write the PDF."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin)
    template = Path(__file__).with_name("pack.typ")
    pdf = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        sys_inputs={"pack": json.dumps(job["pack"])},
        pdf_standards="ua-1",
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
