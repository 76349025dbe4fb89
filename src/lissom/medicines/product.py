"""Marketed products, and the strengths that exist: rows of `products/products.csv` and `products/strengths.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lissom.facts.errors import Faults
from lissom.facts.grade import Grade, Reading
from lissom.facts.table import PROVENANCE, Check, Table, Wrong, number, numbers, one_of, read_table, several, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product in one strength, as a register, a label or a listing shows it."""

    id: str
    country: str
    """ISO alpha-2; several separated by ';'."""
    brand: str
    ingredients: tuple[str, ...]
    """Ingredient ids, in the order of the source."""
    generic: str
    """The active substances as printed, salts included."""
    form: str
    route: str
    strength: str
    """As published."""
    mg_per_unit: tuple[float, ...]
    """Milligrams in one tablet, capsule, packet or vial, one number for each ingredient; () for liquids."""
    mg_per_mL: tuple[float, ...]
    """Milligrams in one millilitre, for liquids and injections."""
    colour: str
    shape: str
    imprint: str
    score: str
    manufacturer: str
    licence_number: str
    """Application (ANDA, NDA), authorisation (PL) or registration number; a GTIN where nothing else was seen."""
    product_number: str
    ndc: str
    status: str
    """As the register words it; '' when not seen."""
    status_as_of: str
    te_code: str
    """Therapeutic equivalence code of the US register."""
    rxcui: str
    note: str
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(self.country.split(";")) if self.country else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """One strength of one medicine that is, or was, sold in one country as a single-substance tablet or capsule."""

    id: str
    country: str
    drug: str
    form: str
    mg: float
    status: str
    """`on the market` or `discontinued`, as of its source."""
    listing: str
    """`complete` when the source lists every strength sold in the country; `seen` when others may exist."""
    note: str
    facts: tuple[str, ...]
    """Rows of `products.csv` it was drawn from."""
    grade: Grade
    reading: Reading
    confidence: str
    source: str
    locator: str


PRODUCT_COLUMNS = (
    text("id", required=True),
    text("country"),
    text("brand", required=True),
    several("ingredients", required=True),
    text("generic", required=True),
    text("form"),
    text("route"),
    text("strength"),
    numbers("mg_per_unit"),
    numbers("mg_per_mL"),
    text("colour"),
    text("shape"),
    text("imprint"),
    text("score"),
    text("manufacturer"),
    text("licence_number"),
    text("product_number"),
    text("ndc"),
    text("status"),
    text("status_as_of"),
    text("te_code"),
    text("rxcui"),
    text("note"),
    *PROVENANCE,
)

STRENGTH_COLUMNS = (
    text("id", required=True),
    text("country", required=True),
    text("drug", required=True),
    text("form", required=True),
    number("mg", required=True),
    one_of("status", "on the market", "discontinued"),
    one_of("listing", "complete", "seen"),
    text("note"),
    several("facts"),
    *PROVENANCE,
)


def read_products(path: Path, faults: Faults) -> Table[Product]:
    """Every row of `products/products.csv`."""
    return read_table(path, PRODUCT_COLUMNS, Product, faults, _one_for_each("mg_per_unit"), _one_for_each("mg_per_mL"))


def read_strengths(path: Path, faults: Faults) -> Table[Strength]:
    """Every row of `products/strengths.csv`."""
    return read_table(path, STRENGTH_COLUMNS, Strength, faults)


def sold(strengths: tuple[Strength, ...]) -> dict[tuple[str, str], frozenset[float]]:
    """(ingredient id, country) -> milligrams of the tablets and capsules sold there, where the list is complete."""
    found: dict[tuple[str, str], set[float]] = {}
    for one in strengths:
        if one.listing == "complete" and one.status == "on the market":
            found.setdefault((one.drug, one.country), set()).add(one.mg)
    return {key: frozenset(values) for key, values in found.items()}


def _one_for_each(column: str) -> Check[Product]:
    """Milligrams are given for no ingredient or for each."""

    def check(product: Product) -> Wrong | None:
        given, wanted = len(getattr(product, column)), len(product.ingredients)
        return None if given in (0, wanted) else Wrong(column, f"{wanted} numbers, one for each ingredient", str(given))

    return check
