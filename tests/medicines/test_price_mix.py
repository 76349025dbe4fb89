"""The cheapest tablets of a dose, and the price lists they come from."""

from __future__ import annotations

import csv
import gzip
import io
import json
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lissom.medicines.price_approvals import approvals
from lissom.medicines.price_mix import MOST_PIECES, Priced, cheapest
from lissom.medicines.price_tables import is_nadac_extract, nadac_extract_prices, prices_in_rows, table_of


def priced(mg: float, price: float, *, halves: bool = False) -> Priced:
    return Priced(
        mg=mg, price=price, currency="USD", product=f"{mg} mg", source="s", effective="2025-01-01", halves=halves
    )


def test_two_small_tablets_are_taken_where_they_cost_less() -> None:
    found = cheapest(20, (priced(10, 0.03), priced(20, 0.10)))
    assert found is not None
    assert (str(found), round(found.price, 4)) == ("2 × 10 mg", 0.06)


def test_half_a_tablet_costs_half_of_it() -> None:
    found = cheapest(5, (priced(10, 0.04, halves=True),))
    assert found is not None
    assert (str(found), found.price) == ("half a 10 mg", 0.02)


def test_a_tablet_that_may_not_be_halved_is_not() -> None:
    assert cheapest(5, (priced(10, 0.04),)) is None


def test_a_dose_that_the_tablets_do_not_make_has_no_price() -> None:
    assert cheapest(7, (priced(5, 0.04), priced(10, 0.04))) is None


def test_nobody_is_asked_to_swallow_a_handful() -> None:
    assert cheapest(5 * (MOST_PIECES + 1), (priced(5, 0.01),)) is None


TABLETS = st.lists(
    st.builds(priced, st.sampled_from((2.5, 5.0, 10.0, 20.0, 25.0)), st.sampled_from((0.1, 0.2, 0.35, 0.9))),
    min_size=1,
    max_size=3,
)


@given(TABLETS, st.sampled_from((5.0, 10.0, 15.0, 30.0, 40.0, 45.0)))
def test_no_other_mix_is_cheaper(tablets: list[Priced], mg: float) -> None:
    counts = product(range(MOST_PIECES + 1), repeat=len(tablets))
    costs = [
        sum(n * one.price for n, one in zip(count, tablets, strict=True))
        for count in counts
        if 0 < sum(count) <= MOST_PIECES
        and abs(sum(n * one.mg for n, one in zip(count, tablets, strict=True)) - mg) < 1e-9
    ]
    found = cheapest(mg, tablets)
    assert (found is None) == (not costs)
    if found is not None:
        assert abs(found.price - min(costs)) < 1e-9
        assert abs(sum(piece.tablet.mg * piece.halves / 2 for piece in found.pieces) - mg) < 1e-9


WEEKLY = """NDC Description,NDC,NADAC Per Unit,Effective Date,Pricing Unit,Pharmacy Type Indicator,OTC,Explanation Code,Classification for Rate Setting,Corresponding Generic Drug NADAC Per Unit,Corresponding Generic Drug Effective Date,As of Date
BACLOFEN 10 MG TABLET,00172409660,0.03351,12/24/2025,EA,C/I,N,"1, 5",G,,,12/31/2025
LIORESAL 10 MG TABLET,00000000001,4.2,12/24/2025,EA,C/I,N,1,B,0.03351,12/24/2025,12/31/2025
BROKEN,1,,12/24/2025,EA,,,,,,,
"""  # noqa: E501


def test_the_weekly_list_is_read_by_its_headings() -> None:
    rows = csv.DictReader(io.StringIO(WEEKLY))
    layout = table_of(rows.fieldnames or ())
    assert layout is not None
    generic, brand = prices_in_rows(layout, rows)
    assert (generic.per_unit, generic.effective, generic.currency, generic.kind) == (
        0.03351,
        "2025-12-24",
        "USD",
        "generic",
    )
    assert brand.kind == "brand"


def test_another_countrys_list_is_read_by_the_same_loader() -> None:
    head = "country,currency,code,product,price per unit,unit,date,kind"
    text = f"{head}\nCH,CHF,7680,Lioresal 10 mg tablets,0.35,EA,2025-06-01,brand\n"
    rows = csv.DictReader(io.StringIO(text))
    layout = table_of(rows.fieldnames or ())
    assert layout is not None
    (one,) = prices_in_rows(layout, rows)
    assert (one.country, one.currency, one.per_unit) == ("CH", "CHF", 0.35)


def test_a_table_of_something_else_is_no_price_list() -> None:
    assert table_of(("name", "age")) is None


def test_the_extract_gives_single_products_and_not_its_averages(shared: Path) -> None:
    value = json.loads((shared / "data/nadac/nadac_2025-12-24_top1000.json").read_text("utf-8"))
    assert is_nadac_extract(value)
    found = {one.code: one for one in nadac_extract_prices(value)}
    assert (found["00172409660"].per_unit, found["00172409660"].effective) == (0.03351, "2025-12-24")


def test_approved_products_carry_their_status_and_equivalence_code(shared: Path) -> None:
    folder = shared / "data/drugsfda"

    def opened(stem: str) -> io.StringIO:
        return io.StringIO(gzip.decompress((folder / f"{stem}.txt.gz").read_bytes()).decode("latin-1"), newline="")

    found = list(approvals(opened))
    baclofen = [one for one in found if one.ingredients == ("baclofen",)]
    assert len(baclofen) == 57
    assert {"Discontinued", "Prescription"} <= {one.status for one in baclofen}
    assert "AB" in {one.te_code for one in baclofen}
