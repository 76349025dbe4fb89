"""A comparison on the page: figures with words and numbers, benefits beside harms, what is not known said."""

from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from tests.report.test_html import Tree

from lissom.answers.comparing import Compared, compared
from lissom.case.flags import case_from_lines
from lissom.checks.view import view
from lissom.compare.comparison import Outcome
from lissom.compare.verdict import Verdict
from lissom.library import Library
from lissom.report.comparison import comparison_document, comparison_json, comparison_summary
from lissom.report.comparison_glance import may_be_said
from lissom.report.document import Block, Document, Figures, Fold, Note, Table
from lissom.report.figures.figure import Figure
from lissom.report.html import to_html
from lissom.report.pdf import to_pdf
from lissom.report.plain import plain

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pypdf import PdfReader

ASKED = ("baclofen", "tizanidine", "diazepam", "dantrolene")


@pytest.fixture(scope="module")
def made(library: Library) -> Compared:
    return compared(ASKED, "MS", library)


@pytest.fixture(scope="module")
def personal(library: Library) -> Compared:
    case = case_from_lines(
        ["baclofen 10 mg TID", "ciprofloxacin 500 mg BID"],
        age="70",
        creatinine="2 mg/dL",
        sex="female",
        weight="60 kg",
        stands_on_tone=True,
    )
    seen = view(case, library.names, library.rules, library.drugs, date(2026, 11, 25))
    return compared(ASKED, "MS", library, seen=seen)


@pytest.fixture(scope="module")
def whole(made: Compared, library: Library) -> Document:
    return comparison_document(made, library.sources, "0")


@pytest.fixture(scope="module")
def html(whole: Document) -> str:
    return to_html(whole)


def inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from inside(block.blocks)


def blocks(document: Document) -> list[Block]:
    return [block for part in document.parts for block in inside(part.blocks)]


def figures(document: Document) -> list[Figure]:
    return [figure for block in blocks(document) if isinstance(block, Figures) for figure in block.figures]


def tables(document: Document, part: str) -> list[Table]:
    return [one for each in document.parts if each.id == part for one in inside(each.blocks) if isinstance(one, Table)]


def outcome(made: Compared, name: str) -> Outcome:
    return next(one for one in made.comparison.outcomes if one.network.id == name)


class TestFigures:
    def test_every_figure_is_named_described_and_has_its_numbers(self, whole: Document) -> None:
        found = figures(whole)
        assert len(found) > 12
        assert all(one.alt and one.rows and "<title>" in one.svg and "<desc>" in one.svg for one in found)

    def test_every_outcome_shown_has_all_three(self, whole: Document) -> None:
        part = next(one for one in whole.parts if one.id == "net11")
        (block,) = [one for one in part.blocks if isinstance(one, Figures)]
        assert [one.title.split(":")[0] for one in block.figures] == ["Forest plot", "Network", "League table"]

    def test_a_figure_is_well_formed_and_says_no_colour(self, whole: Document) -> None:
        for one in figures(whole):
            ET.fromstring(one.svg)  # noqa: S314 - our own text
            assert "fill=" not in one.svg
            assert "style=" not in one.svg

    def test_nothing_is_drawn_outside_its_picture(self, whole: Document) -> None:
        for one in figures(whole):
            root = ET.fromstring(one.svg)  # noqa: S314 - our own text
            width, height = (float(side) for side in root.attrib["viewBox"].split()[2:])
            for element in root.iter():
                x, y = (element.get(side) or element.get("c" + side) for side in "xy")
                assert x is None or 0 <= float(x) <= width, one.title
                assert y is None or 0 <= float(y) <= height, one.title

    def test_a_forest_gives_each_trial_as_it_was_measured(self, whole: Document) -> None:
        forest = next(one for one in figures(whole) if one.title == "Forest plot: people who became drowsy")
        rows = {row[0]: row[2:] for row in forest.rows}
        assert rows["baclofen tablets against placebo"] == ("3.0", "1.6 to 5.6")
        assert "3.0 (1.6 to 5.6)" in forest.alt

    def test_a_league_says_its_orientation_once_and_holds_each_pair_once(self, whole: Document) -> None:
        league = next(one for one in figures(whole) if one.title == "League table: people who became drowsy")
        assert "row divided by column" in league.caption
        assert len(league.rows) == 3
        assert len({frozenset(row[0].split(" against ")) for row in league.rows}) == 3

    def test_the_network_says_that_its_parts_are_not_compared(self, whole: Document) -> None:
        network = next(one for one in figures(whole) if one.title == "Network: people with any unwanted effect")
        assert "No trial joins the 2 parts" in network.alt


class TestGlance:
    def test_placebo_stands_beside_benefit_and_harm(self, whole: Document) -> None:
        said = [row for table in tables(whole, "glance") for row in table.rows]
        assert ("baclofen tablets beside placebo", "63 of 100, beside 36", "they differ", "very low") in said
        assert any(row[0] == "diazepam beside placebo" and "points" in row[1] for row in said)

    def test_benefits_come_before_harms(self, whole: Document) -> None:
        kinds = [table.caption.split(":")[0] for table in tables(whole, "glance")]
        assert kinds == sorted(kinds)
        assert set(kinds) == {"Benefit", "Harm"}

    def test_a_medicine_without_a_figure_is_named(self, whole: Document) -> None:
        drowsy = next(one for one in tables(whole, "glance") if "drowsy" in one.caption)
        assert drowsy.rows[-1][:3] == ("diazepam, dantrolene", "no usable figure", "not known")

    def test_what_cannot_be_told_apart_is_said_so(self, made: Compared) -> None:
        pairs = [(one, pair) for one in made.comparison.outcomes for pair in one.pairs]
        alike = [(one, pair) for one, pair in pairs if pair.verdict is Verdict.CANNOT]
        assert alike
        assert {may_be_said(one, pair) for one, pair in alike} == {"cannot be told apart"}

    def test_a_very_unsure_difference_between_medicines_is_not_called_one(self, made: Compared) -> None:
        drowsy = outcome(made, "NET11")
        pair = next(one for one in drowsy.pairs if {one.effect.treatment, one.effect.against} == {*ASKED[:2]})
        assert may_be_said(drowsy, pair) == "too unsure to rely on the difference"

    def test_a_warning_beside_placebo_is_not_softened(self, made: Compared) -> None:
        drowsy = outcome(made, "NET11")
        pair = next(one for one in drowsy.pairs if one.effect.treatment == "baclofen")
        assert may_be_said(drowsy, pair) == "they differ"

    def test_the_screen_leaves_out_pairs_that_tell_nothing_where_there_are_many(self, library: Library) -> None:
        back = ["diazepam", "baclofen", "metaxalone", "methocarbamol", "orphenadrine"]
        many = compared(back, "back pain", library)
        short = tables(comparison_summary(many, library.sources, "0"), "glance")[0]
        full = tables(comparison_document(many, library.sources, "0"), "glance")[0]
        assert len(short.rows) < len(full.rows)
        assert any("other pairs" in row[0] and "cannot be told apart" in row[2] for row in short.rows)


class TestPage:
    def test_it_is_well_formed_and_no_id_is_used_twice(self, html: str) -> None:
        tree = Tree(html)
        assert len(tree.ids) == len(set(tree.ids))

    def test_headings_never_skip_a_level(self, html: str) -> None:
        levels = Tree(html).headings
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_two_outcomes_never_have_one_title(self, whole: Document) -> None:
        titles = [part.title for part in whole.parts]
        assert len(titles) == len(set(titles))

    def test_every_certainty_has_its_reasons(self, whole: Document) -> None:
        found = [one for one in blocks(whole) if isinstance(one, Table) and one.caption == "How sure, and why"]
        assert found
        assert all(row[3] for table in found for row in table.rows)

    def test_what_was_read_and_not_used_has_its_reason(self, whole: Document) -> None:
        found = [one for one in blocks(whole) if isinstance(one, Table) and one.caption.startswith("Read and not used")]
        assert found
        assert all(row[2] for table in found for row in table.rows)

    def test_statistics_are_for_clinicians_and_hold_what_each_estimate_rests_on(self, whole: Document) -> None:
        folds = [one for one in blocks(whole) if isinstance(one, Fold) and one.title == "Statistics of the network"]
        captions = {one.caption.split(" (")[0] for fold in folds for one in fold.blocks if isinstance(one, Table)}
        assert all(fold.clinician_only for fold in folds)
        assert captions >= {
            "Estimates of the network",
            "Which direct comparisons each estimate rests on",
            "P-scores, for each part of the network",
            "Spread between trials, for each part of the network",
        }

    def test_what_else_can_be_done_is_there(self, html: str) -> None:
        for option in ("Stretching and exercise", "TENS", "Botulinum toxin", "Baclofen by pump", "No medicine"):
            assert f"<h3>{option}</h3>" in html

    def test_the_prices_say_whose_they_are(self, whole: Document) -> None:
        part = next(one for one in whole.parts if one.id == "prices")
        assert any(isinstance(one, Note) and "do not compare them" in one.text for one in part.blocks)

    def test_every_mark_leads_to_a_source(self, html: str) -> None:
        marks = set(re.findall(r'href="#(s\d+)"', html))
        assert marks
        assert marks <= set(Tree(html).ids)

    def test_without_a_person_nothing_is_said_of_one(self, whole: Document) -> None:
        assert "person" not in [part.id for part in whole.parts]

    def test_the_pdf_holds_the_figures(self, whole: Document) -> None:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(whole))).pages)
        assert "Forest plot: people who became drowsy" in text
        assert "Read and not used" in text


class TestPerson:
    def test_each_option_is_a_row_and_the_one_taken_is_marked(self, personal: Compared, library: Library) -> None:
        table = tables(comparison_document(personal, library.sources, "0"), "person")[0]
        assert [row[0] for row in table.rows] == ["Baclofen (taken now)", "Tizanidine", "Diazepam", "Dantrolene"]

    def test_what_speaks_against_one_stands_in_its_column(self, personal: Compared, library: Library) -> None:
        table = tables(comparison_document(personal, library.sources, "0"), "person")[0]
        rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.rows}
        assert "Speaks clearly against it: Cipro" in rows["Tizanidine"]["With what else is taken"]
        assert "kidneys" in rows["Tizanidine"]["Kidneys"]
        assert "stiffness is used to stand" in rows["Dantrolene"]["Other things about this person"]
        assert rows["Dantrolene"]["Kidneys"] == "Not judged: Dantrolene with such kidneys"

    def test_no_id_is_used_twice_though_options_share_findings(self, personal: Compared, library: Library) -> None:
        ids = Tree(to_html(comparison_document(personal, library.sources, "0"))).ids
        assert len(ids) == len(set(ids))

    def test_an_emergency_comes_first(self, library: Library) -> None:
        case = case_from_lines(
            ["baclofen 20 mg TID"],
            age="70",
            sex="female",
            creatinine="4 mg/dL",
            question="She is confused, very sleepy",
        )
        seen = view(case, library.names, library.rules, library.drugs, date(2026, 11, 25))
        found = comparison_summary(compared((), "", library, seen=seen), library.sources, "0")
        assert found.parts[0].id == "emergency"


class TestJson:
    def test_it_holds_every_number_of_the_figures(self, made: Compared) -> None:
        found = comparison_json(made)
        drowsy = next(one for one in found["comparison"]["harms"] if one["network"]["id"] == "NET11")
        assert len(drowsy["forest"]) == 4
        assert drowsy["leagues"][0]["cells"]

    def test_it_says_how_each_option_fits(self, personal: Compared) -> None:
        assert all(
            one["statement"]["text"] and one["statement"]["sources"] for one in comparison_json(personal)["fits"]
        )

    def test_the_same_question_has_the_same_answer(self, made: Compared, library: Library) -> None:
        assert plain(compared(ASKED, "MS", library)) == plain(made)
