"""A variable that a template of ours names, and nobody gave it, fails the test.

Django prints nothing for it, or takes it for false, so that a misspelt name is never noticed.
Templates of others are left alone: the admin's rely on this everywhere. What counts is the file
in which the name is written, not the page it ends up in.

Allowed is what the template's author has plainly reckoned with, in `{% if %}`, `{% for %}`,
`{% firstof %}` or `|default`: an optional name that a comment of the file documents, or a
chain of names that ends at None before its last one.
"""

import re
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.template.base import FilterExpression, Node, Origin, Variable, VariableDoesNotExist

from tests.support.source import TEMPLATES

COMMENT = re.compile(r"{%\s*comment[^%]*%}(.*?){%\s*endcomment\s*%}", re.DOTALL)
DOCUMENTED = re.compile(r"((?:[\w.]+(?:, | and ))*[\w.]+)(?: \([^)]*\))? — ")
RECKONED_WITH = {"default", "default_if_none"}


class _Now(threading.local):
    """The nodes and expressions being rendered, the innermost last."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.expressions: list[tuple[FilterExpression, bool]] = []


_now = _Now()


@cache
def optional_names(path: str) -> frozenset[str]:
    """The names that the comments of a template document: `name — what it is`."""
    comments = COMMENT.findall(Path(path).read_text(encoding="utf-8"))
    lists = [names for comment in comments for names in DOCUMENTED.findall(comment)]
    return frozenset(name for names in lists for name in re.split(r", | and ", names))


def is_ours(origin: Origin | None) -> bool:
    """Whether a template is one of our files."""
    return origin is not None and str(origin.name).startswith(str(TEMPLATES))


def _is_reckoned_with(variable: Variable) -> bool:
    if not _now.expressions:
        return False
    expression, ignores = _now.expressions[-1]
    if expression.var is not variable:
        return False  # the argument of a filter
    return ignores or any(
        function.__name__ in RECKONED_WITH for function, _ in expression.filters[:1]
    )


def _is_allowed(variable: Variable, node: Node, error: VariableDoesNotExist) -> bool:
    if not _is_reckoned_with(variable):
        return False
    missing, where = error.params
    path = variable.lookups[: variable.lookups.index(missing) + 1]
    return where is None or ".".join(path) in optional_names(str(node.origin.name))


def _complaint(variable: Variable, node: Node) -> str:
    place = Path(str(node.origin.name)).relative_to(TEMPLATES)
    line = node.token.lineno if node.token else "?"
    return f"templates/{place}:{line}: nobody has given “{variable.var}”"


def install(note: Callable[[str], None]) -> None:
    """Watch every template from now on."""
    render, resolve, look_up = (
        Node.render_annotated,
        FilterExpression.resolve,
        Variable.resolve,
    )

    def render_annotated(self: Node, context: object) -> str:
        _now.nodes.append(self)
        try:
            return render(self, context)
        finally:
            _now.nodes.pop()

    def resolve_expression(
        self: FilterExpression, context: object, ignore_failures: bool = False
    ) -> object:
        _now.expressions.append((self, ignore_failures))
        try:
            return resolve(self, context, ignore_failures)
        finally:
            _now.expressions.pop()

    def resolve_variable(self: Variable, context: object) -> object:
        try:
            return look_up(self, context)
        except VariableDoesNotExist as error:
            node = _now.nodes[-1] if _now.nodes else None
            if (
                node
                and is_ours(getattr(node, "origin", None))
                and not _is_allowed(self, node, error)
            ):
                note(_complaint(self, node))
            raise

    Node.render_annotated = render_annotated
    FilterExpression.resolve = resolve_expression
    Variable.resolve = resolve_variable
