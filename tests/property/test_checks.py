"""Laws of the checks: what must hold for every list of medicines."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lissom.case.flags import case_from_lines
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import load

LIBRARY = load()
TODAY = date(2026, 11, 25)
LINES = st.sampled_from(
    [
        "baclofen 10 mg TID", "tizanidine 4 mg TID", "naproxen 220 mg BID", "lisinopril 10 mg daily",
        "hydrochlorothiazide 25 mg daily", "oxycodone 5 mg q6h", "lorazepam 1 mg at bedtime", "sertraline 50 mg daily",
        "ciprofloxacin 500 mg BID", "warfarin 5 mg daily", "lithium 300 mg TID", "cyclobenzaprine 5 mg TID",
        "gabapentin 300 mg TID", "oxybutynin 5 mg BID", "omeprazole 20 mg daily", "amlodipine 5 mg daily",
    ]
)  # fmt: skip
LISTS = st.lists(LINES, max_size=6, unique=True)
PEOPLE = st.fixed_dictionaries(
    {
        "age": st.sampled_from([25, 45, 70, 88]),
        "sex": st.sampled_from(["F", "M"]),
        "weight": st.just("70 kg"),
        "creatinine": st.sampled_from(["0.7 mg/dL", "1.4 mg/dL", "3.0 mg/dL"]),
    }
)


def check(lines: list[str], person: dict[str, object]) -> tuple[Finding, ...]:
    case = case_from_lines(lines, **person)  # type: ignore[arg-type]
    return findings(view(case, LIBRARY.names, LIBRARY.rules, LIBRARY.drugs, TODAY))


def weighed(found: tuple[Finding, ...]) -> set[tuple[str, Severity, Stance]]:
    return {(one.id, one.severity, one.stance) for one in found}


@settings(max_examples=60, deadline=None)
@given(lines=LISTS, person=PEOPLE, data=st.data())
def test_the_order_of_the_list_does_not_matter(
    lines: list[str], person: dict[str, object], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(lines))
    assert weighed(check(lines, person)) == weighed(check(list(shuffled), person))


@settings(max_examples=40, deadline=None)
@given(lines=LISTS, person=PEOPLE)
def test_the_same_case_gives_the_same_findings(lines: list[str], person: dict[str, object]) -> None:
    assert check(lines, person) == check(lines, person)


@settings(max_examples=60, deadline=None)
@given(lines=LISTS, person=PEOPLE)
def test_an_unknown_medicine_is_said_and_takes_nothing_away(lines: list[str], person: dict[str, object]) -> None:
    before, after = weighed(check(lines, person)), weighed(check([*lines, "zzxqwv 5 mg daily"], person))
    assert before <= after
    assert "medicine_not_recognised" in {name for name, *_ in after}


@settings(max_examples=60, deadline=None)
@given(lines=LISTS, more=LINES, person=PEOPLE)
def test_one_more_medicine_never_calms_an_interruption(lines: list[str], more: str, person: dict[str, object]) -> None:
    """A finding may take another name when several are told as one, but no medicine makes the whole list safe."""
    alarmed = any(one.stance is Stance.INTERRUPT for one in check(lines, person))
    still = any(one.stance is Stance.INTERRUPT for one in check(list(dict.fromkeys([*lines, more])), person))
    assert still or not alarmed


@settings(max_examples=40, deadline=None)
@given(low=st.floats(0.5, 4), high=st.floats(0.5, 4), age=st.sampled_from([40, 70, 85]))
def test_worse_kidneys_never_make_baclofen_look_safer(low: float, high: float, age: int) -> None:
    def worst(creatinine: float) -> int:
        person = {"age": age, "sex": "F", "weight": "65 kg", "creatinine": f"{creatinine:.2f} mg/dL"}
        about = [one for one in check(["baclofen 10 mg TID"], person) if "kidneys" in one.id]
        return min((list(Severity).index(one.severity) for one in about), default=len(Severity))

    better, worse = sorted((low, high))
    assert worst(worse) <= worst(better)


@settings(max_examples=40, deadline=None)
@given(lines=LISTS, person=PEOPLE)
def test_every_statement_has_a_source_that_can_be_looked_up(lines: list[str], person: dict[str, object]) -> None:
    for one in check(lines, person):
        for statement in one.statements:
            assert set(statement.sources) <= set(LIBRARY.sources), (one.id, statement.sources)
