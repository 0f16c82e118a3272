"""Published figures as they gather over ten years: 155 authorities, 40 indicators, 10 releases."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

from councils.clock import moment
from measures.models import (
    Area,
    Indicator,
    Neighbour,
    NeighbourModel,
    PublishedFigure,
    PublishedTable,
    Release,
)

AUTHORITIES, INDICATORS, RELEASES = 155, 40, 10
LATEST = 2025
BATCH = 2_000
NEIGHBOURS = 10


def publish(own: str, *, releases: int = RELEASES) -> list[Indicator]:
    """Fill the tables of published figures; the authority of the number `own` is among them.

    Every release has its own year and the one before. The first indicator comes back first.
    """
    england = Area.objects.create(code="E92000001", name="England", kind=Area.Kind.COUNTRY)
    region = Area.objects.create(code="E12000008", name="South East", kind=Area.Kind.REGION)
    codes = [own, *(f"{number}" for number in range(200, 200 + AUTHORITIES) if f"{number}" != own)]
    local = Area.objects.bulk_create(
        Area(code=code, name=f"Authority {code}", kind=Area.Kind.LOCAL, region=region)
        for code in codes[:AUTHORITIES]
    )
    _neighbours(local)
    table = PublishedTable.objects.create(
        key="bench", title="The bench", publisher="Nobody", licence="None", position=99
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            key=f"bench-{number}",
            table=table,
            title=f"Indicator {number}",
            counted="children",
            out_of="of all children",
            unit="percent",
            polarity="low",
            position=100 + number,
        )
        for number in range(INDICATORS)
    )
    for year in range(LATEST - releases + 1, LATEST + 1):
        release = Release.objects.create(
            table=table,
            year=year,
            file_name=f"bench-{year}.csv",
            sha256=f"{year:064x}",
            imported_at=moment(date(year, 11, 20)),
        )
        rows = list(_figures(release, indicators, [england, region, *local]))
        PublishedFigure.objects.bulk_create(rows, batch_size=BATCH)
    return indicators


def _neighbours(local: list[Area]) -> None:
    model = NeighbourModel.objects.create(
        year=LATEST,
        publisher="Nobody",
        licence="None",
        file_name="bench.csv",
        sha256="f" * 64,
        imported_at=moment(date(LATEST, 11, 20)),
    )
    ring = local * 2
    Neighbour.objects.bulk_create(
        Neighbour(model=model, area=area, rank=rank, neighbour=ring[at + rank])
        for at, area in enumerate(local)
        for rank in range(1, NEIGHBOURS + 1)
    )


def _figures(
    release: Release, indicators: list[Indicator], areas: list[Area]
) -> Iterator[PublishedFigure]:
    days = [date(year, 3, 31) for year in (release.year, release.year - 1)]
    for line, (day, indicator, area) in enumerate(product(days, indicators, areas), 2):
        share = (area.pk * 7 + indicator.pk * 3 + release.year) % 100
        yield PublishedFigure(
            release=release,
            indicator=indicator,
            area=area,
            period_end=day,
            numerator=share,
            denominator=100,
            value=Decimal(share),
            line=line,
        )
