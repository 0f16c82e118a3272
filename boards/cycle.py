"""R6: the next theme is the first one not yet taken in the municipal year, annual review last.

Sources: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 5.1 (the cycle) and
4.3 (extraordinary meetings); Local Government Act 1972, Schedule 12, paragraph 1 (the council's
year begins at its annual meeting).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from councils.working_days import day_in_words

MAY = 5
WEDNESDAY = 2
#: Kinds of meeting that nobody expects papers or minutes of; both may be made all the same.
WITHOUT_PAPERS = frozenset({"workshop", "working_group", "activity_day"})
WITHOUT_THEME = WITHOUT_PAPERS | {"extraordinary", "informal"}


@dataclass(frozen=True, slots=True)
class MunicipalYear:
    """A council's year, from one Annual Council to the day before the next."""

    starts_on: date
    ends_on: date
    assumed: bool

    @property
    def label(self) -> str:
        """The year as it is written: "2026/27"."""
        return f"{self.starts_on.year}/{(self.starts_on.year + 1) % 100:02d}"

    @property
    def words(self) -> str:
        """When the year begins, and whether that is known or assumed."""
        start = day_in_words(self.starts_on)
        if self.assumed:
            return (
                f"The year is taken to begin on {start}, the third Wednesday of May, "
                "because no date of Annual Council is recorded."
            )
        return f"The year begins at Annual Council on {start}."

    def __contains__(self, day: date) -> bool:
        """Whether a day falls in this year."""
        return self.starts_on <= day <= self.ends_on


def third_wednesday_of_may(year: int) -> date:
    """The stated default for Annual Council where a council has recorded no date.

    Of a year that no calendar has it is that of the next to it: a slip in a date is no error here.
    """
    first = date(min(max(year, MINYEAR), MAXYEAR), MAY, 1)
    return first + timedelta(days=(WEDNESDAY - first.weekday()) % 7 + 14)


def municipal_year(on: date, annual_councils: Iterable[date]) -> MunicipalYear:
    """The municipal year a day falls in; `annual_councils` are the dates on record."""
    known = {day.year: day for day in sorted(annual_councils, reverse=True)}

    def start(year: int) -> date:
        return known.get(year, third_wednesday_of_may(year))

    year = on.year if on >= start(on.year) else on.year - 1
    return MunicipalYear(start(year), start(year + 1) - timedelta(days=1), year not in known)


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of a body's cycle; the key is whatever the caller knows it by."""

    key: int | str
    name: str
    annual_review: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as the cycle sees it: its day, its kind, and the theme it was given, if any."""

    on: date
    kind: str = "formal"
    theme: int | str | None = None


@dataclass(frozen=True, slots=True)
class NextTheme:
    """The theme that comes next, or None, the themes that were skipped, and why, in words."""

    theme: Theme | None
    skipped: tuple[Theme, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting with the theme the cycle gives it, or None, and why."""

    sitting: Sitting
    theme: Theme | None
    words: str


def in_order(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """The themes as they are taken: in the order given, with the annual review last."""
    return tuple(sorted(themes, key=lambda theme: theme.annual_review))


def takes_theme(kind: str) -> bool:
    """Whether a meeting of this kind takes the next theme when it is given none."""
    return kind not in WITHOUT_THEME


def expects_papers(kind: str) -> bool:
    """Whether papers go out before a meeting of this kind, and minutes after it.

    A workshop, a working group and an activity day come together to do something, not to decide:
    nobody is chased for theirs. This product's own rule.
    """
    return kind not in WITHOUT_PAPERS


def next_theme(themes: Sequence[Theme], taken: Iterable[int | str]) -> NextTheme:
    """What comes next; `taken` are the keys of the themes already taken this year."""
    done = set(taken)
    ordered = in_order(themes)
    left = [theme for theme in ordered if theme.key not in done]
    skipped = skipped_themes(ordered, done)
    return NextTheme(left[0] if left else None, skipped, _next_words(ordered, left, skipped))


def skipped_themes(themes: Sequence[Theme], taken: Iterable[int | str]) -> tuple[Theme, ...]:
    """The themes passed over: not taken, though a later one was."""
    done = set(taken)
    ordered = in_order(themes)
    last = max((n for n, theme in enumerate(ordered) if theme.key in done), default=0)
    return tuple(theme for theme in ordered[:last] if theme.key not in done)


def _next_words(ordered: Sequence[Theme], left: Sequence[Theme], skipped: Sequence[Theme]) -> str:
    if not ordered:
        return "No themes are set."
    if not left:
        return "Every theme has been taken this year."
    if skipped:
        return f"{left[0].name} is next. {_was_skipped(skipped)}"
    return f"{left[0].name} is next."


def _was_skipped(skipped: Sequence[Theme]) -> str:
    names = "; ".join(theme.name for theme in skipped)
    return f"Skipped so far this year: {names}."


def theme_for(sitting: Sitting, themes: Sequence[Theme], taken: Iterable[int | str]) -> Planned:
    """The theme of one meeting: the one it was given, the next one, or none for its kind."""
    given = next((theme for theme in themes if theme.key == sitting.theme), None)
    if given:
        return Planned(sitting, given, f"{given.name} was chosen for this meeting.")
    if not takes_theme(sitting.kind):
        kind = sitting.kind.replace("_", " ")
        return Planned(sitting, None, f"No theme: none was chosen for this {kind} meeting.")
    found = next_theme(themes, taken)
    return Planned(sitting, found.theme, found.words)


def plan_year(
    sittings: Iterable[Sitting], themes: Sequence[Theme]
) -> tuple[tuple[Planned, ...], tuple[Theme, ...]]:
    """A whole year's meetings with their themes, and the themes no meeting is left for.

    Give it every meeting of one municipal year but the cancelled ones: a theme whose meeting
    was cancelled has not been taken.
    """
    ordered = sorted(sittings, key=lambda sitting: sitting.on)
    taken: set[int | str] = set()
    plan = []
    for place, sitting in enumerate(ordered):
        promised = {later.theme for later in ordered[place + 1 :]} - {None}
        free = [theme for theme in themes if theme.key not in promised]
        planned = theme_for(sitting, free, taken)
        plan.append(planned)
        if planned.theme:
            taken.add(planned.theme.key)
    return tuple(plan), tuple(theme for theme in in_order(themes) if theme.key not in taken)


def left_over_words(left: Sequence[Theme]) -> str:
    """The sentence that names what a year's plan leaves out; empty when it leaves out nothing."""
    if not left:
        return ""
    return f"No meeting is left this year for: {'; '.join(theme.name for theme in left)}."
