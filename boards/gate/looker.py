"""Looks into one file, in a process of its own that ends with it.

Run as a module, never imported: the file comes on its standard input, its kind as the argument, and
what was found goes to its standard output as JSON. Whatever a hostile file does to the libraries
that read it, it does here: with so much memory and time and no more, and without leave to write a
file. Django is not loaded.
"""

import json
import resource
import sys

from boards.gate.inspect import findings

#: Of the process, in bytes and in seconds of work: see `docs/rules/gate.md` for what files take.
MEMORY = 1024**3
SECONDS = 15


def main() -> None:
    """Read the file, look into it, say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found = findings(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.write(json.dumps([[each.kind, each.where, each.words] for each in found]))


if __name__ == "__main__":
    main()
