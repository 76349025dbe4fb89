"""The record of a decision: what was shown, to whom, who decided, what was understood, and what was decided.

A record is bound to the bytes of the page that was shown. It never says that a consent is valid: it says what it lacks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from unicodedata import category

from lissom.facts.errors import Fault, Faults, InputError
from lissom.facts.requirement import Duty


class Decision(StrEnum):
    YES = "yes"
    NO = "no"
    LATER = "later"


class Kind(StrEnum):
    DECISION = "decision"
    WITHDRAWAL = "withdrawal"


class Capacity(StrEnum):
    """Whether the person could decide for themselves, as judged by a clinician."""

    HAS = "has capacity"
    LACKS = "lacks capacity"
    NOT_JUDGED = "not judged"


class Role(StrEnum):
    """In which capacity somebody decided."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    ATTORNEY = "attorney"
    CLINICIAN = "clinician"
    """In the best interest of a person who cannot decide and has nobody who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came back on one teach-back question."""

    number: int
    question: str
    understood: bool
    words: str = ""
    """The person's own words, where noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry. `shown` is the SHA-256 of the page; `at` is UTC, ISO 8601; `withdraws` the number of a decision."""

    kind: Kind
    at: str
    person: str
    """How the person is known here: a name or a number of the record, as typed."""
    by: str
    """Who decided; mostly the same as the person."""
    role: Role
    capacity: Capacity = Capacity.NOT_JUDGED
    capacity_by: str = ""
    clinician: str = ""
    """Who held the talk."""
    talk: str = ""
    """Note of the talk."""
    condition: str = ""
    about: tuple[str, ...] = ()
    """Medicines the decision is about."""
    decision: Decision | None = None
    shown: str = ""
    page: str = ""
    """'short' or 'whole'."""
    version: str = ""
    """Version of program and facts that made the page."""
    told: tuple[Told, ...] = ()
    asked: tuple[str, ...] = ()
    """Questions the person had."""
    emergency: bool = False
    follow_up: str = ""
    """Until when consent is to be sought after an emergency."""
    withdraws: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something a sound record would hold and this one does not, and the duty behind it."""

    text: str
    duty: Duty


def canonical(value: Any) -> bytes:
    """One and the same bytes for the same plain value: sorted keys, no spaces, UTF-8. Raises ValueError on NaN."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(content: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def to_plain(record: Record) -> dict[str, Any]:
    """The record as plain JSON values."""
    return {name: (value.value if isinstance(value, StrEnum) else value) for name, value in asdict(record).items()}


def from_plain(value: dict[str, Any]) -> Record:
    """The record that `to_plain` was given. Raises `InputError` when it is no such value."""
    try:
        return Record(
            **{
                **value,
                "kind": Kind(value["kind"]),
                "role": Role(value["role"]),
                "capacity": Capacity(value["capacity"]),
                "decision": Decision(value["decision"]) if value["decision"] else None,
                "about": tuple(value["about"]),
                "asked": tuple(value["asked"]),
                "told": tuple(Told(**one) for one in value["told"]),
            }
        )
    except (KeyError, TypeError, ValueError) as error:
        fault = Fault(where="record", expected="an entry of the consent record", came=type(error).__name__)
        raise InputError([fault]) from None


def checked(record: Record) -> Record:
    """The record, or `InputError` with everything that cannot be so."""
    faults = Faults()
    for where in _unwritable(record):
        faults.add(where, "plain text without control characters", "something else")
    if not record.person:
        faults.add("--person", "how the person is known", "nothing")
    if not record.by:
        faults.add("--by", "who decided", "nothing")
    if record.kind is Kind.DECISION and record.decision is None:
        faults.add("--decision", "yes, no or later", "nothing")
    if record.role is Role.SELF and record.capacity is Capacity.LACKS:
        faults.add(
            "--as", "parent, guardian, attorney or clinician", "self",
            "A person who lacks capacity does not decide alone; still involve them as far as they can.",
        )  # fmt: skip
    faults.raise_input_error()
    return record


_FLAGS = {
    "person": "--person", "by": "--by", "capacity_by": "--capacity-by", "clinician": "--clinician", "talk": "--talk",
    "condition": "--condition", "follow_up": "--follow-up", "reason": "--reason",
}  # fmt: skip
_LONG = ("talk", "reason")
"""Notes that may have several lines."""


def _unwritable(record: Record) -> Iterator[str]:
    """The flags whose text holds what no reader sees and a screen may obey, or bytes that are no text."""
    for field, flag in _FLAGS.items():
        if not _is_plain(getattr(record, field), lines=field in _LONG):
            yield flag
    if not all(_is_plain(one, lines=True) for one in record.asked):
        yield "--asked"
    if not all(_is_plain(one.words, lines=True) for one in record.told):
        yield "--told"


def _is_plain(text: str, *, lines: bool) -> bool:
    return not any(category(one) in ("Cc", "Cs") and not (lines and one in "\n\t") for one in text)


def lacks(record: Record) -> tuple[Lack, ...]:
    """What the record leaves open, each with the duty behind it. Empty does not mean valid."""
    if record.kind is Kind.WITHDRAWAL:
        return ()
    return tuple(_lacks(record))


def _lacks(record: Record) -> Iterator[Lack]:
    if record.capacity is Capacity.NOT_JUDGED:
        yield Lack(text="It is not noted whether the person could decide for themselves.", duty=Duty.CAPACITY)
    elif not record.capacity_by:
        yield Lack(text="It is not noted who judged that.", duty=Duty.CAPACITY)
    if not record.clinician or not record.talk:
        yield Lack(text="It is not noted who held the talk, and what was spoken of.", duty=Duty.TALK)
    if not record.condition:
        yield Lack(text="The condition that is treated is not named.", duty=Duty.DIAGNOSIS)
    if not record.told:
        yield Lack(text="Nobody checked whether it was understood.", duty=Duty.UNDERSTANDING)
    for one in record.told:
        if not one.understood:
            yield Lack(text=f"Not understood yet: {one.question}", duty=Duty.UNDERSTANDING)
    if record.emergency and not record.follow_up:
        yield Lack(text="After an emergency it is not noted until when consent will be sought.", duty=Duty.EMERGENCY)
