"""How the XML of Word and Excel files is asked: by the names themselves, whatever their namespaces."""

from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """An element's own name."""
    return element.tag.rpartition("}")[2]


def value(element: Element, name: str, default: str = "") -> str:
    """An attribute by its own name."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), default)


def is_on(element: Element, name: str) -> bool:
    """Whether an attribute says yes."""
    return value(element, name) in {"1", "true", "on"}


def is_set(element: Element, name: str) -> bool:
    """Whether there is a mark of that name anywhere inside which does not say no."""
    marks = [each for each in element.iter() if local(each) == name]
    return any(value(mark, "val", "1") not in {"0", "false", "off"} for mark in marks)
