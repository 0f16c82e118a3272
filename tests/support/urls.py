"""Every address the project answers, found from the URLconf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from councils.admin_site import CouncilAdmin, site


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with its namespace, the route, and what answers it."""

    name: str
    route: str
    view: Callable

    @property
    def is_council_s(self) -> bool:
        """Whether it lies below a council, within the admin or outside it."""
        return self.route.startswith("<slug:council>") or self.is_screen

    @property
    def is_admin_s(self) -> bool:
        """Whether the admin site answers it."""
        return self.route.startswith("admin/")

    @property
    def is_screen(self) -> bool:
        """Whether it is a screen of ours within the admin, which has its council in its address."""
        return self.is_admin_s and "<slug:council>" in self.route

    @property
    def is_sign_in(self) -> bool:
        """Whether the sign-in library answers it."""
        return self.route.startswith("accounts/")

    @property
    def is_ours(self) -> bool:
        """Whether a view of ours answers it."""
        return self.is_screen or (not self.is_admin_s and not self.is_sign_in)


def _walk(resolver: URLResolver, spaces: tuple[str, ...], route: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(":".join((*spaces, entry.name or path)), path, entry.callback)
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inner, path)


@cache
def addresses() -> tuple[Address, ...]:
    """All of them, those of libraries included."""
    return tuple(_walk(get_resolver(), (), ""))


@cache
def admins() -> tuple[CouncilAdmin, ...]:
    """The registered admins; the URLconf is what brings them in."""
    assert addresses()
    return tuple(site._registry.values())
