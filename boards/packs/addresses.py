"""How an item of a pack, and a paragraph, are named in an address."""


class Place:
    """A paragraph of a pack, or a whole item: 5.3, or 5."""

    regex = r"[0-9]+[A-Z]*(?:\.[0-9]+)?"

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: object) -> str:
        """The number as it stands on paper."""
        return str(value)


class ItemNumber:
    """The number of an item on paper: 5, or 5A for one that came with a supplement."""

    regex = "[0-9]+[A-Z]*"

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: object) -> str:
        """The number as it stands on paper."""
        return str(value)
