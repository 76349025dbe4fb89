"""What a tablet most likely is, or why none is named, as a document and as plain JSON. Never sure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lissom.facts.grade import Grade
from lissom.facts.source import Source
from lissom.facts.statement import REASONING, Statement
from lissom.medicines.appearance_tablet import Tablet
from lissom.medicines.appearance_words import name_of
from lissom.medicines.identify import Candidate, Identification
from lissom.medicines.label import Look
from lissom.report.document import Block, Document, Note, Part, Sentences
from lissom.report.gathering import gather
from lissom.report.plain import plain

SHOWN = 5
NEVER_SURE = (
    "Many tablets look alike, and not every tablet is in these tables. A pharmacist can confirm what a tablet is; "
    "take none that you cannot name."
)
NO_STORE = (
    "Only the muscle relaxants that came with Lissom were compared. `lissom labels add PATH` adds labels and registers "
    "of other medicines."
)


def identified_document(
    found: Identification, sources: Mapping[str, Source], version: str, *, with_store: bool = True
) -> Document:
    """The answer, the ranked list with reasons, what looks alike, what it cannot be."""

    blocks: list[Block] = [Sentences(statements=(_answer(found),))]
    if found.candidates:
        ranked = tuple(_said(one) for one in found.candidates[:SHOWN])
        blocks.append(Sentences(heading="Most likely first", statements=ranked))
    unseen = tuple(one for one in found.lookalikes if one not in found.candidates[:SHOWN])
    if unseen:
        blocks.append(Sentences(heading="Looks much like it too", statements=tuple(map(_said, unseen))))
    if found.cannot_be:
        blocks.append(Note(text="Marked alike, but it cannot be: " + "; ".join(found.cannot_be) + "."))
    blocks.append(Note(text=f"Compared with {found.compared_with} tablets. {NEVER_SURE}"))
    if not with_store:
        blocks.append(Note(text=NO_STORE))
    parts = (Part(id="tablets", title="What it may be", blocks=tuple(blocks)),)
    title = f"Most likely {_holds(found.named)}" if found.named else "Not named"
    return Document(
        title=title,
        subtitle=_seen(found),
        parts=parts,
        sources=gather(parts, sources),
        version=version,
        kind="Tablets",
    )


def identified_json(found: Identification) -> dict[str, Any]:
    """Plain values, most likely first; `refused` where no medicine is named."""
    return {
        "refused": found.named is None,
        "why_not": found.why_not,
        "named": None if found.named is None else _candidate_json(found.named),
        "candidates": [_candidate_json(one) for one in found.candidates],
        "lookalikes": [_candidate_json(one) for one in found.lookalikes],
        "cannot_be": list(found.cannot_be),
        "compared_with": found.compared_with,
        "seen": plain(found.seen),
    }


def _candidate_json(one: Candidate) -> dict[str, Any]:
    return {"name": one.name, "looks": looks(one.tablets[0].look), **plain(one)}


def cited(found: Identification) -> tuple[str, ...]:
    """The ids of everything the document will cite."""
    shown = (*found.candidates, *found.lookalikes)
    return tuple(dict.fromkeys((REASONING, *(one.tablets[0].source for one in shown))))


def chance_in_words(chance: float) -> str:
    """'about 93 in 100'; never certain, never impossible."""
    if chance > 0.99:
        return "more than 99 in 100"
    return f"about {round(chance * 100)} in 100" if chance >= 0.01 else "less than 1 in 100"


def _answer(found: Identification) -> Statement:
    if found.named is None:
        text = f"No medicine is named, because {found.why_not}."
        return Statement(text=text, sources=(REASONING,), grade=Grade.ASSUMPTION)
    return Statement(
        text=f"This fits {_holds(found.named)} best: {chance_in_words(found.named.chance)}.",
        sources=(found.named.tablets[0].source, REASONING),
        grade=Grade.ASSUMPTION,
    )


def _said(one: Candidate) -> Statement:
    """'baclofen 20 mg (Chartwell RX): marked LCI 1337, 7 read as 0; white; less than 1 in 100.'"""
    makers = tuple(dict.fromkeys(filter(None, (tablet.holder for tablet in one.tablets))))
    more = f" and {len(makers) - 2} more" if len(makers) > 2 else ""
    by = f", by {', '.join(makers[:2])}{more}" if makers else ""
    reasons = "; ".join(
        f"{'' if reason.agrees or reason.feature == 'imprint' else 'but '}{reason.text}" for reason in one.reasons
    )
    known = " by the words of its label" if one.tablets[0].from_words else ""
    look = f"It is {looks(one.tablets[0].look)}{known}."
    text = f"{_holds(one)}{by}: {chance_in_words(one.chance)}. {look} Compared: {reasons}."
    return Statement(text=text, sources=(one.tablets[0].source,), grade=Grade.ASSUMPTION)


def looks(look: Look) -> str:
    """'white, round, 8 mm, scored, marked 10'."""
    named = [name_of(code) for code in dict.fromkeys(look.colours)]
    return ", ".join(
        filter(
            None,
            (
                " and ".join(filter(None, named)),
                name_of(look.shape),
                f"{look.size_mm:g} mm" if look.size_mm else "",
                "scored" if look.score and look.score > 1 else "",
                f"marked {look.imprint.replace(';', ' ')}" if look.imprint else "",
            ),
        )
    )


def _holds(one: Candidate | None) -> str:
    assert one is not None
    tablet: Tablet = one.tablets[0]
    strength = one.strength if one.strength.lower() not in one.drug else ""
    held = " ".join(filter(None, (one.drug, strength)))
    brand = tablet.name if tablet.name.lower() not in (one.drug, held.lower()) else ""
    return f"{held} ({brand})" if brand and len(brand) < 60 else held


def _seen(found: Identification) -> str:
    seen = found.seen
    said = (
        f"marked {seen.imprint.replace(';', ' ')}" if seen.imprint else "",
        " and ".join(name_of(code) for code in seen.colours),
        name_of(seen.shape),
        f"{seen.size_mm:g} mm" if seen.size_mm else seen.size_word,
        {None: "", 1: "no break line"}.get(seen.score, "scored"),
    )
    return "Described as: " + ", ".join(filter(None, said))
