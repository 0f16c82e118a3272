"""Small invented files in the form in which open data is published."""

from collections.abc import Iterable
from io import BytesIO

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,la_name,new_la_code,cla_group,placement_stability,"
    "children_count,children_percent"
)
GROUP, MOVED, TOTAL = "In care", "Moved often", "Total"
ENGLAND = "National,E92000001,England,,,,,"
SOUTH_WEST = "Regional,E92000001,England,E12000009,South West,,,"
HERE = "Local authority,E92000001,England,E12000009,South West,839,Here,E06000058"
THERE = "Local authority,E92000001,England,E12000009,South West,838,There,E06000059"


def pair(
    place: str, part: object, whole: object, percent: object, *, year: object = 2025
) -> list[str]:
    """The two rows of a share: the part with its percentage, and the whole."""
    start = f"{year},Reporting year,{place},{GROUP}"
    return [f"{start},{MOVED},{part},{percent}", f"{start},{TOTAL},{whole},100"]


def usual(year: int = 2025) -> list[str]:
    """England, a region and two authorities, in two years."""
    rows = []
    for each in (year, year - 1):
        rows += pair(ENGLAND, 8500, 81770, 10, year=each)
        rows += pair(SOUTH_WEST, 810, 6920, 12, year=each)
        rows += pair(HERE, 53, 560, 9, year=each)
        rows += pair(THERE, "c", 411, "c", year=each)
    return rows


def table(rows: Iterable[str] | None = None, *, header: str = HEADER, bom: bool = False) -> BytesIO:
    """The file of some rows."""
    text = "\n".join([header, *(usual() if rows is None else rows)]) + "\n"
    return named(text.encode("utf-8-sig" if bom else "utf-8"))


def named(content: bytes, name: str = "homes.csv") -> BytesIO:
    """A file with a name."""
    file = BytesIO(content)
    file.name = name
    return file


def neighbours(rows: dict[str, list[str]], *, old: bool = False) -> BytesIO:
    """A neighbour model; `old` names its columns as the model of 2021 does."""
    if old:
        head = ["LA num", "LA Name", "LA number", "GOInd", "GOReg"]
        head += [name for n in range(1, 11) for name in (f"SN{n}", "SNP")]
        lines = [",".join([*head, ""])]
        start = "{code},Place {code},{code},7,South West"
    else:
        head = ["old_la_code", "la_name", "region_ind", "region_name"]
        head += [name for n in range(1, 11) for name in (f"SN_{n}", f"SN_{n}P")]
        lines = [",".join(head)]
        start = "{code},Place {code},7,South West"
    for code, others in rows.items():
        cells = [cell for other in others for cell in (other, "Very close ")]
        lines.append(",".join([start.format(code=code), *cells]) + ("," if old else ""))
    if old:
        lines += [",", ",Old SNs:,", ","]
    return named(("\n".join(lines) + "\n").encode("utf-8-sig"), "neighbours.csv")


def ring(codes: list[str]) -> dict[str, list[str]]:
    """Each authority with the ten that follow it in a ring."""
    twice = codes * 2
    return {code: twice[at + 1 : at + 11] for at, code in enumerate(codes)}
