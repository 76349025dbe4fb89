"""Labels of the user's own store as documents and JSON: search results, one label, what changed, what a run added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lissom.facts.grade import Grade
from lissom.facts.source import Source
from lissom.facts.statement import Statement
from lissom.medicines.label import BOXED_WARNING, Label, LabelProduct, LabelSection, label_source
from lissom.medicines.label_changes import Change, LabelChanges, SectionChange
from lissom.report.cabinet import looks
from lissom.report.document import Block, Document, Entries, Entry, Note, Part, Role, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain

LONGEST = 12
"""Sentences of one section that are shown of a change; the rest is counted."""
QUOTED = "Quoted from the labels in your own store, word for word. A label speaks of its own product and its own day."


def hits_document(
    asked: str,
    hits: Sequence[Mapping[str, Any]],
    sources: Mapping[str, Source],
    instead: Sequence[tuple[str, Sequence[str]]] = (),
) -> Document:
    """The sections found, best first: `hits` as plain values; `instead`: words in no text, with those like them."""
    blocks: tuple[Block, ...] = tuple(_hit(hit) for hit in hits)
    if not hits:
        blocks = (Note(text="No section of a current label in the store holds all these words."),)
        blocks += tuple(Note(text=f"“{word}” stands in none{_or(like)}.") for word, like in instead)
    parts = (Part(id="found", title=f"Sections that speak of {asked}", blocks=(*blocks, Note(text=QUOTED))),)
    return _document(f"{len(hits)} sections found" if len(hits) != 1 else "1 section found", parts, sources, "Search")


def _or(words: Sequence[str]) -> str:
    return f"; like it: {', '.join(words)}" if words else ""


def _hit(hit: Mapping[str, Any]) -> Block:
    also = hit["also_in"]
    more = f" The same text stands in {also} more {'label' if also == 1 else 'labels'}." if also else ""
    name = f"label:{hit['set_id']}:v{hit['version']}"
    said = Statement(text=f"“{hit['excerpt']}”{more}", sources=(name,), grade=Grade.LABEL)
    return Sentences(heading=f"{hit['label']}, {hit['labeler']}: {hit['section']}", statements=(said,))


def label_document(label: Label, versions: Sequence[int], section: str = "") -> Document:
    """One version of a label: products, then sections, boxed warning first; only one section where one is asked for."""
    source = source_of(label)
    chosen = [one for one in label.sections if not section or _is(one, section)]
    boxed = [one for one in chosen if one.code == BOXED_WARNING]
    rest = [one for one in chosen if one.code != BOXED_WARNING]
    parts: list[Part] = []
    if boxed:
        texts = tuple(block for one in boxed for block in _section(one, source.id))
        parts.append(Part(id="boxed", title="Boxed warning", blocks=texts, role=Role.EMERGENCY))
    if label.products and not section:
        entries = Entries(entries=tuple(product_entry(one, source.id) for one in label.products))
        parts.append(Part(id="products", title="Products", blocks=(entries,)))
    texts = tuple(block for one in rest for block in _section(one, source.id))
    parts.append(Part(id="sections", title="Sections", blocks=texts or (Note(text="No such section."),)))
    others = [str(one) for one in versions if one != label.version]
    kept = f"; also kept: version {', '.join(others)}" if others else ""
    about = f"{label.type_name or 'label'}, {label.labeler}, version {label.version} of {label.effective}{kept}"
    return _document(label.name, tuple(parts), {source.id: source}, "Label", about)


def changes_document(changes: LabelChanges) -> Document:
    """What the newer version says otherwise, section by section."""
    old, new = source_of(changes.old), source_of(changes.new)
    blocks: list[Block] = [block for one in changes.sections for block in _change(one, old.id, new.id)]
    blocks += [_products(changes.products_added, "Products added", new.id)] if changes.products_added else []
    blocks += [_products(changes.products_removed, "Products removed", old.id)] if changes.products_removed else []
    if not blocks:
        blocks = [Note(text="Nothing that is kept of the two versions differs.")]
    parts = (Part(id="changes", title="What changed", blocks=(*blocks, Note(text=QUOTED))),)
    about = (
        f"version {changes.old.version} of {changes.old.effective} and version {changes.new.version} of "
        f"{changes.new.effective}"
    )
    return _document(changes.new.name, parts, {old.id: old, new.id: new}, "Changes", about)


def changes_json(changes: LabelChanges) -> dict[str, Any]:
    """Plain values; the labels themselves by set id, version and date."""
    handles = {name: _handle(one) for name, one in (("old", changes.old), ("new", changes.new))}
    return {
        **handles,
        "sections": plain(changes.sections),
        "products_added": plain(changes.products_added),
        "products_removed": plain(changes.products_removed),
    }


def _handle(label: Label) -> dict[str, Any]:
    return {"set_id": label.set_id, "version": label.version, "effective": label.effective, "name": label.name}


def source_of(label: Label) -> Source:
    """The label as a source."""
    return label_source(label.set_id, label.version, label.effective, label.name, label.labeler, label.country)


def _is(section: LabelSection, asked: str) -> bool:
    return asked in (section.code, section.within) or asked.lower() in section.title.lower()


def _section(section: LabelSection, source: str) -> tuple[Block, ...]:
    lines = [line for line in section.text.split("\n") if line]
    said = tuple(Statement(text=line, sources=(source,), grade=Grade.LABEL) for line in lines)
    heading = section.title or ""
    return (Sentences(heading=heading, statements=said),) if said else (Note(text=heading),) if heading else ()


def product_entry(product: LabelProduct, source: str) -> Entry:
    """One product of a label in a line: substances, form, look, code, status."""
    parts = ", ".join(f"{one.moiety or one.name} {one.strength}".strip().lower() for one in product.ingredients)
    said = (
        parts,
        product.form,
        looks(product.look),
        f"NDC {product.ndc}" if product.ndc else "",
        f"{product.status} since {product.marketed_from}"
        if product.status and product.marketed_from
        else product.status,
        f"until {product.marketed_to}" if product.marketed_to else "",
        product.application,
    )
    text = "; ".join(filter(None, said)) or "nothing further is filed"
    return Entry(
        term=product.name or product.generic, statement=Statement(text=text, sources=(source,), grade=Grade.LABEL)
    )


def _products(products: Sequence[LabelProduct], heading: str, source: str) -> Block:
    return Entries(heading=heading, entries=tuple(product_entry(one, source) for one in products))


def _change(change: SectionChange, old: str, new: str) -> tuple[Block, ...]:
    heading = f"{change.title or 'Untitled section'}: {change.change}"
    gone = _sentences(change.removed, "No longer said", old)
    come = _sentences(change.added, "Now said", new)
    blocks = (*gone, *come)
    if change.change is Change.REWORDED and not blocks:
        return ()
    return (Sentences(heading=heading, statements=blocks),) if blocks else (Note(text=heading),)


def _sentences(texts: Sequence[str], prefix: str, source: str) -> tuple[Statement, ...]:
    shown = [f"{prefix}: “{text}”" for text in texts[:LONGEST]]
    if len(texts) > LONGEST:
        shown.append(f"{prefix}: {len(texts) - LONGEST} more sentences.")
    return tuple(Statement(text=text, sources=(source,), grade=Grade.LABEL) for text in shown)


def _document(
    title: str, parts: tuple[Part, ...], sources: Mapping[str, Source], kind: str, subtitle: str = ""
) -> Document:
    return Document(title=title, subtitle=subtitle, parts=parts, sources=gather(parts, sources), kind=kind)
