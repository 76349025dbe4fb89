"""Looks read from the words of a label ("white, round tablets debossed with 'L' on one side and '10' on the other").

Records of openFDA carry no coded looks, but most labels describe their tablets. What is read so is less sure than what
is coded: it is used only where a label has nothing coded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lissom.medicines.appearance_tablet import WORDS, Tablet, drug_key
from lissom.medicines.appearance_words import colours_in, shapes_in
from lissom.medicines.label import Label, Look

SECTIONS = ("34069-5", "43678-2", "34089-3")
"""How supplied, dosage forms and strengths, description: the first that describes a tablet is read."""
LONGEST = 24
"""Characters of marks; more is a misread sentence."""
_PRESSED = re.compile(r"\b(?:debossed|imprinted|engraved|embossed|marked|printed|inscribed|stamped)\b", re.IGNORECASE)
_STRENGTH = re.compile(r"\b(\d[\d,.]*(?:\s*mg)?(?:\s*/\s*\d[\d,.]*)*\s*(?:mg|mcg|micrograms?|g)\b)", re.IGNORECASE)
_BOUND = re.compile(
    r"(?<=[a-z)\d”’\"'])[.;](?=\s)|\bNDCs?\b|\bBottles?\b|\bCartons?\b|\bThey are\b|"
    r"\b(?:is|are) (?:available|supplied) (?:in|as follows)|\bEach bottle\b|\bPACKAGING\b|\bDispense\b|\bStore\b",
)
_QUOTED = re.compile(r"[“\"]([^”\"“]{1,24})[”\"]|[‘']([^’'‘]{1,24})[’'](?![a-z])")
_UNQUOTED = re.compile(
    r"(?:with|as|:)\s+((?:[A-Z0-9][A-Za-z0-9./-]*\s*){1,4})(?=\s*(?:on|and|in|over|above|below|,|\.|;|\(|$))"
)
_OVER = re.compile(r"(?:over|above|below|and)\s+([A-Z0-9][A-Z0-9.-]*)\s+(?:on|in)\b")
_NO_MARK = frozenset({"mg", "logo", "usp", "tablets", "capsules", "score", "bisect", "r", "®"})
_SCORED = re.compile(r"\b(?:scored|score line|bisect\w*|break ?line|functional score)\b", re.IGNORECASE)


def tablets_in_text(label: Label) -> tuple[Tablet, ...]:
    """The tablets that the words of a label describe; () where it describes none, or holds several substances apart."""
    drug = drug_key(label.drugs)
    if not drug:
        return ()
    for code in SECTIONS:
        text = " ".join(one.text for one in label.sections if one.within == code)
        found = {(one.imprint, strength): one for strength, one in described_tablets(text)}
        if found:
            return tuple(
                Tablet(
                    ref=f"{WORDS}{label.set_id} v{label.version} {place}",
                    name=label.name,
                    drug=drug,
                    strength=strength if _of_all(strength, drug) else "",
                    look=look,
                    holder=label.labeler,
                    country=label.country,
                    source=f"label:{label.set_id}:v{label.version}",
                )
                for place, ((_, strength), look) in enumerate(found.items())
            )
    return ()


def _of_all(strength: str, drug: str) -> bool:
    """Whether a strength names as many amounts as there are substances; the strength of one of two is none."""
    return strength.count("/") == drug.count(" + ")


def described_tablets(text: str) -> Iterator[tuple[str, Look]]:
    """(strength, look) of every tablet that a text describes with its marks, in order."""
    text = " ".join(text.split())
    hits = list(_PRESSED.finditer(text))
    for place, hit in enumerate(hits):
        start = max(_last_bound(text, hit.start()), hits[place - 1].end() if place else 0)
        end = min(_next_bound(text, hit.end()), hits[place + 1].start() if place + 1 < len(hits) else len(text))
        before, after = text[start : hit.start()], text[hit.end() : end]
        marks = _marks(before, after)
        if marks:
            said = f"{before} {after}"
            yield (
                _strength(text, start, hit.start(), said),
                Look(
                    imprint=";".join(marks),
                    colours=colours_in(_without_marks(before))[:2],
                    shape=next(iter(shapes_in(_without_marks(before))), ""),
                    score=2 if _SCORED.search(said) else None,
                ),
            )


def _last_bound(text: str, at: int) -> int:
    return max((bound.end() for bound in _BOUND.finditer(text, max(at - 260, 0), at)), default=max(at - 260, 0))


def _next_bound(text: str, at: int) -> int:
    bound = _BOUND.search(text, at, at + 220)
    return bound.start() if bound else min(at + 220, len(text))


def _marks(before: str, after: str) -> tuple[str, ...]:
    """The marks: what is quoted; else the capital letters and figures that follow 'with'."""
    quoted = [one or other for one, other in _QUOTED.findall(f"{before[-60:]} | {after}")]
    if not quoted:
        first = _UNQUOTED.search(after)
        quoted = [first[1], *_OVER.findall(after[first.end() :])] if first else []
    cleaned = (" ".join(one.replace("|", " ").split()).strip(" .,;:") for one in quoted)
    marks = tuple(one for one in cleaned if one and one.lower() not in _NO_MARK and re.search(r"[A-Za-z0-9]", one))
    return marks if marks and sum(map(len, marks)) <= LONGEST else ()


def _without_marks(text: str) -> str:
    return _QUOTED.sub(" ", text)


def _strength(text: str, start: int, at: int, said: str) -> str:
    """The strength named last before the marks in the same stretch, else in the stretch, else shortly before it."""
    for stretch in (text[start:at], said, text[max(start - 160, 0) : start]):
        found = _STRENGTH.findall(_without_marks(stretch))
        if found:
            return " ".join(str(found[-1]).split())
    return ""
