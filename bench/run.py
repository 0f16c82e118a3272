"""Measures the pages beside the bare view, and prints a table."""

import argparse
import gc
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from bench import dashboard
from bench.generate import TODAY, generate
from bench.pages import MAX_QUERIES, Page, all_pages, reference
from bench.publishing import publishing
from councils import clock
from councils.models import User

REFERENCE_QUERIES = 8
ROUNDS = 200
WARM_UP = 5
BACKEND = "councils.access.MembershipBackend"


class TimedHandler(ClientHandler):
    """Notes how long the server took: middleware, view and template, not the test client."""

    took = 0.0  # milliseconds

    def get_response(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note the time."""
        started = time.perf_counter()
        response = super().get_response(request)
        self.took = (time.perf_counter() - started) * 1000
        return response


@dataclass
class Measured:
    """A page with what was measured; `paired` are the bare view's times just before its own."""

    page: Page
    client: Client
    queries: int = 0
    size: int = 0
    times: list[float] = field(default_factory=list)
    paired: list[float] = field(default_factory=list)

    def open(self) -> float:
        """Open the page once; milliseconds."""
        response = self.client.get(self.page.path)
        if response.status_code != 200:
            raise RuntimeError(f"{self.page.path} answers {response.status_code}.")
        self.size = len(response.content)
        return self.client.handler.took

    def prepare(self) -> None:
        """Warm up, then count the queries."""
        for _ in range(WARM_UP):
            self.open()
        counted = []

        def count(run: object, sql: str, params: object, many: bool, context: dict) -> object:
            counted.append(sql)
            return run(sql, params, many, context)

        with connection.execute_wrapper(count):
            self.open()
        self.queries = len(counted)

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return statistics.quantiles(self.times, n=20)[-1]

    @property
    def ratio(self) -> float:
        """How many times as long as the bare view."""
        return self.median / statistics.median(self.paired)


def measure(pages: list[Page], bare: Page, rounds: int) -> tuple[list[Measured], Measured]:
    """Each page right after the bare view, round by round, so that drift hits both."""
    compared = _visit(bare)
    measured = [_visit(page) for page in pages]
    gc.collect()
    gc.freeze()  # what was loaded to get here is no page's garbage
    for _ in range(rounds):
        for each in measured:
            each.paired.append(compared.open())
            each.times.append(each.open())
    compared.times = [took for each in measured for took in each.paired]
    compared.paired = compared.times
    return measured, compared


def _visit(page: Page) -> Measured:
    client = Client()
    client.handler = TimedHandler(enforce_csrf_checks=False)
    if page.persona:
        user = User.objects.get(username=f"demo-{page.persona}")
        client.force_login(user, backend=BACKEND)
    measured = Measured(page, client)
    measured.prepare()
    return measured


def show(rows: list[Measured]) -> None:
    """The table."""
    print(
        f"{'page':<26}{'opened by':<16}{'queries':>8}{'median':>10}{'p95':>10}{'ratio':>8}{'kB':>8}"
    )
    for row in rows:
        print(
            f"{row.page.name:<26}{row.page.reader:<16}{row.queries:>8}"
            f"{row.median:>7.1f} ms{row.p95:>7.1f} ms{row.ratio:>8.2f}{row.size / 1000:>8.1f}"
        )


@contextmanager
def throwaway_database() -> Iterator[None]:
    """An empty database with our tables, for as long as the block runs."""
    usual = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(usual, verbosity=0)


def main() -> int:
    """Generate, measure, show; 1 where a page takes too many queries, or too long."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests for each page")
    rounds = parser.parse_args().rounds
    with throwaway_database(), clock.set_to(TODAY):
        started = time.monotonic()
        council = generate()
        print(f"Generated in {time.monotonic() - started:.0f} s; {rounds} requests for each page.")
        measured, compared = measure(all_pages(council), reference(), rounds)
        show([compared, *measured])
        too_much = [*together(rounds), *publishing(council)]
    return verdict(measured, compared, too_much)


def together(rounds: int) -> list[str]:
    """Many measures on a page, and one beside others, with one release of published figures and ten."""
    council = dashboard.furnish(User.objects.get(username="demo-officer"))
    before, _ = measure(dashboard.pages(), reference(), rounds)
    dashboard.more_releases()
    after, _ = measure(dashboard.pages(), reference(), rounds)
    show([*before, *after])
    chart, beside = dashboard.one_chart(council, today=TODAY)
    print(f"A chart of sixty figures: {chart:.2f} ms; with what stands beside it {beside:.2f} ms.")
    return dashboard.too_much(*after, before[0], chart)


def verdict(measured: list[Measured], compared: Measured, too_much: list[str]) -> int:
    """0 where every page keeps to its limit; 1, and a sentence for each that does not."""
    wrong = [
        *too_much,
        *(
            f"{row.page.name}: {row.queries} queries, {row.page.queries} are allowed."
            for row in measured
            if row.queries > row.page.queries
        ),
        *(
            f"{row.page.name}: {row.ratio:.2f} times the bare view; {row.page.most} is the most."
            for row in measured
            if row.page.most and row.ratio > row.page.most
        ),
    ]
    if compared.queries != REFERENCE_QUERIES:
        wrong.append(f"The reference takes {compared.queries} queries: ratios mean nothing.")
    print("\n".join(wrong) or f"No page takes more than {MAX_QUERIES} queries.")
    return 1 if wrong else 0
