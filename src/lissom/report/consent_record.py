"""A record of a decision on paper: the record first, then the very page that was shown. And the list of all records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lissom.answers.consent_record import Kind, Lack, Record, lacks
from lissom.facts.requirement import Requirement, asking_for
from lissom.report.document import Block, Document, Entries, Entry, Note, Part
from lissom.report.page import Plain, page

NO_FORM = "This paper records a talk. It is not the consent itself, and the person may change their mind at any time."


def record_page(
    number: int,
    hash_: str,
    record: Record,
    shown: Plain,
    requirements: Iterable[Requirement],
    *,
    withdrawn_at: str = "",
) -> Plain:
    """The record as a page, with everything that was shown behind it, unchanged."""
    own = page(
        Document(
            title=f"Record {number}: {_verdict(record, withdrawn_at)}",
            subtitle=f"{record.person}, {record.at}",
            parts=_parts(number, hash_, record, tuple(requirements), withdrawn_at),
            sources=(),
            version=record.version,
            kind="Record of a decision",
            caution=False,
        )
    )
    return {
        **shown,
        "title": own["title"],
        "subtitle": own["subtitle"],
        "kind": own["kind"],
        "parts": [*own["parts"], *shown["parts"]],
    }


def list_document(rows: Iterable[tuple[int, Record, str]], faults: tuple[str, ...], title: str) -> Document:
    """Every record in one line, as (number, record, withdrawn at), and what does not fit."""
    entries = tuple(
        Entry(term=f"{number}. {record.at}", detail=f"{record.person}: {_verdict(record, withdrawn)}")
        for number, record, withdrawn in rows
    )
    blocks: tuple[Block, ...] = (Entries(entries=entries),) if entries else (Note(text="The record is empty."),)
    wrong = tuple(Entry(term="Does not fit", detail=fault, loud=True) for fault in faults)
    parts = (
        *((Part(id="faults", title="What does not fit", blocks=(Entries(entries=wrong),)),) if wrong else ()),
        Part(id="records", title="Records", blocks=blocks),
    )
    return Document(title=title, subtitle="", parts=parts, sources=(), kind="Consent record", caution=False)


def named(lack: Lack, requirements: Iterable[Requirement]) -> str:
    """Who asks for what the record lacks: 'AMA, documentation'."""
    return "; ".join(f"{row.framework}, {row.element}" for row in asking_for(requirements, lack.duty))


def _verdict(record: Record, withdrawn_at: str) -> str:
    if record.kind is Kind.WITHDRAWAL:
        return f"record {record.withdraws} withdrawn"
    decision = f"{', '.join(record.about)}: {record.decision}"
    return f"{decision}, withdrawn {withdrawn_at}" if withdrawn_at else decision


def _parts(
    number: int, hash_: str, record: Record, requirements: tuple[Requirement, ...], withdrawn_at: str
) -> tuple[Part, ...]:
    facts = tuple(
        Entry(term=term, detail=detail)
        for term, detail in (
            ("Person", record.person),
            ("Decided by", f"{record.by} ({record.role})"),
            ("Could decide", f"{record.capacity}{f', judged by {record.capacity_by}' if record.capacity_by else ''}"),
            ("Condition", record.condition),
            ("About", ", ".join(record.about)),
            ("Decision", str(record.decision or "")),
            ("When", record.at),
            ("Talk held by", record.clinician),
            ("The talk", record.talk),
            (
                "In an emergency",
                f"consent to be sought until {record.follow_up or 'not noted'}" if record.emergency else "",
            ),
            ("Withdrawn", withdrawn_at),
        )
        if detail
    )
    told = tuple(
        Entry(
            term=f"{one.number}. {one.question}",
            detail="understood" if one.understood else "not understood",
            note=one.words,
        )
        for one in record.told
    )
    asked = tuple(Entry(term=f"{place}.", detail=text) for place, text in enumerate(record.asked, 1))
    open_ = tuple(Entry(term=named(one, requirements), detail=one.text) for one in lacks(record))
    seal = (
        Entry(term="Entry", detail=str(number)),
        Entry(term="Hash of the entry", detail=hash_),
        Entry(term="Hash of the page shown", detail=record.shown),
        Entry(term="Made with", detail=record.version),
    )
    groups: tuple[tuple[str, str, tuple[Entry, ...]], ...] = (
        ("record", "The record", facts),
        ("record-told", "Was it understood?", told),
        ("record-asked", "What the person asked", asked),
        ("record-open", "What this record leaves open", open_),
        ("record-seal", "Seal", seal),
    )
    parts = tuple(Part(id=id_, title=title, blocks=(Entries(entries=found),)) for id_, title, found in groups if found)
    note: Any = Part(id="record-note", title="What this paper is", blocks=(Note(text=NO_FORM),))
    return (*parts, note)
