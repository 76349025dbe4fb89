"""Two substances looked up in the interaction table: which rows fit, which prevail, what is denied. Nothing here
depends on the person, so each pair is looked up once in the life of a library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from lissom.checks.finding import Severity
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.kinds import NOT_PAIRS, Kind
from lissom.checks.pair import NOTHING, Beside, Subject, Substance, Told
from lissom.checks.tables import Rules

WORST_FIRST = list(Severity)
SEDATING = (Kind.BREATHING, Kind.SEDATION)
SUBJECT = {Kind.BREATHING: Kind.SEDATION, Kind.CRISIS: Kind.SEROTONIN}
"""Kinds that are told as part of another one."""


def beside(rules: Rules, one: Substance, two: Substance) -> Beside:
    """What the table says of the two: the rows of both sides are weighed together."""
    return _looked_up(rules, one, two) if one.speaking or two.speaking else NOTHING


@lru_cache(maxsize=1 << 16)
def _looked_up(rules: Rules, one: Substance, two: Substance) -> Beside:
    told = [*told_of(rules, one, two), *told_of(rules, two, one, of_first=False)]
    if not told:
        return NOTHING
    holding = [one_told for one_told in told if holds(one_told, one if one_told.of_first else two)]
    names = dict.fromkeys(row.subject for row in holding if row.interacts)
    about = [tuple(row for row in holding if row.subject is name) for name in names]
    subjects = [Subject(prevailing(rows), rows) for rows in about]
    subjects = [subject for subject in subjects if subject.prevailing[0].interacts]
    spoken = {row.row.mechanism for subject in subjects for row in subject.prevailing}
    silent = tuple(row for row in holding if not row.interacts and _adds_something(row, spoken))
    return Beside(
        subjects=tuple(subjects),
        negative=prevailing(silent)[0] if silent else None,
        is_told=any(row.direct or row.row.knowledge is not Knowledge.UNKNOWN for row in told),
    )


def told_of(rules: Rules, drug: Substance, other: Substance, *, of_first: bool = True) -> Iterator[Told]:
    """The rows of the drug, or of a class it belongs to, that name the other substance or one of its classes, by id."""
    for row in _rows(rules, drug, other) if drug.id != other.id else ():
        kind = rules.kinds.get(row.id, Kind.OTHER)
        interacts = row.knowledge is Knowledge.INTERACTS
        yield Told(row, kind, SUBJECT.get(kind, kind), of_first, other.id in row.members, interacts)


def holds(told: Told, drug: Substance) -> bool:
    """Whether the row is about a pair, by this route of the drug; what sedates by mouth does so from a pump."""
    by_route = told.row.route in ("", drug.route) or (drug.route == "intrathecal" and told.kind in SEDATING)
    return by_route and told.kind not in NOT_PAIRS


def prevailing(told: Iterable[Told]) -> tuple[Told, ...]:
    """The rows that name the substance itself, when there are any, else those of its class; interacting rows first.

    A class row that forbids the pair or warns of slow breathing is never softened by a row of the substance.
    """
    rows = tuple(told)
    chosen = tuple(row for row in rows if row.direct) or rows
    chosen = tuple(row for row in chosen if row.interacts) or chosen
    return chosen + tuple(row for row in rows if _is_hard(row) and row not in chosen)


def _is_hard(told: Told) -> bool:
    return told.row.severity is Severity.CONTRAINDICATED or (told.kind is Kind.BREATHING and told.interacts)


def _adds_something(told: Told, spoken: set[str]) -> bool:
    """A negative about another mechanism than those that interact; 'unknown' only of a named medicine of which nothing
    at all is known. What is not known of a whole class is told once for each drug.
    """
    if told.row.knowledge is Knowledge.UNKNOWN:
        return told.direct and not spoken
    return told.row.mechanism not in spoken


def _rows(rules: Rules, drug: Substance, other: Substance) -> tuple[Interaction, ...]:
    """What is said of a class is left out where the drug has a row of its own on the subject, at least as grave."""
    own = _naming(rules, drug.id, other.ids)
    told = {(rules.kinds.get(row.id), grade) for row in own.values() for grade in _not_graver_than(row)}
    for name in sorted(drug.speaking - {drug.id}):
        for row in _naming(rules, name, other.ids).values():
            if (rules.kinds.get(row.id), row.severity) not in told and drug.id not in row.members:
                own[row.id] = row
    return tuple(own[name] for name in sorted(own))


def _naming(rules: Rules, drug: str, other: frozenset[str]) -> dict[str, Interaction]:
    if drug not in rules.interactions_of:
        return {}
    return {row.id: row for one in other for row in rules.interactions_with.get((drug, one), ())}


def _not_graver_than(row: Interaction) -> list[Severity | None]:
    return [*WORST_FIRST[WORST_FIRST.index(row.severity) :]] if row.severity else []
