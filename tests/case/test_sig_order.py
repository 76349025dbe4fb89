"""A medicine's line taken apart into name, strength, form, route and directions that read as a pharmacist would."""

from __future__ import annotations

import pytest

from lissom.case.medicine import Route
from lissom.case.order import Order, number_behind, read_order
from lissom.case.regimen import AmountUnit, Strength
from lissom.case.sig import SigRead, read_sig
from lissom.case.taking import medicine


def read(order: Order) -> SigRead:
    return read_sig(order.sig, strength=order.strength, name=order.name, route=order.route, line=True)


LINES = [
    # line, name, strength, daily mg (None: not known)
    ("baclofen 10 mg 1 tab TID", "baclofen", Strength(mg=10), 30),
    ("baclofen 10 mg TID", "baclofen", None, 30),
    ("baclofen 10 mg 2 tabs TID", "baclofen", Strength(mg=10), 60),
    ("Aleve 220 mg BID", "Aleve", None, 440),
    ("Aleve PM 1 caplet at night", "Aleve PM", None, None),
    ("tizanidine 4 mg tablet: take 1 po q8h prn", "tizanidine", Strength(mg=4), 12),
    ("baclofen 10 mg tablet three times daily", "baclofen", Strength(mg=10), 30),
    ("baclofen 10 mg tablets, half a tablet twice daily", "baclofen", Strength(mg=10), 10),
    ("baclofen 10 mg, take one tablet by mouth three times daily", "baclofen", Strength(mg=10), 30),
    ("gabapentin 300mg caps 1 cap tid", "gabapentin", Strength(mg=300), 900),
    ("ibuprofen 200 mg tablet 2 tabs q6h", "ibuprofen", Strength(mg=200), 1600),
    ("baclofen 5 mg/5 mL 10 mL three times daily", "baclofen", Strength(mg=5, per=5, per_unit=AmountUnit.ML), 30),
    ("baclofen 25 mg/5 mL 2 mL three times daily", "baclofen", Strength(mg=25, per=5, per_unit=AmountUnit.ML), 30),
    ("Lioresal intrathecal 300 mcg/day", "Lioresal", None, 0.3),
    ("Baclofen pump 300 mcg/day", "Baclofen pump", None, 0.3),
    ("5 mg baclofen three times a day", "baclofen", None, 15),
    ("Take baclofen 5 mg three times a day", "baclofen", None, 15),
    ("2 tabs baclofen 10 mg tid", "baclofen", Strength(mg=10), 60),
    ("lithium carbonate 300 mg twice daily", "lithium carbonate", None, 600),
    ("vitamin D3 1000 IU daily", "vitamin D3", None, None),
    ("Percocet 5/325 1 tab q6h prn pain", "Percocet 5/325", None, None),
    ("Percocet 5-325 1 tab q6h prn pain", "Percocet 5-325", None, None),
    ("Fioricet 50/300/40 1 tab q6h", "Fioricet 50/300/40", None, None),
    ("Ziac 5/6.25 1 tab daily", "Ziac 5/6.25", None, None),
    ("oxycodone-acetaminophen 5 mg-325 mg 1 tab q6h", "oxycodone-acetaminophen 5 mg-325 mg", None, None),
    (
        "carisoprodol 200 mg/aspirin 325 mg/codeine 16 mg 1 tab QID",
        "carisoprodol 200 mg/aspirin 325 mg/codeine 16 mg",
        None,
        None,
    ),
    ("lisinopril-hctz 20-12.5 mg 1 tab daily", "lisinopril-hctz 20-12.5 mg", None, None),
    ("hydrocodone-acetaminophen 5-325 mg tablet 1 q6h", "hydrocodone-acetaminophen 5-325 mg", None, None),
    ("gabapentin 100-300 mg at night", "gabapentin", None, 300),
    ("Tylenol #3 1-2 tabs q6h", "Tylenol #3", None, None),
    ("Tylenol 3 1 tab q6h", "Tylenol 3", None, None),
    ("coenzyme Q10 100 mg daily", "coenzyme Q10", None, 100),
    ("Symbicort 200/6 2 puffs bd", "Symbicort 200/6", None, None),
    ("baclofen 10 mg (Lioresal) 1 tab TID", "baclofen (Lioresal)", Strength(mg=10), 30),
    (
        "intrathecal baclofen 500 mcg/mL 250 mcg/day",
        "intrathecal baclofen",
        Strength(mg=0.5, per_unit=AmountUnit.ML),
        0.25,
    ),
    ("5-HTP 100 mg daily", "5-HTP", None, 100),
    ("Aspirin 81 mg EC tablet daily", "Aspirin", None, 81),
    ("ITB 450 mcg/day", "ITB", None, 0.45),
    ("baclofen 10 mg 1 1/2 tab tid", "baclofen", Strength(mg=10), 45),
    ("baclofen 5 mg 3x/day for 3 days then 10 mg", "baclofen", None, 30),
]


@pytest.mark.parametrize(("line", "name", "strength", "mg"), LINES, ids=[row[0] for row in LINES])
def test_a_line_with_directions_is_taken_apart(
    line: str, name: str, strength: Strength | None, mg: float | None
) -> None:
    order = read_order(line)
    assert (order.name, order.strength) == (name, strength)
    regimen = read(order).regimen
    assert regimen is not None
    peak = regimen.peak_daily_mg
    assert (None if peak is None else pytest.approx(peak.high)) == mg


PRODUCTS = [
    ("Baclofen 10 MG Oral Tablet", "Baclofen", 10),
    ("Naproxen sodium 220 MG Oral Tablet", "Naproxen sodium", 220),
    ("Penicillin V Potassium 500 MG Oral Tablet", "Penicillin V Potassium", 500),
    ("24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", "24 HR Metformin hydrochloride", 500),
    ("Hydrochlorothiazide 25 MG", "Hydrochlorothiazide", 25),
]


@pytest.mark.parametrize(("line", "name", "mg"), PRODUCTS)
def test_a_product_name_of_a_record_has_a_strength_and_no_directions(line: str, name: str, mg: float) -> None:
    assert read_order(line).sig == ""
    assert (read_order(line).name, read_order(line).strength) == (name, Strength(mg=mg))


def test_a_combination_keeps_its_strengths_in_its_name() -> None:
    order = read_order("Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet")
    assert (order.name, order.strength, order.sig) == ("Amoxicillin 250 MG / Clavulanate 125 MG", None, "")


@pytest.mark.parametrize(
    "name", ["baclofen", "St John's wort", "Tylenol PM", "Clonazepam [Klonopin]", "vitamin B12", "5-HTP"]
)
def test_a_name_alone_stays_a_name(name: str) -> None:
    order = read_order(name)
    assert (order.name, order.sig) == (name, "")


@pytest.mark.parametrize(
    ("line", "route"),
    [
        ("Lioresal intrathecal 300 mcg/day", Route.INTRATHECAL),
        ("Baclofen 10 MG Oral Tablet", Route.ORAL),
        ("baclofen 10 mg po tid", Route.ORAL),
        ("baclofen 10 mg tid", Route.UNKNOWN),
    ],
)
def test_the_route_is_what_the_line_says_and_otherwise_not_stated(line: str, route: Route) -> None:
    assert read_order(line).route is route


def test_unsafe_numbers_are_left_for_the_sig_reader_to_refuse() -> None:
    order = read_order("baclofen 1.000 mg TID")
    assert order.name == "baclofen"
    assert read(order).regimen is None


def test_a_line_of_two_strengths_without_a_count_is_not_guessed() -> None:
    assert read(read_order("baclofen 10 mg 20 mg TID")).regimen is None


@pytest.mark.parametrize("line", ["tizanidine 4 1/2 tab at bedtime", "tizanidine 2 1/2 tab at bedtime"])
def test_a_strength_and_a_part_of_a_tablet_are_not_one_number(line: str) -> None:
    assert "part of a tablet" in read(read_order(line)).refused


def test_a_combination_with_its_strengths_and_no_count_is_one_tablet_and_says_so() -> None:
    medicine_read = medicine("Sinemet 25/100 tid", where="m")
    assert medicine_read.understood.startswith("1 tablet three times a day")
    assert any("one tablet at a time" in text for text in medicine_read.assumptions)


@pytest.mark.parametrize(
    ("sig", "number"),
    [
        ("3 q6h", "3"),
        ("3 1 g daily", "3"),
        ("3 tabs q6h", ""),
        ("3 a day", ""),
        ("3 times a day", ""),
        ("10 mg tid", ""),
    ],
)
def test_a_bare_number_before_the_directions_may_belong_to_the_name(sig: str, number: str) -> None:
    assert number_behind(sig) == number


@pytest.mark.parametrize("line", ["baclofen 10/20/10 TID", "prednisolone 5/7", "baclofen 12/05/2026 1 tab BID"])
def test_doses_of_a_day_days_and_dates_are_no_strengths_of_a_combination(line: str) -> None:
    order = read_order(line)
    assert order.name == line.split(maxsplit=1)[0]
    assert not order.holds_strengths
