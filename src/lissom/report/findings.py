"""`lissom check` as a document and as plain JSON: how each medicine was read, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lissom.answers import label_quotes
from lissom.answers.label_quotes import OfPair
from lissom.assessment import Understood
from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.report.compose import cards, emergency, medicine_entry
from lissom.report.document import Document, Entries, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain

SHOWN = 6
"""Sentences of labels on pairs that no rule judges; the rest is counted."""


def findings_document(
    understood: tuple[Understood, ...],
    findings: tuple[Finding, ...],
    sources: Mapping[str, Source],
    not_judged: tuple[OfPair, ...] = (),
) -> Document:
    """The medicines as read, then the findings, the silent ones folded, then what labels say beyond them."""
    others = tuple(one for one in findings if not one.emergency)
    nothing = Note(text="No check found anything to say. That is not a proof of safety.")
    parts = (
        *emergency(findings),
        Part(
            id="understood",
            title="What we understood",
            blocks=(Entries(entries=tuple(medicine_entry(one) for one in understood)),),
        ),
        Part(id="findings", title="What to look out for", blocks=cards(others) or (nothing,)),
        *_labels(not_judged),
    )
    return Document(title=_title(understood), subtitle="", parts=parts, sources=gather(parts, sources), kind="Check")


def _labels(not_judged: tuple[OfPair, ...]) -> Iterator[Part]:
    said = tuple(one for pair in not_judged for one in pair.statements)
    if said:
        more = f"--json shows {len(said) - SHOWN} more. " if len(said) > SHOWN else ""
        note = Note(text=f"{more}{label_quotes.NOT_JUDGED}")
        yield Part(id="labels", title=label_quotes.HEADING, blocks=(Sentences(statements=said[:SHOWN]), note))


def findings_json(
    understood: tuple[Understood, ...],
    findings: tuple[Finding, ...],
    not_judged: tuple[OfPair, ...] = (),
    labels: Mapping[str, Source] | None = None,
) -> dict[str, Any]:
    """Plain values: `understood`, `findings`, each with every statement it makes and what labels say of its pair;
    `named_in_labels`: the pairs that labels name and no rule judges; `labels`: those that are quoted.
    """
    statements = (
        *(one for finding in findings for one in finding.quoted),
        *(s for p in not_judged for s in p.statements),
    )
    cited = dict.fromkeys(name for one in statements for name in one.sources)
    return {
        "understood": plain(understood),
        "findings": plain(findings),
        "named_in_labels": plain(not_judged),
        "labels": {name: plain(labels[name]) for name in cited} if labels else {},
    }


def _title(understood: tuple[Understood, ...]) -> str:
    count = len(understood)
    return f"{count} medicine{'' if count == 1 else 's'} checked"
