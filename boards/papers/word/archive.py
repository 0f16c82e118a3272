"""Opens a Word file: its parts as trees of XML, each measured while it is read.

A file comes here only after `boards.papers.files.check` has said that it is Word and that it does
not grow enormous. Parts are read with defusedxml, without document types, and counted: the memory
and the time a document takes are bounded whatever it holds. Names of elements and attributes are
without their namespaces, so that strict and transitional files read alike. Source: ECMA-376, part
1, 11 (WordprocessingML) and part 2, 9 (relationships).
"""

import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

BROKEN = "This Word file is broken or not complete. Open it in Word, save it anew and try again."
TOO_LONG = (
    "This document is too long to be taken into a report. Attach it as a file, and write here what "
    "people need to know of it."
)
#: The most bytes of a part of XML, elements in all parts, and elements inside each other.
MOST_BYTES = 40 * 2**20
MOST_ELEMENTS = 600_000
DEEPEST = 120
#: The most bytes of a picture.
MOST_PICTURE = 8 * 2**20


class Unreadable(Exception):
    """A document that cannot be taken in; the message is the sentence for its owner."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a part points at; `inside` the file, or kept somewhere else."""

    kind: str
    target: str
    inside: bool


@dataclass
class Archive:
    """A Word file that is open, with the parts that hold its words."""

    zipped: zipfile.ZipFile
    body: Element
    links: dict[str, Link]
    styles: Element
    numbering: Element
    notes: dict[str, Element] = field(default_factory=dict)
    #: What else is in it: “comments”, “header”, “footer”.
    beside: frozenset[str] = frozenset()

    def picture(self, name: str) -> bytes | None:
        """A picture by its name in the file; None where it is gone or too big."""
        try:
            entry = self.zipped.getinfo(name)
        except KeyError:
            return None
        return self.zipped.read(entry) if entry.file_size <= MOST_PICTURE else None


class _Parts:
    """Reads parts of a file, and counts what it has read of all of them together."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self.zipped, self.names, self.elements = zipped, set(zipped.namelist()), 0

    def read(self, name: str) -> Element:
        """The tree of a part; an empty one where there is no such part."""
        if name not in self.names:
            return Element("nothing")
        if self.zipped.getinfo(name).file_size > MOST_BYTES:
            raise Unreadable(TOO_LONG)
        with self.zipped.open(name) as part:
            return self._tree(part)

    def _tree(self, part: BinaryIO) -> Element:
        root, depth = None, 0
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if event == "start":
                root = element if root is None else root
                _without_namespaces(element)
                self._count(depth)
        return root

    def _count(self, depth: int) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS or depth > DEEPEST:
            raise Unreadable(TOO_LONG)

    def links(self, name: str) -> dict[str, Link]:
        """What a part points at, by the marks that it uses."""
        folder, last = posixpath.split(name)
        found = self.read(posixpath.join(folder, "_rels", f"{last}.rels"))
        return {each.get("Id", ""): _link(each, folder) for each in found}


def _without_namespaces(element: Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    for name in [name for name in element.attrib if "}" in name]:
        element.attrib.setdefault(name.rpartition("}")[2], element.attrib.pop(name))


def _link(relation: Element, folder: str) -> Link:
    kind = relation.get("Type", "").rpartition("/")[2]
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        return Link(kind, target, inside=False)
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return Link(kind, posixpath.normpath(path), inside=True)


def open_word(zipped: zipfile.ZipFile) -> Archive:
    """The parts of a Word file.

    Raises:
        Unreadable: it is broken, or longer than what can be taken in.
    """
    try:
        return _opened(_Parts(zipped))
    except (ParseError, DefusedXmlException, KeyError, ValueError, OSError) as error:
        raise Unreadable(BROKEN) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable(BROKEN) from error


def _opened(parts: _Parts) -> Archive:
    main = next(
        (link.target for link in parts.links("").values() if link.kind == "officeDocument"),
        "word/document.xml",
    )
    body = parts.read(main).find("body")
    if body is None:
        raise Unreadable(BROKEN)
    links = parts.links(main)
    named = {link.kind: link.target for link in links.values() if link.inside}
    return Archive(
        zipped=parts.zipped,
        body=body,
        links=links,
        styles=parts.read(named.get("styles", "")),
        numbering=parts.read(named.get("numbering", "")),
        notes={kind: parts.read(named.get(kind, "")) for kind in ("footnotes", "endnotes")},
        beside=frozenset(_beside(parts, links)),
    )


def _beside(parts: _Parts, links: dict[str, Link]) -> set[str]:
    """The kinds of parts that have words beside the body's: nobody is told which words."""
    looked_at = [link for link in links.values() if link.kind in {"comments", "header", "footer"}]
    return {
        link.kind
        for link in looked_at
        if any((each.text or "").strip() for each in parts.read(link.target).iter("t"))
    }
