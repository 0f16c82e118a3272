"""How an item of a pack, and a paragraph, are named in an address."""

from boards.numbering import ITEM, PASSAGE


class Place:
    """A paragraph of a pack, or a whole item: 5.3, or 5."""

    regex = f"{PASSAGE}|{ITEM}"

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: object) -> str:
        """The number as it stands on paper."""
        return str(value)


class ItemNumber:
    """The number of an item on paper: 5, or 5A for one that came with a supplement."""

    regex = ITEM

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: object) -> str:
        """The number as it stands on paper."""
        return str(value)
