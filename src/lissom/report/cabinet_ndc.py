"""What a product code (NDC) stands for by labels, curated products and price lists: as a document and as plain JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lissom.facts.grade import Grade
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.medicines.label import Label, LabelProduct
from lissom.medicines.ndc import Ndc, ndcs
from lissom.medicines.price_tables import ListPrice, list_source
from lissom.medicines.product import Product
from lissom.report.document import Block, Document, Entries, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.labels import product_entry, source_of
from lissom.report.plain import plain

NEVER_SURE = (
    "A code names a product of one company in the United States. Compare what is said here with what you hold; a "
    "pharmacist can confirm it."
)
NOT_SHELF = "These are prices between pharmacies and their suppliers, not the price on the shelf."


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Everything that is known under a code."""

    asked: str
    codes: tuple[Ndc, ...]
    labels: tuple[Label, ...]
    curated: tuple[Product, ...]
    prices: tuple[ListPrice, ...]

    @property
    def products(self) -> tuple[tuple[Label, LabelProduct], ...]:
        """(label, product) of those with the code."""
        spelled = {spelling for code in self.codes for spelling in code.products}
        return tuple((label, one) for label in self.labels for one in label.products if one.ndc in spelled)

    @property
    def known(self) -> bool:
        return bool(self.labels or self.curated or self.prices)


def curated_with(products: Sequence[Product], codes: Sequence[Ndc]) -> tuple[Product, ...]:
    """The curated products with one of the codes."""
    wanted = {(code.labeler, code.product) for code in codes}
    return tuple(
        one
        for one in products
        if one.ndc and any((c.labeler, c.product) in wanted for text in one.ndc.split(",") for c in ndcs(text))
    )


def ndc_document(coded: Coded, sources: Mapping[str, Source], version: str, *, with_store: bool) -> Document:
    """The products, then the prices."""
    known = {
        **sources,
        **{source.id: source for source in map(source_of, coded.labels)},
        **{source.id: source for source in map(_list, coded.prices)},
    }
    blocks: list[Block] = [*_products(coded)]
    if coded.prices:
        said = tuple(map(_price, coded.prices))
        blocks += [Sentences(heading="In price lists, for each unit", statements=said), Note(text=NOT_SHELF)]
    if not coded.known:
        where = "labels, price lists and curated products" if with_store else "curated products (there is no store yet)"
        blocks.append(Note(text=f"No product with this code is in your {where}. `lissom labels add PATH` adds labels."))
    parts = (Part(id="products", title="What it stands for", blocks=(*blocks, Note(text=NEVER_SURE))),)
    read = " or ".join(map(str, coded.codes))
    return Document(
        title=f"NDC {coded.asked}",
        subtitle=f"Read as {read}",
        parts=parts,
        sources=gather(parts, known),
        version=version,
        kind="Product code",
    )


def ndc_json(coded: Coded) -> dict[str, Any]:
    """Plain values."""
    return {
        "asked": coded.asked,
        "read_as": list(map(str, coded.codes)),
        "products": [
            {"set_id": label.set_id, "version": label.version, "effective": label.effective, **plain(one)}
            for label, one in coded.products
        ],
        "curated": plain(coded.curated),
        "prices": plain(coded.prices),
    }


def _products(coded: Coded) -> Iterator[Block]:
    entries = tuple(product_entry(one, source_of(label).id) for label, one in coded.products)
    if entries:
        yield Entries(heading="In labels of your store", entries=entries)
        packages = {name for _, one in coded.products for name in one.packages}
        read = {code for name in packages for code in ndcs(name)}
        if packages and not any(not code.package or code in read for code in coded.codes):
            yield Note(text=f"This package is not among those listed: {', '.join(sorted(packages))}.")
    if coded.curated:
        yield Sentences(heading="Among the curated products", statements=tuple(map(_curated, coded.curated)))


def _curated(one: Product) -> Statement:
    said = (f"{one.brand} {one.strength} {one.form}".strip(), one.manufacturer, one.colour, one.shape, one.imprint)
    text = "; ".join(filter(None, (*said, f"NDC {one.ndc}")))
    return Statement(text=f"{text}.", sources=(one.source,), grade=one.grade, facts=(one.id,))


def _list(price: ListPrice) -> Source:
    return list_source(price.source, price.effective, price.country)


def _price(price: ListPrice) -> Statement:
    unit = {"EA": "piece", "ML": "mL", "GM": "g"}.get(price.unit, price.unit)
    text = f"{price.product} ({price.code}): {price.per_unit:g} {price.currency} for each {unit}, {price.effective}."
    return Statement(text=text, sources=(_list(price).id,), grade=Grade.OBSERVATIONAL)
