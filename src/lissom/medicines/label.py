"""A label as a labeler filed it: identity, products, sections. One type for SPL XML and openFDA JSON alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lissom.facts.source import Source

BOXED_WARNING = "34066-1"
"""LOINC code of the boxed warning, which is shown before every other section."""
UNCLASSIFIED = "42229-5"
"""LOINC code of a section whose code does not say what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelIngredient:
    """One active substance of a product. The strength is `value unit` in each `per per_unit`, as filed."""

    name: str
    unii: str = ""
    moiety: str = ""
    """What is active in it (baclofen; naproxen of naproxen sodium), '' when the label does not say."""
    value: float | None = None
    unit: str = ""
    per: float | None = None
    per_unit: str = ""

    @property
    def strength(self) -> str:
        """'10 mg', '5 mg per 5 mL', or '' when none is filed."""
        if self.value is None:
            return ""
        whole = f"{self.value:g} {self.unit}".rstrip()
        if self.per is None or (self.per == 1 and self.per_unit in ("", "1")):
            return whole
        count = "" if self.per == 1 else f"{self.per:g} "
        return f"{whole} per {count}{self.per_unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a tablet or capsule looks like, in the codes of the register. '' and None: not recorded."""

    imprint: str = ""
    """The marks, separated by ';' as filed."""
    colours: tuple[str, ...] = ()
    shape: str = ""
    size_mm: float | None = None
    score: int | None = None
    """Into how many pieces its break lines divide it: 1 none, 2 halves, 4 quarters."""

    def __bool__(self) -> bool:
        return bool(self.imprint or self.colours or self.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelProduct:
    """One product of a label, or one part of a kit."""

    name: str
    ndc: str = ""
    generic: str = ""
    form: str = ""
    routes: tuple[str, ...] = ()
    ingredients: tuple[LabelIngredient, ...] = ()
    inactive: tuple[str, ...] = ()
    look: Look = Look()
    packages: tuple[str, ...] = ()
    """NDCs of its packages."""
    category: str = ""
    """On what ground it is marketed (NDA, ANDA, monograph ...), as filed."""
    application: str = ""
    status: str = ""
    """Marketing status as filed: active, completed ..."""
    marketed_from: str = ""
    marketed_to: str = ""
    schedule: str = ""
    """Controlled-substance schedule, as filed."""
    part: bool = False
    """Whether it is a part of a kit."""


class LabelSection(NamedTuple):
    """The text of one section without its subsections, which follow it with a greater depth.

    A named tuple, unlike the others: a label has fifty, and a release two million.
    """

    code: str
    title: str
    text: str
    depth: int = 0
    within: str = ""
    """Code of the nearest section around it, itself included, whose code says what it is about; '' when none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One version of one label."""

    set_id: str
    version: int
    effective: str
    """ISO date, as much of it as is filed."""
    type_code: str
    """LOINC code of the document type; '' when the record does not say."""
    type_name: str
    title: str
    labeler: str
    origin: str
    """What it was read from: 'SPL' or 'openFDA'."""
    document_id: str = ""
    country: str = "US"
    products: tuple[LabelProduct, ...] = ()
    sections: tuple[LabelSection, ...] = ()
    """Boxed warning first, then in the order of the document."""

    @property
    def name(self) -> str:
        """The product names, or the title."""
        names = dict.fromkeys(product.name or product.generic for product in self.products)
        return ", ".join(filter(None, names)) or self.title

    @property
    def drugs(self) -> tuple[str, ...]:
        """The active substances of all products, in lower case, each once."""
        found = (part.moiety or part.name for product in self.products for part in product.ingredients)
        return tuple(dict.fromkeys(name.lower() for name in found if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassIndex:
    """Which pharmacologic classes FDA files a substance under. Not a label."""

    set_id: str
    substance: str
    unii: str
    classes: tuple[tuple[str, str], ...]
    """(code, name), the kind of class in brackets at the end of the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDocument:
    """A document that is no US label: what it is, and why it is not read further."""

    dialect: str
    title: str


Filed = Label | ClassIndex | OtherDocument
"""What one document turned out to be."""


def boxed_first(sections: tuple[LabelSection, ...]) -> tuple[LabelSection, ...]:
    """The same sections, every boxed warning before the others, otherwise in order."""
    boxed = tuple(section for section in sections if section.code == BOXED_WARNING)
    return (*boxed, *(section for section in sections if section.code != BOXED_WARNING)) if boxed else sections


def label_source(set_id: str, version: int, effective: str, title: str, labeler: str, country: str = "US") -> Source:
    """The bibliography entry of one version of a label in the user's own store."""
    return Source(
        id=f"label:{set_id}:v{version}",
        kind="document",
        title=f"{title} (label, version {version})",
        authors=(labeler,) if labeler else (),
        year=int(effective[:4]) if effective[:4].isdigit() else None,
        set_id=set_id,
        jurisdiction=country,
        issued=effective,
        url=f"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={set_id}",
    )
