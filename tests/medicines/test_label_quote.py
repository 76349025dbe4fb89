"""Where the text of a label speaks of another medicine: by name, by class, of itself, cut to a length."""

from __future__ import annotations

from lissom.medicines.classes import MedicineClass
from lissom.medicines.label_quote import How, Mentions, Named, Quote, foremost

SEDATIVE = MedicineClass(
    id="cns_depressant", name="medicine that slows the brain", words=("CNS depressant", "sedative")
)
BLOCKER = MedicineClass(id="beta_blocker", name="beta-blocker (any)", words=("beta blocker",))
BACLOFEN = Named(name="baclofen", names=("baclofen",), classes=(SEDATIVE,))
LORAZEPAM = Named(name="lorazepam", names=("lorazepam", "Ativan"), classes=(SEDATIVE,))
ATENOLOL = Named(name="atenolol", names=("atenolol",), classes=(BLOCKER,))
ALCOHOL = Named(name="alcohol", names=("alcohol",))


def found(text: str, other: Named = LORAZEPAM, one: Named = BACLOFEN, longest: int = 600) -> list[str]:
    return [sentence for sentence, _, _ in Mentions(one, other).in_text(text, longest)]


def test_a_brand_names_it_too() -> None:
    assert found("Not with Ativan.") == ["Not with Ativan."]


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert not found("Not with prolorazepamine.")


def test_a_hyphen_in_a_class_does_not_matter() -> None:
    assert found("Take care with beta blockers.", ATENOLOL)
    assert found("Take care with Beta-blockers.", ATENOLOL)


def test_a_class_to_which_the_medicine_itself_belongs_counts_where_others_of_it_are_meant() -> None:
    assert not found("CNS depressants such as baclofen cause drowsiness.")
    assert found("Concomitant use of CNS depressants adds to drowsiness.")


def test_what_a_class_does_is_no_member_of_it() -> None:
    assert not found("Its sedative effects may be additive.")


def test_a_bare_name_says_nothing() -> None:
    assert not found("Lorazepam\nWhat follows.")


def test_a_class_above_that_of_the_medicine_is_told_apart() -> None:
    antibiotic = MedicineClass(id="antibiotic", name="antibiotic")
    quinolone = MedicineClass(id="quinolone", name="quinolone", parents=("antibiotic",))
    mentions = Mentions(BACLOFEN, Named(name="cipro", names=("cipro",), classes=(antibiotic, quinolone)))
    text = "Not with cipro. Not with quinolones. Not with antibiotics."
    assert [how for _, _, how in mentions.in_text(text)] == [How.NAME, How.CLASS, How.WIDE_CLASS]


def test_strong_inhibitors_are_not_all_inhibitors() -> None:
    wide = MedicineClass(id="cyp", name="CYP1A2 inhibitor")
    strong = MedicineClass(id="cyp_strong", name="strong CYP1A2 inhibitor", parents=("cyp",))
    weak = MedicineClass(id="cyp_weak", name="weak CYP1A2 inhibitor", parents=("cyp",))
    text = "Not with strong CYP1A2 inhibitors."
    assert found(text, Named(name="x", names=("x",), classes=(wide, strong)))
    assert not found(text, Named(name="y", names=("y",), classes=(wide, weak)))


def test_benzyl_alcohol_is_no_drink() -> None:
    assert not found("Contains benzyl alcohol.", ALCOHOL)
    assert found("Avoid alcohol.", ALCOHOL)


def test_a_name_of_the_medicine_itself_is_not_looked_for() -> None:
    both = Named(name="baclofen and aspirin", names=("baclofen", "aspirin"))
    assert found("Baclofen is white. Aspirin may bleed.", both) == ["Aspirin may bleed."]


def test_a_flat_record_is_taken_apart_at_its_numbers() -> None:
    text = "Avoid strong light (5.1) Sedation: not with lorazepam. (7.2) 7.1 Other medicines Use with care"
    assert found(text) == ["Sedation: not with lorazepam."]


def test_a_long_sentence_is_cut_at_words_around_the_name() -> None:
    (cut,) = found(f"{'before ' * 50}lorazepam{' behind' * 50}", longest=60)
    assert cut.startswith("... before")
    assert "lorazepam" in cut
    assert cut.endswith("behind ...")
    assert len(cut) <= 70


def test_a_cut_never_loses_the_name() -> None:
    (cut,) = found(f"{'x' * 500} lorazepam {'z' * 500}", longest=60)
    assert "lorazepam" in cut


def quote(within: str, how: How = How.NAME, text: str = "A sentence.") -> Quote:
    return Quote(
        label="A", labeler="B", country="US", set_id="s", version=1, effective="2026-01-01", section="", within=within,
        text=text, names="n", how=how,
    )  # fmt: skip


def test_the_most_urgent_quote_is_joined_by_one_that_names_the_medicine() -> None:
    boxed, named = quote("34066-1", how=How.CLASS), quote("34073-7")
    assert foremost([quote("34071-1"), named, boxed]) == (boxed, named)


def test_a_whole_sentence_goes_before_a_piece() -> None:
    whole = quote("34073-7")
    assert foremost([quote("34073-7", text="... cut"), quote("34073-7", text="A heading ( 4.2 )"), whole]) == (whole,)
