"""Every pair of a medicine the table knows and another substance in the person, looked up and judged for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from lissom.case.person import Alcohol
from lissom.checks.beside import beside, holds, prevailing, told_of
from lissom.checks.consequence import Cause, exposure_with
from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.kinds import GATHERED, Kind, finding_id, title
from lissom.checks.nsaids import is_low_dose_aspirin
from lissom.checks.pair import Substance, Told
from lissom.checks.present import Present, of_medicine
from lissom.checks.stance import at_risk_of_sedation, judge
from lissom.checks.view import View
from lissom.checks.wording import action, effect, from_the_case
from lissom.facts.grade import Grade
from lissom.facts.sentence import capital, joined

WORST_FIRST, STANCES, GRADES = list(Severity), list(Stance), list(Grade)
MOST_STATEMENTS = 3
"""Further rows of the same pair are left to `lissom why`."""


class Match(NamedTuple):
    """A row of `drug` that fits `other` in this person; the rest as in `Told`."""

    row: Interaction
    kind: Kind
    subject: Kind
    direct: bool
    drug: Present
    other: Present


def pairs(view: View) -> Iterator[Finding]:
    """One finding for each pair and subject; explicit negatives and unknowns are findings too.

    Two medicines that both have rows are still one pair: the rows of both sides are weighed together.
    """
    yield from _gathered([*_each_pair(view), *_after_stopping(view)])


class Weighed(NamedTuple):
    """A finding about one pair, and the row that speaks in it; None for explicit negatives."""

    finding: Finding
    match: Match | None


def _each_pair(view: View) -> Iterator[Weighed]:
    known = [(one, substance(view, one)) for one in _distinct(view)]
    for (one, first), (two, second) in combinations(known, 2):
        said = beside(view.rules, first, second)
        for subject in said.subjects:
            chosen = [_match(told, one, two) for told in subject.prevailing]
            about = [_match(told, one, two) for told in subject.about]
            yield Weighed(_interaction(view, chosen, about), chosen[0])
        if said.negative:
            yield Weighed(_negative(_match(said.negative, one, two), other_ways=bool(said.subjects)), None)


def _match(told: Told, one: Present, two: Present) -> Match:
    drug, other = (one, two) if told.of_first else (two, one)
    return Match(told.row, told.kind, told.subject, told.direct, drug, other)


def _after_stopping(view: View) -> Iterator[Weighed]:
    """A medicine stopped so lately that what must not meet it still may not: MAO inhibitors act on for two weeks."""
    days = view.number("risk.maoi_acts_on_days")
    here = _distinct(view)
    for taken in view.stopped:
        since = (view.today - taken.medicine.stop).days if taken.medicine.stop else None
        if since is None or not 0 <= since <= days:
            continue
        for gone in of_medicine(taken.medicine, taken.recognition):
            for drug in here if "maoi" in gone.classes else ():
                known = substance(view, drug), substance(view, gone)
                told = [one for one in told_of(view.rules, *known) if holds(one, known[0])]
                crises = [one for one in told if one.kind is Kind.CRISIS and one.interacts]
                if crises and gone.id not in {one.id for one in here}:
                    about = [_match(one, drug, gone) for one in crises]
                    chosen = [_match(one, drug, gone) for one in prevailing(crises)]
                    yield Weighed(_lately(_interaction(view, chosen, about), gone, since, view), about[0])


def _lately(found: Finding, gone: Present, since: int, view: View) -> Finding:
    first = found.what[0]
    days = "today" if since == 0 else f"{since} day{'' if since == 1 else 's'} ago"
    lasts = f"{view.number('risk.maoi_acts_on_days'):.0f} days"
    text = f"{capital(gone.said)} was stopped {days} and acts on for up to {lasts}."
    return replace(found, what=(replace(first, text=f"{text} {first.text}", clinician=""), *found.what[1:]))


def _gathered(weighed: list[Weighed]) -> Iterator[Finding]:
    """Pairs that say the same of one medicine and several others of a kind become one finding, the gravest first."""
    weighed = _by_product(weighed)
    groups: dict[tuple[Kind, str], list[Weighed]] = {}
    for one in weighed:
        if one.match is not None and one.match.kind in GATHERED:
            groups.setdefault((one.match.kind, one.match.drug.id), []).append(one)
    several = {key: group for key, group in groups.items() if len(group) > 1}
    gathered = {id(one) for group in several.values() for one in group}
    yield from (one.finding for one in weighed if id(one) not in gathered)
    yield from (_together(kind, group) for (kind, _), group in several.items())


def _by_product(weighed: list[Weighed]) -> list[Weighed]:
    """Two ingredients of one product that say the same about one other medicine are told once, the gravest."""
    best: dict[tuple[object, ...], Weighed] = {}
    for one in weighed:
        match = one.match
        key = (one.finding.id,) if match is None else (match.subject, frozenset((match.drug.where, match.other.where)))
        if key not in best or _prior(one) < _prior(best[key]):
            best[key] = one
    return list(best.values())


def _prior(one: Weighed) -> tuple[int, int, str]:
    stance, severity, name = _gravest(one.finding)
    return stance, severity, one.match.row.id if one.match else name


def _together(kind: Kind, group: list[Weighed]) -> Finding:
    first, *rest = sorted((one.finding for one in group), key=_gravest)
    drug = next(one.match.drug for one in group if one.match)
    names = joined(one.match.other.said for one in group if one.match)
    lead = f"You have {names} with {drug.said}."
    what = replace(first.what[0], text=f"{lead} {first.what[0].text}", clinician="")
    others = [statement for finding in (first, *rest) for statement in (*finding.what, *finding.why)]
    why = [one for one in {one.text: one for one in others}.values() if one.text != first.what[0].text]
    return replace(
        first,
        id=GATHERED[kind].id.format(drug=drug.id),
        severity=min((one.finding.severity for one in group), key=WORST_FIRST.index),
        title=GATHERED[kind].title.format(drug=drug.name, count=len(group)),
        what=(what,),
        why=tuple(why[: MOST_STATEMENTS - 1]),
        todo=tuple({one.text: one for finding in (first, *rest) for one in finding.todo}.values())[:2],
        triggers=tuple(dict.fromkeys(place for one in group for place in one.finding.triggers)),
    )


def _gravest(finding: Finding) -> tuple[int, int, str]:
    return STANCES.index(finding.stance), WORST_FIRST.index(finding.severity), finding.id


def _distinct(view: View) -> list[Present]:
    """One entry of each substance by each route; what reaches the whole body stands for a gel of the same."""
    ordered = sorted(view.present, key=lambda one: one.throughout)
    return list({(one.id, one.route): one for one in ordered}.values())


def substance(view: View, one: Present) -> Substance:
    """What the table is asked for; aspirin in doses for the heart does not speak as an NSAID."""
    classes = one.classes & view.rules.speaking_classes
    if "nsaid" in classes and is_low_dose_aspirin(view, one):
        classes -= {"nsaid"}
    speaking = classes | {one.id} if one.id in view.rules.interactions_of else classes
    return Substance(one.id, one.classes, speaking, one.route)


def _interaction(view: View, chosen: list[Match], about: list[Match]) -> Finding:
    severity = _severity(view, chosen, about)
    equal = [one for one in chosen if one.row.severity is severity] or [
        one for one in about if one.row.severity is severity
    ]
    ordered = _in_order(view, equal or chosen)
    first = ordered[0]
    drug, other = first.drug, first.other
    judged = judge(view, drug, other, first.kind, severity)
    shown = [match.row for match in ordered[:MOST_STATEMENTS]]
    return Finding(
        id=finding_id(first.kind, drug.id, other.id),
        severity=severity,
        stance=judged.stance,
        because=judged.because,
        title=title(first.kind, drug.name, other.name),
        what=(effect(first.row, lead=_lead(drug, other, first.row)),),
        why=tuple(effect(row) for row in shown[1:]),
        todo=tuple({row.action: action(row) for row in shown if row.action}.values())[:2],
        triggers=tuple(dict.fromkeys((drug.where, other.where))),
        consequence=_consequence(view, first),
    )


def _consequence(view: View, match: Match) -> Consequence | None:
    """How the level changes, for rows about levels: that of the drug, or that of the other where the drug raises it."""
    if view.models is None:
        return None
    if match.kind in (Kind.RAISES, Kind.LOWERS, Kind.SEDATION):
        return exposure_with(view, match.drug, Cause(match.other.said, match.other.ids))
    if match.kind is Kind.RAISED_BY:
        return exposure_with(view, match.other, Cause(match.drug.said, match.drug.ids))
    return None


def _severity(view: View, chosen: list[Match], about: list[Match]) -> Severity:
    """The worst of the prevailing rows; a row that softens its class does not hold for people at risk of sedation."""
    first = chosen[0]
    if first.other.id == "ethanol" and view.person.alcohol is Alcohol.OCCASIONAL:
        return Severity.MODERATE  # an occasional drink; regular and heavy drinking keep the severity of the row
    at_risk = first.subject is Kind.SEDATION and at_risk_of_sedation(view, first.drug, first.other)
    named = [match.row.severity for match in (about if at_risk else chosen) if match.row.severity is not None]
    return min(named, key=WORST_FIRST.index, default=Severity.INFORMATION)


def _in_order(view: View, matches: list[Match]) -> list[Match]:
    """Slow breathing before sedation, labels before studies and cases, the case's own country, the substance before
    its class; of one drug's rows those on a close class (antiepileptics) before those on a wide one (all that makes
    sleepy), so that the reason and the advice that are most about this pair come first.
    """
    if len(matches) == 1:
        return matches
    first_of = {match.drug.id: match.row.id for match in sorted(matches, key=lambda one: one.row.id, reverse=True)}

    def rank(match: Match) -> tuple[bool, int, bool, bool, str, int, str]:
        row = match.row
        grade, abroad = GRADES.index(row.grade), view.case.country not in row.jurisdiction.split(";")
        side, near = first_of[match.drug.id], -_closeness(view, match)
        return match.kind is Kind.SEDATION, grade, abroad, not match.direct, side, near, row.id

    return sorted(matches, key=rank)


def _closeness(view: View, match: Match) -> int:
    """How many classes stand above the closest one by which the row names the other substance, itself counted."""
    named = match.row.members & match.other.ids
    return max((len(view.names.classes_of((one,))) for one in named), default=0) if view.names else 0


def _negative(match: Match, *, other_ways: bool) -> Finding:
    """What a row says of a pair that is not known to interact: silent when nothing is known, shown when it is
    unknown. `other_ways`: another row says that they do interact, so only this row's mechanism is denied.
    """
    drug, other = match.drug, match.other
    unknown = match.row.knowledge is Knowledge.UNKNOWN
    shown = unknown and match.row.mechanism == "pk"
    denied = title(Kind.NONE, drug.name, other.name)
    if other_ways:
        denied = denied.replace("Nothing known", "Nothing else known", 1)
    return Finding(
        id=f"{other.id}_with_{drug.id}_is_not_known" if unknown else finding_id(Kind.NONE, drug.id, other.id),
        severity=Severity.NOT_ASSESSED if unknown else Severity.INFORMATION,
        stance=Stance.SHOW if shown else Stance.SILENT,
        because="no source says whether the two go together"
        if shown
        else "the table holds no known interaction of this pair",
        title=f"Not known: {other.name} with {drug.name}" if unknown else denied,
        what=(effect(match.row),),
        todo=(action(match.row),) if match.row.action else (),
        triggers=(drug.where, other.where),
    )


def _lead(drug: Present, other: Present, row: Interaction) -> str:
    """What must be said of this person before the row's own words."""
    by_mouth = f"The source speaks of {drug.name} by mouth." if row.route == "oral" and drug.route != "oral" else ""
    return f"{contained(drug, other)} {by_mouth}".strip() if by_mouth or drug.hidden_in or other.hidden_in else ""


def contained(*parts: Present) -> str:
    """'Aleve PM contains diphenhydramine.' for every part whose product does not show its name; '' when none hides."""
    return " ".join(f"{part.hidden_in} contains {part.name}." for part in parts if part.hidden_in)


def uncovered(view: View) -> Iterator[Finding]:
    """Says of which medicines nothing is known beside each medicine the table covers: silence is not a clearance."""
    known = [(one, substance(view, one)) for one in view.present]
    for drug, asked in known:
        if drug.id not in view.rules.interactions_of:
            continue
        others = [
            one
            for one, other in known
            if one.id != drug.id and "not_a_concern" not in one.classes and not beside(view.rules, asked, other).is_told
        ]
        if others:
            names = ", ".join(dict.fromkeys(one.said for one in others))
            yield Finding(
                id=f"{drug.id}_pairs_without_a_row",
                severity=Severity.INFORMATION,
                stance=Stance.SILENT,
                because="no source we hold says anything of these pairs",
                title=f"Not known: {drug.name} with some of the other medicines",
                what=(from_the_case(f"We hold no statement on {drug.name} with {names}. That proves nothing."),),
                triggers=(drug.where, *(one.where for one in others)),
            )
