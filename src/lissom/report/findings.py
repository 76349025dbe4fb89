"""`lissom check` as a document and as plain JSON: how each medicine was read, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.assessment import Understood
from lissom.checks.finding import Finding
from lissom.facts.source import Source
from lissom.report.compose import cards, emergency, medicine_entry
from lissom.report.document import Document, Entries, Note, Part
from lissom.report.gathering import gather
from lissom.report.plain import plain


def findings_document(
    understood: tuple[Understood, ...], findings: tuple[Finding, ...], sources: Mapping[str, Source]
) -> Document:
    """The medicines as read, then the findings, the silent ones folded."""
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
    )
    return Document(title=_title(understood), subtitle="", parts=parts, sources=gather(parts, sources), kind="Check")


def findings_json(understood: tuple[Understood, ...], findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Plain values: `understood` and `findings`, each finding with every statement it makes."""
    return {"understood": plain(understood), "findings": plain(findings)}


def _title(understood: tuple[Understood, ...]) -> str:
    count = len(understood)
    return f"{count} medicine{'' if count == 1 else 's'} checked"
