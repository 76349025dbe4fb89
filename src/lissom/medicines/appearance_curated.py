"""The curated products as tablets: their looks are written in words, which are read here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lissom.medicines.appearance_tablet import Tablet, drug_key
from lissom.medicines.appearance_words import colours_in, shapes_in
from lissom.medicines.label import Look
from lissom.medicines.product import Product

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*mm")
_OF_STRENGTH = re.compile(r"\((\d+(?:\.\d+)?)\s*mg\)")
_NO_MARKS = re.compile(r"\b(?:over|plain|blank|break line|score[d]?|line|one side|other side|on|and)\b", re.IGNORECASE)


def curated_tablets(products: Iterable[Product]) -> Iterator[Tablet]:
    """Every product whose marks are recorded; one tablet for each strength where a row tells several apart."""
    for product in products:
        if product.imprint:
            yield from _tablets(product)


def _tablets(product: Product) -> Iterator[Tablet]:
    several = [one for one in product.imprint.split(";") if _OF_STRENGTH.search(one)]
    if not several:
        yield _tablet(product, product.imprint, _strength(product), product.id)
        return
    for one in several:
        said = _OF_STRENGTH.search(one)
        assert said is not None, "only marks with a strength were kept"
        yield _tablet(product, _OF_STRENGTH.sub(" ", one), f"{said[1]} mg", f"{product.id} {said[1]} mg")


def _tablet(product: Product, marks: str, strength: str, ref: str) -> Tablet:
    size = _SIZE.search(product.shape)
    scored = product.score.startswith(("yes", "bisected"))
    return Tablet(
        ref=ref,
        name=f"{product.brand} {strength}".strip(),
        drug=drug_key(tuple(one.replace("_", " ") for one in product.ingredients)),
        strength=strength,
        look=Look(
            imprint=";".join(filter(None, (" ".join(one.split()) for one in _NO_MARKS.sub(" ", marks).split("/")))),
            colours=() if "contains" in product.colour else colours_in(product.colour)[:1],
            shape=next(iter(shapes_in(product.shape)), ""),
            size_mm=float(size[1]) if size else None,
            score=2 if scored or "break line" in product.imprint or "score" in product.imprint else None,
        ),
        holder=product.manufacturer,
        country=next(iter(product.countries), ""),
        source=product.source.split(";", maxsplit=1)[0],
    )


def _strength(product: Product) -> str:
    return " + ".join(f"{mg:g} mg" for mg in product.mg_per_unit) or product.strength
