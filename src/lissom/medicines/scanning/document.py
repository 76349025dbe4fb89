"""Documents read by the compiled form, or None where one has to be left to the parser."""

from __future__ import annotations

import re

import numpy as np

from lissom.medicines.scanning.gathering import gather
from lissom.medicines.scanning.tags import COLUMNS, END
from lissom.medicines.spl_marks import Gathered, parted

LARGEST = 4 << 20
"""Bytes; the few larger documents are left to the parser, and the memory stays small."""
_SHORTEST_TAG = 3
_ROOM = 1 << 12
"""Bytes written beyond twice those read: the marks of a document of a few words."""
_BEFORE = re.compile(
    rb"""(?:<\?xml[ ]version=(["'])1\.0\1[ ]encoding=(["'])(?i:UTF-8)\2(?:[ ]standalone=(["'])(?:yes|no)\3)?[ ]*\?>)?
    [ \t\r\n]*+ (?:<\?xml-stylesheet[ ][ !-;=@-~]*+\?>[ \t\r\n]*+)*+ (?=<document[ \t\r\n])""",
    re.VERBOSE,
)
"""What may stand before a label: the usual declaration, and the name of a stylesheet."""
_NAMESPACE = re.compile(rb'[ \t\r\n]xmlns(?::([^ \t\r\n="]*))?[ \t\r\n]*=[ \t\r\n]*"([^"]*)"')
_OURS = ((b"", b"urn:hl7-org:v3"), (b"xsi", b"http://www.w3.org/2001/XMLSchema-instance"))
"""Prefix and name of the namespaces that matter."""
_OTHER_NAMESPACE = re.compile(
    rb"(?!xml)[^:]+:(?:urn:[a-z][a-z0-9-]*:[A-Za-z0-9:/.-]+"
    rb"|(?!http://www\.w3\.org/(?:XML/1998/namespace|2000/xmlns/)$)http://[a-z][a-z0-9.-]*(?:/[A-Za-z0-9/.-]*)?)"
)
"""Prefix and name of a namespace that does not matter, as nothing that bears the prefix is taken; none is reserved."""


class Scanner:
    """Reads one document after the other; holds the room for it, so is used by one thread at a time."""

    def __init__(self) -> None:
        self._make_room(1 << 18)

    def _make_room(self, size: int) -> None:
        self._size = size
        self._tags = np.empty((size // _SHORTEST_TAG + 1, COLUMNS), np.int64)
        self._written = np.empty(2 * size + _ROOM, np.uint8)

    def gathered(self, document: bytes) -> Gathered | None:
        """What the stylesheet gathers of a document, or None where the parser has to look at it."""
        before = _BEFORE.match(document)
        if before is None or len(document) > LARGEST:
            return None
        if len(document) > self._size:
            self._make_room(len(document))
        count = gather(np.frombuffer(document, np.uint8), before.end(), self._tags, self._written)
        if count < 0 or not _declares_ours(document[before.end() : self._tags[0, END]]):
            return None
        return parted(self._written[:count].tobytes())

    def warm_up(self) -> None:
        """Load the machine code, or compile it where none is kept."""
        self.gathered(_SMALLEST)


def _declares_ours(root: bytes) -> bool:
    """Whether the tag of a root declares the namespace of labels, that of `xsi:`, and others only if well named."""
    if b"'" in root:  # then a value might hold what looks like a declaration
        return False
    declared = _NAMESPACE.findall(root)
    # Each that is found counts: what looks like a declaration within a value could stand for one that is hidden by it.
    return set(_OURS) <= set(declared) and all(
        one in _OURS or _OTHER_NAMESPACE.fullmatch(b":".join(one)) for one in declared
    )


_SMALLEST = b'<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
