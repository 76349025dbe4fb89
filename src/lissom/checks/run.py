"""Runs every rule over a view, joins findings that state the same fact, and puts them in the order a reader needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.rules.ages import children, older_adults
from lissom.checks.rules.allergy import allergy
from lissom.checks.rules.amounts import amounts, strengths
from lissom.checks.rules.burdens import anticholinergic, sedative_load
from lissom.checks.rules.conditions import conditions, unused
from lissom.checks.rules.contradictions import contradictions
from lissom.checks.rules.danger_now import build_up, pump_failure, withdrawal
from lissom.checks.rules.dose_limits import dose_limits
from lissom.checks.rules.duplication import duplication
from lissom.checks.rules.kidneys import kidneys
from lissom.checks.rules.kidneys_without_a_rule import kidneys_without_a_rule
from lissom.checks.rules.life import life, unjudged
from lissom.checks.rules.mix_ups import liquids, look_alikes
from lissom.checks.rules.not_assessed import not_assessed, readings
from lissom.checks.rules.nsaid_and_kidneys import nsaid_and_baclofen, triple
from lissom.checks.rules.overdose import overdose
from lissom.checks.rules.pairs import pairs, uncovered
from lissom.checks.rules.pump_and_kidneys import pump_and_kidneys
from lissom.checks.rules.refills import refills
from lissom.checks.rules.routes import routes
from lissom.checks.rules.sedation import hidden, sedation
from lissom.checks.rules.serotonin import serotonin
from lissom.checks.rules.stopping import stopping
from lissom.checks.rules.taken_too_much import taken_too_much
from lissom.checks.rules.titration import titration
from lissom.checks.rules.watching import benefit, monitoring
from lissom.checks.subjects import by_place, standing_alone
from lissom.checks.view import View
from lissom.facts.statement import Statement

Rule = Callable[[View], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    overdose,
    taken_too_much,
    pump_failure,
    withdrawal,
    build_up,
    serotonin,
    allergy,
    stopping,
    refills,
    kidneys,
    kidneys_without_a_rule,
    pump_and_kidneys,
    nsaid_and_baclofen,
    triple,
    sedation,
    sedative_load,
    anticholinergic,
    hidden,
    pairs,
    uncovered,
    conditions,
    life,
    unjudged,
    unused,
    dose_limits,
    titration,
    monitoring,
    benefit,
    amounts,
    strengths,
    liquids,
    look_alikes,
    routes,
    contradictions,
    children,
    older_adults,
    duplication,
    not_assessed,
    readings,
)

STANCES, SEVERITIES = list(Stance), list(Severity)


def findings(view: View) -> tuple[Finding, ...]:
    """Every finding of every rule, one for each fact stated: emergencies first, then what interrupts, the gravest,
    the id.
    """
    found: dict[str, Finding] = {}
    for rule in RULES:
        for finding in rule(view):
            found[finding.id] = joined(found[finding.id], finding) if finding.id in found else finding
    places = by_place(view)
    return tuple(sorted((standing_alone(one, places) for one in found.values()), key=rank))


def rank(finding: Finding) -> tuple[bool, int, int, str]:
    return not finding.emergency, STANCES.index(finding.stance), SEVERITIES.index(finding.severity), finding.id


def joined(one: Finding, two: Finding) -> Finding:
    """Two findings that state the same fact as one: the graver's words first, every statement and trigger kept once."""
    first, second = sorted((one, two), key=rank)
    return replace(
        first,
        severity=min(first.severity, second.severity, key=SEVERITIES.index),
        what=_once(first.what + second.what),
        why=_once(first.why + second.why),
        todo=_once(first.todo + second.todo),
        triggers=tuple(dict.fromkeys(first.triggers + second.triggers)),
        consequence=first.consequence or second.consequence,
        emergency=first.emergency or second.emergency,
    )


def _once(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple({statement.text: statement for statement in statements}.values())
