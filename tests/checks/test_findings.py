"""What the findings say as a whole: order, one for each fact, sources, reasons."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import RULES, joined, rank
from lissom.library import Library

Check = Callable[..., dict[str, Finding]]

BUSY = (
    "baclofen 30 mg four times a day",
    "Aleve PM 1 tablet at bedtime",
    "oxycodone 5 mg every 6 hours",
    "lorazepam 0.5 mg at bedtime",
    "lisinopril 10 mg daily",
    "hydrochlorothiazide 25 mg daily",
    "sertraline 50 mg daily",
    "omeprazole 20 mg daily",
    "tizanidine 2 mg at bedtime",
    "ciprofloxacin 500 mg twice a day",
    "metformin 500 mg twice a day",
    "Zorblaxin 5 mg daily",
)
WEAK = {"age": 78, "sex": "F", "weight": "58 kg", "creatinine": "1.9 mg/dL"}


def test_findings_are_in_the_order_of_stance_then_severity(check: Check) -> None:
    found = list(check(*BUSY, **WEAK).values())
    assert found == sorted(found, key=rank)
    assert found[0].stance is Stance.INTERRUPT


def test_every_finding_gives_the_reason_of_its_stance(check: Check) -> None:
    assert all(finding.because for finding in check(*BUSY, **WEAK).values())


def test_every_statement_rests_on_a_source_of_the_library(check: Check, library: Library) -> None:
    cited = {source for one in check(*BUSY, **WEAK).values() for said in one.statements for source in said.sources}
    assert cited <= set(library.sources)


def test_every_trigger_is_a_path_into_the_case(check: Check) -> None:
    triggers = {path for one in check(*BUSY, **WEAK).values() for path in one.triggers}
    assert all(path.startswith(("medicines[", "person.")) for path in triggers)


def test_the_same_medicines_in_another_order_raise_the_same_findings(check: Check) -> None:
    there, back = check(*BUSY, **WEAK), check(*reversed(BUSY), **WEAK)
    assert {(one.id, one.severity, one.stance) for one in there.values()} == {
        (one.id, one.severity, one.stance) for one in back.values()
    }


def test_joining_keeps_the_graver_severity_and_every_trigger(check: Check) -> None:
    found = check(*BUSY, **WEAK)
    one, two = list(found.values())[:2]
    both = joined(two, one)
    assert both.severity == min(one.severity, two.severity, key=list(Severity).index)
    assert set(both.triggers) == set(one.triggers) | set(two.triggers)


def test_a_person_without_medicines_gets_no_finding(check: Check) -> None:
    assert check() == {}


@settings(max_examples=25)
@given(creatinine=st.floats(0.4, 8.0), age=st.integers(18, 95))
def test_worse_kidneys_never_make_naproxen_on_baclofen_less_serious(check: Check, creatinine: float, age: int) -> None:
    """Law: severity is monotone in serum creatinine, all else equal."""
    severities = list(Severity)
    lines = ("baclofen 10 mg TID", "naproxen 250 mg BID for 3 days")
    person = {"age": age, "sex": "M", "weight": "80 kg"}
    better = check(*lines, **person, creatinine=f"{creatinine:.2f} mg/dL")["naproxen_may_raise_baclofen_exposure"]
    worse = check(*lines, **person, creatinine=f"{creatinine * 1.5:.2f} mg/dL")["naproxen_may_raise_baclofen_exposure"]
    assert severities.index(worse.severity) <= severities.index(better.severity)


def test_every_rule_has_a_name_and_says_what_it_gives() -> None:
    assert all(rule.__doc__ for rule in RULES)
