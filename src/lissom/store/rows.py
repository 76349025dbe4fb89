"""A label as rows ready to be written, made beside the parser, in whichever process that runs.

Plain tuples, not dataclasses: there are a hundred to a label, and they travel between processes at a fifth of the cost.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from lissom.medicines.appearance_tablet import Tablet, tablets_of
from lissom.medicines.appearance_text import tablets_in_text
from lissom.medicines.identify_marks import keys
from lissom.medicines.label import Label, LabelProduct

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

DIGEST = 16
"""Bytes of a digest: no two texts of all labels there are share one."""
Cells = tuple[object, ...]
SectionRow = tuple[Cells, bytes, bytes, str]
"""(place, depth, code, within, title) of a section, the digest under which equal texts are kept once, text (UTF-8: so
it is put into bytes once on its way), heading."""
TabletRow = tuple[Cells, tuple[str, ...]]
"""One look and the keys under which it is found."""


class LabelRows(NamedTuple):
    """Everything of one label; products with their ingredients."""

    set_id: str
    version: int
    origin: str
    cells: Cells
    drugs: str
    products: tuple[tuple[Cells, tuple[Cells, ...]], ...]
    sections: tuple[SectionRow, ...]
    tablets: tuple[TabletRow, ...]


def label_rows(label: Label) -> LabelRows:
    """The label as rows."""
    name, substances = label.name, label.drugs
    drugs = " ".join(dict.fromkeys((*substances, name.lower())))
    return LabelRows(
        set_id=label.set_id,
        version=label.version,
        origin=label.origin,
        cells=(
            label.set_id, label.version, label.document_id, label.effective, label.type_code, label.type_name,
            label.title, name, " + ".join(substances), label.labeler, label.origin, label.country,
        ),
        drugs=drugs,
        products=tuple((_product(one), _ingredients(one)) for one in label.products),
        sections=_sections(label, drugs),
        tablets=tuple(tablet_row(one) for one in _tablets(label)),
    )  # fmt: skip


def _tablets(label: Label) -> tuple[Tablet, ...]:
    """The looks that are coded; of a record that codes none, those that its words describe."""
    return tablets_of(label) or (tablets_in_text(label) if label.origin == "openFDA" else ())


def tablet_row(tablet: Tablet) -> TabletRow:
    """A tablet and its keys as rows."""
    look = tablet.look
    return (
        (
            tablet.ref, tablet.name, tablet.drug, tablet.strength, tablet.holder, tablet.country, tablet.source,
            look.imprint, ";".join(look.colours), look.shape, look.size_mm, look.score,
        ),
        tuple(sorted(keys(look.imprint))),
    )  # fmt: skip


def _product(one: LabelProduct) -> Cells:
    look = one.look
    return (
        one.name, one.ndc, one.generic, one.form, ";".join(one.routes), ";".join(one.inactive),
        ";".join(one.packages), one.category, one.application, one.status, one.marketed_from, one.marketed_to,
        one.schedule, one.part, look.imprint, ";".join(look.colours), look.shape, look.size_mm, look.score,
    )  # fmt: skip


def _ingredients(product: LabelProduct) -> tuple[Cells, ...]:
    return tuple(
        (place, one.name, one.unii, one.moiety, one.value, one.unit, one.per, one.per_unit)
        for place, one in enumerate(product.ingredients)
    )


def _sections(label: Label, drugs: str) -> tuple[SectionRow, ...]:
    begun = _begun(drugs)
    rows = []
    for place, (code, title, text, depth, within) in enumerate(label.sections):
        written = text.encode()
        rows.append(((place, depth, code, within, title), _ended(begun.copy(), title, written), written, title))
    return tuple(rows)


def text_digest(drugs: str, heading: str, text: str) -> bytes:
    """The digest of a text. It covers what the search index holds of it: the text, its heading, the drugs."""
    return _ended(_begun(drugs), heading, text.encode())


def _begun(drugs: str) -> Hash:
    return sha256(f"{drugs}\0".encode())


def _ended(begun: Hash, heading: str, text: bytes) -> bytes:
    begun.update(b"%b\0%b" % (heading.encode(), text))
    return begun.digest()[:DIGEST]
