"""A reader who wants to know: everything published of a day's figures, each time it was.

The reader knows the rule by heart, which figures are shares of which, which of them are a whole cut
in pieces, and that what nobody corrected has stayed as it was. A secret (a count of children from
one to the limit, or what a share leaves over) is safe where a different truth, in which the secret
is another number, would have been published letter by letter the same. `recovered` looks for such a
truth for every secret and returns those it finds none for: the reader has them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from random import Random

from councils.disclosure import Count
from councils.linked_counts import Linked, Told

Truth = dict[str, int]
GUESSES = 5_000
Publish = Callable[[Sequence[Linked], Sequence[Sequence[Linked]], int], Mapping[str, Told]]


@dataclass
class Figures:
    """A day's figures: what they are shares of, which cut a whole in pieces, and their states.

    A state names, for each quantity that is known by then, the version of it that stands: a
    quantity that was corrected has several versions, all others have one for all states.
    """

    links: dict[str, str]
    pieces: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    states: list[dict[str, str]] = field(default_factory=list)
    truth: Truth = field(default_factory=dict)
    limit: int = 5

    def linked(self, state: Mapping[str, str], truth: Truth) -> list[Linked]:
        """A state as the rule takes it."""
        rows = []
        for name, version in state.items():
            whole = self.links.get(name, "")
            out_of = Count(truth[state[whole]]) if whole in state else None
            rows.append(
                Linked(name, Count(truth[version]), out_of, whole if whole in state else "")
            )
        return rows

    def published(self, truth: Truth, publish: Publish) -> tuple:
        """All that was ever told: for each state, what stands where a number may stand."""
        states = [self.linked(state, truth) for state in self.states]
        return tuple(
            self._printed(state, publish(now, states[:at], self.limit), truth)
            for at, (state, now) in enumerate(zip(self.states, states, strict=True))
        )

    def _printed(
        self, state: Mapping[str, str], answers: Mapping[str, Told], truth: Truth
    ) -> tuple:
        lines = []
        for name, version in state.items():
            whole = state.get(self.links.get(name, ""))
            part = truth[version] if answers[name].counted else "c"
            of = "" if whole is None else truth[whole] if answers[name].out_of else "c"
            lines.append((name, part, of))
        return tuple(lines)

    def is_possible(self, truth: Truth) -> bool:
        """Whether numbers are such as can be: no part above its whole, all pieces make the whole."""
        return min(truth.values()) >= 0 and all(self._holds(each, truth) for each in self.states)

    def _holds(self, state: Mapping[str, str], truth: Truth) -> bool:
        at = {name: truth[version] for name, version in state.items()}
        parts = all(
            at[name] <= at[whole]
            for name, whole in self.links.items()
            if {name, whole} <= at.keys()
        )
        return parts and all(
            sum(at[piece] for piece in cut) == at[whole]
            for whole, cut in self.pieces
            if {whole, *cut} <= at.keys()
        )

    def secrets(self) -> Iterator[tuple[str, ...]]:
        """The versions of each secret: one of a small count, two (whole, part) of a small rest."""
        seen = set()
        for state in self.states:
            for name, version in state.items():
                whole = state.get(self.links.get(name, ""))
                for secret in ((version,), (whole, version)):
                    if None not in secret and secret not in seen and self._is_small(secret):
                        seen.add(secret)
                        yield secret

    def _is_small(self, secret: tuple[str, ...]) -> bool:
        return 1 <= amount(secret, self.truth) <= self.limit


def amount(secret: tuple[str, ...], truth: Truth) -> int:
    """The number that a secret is."""
    return truth[secret[0]] - (truth[secret[1]] if len(secret) > 1 else 0)


def recovered(figures: Figures, publish: Publish) -> list[tuple[str, ...]]:
    """The secrets that a reader can work out."""
    told = figures.published(figures.truth, publish)
    return [
        secret
        for secret in figures.secrets()
        if not _could_be_other(figures, secret, told, publish)
    ]


def _could_be_other(
    figures: Figures, secret: tuple[str, ...], told: tuple, publish: Publish
) -> bool:
    true = amount(secret, figures.truth)
    return any(
        amount(secret, other) != true
        and figures.is_possible(other)
        and figures.published(other, publish) == told
        for other in chain(_others(figures, secret), _guesses(figures, told))
    )


def _guesses(figures: Figures, told: tuple) -> Iterator[Truth]:
    """Truths far from the true one: everything that was never told is guessed, small ones mostly."""
    random, open_ = Random(0), _never_told(figures, told)
    cuts = {piece: (whole, cut) for whole, cut in figures.pieces for piece in cut}
    for _ in range(GUESSES):
        other = dict(figures.truth)
        for version in open_:
            near = other[version] + random.randint(-3, 3)
            other[version] = random.choice((other[version], near, random.randint(0, figures.limit)))
        for piece in random.sample(open_, len(open_)):
            if piece in cuts:
                whole, cut = cuts[piece]
                other[piece] = other[whole] - sum(other[each] for each in cut if each != piece)
        yield other


def _never_told(figures: Figures, told: tuple) -> list[str]:
    """The versions that were printed nowhere."""
    printed = set()
    for state, lines in zip(figures.states, told, strict=True):
        for name, part, of in lines:
            printed |= {state[name]} if part != "c" else set()
            printed |= {state[figures.links[name]]} if of not in {"c", ""} else set()
    return [version for version in figures.truth if version not in printed]


def _others(figures: Figures, secret: tuple[str, ...]) -> Iterator[Truth]:
    """Truths near the true one: the secret a little different, and up to three more with it."""
    rest = [version for version in figures.truth if version not in secret]
    steps = [step for size in range(1, figures.limit + 1) for step in (size, -size)]
    for more in range(4):
        for step in steps if more < 3 else steps[:4]:
            for own, others in product(secret, combinations(rest, more)):
                for signs in product((step, -step), repeat=more):
                    other = dict(figures.truth)
                    other[own] += step
                    for version, change in zip(others, signs, strict=True):
                        other[version] += change
                    yield other


def some_figures(random: Random) -> Figures:
    """A day's figures as councils have them: a whole, shares of it, shares of those; corrections."""
    limit = 5
    total = random.choice((random.randint(0, 12), random.randint(6, 60), random.randint(60, 600)))
    truth, links, pieces = {"all": total}, {}, []
    wholes = ["all"]
    for depth in range(random.randint(1, 2)):
        whole = random.choice(wholes)
        names = [f"{whole}.{depth}{letter}" for letter in "abcd"[: random.randint(1, 4)]]
        if random.random() < 0.5 and len(names) > 1:
            pieces.append((whole, tuple(names)))
            truth |= dict(zip(names, _cut(random, truth[whole], len(names)), strict=True))
        else:
            truth |= {name: _near(random, truth[whole]) for name in names}
        links |= dict.fromkeys(names, whole)
        wholes += names
    figures = Figures(links, pieces, [{name: name for name in truth}], truth, limit)
    if random.random() < 0.4:
        _with_a_past(random, figures)
    return figures


def _near(random: Random, whole: int) -> int:
    """A part of the whole; often nearly nothing, or nearly all."""
    few = min(whole, random.randint(0, 7))
    return random.choice((few, whole - few, random.randint(0, whole)))


def _cut(random: Random, whole: int, pieces: int) -> list[int]:
    """The whole in pieces, small ones often among them."""
    left, cut = whole, []
    for _ in range(pieces - 1):
        piece = _near(random, left)
        cut.append(piece)
        left -= piece
    cut.append(left)
    random.shuffle(cut)
    return cut


def _with_a_past(random: Random, figures: Figures) -> None:
    """Earlier states: some figures came later, or stood otherwise until they were corrected."""
    first = dict(figures.states[0])
    if random.random() < 0.5:
        for name in random.sample(sorted(first), random.randint(1, len(first))):
            if name != "all" and not any(figures.links.get(each) == name for each in first):
                first.pop(name)
    else:
        truth = dict(figures.truth)
        for name in random.sample(sorted(first), random.randint(1, min(2, len(first)))):
            truth[f"{name} before"] = max(0, truth[name] + random.randint(-6, 6))
            first[name] = f"{name} before"
        if not Figures(figures.links, figures.pieces, [first], truth).is_possible(truth):
            return
        figures.truth = truth
    figures.states.insert(0, first)
