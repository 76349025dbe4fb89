"""Reads Structured Product Labeling XML, the format of US labels, into a `Label`. The only room with an XML parser.

XML can be written to harm its reader: a document type declaration, entities, odd encodings and documents out of all
proportion are refused before or by the parser. Pharmacologic class indexes and the dialects of other countries are told
apart by their codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from lissom.facts.errors import Fault, InputError
from lissom.medicines.label import ClassIndex, Filed, Label, OtherDocument, boxed_first
from lissom.medicines.label_codes import document_types
from lissom.medicines.spl_gathered import gathered, without_marks
from lissom.medicines.spl_marks import FIELD, Gathered
from lissom.medicines.spl_products import products_of
from lissom.medicines.spl_sections import sections_of
from lissom.medicines.spl_tree import NS, attribute, first, iso_date, text_of, whole_number, words

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

LARGEST = 48 * 1024 * 1024
"""Bytes. The largest labels seen hold a few megabytes; more than this is not a label."""
LOINC = "2.16.840.1.113883.6.1"
DIALECTS = {"2.16.840.1.113883.2.20.6": "Health Canada"}
"""First part of the code system of a foreign dialect -> whose it is."""

_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "utf-16"})
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


Scan = Callable[[bytes], Gathered | None]
"""Gathers what a document holds without parsing it; None for one that the parser has to look at."""


def read_spl(content: bytes, name: str = "document", scan: Scan | None = None) -> Filed:
    """What an XML document is: a label, a class index or another document. Raises `InputError` when unreadable."""
    parts = scan(content) if scan else None
    root = None
    if parts is None:
        root = _parsed(content, name)
        if root.tag != NS + "document":
            return OtherDocument(dialect="XML of another kind", title=str(root.tag)[:60])
        parts = gathered(root)
    head = _Head(*parts.head.split(FIELD))
    if head.system != LOINC:
        return OtherDocument(dialect=_dialect(head.system), title=head.title)
    type_name, kind = document_types().get(head.type_code, (head.type_name.lower(), ""))
    if kind == "class index":
        return _class_index(_parsed(content, name) if root is None else root)
    if type_name.startswith("indexing"):
        return OtherDocument(dialect=f"FDA {type_name}", title=head.title)
    return _label(head, parts, type_name, name)


class _Head(NamedTuple):
    """What stands above the text of a document, as filed."""

    system: str
    type_code: str
    type_name: str
    title: str
    set_id: str
    version: str
    time: str
    document_id: str
    labeler: str


def _label(head: _Head, parts: Gathered, type_name: str, name: str) -> Label:
    version = whole_number(head.version)
    if not head.set_id or version is None:
        came = f"set id {head.set_id.lower()[:40]!r}, version {head.version[:10]!r}"
        raise _refusal(name, "a set id and a version number", came)
    return Label(
        set_id=head.set_id.lower(),
        version=version,
        effective=iso_date(head.time),
        type_code=head.type_code,
        type_name=type_name,
        title=head.title,
        labeler=head.labeler,
        origin="SPL",
        document_id=head.document_id.lower(),
        products=products_of(parts.products),
        sections=boxed_first(sections_of(parts.sections)),
    )


def _class_index(root: _Element) -> ClassIndex:
    outer = next(root.iter(NS + "identifiedSubstance"), None)
    substance = first(outer, "identifiedSubstance")
    codes = [] if substance is None else list(substance.iter(NS + "generalizedMaterialKind"))
    return ClassIndex(
        set_id=attribute(first(root, "setId"), "root").lower(),
        substance=words(text_of(first(substance, "name"))).lower(),
        unii=attribute(first(substance, "code"), "code"),
        classes=tuple(
            (attribute(first(one, "code"), "code"), attribute(first(one, "code"), "displayName")) for one in codes
        ),
    )


def _dialect(system: str) -> str:
    return next((whose for prefix, whose in DIALECTS.items() if system.startswith(prefix)), "an unknown dialect of SPL")


def _parsed(content: bytes, name: str) -> _Element:
    from lxml import etree

    if len(content) > LARGEST:
        raise _refusal(name, f"at most {LARGEST // 2**20} MiB", f"{len(content) // 2**20} MiB")
    if not content.strip():
        raise _refusal(name, "an XML document", "an empty file")
    plain = without_marks(_plain(content, name))
    if _declares_a_type(plain):
        raise _typed(name)
    try:
        root = etree.fromstring(plain, parser=_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refusal(name, "well-formed XML", str(error)[:160]) from None
    # Asked again of the parser: the bytes before it may have been written to be misread.
    told = root.getroottree().docinfo
    if told.internalDTD is not None:
        raise _typed(name)
    _allow(told.encoding or "utf-8", name)
    return root


def _parser() -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _plain(content: bytes, name: str) -> bytes:
    """The document in an encoding in which every mark-up character is one byte. Raises on encodings that hide them."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise _refusal(name, "text", "bytes of an unknown encoding") from None
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).encode()
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(content[:200])
    _allow(declared[1].decode() if declared else "utf-8", name)
    return content.lstrip()


def _allow(encoding: str, name: str) -> None:
    if encoding.lower() not in _ENCODINGS:
        raise _refusal(name, "UTF-8 or Latin-1", f"the encoding {encoding[:20]}")


def _declares_a_type(plain: bytes) -> bool:
    """Whether a document type declaration stands before the first element, the only place where it may stand."""
    at = 0
    while (at := plain.find(b"<", at)) >= 0:
        if plain.startswith(b"<!--", at):
            at = plain.find(b"-->", at + len(b"<!--"))
        elif plain.startswith(b"<?", at):
            at = plain.find(b"?>", at + len(b"<?"))
        else:
            return plain[at : at + 2] == b"<!"
        if at < 0:
            return False
    return False


def _refusal(name: str, expected: str, came: str) -> InputError:
    return InputError([Fault(where=name, expected=expected, came=came)])


def _typed(name: str) -> InputError:
    return _refusal(name, "no document type declaration", "one, which can hide entities")
