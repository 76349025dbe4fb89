"""What changed between two versions of a label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lissom.medicines.label import Label, LabelProduct, LabelSection
from lissom.medicines.label_changes import Change, label_changes, sentences


def label(*sections: tuple[str, str], version: int = 1, products: tuple[LabelProduct, ...] = ()) -> Label:
    return Label(
        set_id="a",
        version=version,
        effective="2024-01-01",
        type_code="34391-3",
        type_name="",
        title="Sample",
        labeler="",
        origin="SPL",
        products=products,
        sections=tuple(LabelSection(code="", title=title, text=text) for title, text in sections),
    )


def test_a_reworded_sentence_is_shown_before_and_after() -> None:
    old = label(("1 Uses", "For spasticity. Not for rheumatic disorders."))
    new = label(("1 Uses", "For spasticity from multiple sclerosis. Not for rheumatic disorders."))
    (change,) = label_changes(old, new).sections
    assert (change.change, change.removed, change.added) == (
        Change.REWORDED,
        ("For spasticity.",),
        ("For spasticity from multiple sclerosis.",),
    )


def test_a_section_that_only_got_another_number_is_the_same() -> None:
    assert not label_changes(label(("5.1 Falls", "Mind them.")), label(("5.2 Falls", "Mind them.")))


def test_a_section_that_came_and_one_that_went_are_told() -> None:
    changes = label_changes(label(("Old", "Gone.")), label(("New", "Here."))).sections
    assert [(one.change, one.title) for one in changes] == [(Change.ADDED, "New"), (Change.REMOVED, "Old")]


def test_products_that_came_and_went_are_told() -> None:
    five, ten = LabelProduct(name="A", ndc="1-5"), LabelProduct(name="A", ndc="1-10")
    changes = label_changes(label(products=(five,)), label(products=(ten,)))
    assert (changes.products_added, changes.products_removed) == ((ten,), (five,))


def test_a_stop_within_a_number_or_an_initial_ends_no_sentence() -> None:
    assert sentences("Take 2.5 mg daily. See section 5. J. Smith wrote this.") == (
        "Take 2.5 mg daily.",
        "See section 5. J. Smith wrote this.",
    )


SECTIONS = st.lists(
    st.tuples(st.sampled_from(("Uses", "Doses", "Falls")), st.sampled_from(("One.", "Two.", ""))), max_size=4
)


@given(SECTIONS)
def test_a_label_does_not_differ_from_itself(sections: list[tuple[str, str]]) -> None:
    assert not label_changes(label(*sections), label(*sections))


@given(SECTIONS, SECTIONS)
def test_read_backwards_what_was_added_was_removed(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    def told(changes: tuple[object, ...], name: str) -> list[str]:
        return sorted(text for change in changes for text in getattr(change, name))

    forth, back = label_changes(label(*one), label(*other)), label_changes(label(*other), label(*one))
    assert told(forth.sections, "added") == told(back.sections, "removed")
