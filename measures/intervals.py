"""R13: how far chance could move a proportion, so that 2 of 3 is not taken for 67 %.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
Journal of the American Statistical Association 22 (1927); R. G. Newcombe, "Two-sided confidence
intervals for the single proportion", Statistics in Medicine 17 (1998), method 3; it is what the
Association of Public Health Observatories' Technical Briefing 3 (2008) says to use for proportions.
It holds for few counted, and for none and all of them, where the usual ± does not.

The children counted are all there are and no sample; the interval says what the same service could
have given by chance. Small numbers (R18): it takes two counts that may be shown, and gives away
nothing else.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from measures.rating import HUNDRED, Number, Rating, figure, rounded

#: So many standard deviations hold 95 % of a normal distribution.
Z = Decimal("1.959964")
#: Fewer than this are called few. Our own choice: at 30, half of them are 33% to 67%.
FEW = 30


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which percentages a proportion may lie by chance (95 %), rounded half up."""

    low: Decimal
    high: Decimal
    counted: int

    @property
    def is_wide(self) -> bool:
        """Whether few are counted."""
        return self.counted < FEW

    def reaches_over(self, target: Number) -> bool:
        """Whether the target lies between its ends, as they are printed; an end counts."""
        return self.low <= target <= self.high

    def words(self, who: str = "") -> str:
        """The interval in a sentence; `who` is the council's word for those counted."""
        between = f"between {figure(self.low, '%')} and {figure(self.high, '%')}"
        if self.is_wide:
            return f"By chance it could be {between}, because only {self._counted(who)} counted."
        return f"By chance it could be {between}: {self._counted(who)} counted."

    def _counted(self, who: str) -> str:
        verb = "is" if self.counted == 1 and not who else "are"
        return " ".join(filter(None, (f"{self.counted:,}", who, verb)))


def wilson(numerator: int, denominator: int, places: int = 0) -> Interval | None:
    """The Wilson score interval of a proportion in percent; None where nothing is counted.

    Raises:
        ValueError: the part is less than nought or bigger than the whole.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("The part of a proportion lies between nought and the whole.")
    if not denominator:
        return None
    whole, share = Decimal(denominator), Decimal(numerator) / denominator
    middle = share + Z**2 / (2 * whole)
    reach = Z * (share * (1 - share) / whole + Z**2 / (4 * whole**2)).sqrt()
    scale = HUNDRED / (1 + Z**2 / whole)
    low, high = (middle - reach) * scale, (middle + reach) * scale
    return Interval(rounded(max(low, Decimal(0)), places), rounded(high, places), denominator)


def unsettled(
    rating: Rating, interval: Interval | None, target: Number | None, who: str = ""
) -> Rating:
    """The rating, saying so where its interval reaches over the target; the colour stays."""
    if interval is None or target is None or rating.colour is None:
        return rating
    if not interval.reaches_over(target):
        return rating
    few = "So few" if interval.is_wide else f"Even {interval.counted:,}"
    counted = " ".join(filter(None, (few, who)))
    return replace(
        rating, words=f"{rating.words} {counted} do not settle whether the target is met."
    )
