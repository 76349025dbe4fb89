"""Every pair of a medicine the table knows and another substance in the person, looked up and judged for this person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.kinds import NOT_PAIRS, Kind, finding_id, title
from lissom.checks.present import Present
from lissom.checks.stance import Judged, at_risk_of_sedation, judge
from lissom.checks.tables import Rules
from lissom.checks.view import View
from lissom.checks.wording import action, effect, from_the_case

WORST_FIRST = list(Severity)
SEDATING = (Kind.BREATHING, Kind.SEDATION)
MOST_STATEMENTS = 3
"""Further rows of the same pair are left to `lissom why`."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row that fits a pair; `direct` when it names the other substance itself and not its class."""

    row: Interaction
    kind: Kind
    direct: bool


def pairs(view: View) -> Iterator[Finding]:
    """One finding per pair and kind of interaction; explicit negatives and unknowns are findings too.

    Two medicines that both have rows are one pair: what each row says of the other goes into one finding.
    """
    found: dict[tuple[frozenset[str], str], Finding] = {}
    for drug in view.present:
        rows = view.rules.interactions_of.get(drug.id, ())
        for other in view.present if rows else ():
            if other.id == drug.id:
                continue
            for subject, finding in _pair(view, drug, other, list(_matches(view.rules, rows, drug, other))):
                key = frozenset({drug.id, other.id}), subject
                found[key] = _graver(found[key], finding) if key in found else finding
    yield from found.values()


def _graver(one: Finding, two: Finding) -> Finding:
    """The more serious of two findings about one pair, with what the other says added as a reason."""
    first, second = sorted((one, two), key=lambda finding: WORST_FIRST.index(finding.severity))
    known = {statement.text for statement in first.statements}
    more = tuple(statement for statement in second.what if statement.text not in known)
    triggers = tuple(dict.fromkeys(first.triggers + second.triggers))
    return replace(first, why=(first.why + more)[:MOST_STATEMENTS], triggers=triggers)


def _matches(rules: Rules, rows: Iterable[Interaction], drug: Present, other: Present) -> Iterator[Match]:
    ids = other.ids
    for row in rows:
        kind = rules.kinds.get(row.id, Kind.OTHER)
        if kind in NOT_PAIRS or row.members.isdisjoint(ids):
            continue
        if row.route in ("", drug.route) or (drug.route == "intrathecal" and kind in SEDATING):
            yield Match(row, kind, other.id in row.members)


def _pair(view: View, drug: Present, other: Present, matches: list[Match]) -> Iterator[tuple[str, Finding]]:
    """(what it is about, finding): sedation and breathing are one subject, whichever side's row speaks."""
    said = False
    for kind in dict.fromkeys(match.kind for match in matches):
        if kind is Kind.SEDATION and any(match.kind is Kind.BREATHING for match in matches):
            continue  # the graver row already speaks of sedation
        chosen = _prevailing([match for match in matches if match.kind is kind])
        if chosen and chosen[0].row.knowledge is Knowledge.INTERACTS:
            said = True
            subject = Kind.SEDATION if kind in SEDATING else kind
            yield subject.value, _interaction(view, drug, other, kind, chosen, matches)
    if not said:
        for finding in _negative(drug, other, matches):
            yield finding.id, finding


def _prevailing(matches: list[Match]) -> list[Match]:
    """The rows that name the substance itself, when there are any, else those of its class; interacting rows first."""
    direct = [match for match in matches if match.direct] or matches
    interacting = [match for match in direct if match.row.knowledge is Knowledge.INTERACTS]
    return interacting or direct


def _interaction(
    view: View, drug: Present, other: Present, kind: Kind, chosen: list[Match], matches: list[Match]
) -> Finding:
    severity = _severity(view, drug, other, kind, chosen, matches)
    judged = judge(view, drug, other, kind, severity)
    rows = _in_order(chosen, view.case.country)
    return Finding(
        id=finding_id(kind, drug.id, other.id),
        severity=severity,
        stance=judged.stance,
        because=judged.because,
        title=title(kind, drug.name, other.name),
        what=(effect(rows[0], lead=_lead(drug, other, rows[0])),),
        why=tuple(effect(row) for row in rows[1:MOST_STATEMENTS]),
        todo=tuple({row.action: action(row) for row in rows[:MOST_STATEMENTS] if row.action}.values()),
        triggers=tuple(dict.fromkeys((drug.where, other.where))),
    )


def _severity(
    view: View, drug: Present, other: Present, kind: Kind, chosen: list[Match], matches: list[Match]
) -> Severity:
    """The worst of the prevailing rows; a row that softens its class does not hold for people at risk of sedation."""
    counted = chosen
    if kind in SEDATING and at_risk_of_sedation(view, drug, other):
        counted = [match for match in matches if match.kind in SEDATING]
    named = [match.row.severity for match in counted if match.row.severity is not None]
    return min(named, key=WORST_FIRST.index, default=Severity.INFORMATION)


def _in_order(matches: list[Match], country: str) -> list[Interaction]:
    """The gravest first; among equals the case's own country, then the substance itself before its class."""

    def rank(match: Match) -> tuple[int, bool, bool, str]:
        severity = WORST_FIRST.index(match.row.severity) if match.row.severity else len(WORST_FIRST)
        return severity, country not in match.row.jurisdiction.split(";"), not match.direct, match.row.id

    return [match.row for match in sorted(matches, key=rank)]


def _negative(drug: Present, other: Present, matches: list[Match]) -> Iterator[Finding]:
    """What a row says of a pair that is not known to interact: silent when nothing is known, shown when it is unknown."""
    direct = _prevailing(matches)
    for match in direct[:1]:
        unknown = match.row.knowledge is Knowledge.UNKNOWN
        shown = unknown and match.row.mechanism == "pk"
        judged = (
            Judged(Stance.SHOW, "no source says whether the two go together")
            if shown
            else Judged(Stance.SILENT, "the table holds no known interaction of this pair")
        )
        yield Finding(
            id=f"{other.id}_with_{drug.id}_is_not_known" if unknown else finding_id(Kind.NONE, drug.id, other.id),
            severity=Severity.NOT_ASSESSED if unknown else Severity.INFORMATION,
            stance=judged.stance,
            because=judged.because,
            title=f"Not known: {other.name} with {drug.name}" if unknown else title(Kind.NONE, drug.name, other.name),
            what=(effect(match.row),),
            todo=(action(match.row),) if match.row.action else (),
            triggers=(drug.where, other.where),
        )


def _lead(drug: Present, other: Present, row: Interaction) -> str:
    """What must be said of this person before the row's own words."""
    by_mouth = f"The source speaks of {drug.name} by mouth." if row.route == "oral" and drug.route != "oral" else ""
    return f"{contained(drug, other)} {by_mouth}".strip()


def contained(*parts: Present) -> str:
    """'Aleve PM contains diphenhydramine.' for every part whose product does not show its name; '' when none hides."""
    return " ".join(f"{part.hidden_in} contains {part.name}." for part in parts if part.hidden_in)


def uncovered(view: View) -> Iterator[Finding]:
    """Says which medicines the table has no row for, against each medicine it covers: silence is not a clearance."""
    covered = [one for one in view.present if one.id in view.rules.interactions_of]
    for drug in covered:
        known: set[str] = set().union(*(row.members for row in view.rules.interactions_of[drug.id]))
        others = [one for one in view.present if one.id != drug.id and known.isdisjoint(one.ids)]
        others = [one for one in others if "not_a_concern" not in one.classes]
        if others:
            names = ", ".join(dict.fromkeys(one.said for one in others))
            yield Finding(
                id=f"{drug.id}_pairs_without_a_row",
                severity=Severity.INFORMATION,
                stance=Stance.SILENT,
                because="no source we hold says anything of these pairs",
                title=f"No row for {drug.name} with some of the other medicines",
                what=(
                    from_the_case(f"Our table has no row for {drug.name} with {names}. That is not a proof of safety."),
                ),
                triggers=(drug.where, *(one.where for one in others)),
            )
