"""What is said about duties and the engagement log, wherever it is said.

Source: Buckinghamshire Corporate Parenting Strategy 2020–2023, Appendix 2, 4.1, for what is owed;
that days to come are refused is this product's own rule.
"""

NOT_YET_DONE = "This day is still to come. Enter the day on which it was done."
NOT_YET_HELD = "This day is still to come. Enter a day in the past."
NOT_OWED = "Nothing was owed on this day. Choose a line of the calendar."
SOMEBODY = "Say who it was, or how many."
SIGNED_UP = "Enter how many signed up."


def overdue_words(number: int) -> str:
    """How many duties are overdue, as an alert; empty where none is."""
    if not number:
        return ""
    return f"{number} dut{'y is' if number == 1 else 'ies are'} overdue."
