"""The verbs of the cabinet, as a person types them: labels, identify, price, strengths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Say

# The command-line library reaches for names that its own base has deprecated; that is no news about this house.
pytestmark = pytest.mark.filterwarnings("ignore:'click:DeprecationWarning")


def test_adding_says_what_was_added_and_what_was_set_aside(lissom: Say, shared: Path) -> None:
    code, out, _ = lissom("labels", "add", shared / "data/spl")
    assert code == 0
    assert "26 labels added" in out
    assert "2 documents set aside (Health Canada)" in out


def test_adding_again_adds_nothing(filled: Say, shared: Path) -> None:
    assert "added" not in filled("labels", "add", shared / "data/spl")[1]


def test_counts_are_json_alone_on_stdout(lissom: Say, shared: Path) -> None:
    _, out, _ = lissom("labels", "add", shared / "data/spl", "--json")
    assert json.loads(out)["labels"] == {"added": 26, "new version": 1}


def test_a_bad_file_is_named_on_stderr(lissom: Say, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("no label")
    code, out, err = lissom("labels", "add", bad)
    assert (code, "could not be read" in out, "bad.xml" in err) == (0, True, True)


def test_a_search_quotes_and_cites(filled: Say) -> None:
    code, out, _ = filled("labels", "search", "withdrawal abrupt")
    assert code == 0
    assert "«abrupt»" in out
    assert "Haloperidol (label, version 1)" in out


def test_a_search_without_a_store_says_how_to_make_one(lissom: Say) -> None:
    code, _, err = lissom("labels", "search", "renal")
    assert code == 3
    assert "lissom labels add" in err


def test_the_two_versions_of_a_label_are_compared(filled: Say) -> None:
    code, out, _ = filled("labels", "diff", "e9481622")
    assert code == 0
    assert "version 29 of 2021-09-30 and version 30 of 2025-04-17" in out
    assert "Now said" in out
    assert json.loads(filled("labels", "diff", "e9481622", "v29", "v30", "--json")[1])["old"]["version"] == 29


def test_a_version_that_is_not_kept_is_an_error(filled: Say) -> None:
    code, _, err = filled("labels", "diff", "e9481622", "1", "30")
    assert code == 2
    assert "29, 30" in err


def test_a_label_is_shown_with_its_boxed_warning_first(filled: Say) -> None:
    out = filled("labels", "show", "0027b8a3")[1]
    assert out.index("BOXED WARNING") < out.index("Products") < out.index("Sections")


def test_a_pair_is_quoted_with_version_and_set_id(filled: Say) -> None:
    code, out, _ = filled("labels", "pair", "ciprofloxacin", "tizanidine")
    assert code == 0
    assert "tizanidine is contraindicated" in " ".join(out.split())
    assert "label cc768d3e-a7cc-46a2-ae6d-0f5eb2f05406" in " ".join(out.split())
    assert "No label of tizanidine is in the store" in " ".join(out.split())


def test_three_medicines_are_six_sides(filled: Say) -> None:
    sides = json.loads(filled("labels", "pair", "ciprofloxacin", "naproxen", "ibuprofen", "--json")[1])
    assert len(sides) == 6


def test_a_curated_tablet_is_identified_without_a_store(lissom: Say) -> None:
    code, out, _ = lissom("identify", "--imprint", "LCI 133O", "--colour", "white", "--shape", "round")
    assert code == 0
    assert out.startswith("Most likely baclofen 10 mg")


def test_a_tablet_of_the_store_is_identified_in_words(filled: Say) -> None:
    assert filled("identify", "orange round scored MYLAN 327")[1].startswith("Most likely haloperidol 5 mg")
    doubted = filled("identify", "orange round scored MYLAN 372")[1]
    assert doubted.startswith("Not named")
    assert "haloperidol 5 mg" in doubted


def test_every_wrong_feature_is_told_at_once(lissom: Say) -> None:
    code, _, err = lissom("identify", "--colour", "plaid", "--shape", "wobbly", "--size", "huge-ish?")
    assert code == 2
    assert "--colour" in err
    assert "--shape" in err


def test_the_price_of_a_case_says_what_it_is_and_when_it_held(filled: Say, root: Path) -> None:
    code, out, _ = filled("price", root / "examples/ms-aleve.toml")
    said = " ".join(out.split())
    assert code == 0
    assert "3.02 USD for 30 days" in said
    assert "2025-12-24" in said
    assert "not the price on the shelf" in said


def test_the_price_of_a_titration_is_told_phase_by_phase(filled: Say) -> None:
    out = filled("price", "baclofen 10 mg three times a day for 7 days then 20 mg three times a day")[1]
    assert "0.704 USD for 7 days" in " ".join(out.split())


WEEKLY = """NDC Description,NDC,NADAC Per Unit,Effective Date,Pricing Unit,Classification for Rate Setting
FT NAPROXEN SODIUM 220 MG CAPLET,1,0.05,11/19/2025,EA,G
BACLOFEN 20 MG TABLET,2,0.05,11/19/2025,EA,G
BACLOFEN 10 MG TABLET,3,0.03,11/19/2025,EA,G
BACLOFEN 10 MG TABLET,3,0.04,11/12/2025,EA,G
BACLOFEN 10 MG/5 ML SOLUTION,4,0.001,11/19/2025,ML,B
"""


def test_a_weekly_list_prices_a_case_by_its_newest_prices(lissom: Say, root: Path, tmp_path: Path) -> None:
    (tmp_path / "weekly.csv").write_text(WEEKLY)
    lissom("labels", "add", tmp_path / "weekly.csv")
    out = " ".join(lissom("price", root / "examples/ms-aleve.toml")[1].split())
    assert "10 mg as half a 20 mg" in out
    assert "2.25 USD for 30 days" in out
    assert "With whole tablets only: 2.7 USD for 30 days" in out
    assert "220 mg as 1 × 220 mg" in out


def test_without_a_store_the_curated_prices_answer(lissom: Say, root: Path) -> None:
    out = " ".join(lissom("price", root / "examples/ms-aleve.toml")[1].split())
    assert "3.02 USD for 30 days" in out


def test_a_country_without_prices_is_said_so(lissom: Say) -> None:
    assert "is held for Switzerland" in " ".join(lissom("price", "baclofen 10 mg TID", "--country", "CH")[1].split())


def test_strengths_are_those_of_the_country(lissom: Say) -> None:
    out = " ".join(lissom("strengths", "baclofen", "--country", "CH", "--dose", "12.5 mg")[1].split())
    assert "In Switzerland: 10 mg, 25 mg tablet" in out
    assert "20 mg is sold in the United States, not in Switzerland" in out
    assert "12.5 mg: half a 25 mg tablet" in out


def test_a_brand_leads_to_its_substance(lissom: Say) -> None:
    assert lissom("strengths", "Sirdalud", "--country", "CH")[1].startswith("tizanidine in Switzerland")


def test_the_register_in_the_store_adds_codes_and_discontinued_ones(filled: Say) -> None:
    out = " ".join(filled("strengths", "baclofen")[1].split())
    assert "By the Drugs@FDA tables in your own store" in out
    assert "AB" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("strengths", "baclofen", "--country", "Atlantis"), ("strengths", "baclofen", "--dose", "two"),
        ("strengths", "water"), ("labels", "add", "nowhere"), ("identify",), ("price", "nowhere.toml"),
        ("labels", "pair", "baclofen", "qwertyzx"), ("labels", "search", "x", "--section", "qqq"),
    ],
)  # fmt: skip
def test_bad_input_is_an_error_without_a_traceback(lissom: Say, arguments: tuple[str, ...]) -> None:
    code, _, err = lissom(*arguments)
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [("identify", "white LCI 1330"), ("strengths", "baclofen"), ("price", "baclofen 10 mg TID")]
)
def test_json_is_alone_on_stdout(lissom: Say, arguments: tuple[str, ...]) -> None:
    json.loads(lissom(*arguments, "--json")[1])


def test_a_product_code_is_told_from_a_description(filled: Say) -> None:
    code, out, _ = filled("identify", "0003-0893-21")
    assert code == 0
    assert "apixaban 2.5 mg" in out
    assert "not the price on the" in out


def test_a_product_code_without_a_store_finds_the_curated_products(lissom: Say) -> None:
    code, out, _ = lissom("identify", "--ndc", "62135-473-90", "--json")
    assert code == 0
    assert [one["brand"] for one in json.loads(out)["curated"]] == ["Baclofen"]


def test_a_package_that_the_label_does_not_list_is_said_so(filled: Say) -> None:
    assert "not among those listed" in filled("identify", "0003-0893-99")[1]


def test_a_label_is_shown_by_the_code_of_its_product(filled: Say) -> None:
    assert filled("labels", "show", "0003-0893-21", "--section", "overdosage")[0] == 0


@pytest.mark.parametrize("asked", ["", "%", "_"])
def test_no_wildcard_leads_to_a_label(filled: Say, asked: str) -> None:
    code, _, err = filled("labels", "show", asked)
    assert code == 2
    assert "none of them" in err


def test_the_versions_that_are_kept_are_named(filled: Say) -> None:
    assert "(29, 30)" in filled("labels", "show", "e9481622", "--version", "3")[2]
