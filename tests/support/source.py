"""The project's own Python and templates, read once, for the tests about how it is built."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from tests.support.rooms import ROOMS

PROJECT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = PROJECT / "templates"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Import:
    """One name a module imports: the module it really comes from, and the name in it."""

    target: str
    name: str
    line: int


@dataclass(frozen=True)
class Module:
    """One of our modules."""

    name: str
    path: Path = field(compare=False)

    @property
    def room(self) -> str:
        """The app it belongs to."""
        return self.name.split(".")[0]

    @property
    def last(self) -> str:
        """Its name inside its package; a part of a room's models counts as its models."""
        return "models" if ".models." in self.name else self.name.rsplit(".", 1)[-1]

    @property
    def where(self) -> str:
        """Its path in the project."""
        return str(self.path.relative_to(PROJECT))

    @cached_property
    def tree(self) -> ast.Module:
        """Its source as a tree."""
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def imports(self) -> list[Import]:
        """Everything it imports, wherever the import stands."""
        return [found for node in ast.walk(self.tree) for found in _imports(node)]

    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def at(self, node: ast.AST) -> str:
        """Where to look."""
        return f"{self.where}:{node.lineno}"


def _imports(node: ast.AST) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Import(alias.name, "", node.lineno)
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            whole = f"{node.module}.{alias.name}"
            if whole in names():
                yield Import(whole, "", node.lineno)
            else:
                yield Import(node.module or "", alias.name, node.lineno)


def _name_of(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the six rooms."""
    paths = (path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py")))
    return tuple(Module(_name_of(path), path) for path in paths)


@cache
def names() -> frozenset[str]:
    """The dotted names of all our modules and packages."""
    return frozenset(module.name for module in modules())


def is_ours(dotted: str) -> bool:
    """Whether a dotted name lies in one of the rooms."""
    return dotted.split(".")[0] in ROOMS


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string written in a module; a changing part of an f-string is a star."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def template_names() -> frozenset[str]:
    """Our templates, as Django names them."""
    return frozenset(
        str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()
    )
