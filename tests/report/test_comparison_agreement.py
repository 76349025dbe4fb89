"""The agreement with other programs on paper: every row with its difference, misses named, reasons given."""

from __future__ import annotations

from lissom.compare.validation.against_gemtc import Compared
from lissom.report.comparison_agreement import agreement_document, agreement_json
from lissom.report.document import Note, Table

ROWS = tuple(
    Compared(
        network="a network",
        quantity=quantity,
        program="metafor",
        ours=ours,
        theirs=1.0,
        allowed=0.01,
        reason="rounding",
    )
    for quantity, ours in (("b against a", 1.001), ("c against a", 1.5))
)


def test_a_miss_is_named_first() -> None:
    document = agreement_document(ROWS, "0")
    notes = [one.text for one in document.parts[0].blocks if isinstance(one, Note)]
    assert notes == ["Not within: a network, c against a."]
    assert "1 not within" in document.subtitle


def test_every_row_says_ours_theirs_difference_and_what_is_allowed() -> None:
    table = agreement_document(ROWS, "0").parts[1].blocks[0]
    assert isinstance(table, Table)
    assert table.rows[1] == ("c against a", "1.5", "1", "0.5", "0.01", "NO")


def test_the_reason_stands_below() -> None:
    note = agreement_document(ROWS, "0").parts[1].blocks[1]
    assert isinstance(note, Note)
    assert note.text == "Why so much is allowed: rounding."


def test_json_carries_difference_and_verdict() -> None:
    assert [(one["difference"], one["agrees"]) for one in agreement_json(ROWS)] == [(0.001, True), (0.5, False)]
