"""Laws of the case: what worse kidneys, age and sex do to the equations, and that a case written out reads back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from lissom.case.body import body, body_surface, ckd_epi_2021, creatinine_clearance, lean_body_weight
from lissom.case.flags import case_from_lines
from lissom.case.person import Person, Sex, years_between
from lissom.case.quantities import AGE, CREATININE, EGFR, HEIGHT, WEIGHT, Kind, quantity
from lissom.case.reading import case_from_document, read_case
from lissom.case.writing import case_to_json
from lissom.facts.errors import Fault, InputError

ages = st.floats(18, 120)
weights = st.floats(30, 250)
heights = st.floats(120, 220)
creatinines = st.floats(0.05, 30)
sexes = st.sampled_from(Sex)


class TestEquations:
    """Cockcroft-Gault and CKD-EPI 2021 fall with age and creatinine, and are lower in women at the same creatinine."""

    @given(ages, st.floats(0.1, 30), creatinines, weights, sexes)
    def test_older_is_lower(self, age: float, years: float, SCr: float, weight: float, sex: Sex) -> None:
        older = age + years
        assert ckd_epi_2021(age=older, sex=sex, SCr_mg_dL=SCr) < ckd_epi_2021(age=age, sex=sex, SCr_mg_dL=SCr)
        clearance = creatinine_clearance(age=age, sex=sex, weight_kg=weight, SCr_mg_dL=SCr)
        assert creatinine_clearance(age=older, sex=sex, weight_kg=weight, SCr_mg_dL=SCr) < clearance

    @given(ages, creatinines, st.floats(1.001, 5), weights, sexes)
    def test_more_creatinine_is_lower(self, age: float, SCr: float, by: float, weight: float, sex: Sex) -> None:
        assert ckd_epi_2021(age=age, sex=sex, SCr_mg_dL=SCr * by) < ckd_epi_2021(age=age, sex=sex, SCr_mg_dL=SCr)
        clearance = creatinine_clearance(age=age, sex=sex, weight_kg=weight, SCr_mg_dL=SCr)
        assert creatinine_clearance(age=age, sex=sex, weight_kg=weight, SCr_mg_dL=SCr * by) < clearance

    @given(ages, creatinines, weights, heights)
    def test_women_are_lower(self, age: float, SCr: float, weight: float, height: float) -> None:
        women = ckd_epi_2021(age=age, sex=Sex.FEMALE, SCr_mg_dL=SCr)
        assert women < ckd_epi_2021(age=age, sex=Sex.MALE, SCr_mg_dL=SCr)
        lean = lean_body_weight(height_cm=height, weight_kg=weight, sex=Sex.FEMALE)
        assert lean < lean_body_weight(height_cm=height, weight_kg=weight, sex=Sex.MALE)

    @given(weights, heights, sexes)
    def test_the_lean_part_is_less_than_the_whole(self, weight: float, height: float, sex: Sex) -> None:
        assert 0 < lean_body_weight(height_cm=height, weight_kg=weight, sex=sex) < 9270 / 6680 * weight

    @given(weights, heights, st.floats(1.1, 2))
    def test_body_surface_scales_as_the_root(self, weight: float, height: float, by: float) -> None:
        ratio = body_surface(height_cm=height, weight_kg=weight * by) / body_surface(height_cm=height, weight_kg=weight)
        assert abs(ratio - by**0.5) < 1e-9


people = st.builds(
    Person,
    age_years=st.none() | st.floats(0, 120),
    sex=st.none() | sexes,
    weight_kg=st.none() | st.floats(0.3, 400),
    height_cm=st.none() | st.floats(20, 260),
    SCr_mg_dL=st.none() | creatinines,
    SCr_date=st.none() | st.dates(),
    eGFR_mL_min_173=st.none() | st.floats(0.5, 250),
    dialysis=st.none() | st.booleans(),
)


@given(people, st.dates())
def test_a_measure_has_a_value_or_says_why_not(person: Person, today: date) -> None:
    measures = body(person, today)
    for measure in (measures.CrCl, measures.eGFR, measures.BSA, measures.ideal_weight, measures.lean_weight):
        assert (measure.value is None) == bool(measure.why_not)
        assert not (measure.missing and measure.value)


@given(st.dates(max_value=date(2100, 1, 1)), st.dates(max_value=date(2100, 1, 1)), st.integers(0, 400))
def test_age_never_runs_backwards(born: date, day: date, later: int) -> None:
    assert years_between(born, day) <= years_between(born, day + timedelta(days=later))


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(str.strip)
days = st.dates().map(date.isoformat)
shares = st.floats(0, 1)
codes = st.fixed_dictionaries({"system": texts, "code": texts}, optional={"display": texts})
sigs = st.sampled_from(
    ["10 mg three times daily", "1 tablet at night", "5 mg/5 mL twice", "q8h prn", "10 mg TID QID", "nonsense", " "]
)


def stated(
    required: dict[str, st.SearchStrategy[object]], **optional: st.SearchStrategy[object]
) -> st.SearchStrategy[object]:
    return st.fixed_dictionaries(required, optional=optional)


documents = stated(
    {
        "person": stated(
            {},
            age=st.integers(18, 100) | st.floats(18, 100),
            sex=st.sampled_from(["female", "M", "woman"]),
            weight=st.floats(40, 200).map(lambda kg: f"{kg} kg") | st.integers(100, 400).map(lambda lb: f"{lb} lb"),
            height=st.integers(140, 210).map(lambda cm: f"{cm} cm") | st.just("5 ft 5 in"),
            creatinine=st.integers(30, 1200).map(lambda umol: f"{umol} umol/L"),
            creatinine_date=days,
            eGFR=st.integers(5, 150).map(lambda value: f"{value} mL/min/1.73 m2"),
            smoker=st.booleans(),
            alcohol=st.sampled_from(["none", "heavy", "social"]),
            stands_on_tone=st.booleans(),
            conditions=st.lists(texts | stated({"name": texts}, codes=st.lists(codes, max_size=2)), max_size=3),
            allergies=st.lists(texts, max_size=2),
        ),
        "medicines": st.lists(
            st.sampled_from(["baclofen 10 mg TID", "Aleve 220 mg BID", "baclofen", "Baclofen 10 MG Oral Tablet"])
            | stated(
                {"name": st.sampled_from(["baclofen", "Aleve", "Baclofen 10 MG Oral Tablet", "something odd"])},
                sig=sigs,
                strength=st.sampled_from(["10 mg", "5 mg/5 mL", "0.05 mg/mL"]),
                route=st.sampled_from(["oral", "pump", "po"]),
                status=st.sampled_from(["taking", "planned", "stopped"]),
                start=days,
                reason=texts,
                codes=st.lists(codes, max_size=2),
            ),
            max_size=4,
        ),
    },
    country=st.sampled_from(["US", "uk", "Germany", "AU"]),
    question=texts,
    exercise=stated(
        {},
        may_be_dehydrated=st.booleans(),
        sessions=st.lists(
            stated(
                {"activity": texts},
                days=st.lists(st.sampled_from(["mon", "Sunday"]), max_size=2),
                time=st.times().map(lambda at: at.strftime("%H:%M")),
                minutes=st.floats(1, 600),
                intensity=st.sampled_from(["light", "hard"]),
                heat=st.booleans(),
            ),
            max_size=2,
        ),
    ),
    preferences=stated({}, relief=shares, alertness=shares, note=texts),
    diary=st.lists(
        stated({"day": days}, spasms=st.integers(0, 100), stiffness=st.floats(0, 10), note=texts), max_size=2
    ),
)


@given(documents)
def test_a_case_written_out_reads_back_the_same(document: object) -> None:
    case = case_from_document(document)
    written = json.dumps(case_to_json(case)).encode()
    assert read_case(written, name="case.json") == case


def refusal(read: Callable[[], object]) -> tuple[Fault, ...]:
    """The faults of a reader, or none when it read; anything but `InputError` fails the test."""
    try:
        read()
    except InputError as error:
        return error.faults
    return ()


def reads_or_refuses(data: bytes) -> None:
    assert all(fault.expected and fault.came for fault in refusal(lambda: read_case(data, name="case")))


@given(st.binary(max_size=300))
def test_any_bytes_are_a_case_or_a_clear_refusal(data: bytes) -> None:
    reads_or_refuses(data)


@given(st.text(max_size=200))
@example('[person]\nage = "\ud83d\ude00"')
@example("[[medicines]]\nname = '\u202e'")
def test_any_text_is_a_case_or_a_clear_refusal(text: str) -> None:
    reads_or_refuses(text.encode("utf-8", "surrogatepass"))


keys = st.sampled_from(
    ["person", "medicines", "age", "weight", "creatinine", "eGFR", "name", "sig", "strength", "diary", "day", "country",
     "conditions", "codes", "exercise", "sessions", "days", "time", "preferences", "relief", "born", "route", "other"]
)  # fmt: skip
values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.times()
trees = st.recursive(
    values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5), max_leaves=15
)


@given(trees)
def test_any_values_under_our_keys_are_a_case_or_a_clear_refusal(document: object) -> None:
    assert all(fault.where.startswith("case") for fault in refusal(lambda: case_from_document(document)))


@given(st.sampled_from([AGE, CREATININE, EGFR, HEIGHT, WEIGHT]), values | trees)
def test_any_value_is_a_quantity_within_bounds_or_a_clear_refusal(kind: Kind, raw: object) -> None:
    if not refusal(lambda: quantity(raw, kind)):
        assert kind.low <= quantity(raw, kind) <= kind.high


@given(st.lists(st.text(max_size=40), max_size=3), st.none() | st.text(max_size=10), st.none() | st.text(max_size=10))
def test_any_lines_and_flags_are_a_case_or_a_clear_refusal(
    lines: list[str], age: str | None, weight: str | None
) -> None:
    assert all(fault.where for fault in refusal(lambda: case_from_lines(lines, age=age, weight=weight)))
