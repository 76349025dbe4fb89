"""One tablet or capsule that somebody might hold in their hand: what it holds, what it looks like, who says so."""

from __future__ import annotations

from dataclasses import dataclass

from lissom.medicines.label import Label, LabelProduct, Look

WORDS = "words of "
"""How the `ref` of a tablet begins whose look was read from the words of a label, not from codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tablet:
    """A look and what it stands for. Two tablets hold the same when `drug` and `strength` are the same."""

    ref: str
    """Where it comes from, unique: a row id, 'label set id v3 NDC', 'pillbox 12' ..."""
    name: str
    drug: str
    """The active substances in lower case, sorted, joined by ' + '."""
    strength: str
    look: Look
    holder: str = ""
    country: str = ""
    source: str = ""
    """Id of a source of the bibliography, or of a label in the store (`label:SET_ID:v3`)."""

    @property
    def from_words(self) -> bool:
        """Whether its look was read from the words of a label, which is less sure than a coded look."""
        return self.ref.startswith(WORDS)


def drug_key(names: tuple[str, ...]) -> str:
    """The same text for the same substances, in whatever order and case they are written."""
    return " + ".join(sorted({" ".join(name.lower().split()) for name in names if name.strip()}))


def tablets_of(label: Label) -> tuple[Tablet, ...]:
    """Every product of a label that has an imprint, and so can be told by its look."""
    return tuple(_tablet(label, place, one) for place, one in enumerate(label.products) if one.look.imprint)


def _tablet(label: Label, place: int, product: LabelProduct) -> Tablet:
    parts = product.ingredients
    return Tablet(
        ref=f"{label.set_id} v{label.version} {product.ndc or place} {place}",
        name=product.name or product.generic,
        drug=drug_key(tuple(part.moiety or part.name for part in parts)),
        strength=" + ".join(filter(None, (part.strength for part in parts))),
        look=product.look,
        holder=label.labeler,
        country=label.country,
        source=f"label:{label.set_id}:v{label.version}",
    )
