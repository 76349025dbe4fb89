"""What a written name is taken to mean."""

from __future__ import annotations

import pytest

from lissom.medicines.names import Names
from lissom.medicines.recognition import How, Recognition

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"


def mg(read: Recognition) -> dict[str, float | None]:
    """Ingredient id -> milligrams per unit."""
    return {part.ingredient.id: part.mg for part in read.components}


def test_a_generic_name_is_its_ingredient(names: Names) -> None:
    read = names.recognise("Baclofen")
    assert read.how is How.GENERIC
    assert read.ingredient_ids == {"baclofen"}


def test_a_brand_is_its_ingredient_and_keeps_its_name(names: Names) -> None:
    read = names.recognise("Lioresal")
    assert (read.how, read.brand) == (How.BRAND, "Lioresal")
    assert read.ingredient_ids == {"baclofen"}


def test_an_american_and_an_international_name_are_one_substance(names: Names) -> None:
    assert names.recognise("acetaminophen").ingredient_ids == names.recognise("paracetamol").ingredient_ids
    assert names.recognise("albuterol").ingredient_ids == names.recognise("salbutamol").ingredient_ids


def test_the_strength_in_a_name_is_the_milligrams_of_one_unit(names: Names) -> None:
    assert mg(names.recognise("Baclofen 10 MG Oral Tablet")) == {"baclofen": 10}


def test_a_concentration_is_no_milligrams_of_one_unit(names: Names) -> None:
    assert mg(names.recognise("baclofen 5 mg/5 mL oral solution")) == {"baclofen": None}
    assert mg(names.recognise("Chlorpheniramine Maleate 2 MG/ML Oral Solution")) == {"chlorphenamine": None}


def test_micrograms_are_thousandths(names: Names) -> None:
    assert mg(names.recognise("levothyroxine 50 mcg tablet")) == {"levothyroxine": 0.05}
    assert mg(names.recognise("clonidine 100 µg")) == {"clonidine": 0.1}


def test_a_salt_is_not_another_ingredient(names: Names) -> None:
    assert names.recognise("losartan potassium 50 mg").ingredient_ids == {"losartan"}
    assert names.recognise("tizanidine hydrochloride").ingredient_ids == {"tizanidine"}
    assert names.recognise("prednisolone sodium phosphate").ingredient_ids == {"prednisolone"}


def test_a_salt_named_alone_is_the_supplement(names: Names) -> None:
    assert names.recognise("potassium").ingredient_ids == {"potassium_chloride"}
    assert names.recognise("calcium").ingredient_ids == {"calcium_carbonate"}


def test_rxnorm_combinations_keep_each_strength_with_its_ingredient(names: Names) -> None:
    read = names.recognise("Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet")
    assert mg(read) == {"paracetamol": 325, "oxycodone": 5}


def test_release_forms_and_bracketed_brands_are_read(names: Names) -> None:
    read = names.recognise("24 HR metoprolol succinate 50 MG Extended Release Oral Tablet [Toprol]")
    assert (mg(read), read.brand) == ({"metoprolol": 50}, "Toprol")


def test_application_numbers_and_puffs_are_read(names: Names) -> None:
    read = names.recognise("NDA020503 200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler")
    assert mg(read) == {"salbutamol": 0.09}


@pytest.mark.parametrize(
    "written",
    [
        "hydrocodone-acetaminophen 5-325 mg",
        "hydrocodone/acetaminophen 5/325 mg",
        "hydrocodone 5 mg + acetaminophen 325 mg",
        "hydrocodone 5 mg and acetaminophen 325 mg tablets",
        "hydrocodone-acetaminophen 5 mg-325 mg",
        "Norco 5/325 mg",
    ],
)
def test_combinations_are_read_however_they_are_joined(names: Names, written: str) -> None:
    assert mg(names.recognise(written)) == {"hydrocodone": 5, "paracetamol": 325}


def test_one_strength_for_two_ingredients_is_given_to_neither(names: Names) -> None:
    assert mg(names.recognise("hydrocodone/acetaminophen 5 mg")) == {"hydrocodone": None, "paracetamol": None}


@pytest.mark.parametrize(
    ("written", "inside"),
    [
        ("hydrocodone/acetaminophen 5/325", {"hydrocodone": 5, "paracetamol": 325}),
        ("Percocet 10-325", {"oxycodone": 10, "paracetamol": 325}),
        ("benazepril-HCTZ 20/12.5", {"benazepril": 20, "hydrochlorothiazide": 12.5}),
        (
            "carisoprodol/aspirin/codeine 200/325/16",
            {"carisoprodol": 200, "acetylsalicylic_acid": 325, "codeine": 16},
        ),
        ("levodopa/carbidopa 25/100", {"levodopa": 100, "carbidopa": 25}),
    ],
)
def test_numbers_without_a_unit_are_milligrams_where_a_product_holds_them(
    names: Names, written: str, inside: dict[str, float]
) -> None:
    assert mg(names.recognise(written)) == inside


@pytest.mark.parametrize("written", ["Symbicort 160/4.5", "Percocet 7/11", "hydrocodone/acetaminophen 5/325/16"])
def test_numbers_without_a_unit_that_no_product_holds_are_not_milligrams(names: Names, written: str) -> None:
    assert set(mg(names.recognise(written)).values()) == {None}


@pytest.mark.parametrize("written", ["oxycodone/foobaril 5/325", "hydrocodone/qwertyzine/aspirin 5/325/16"])
def test_a_part_that_is_not_known_leaves_the_whole_unknown(names: Names, written: str) -> None:
    assert not names.recognise(written).known


@pytest.mark.parametrize(
    ("product", "inside"),
    [
        ("Aleve PM", {"naproxen": 220, "diphenhydramine": 25}),
        ("Advil PM", {"ibuprofen": 200, "diphenhydramine": 38}),
        ("Tylenol PM", {"paracetamol": 500, "diphenhydramine": 25}),
        ("NyQuil", {"paracetamol": 325, "dextromethorphan": 15, "doxylamine": 6.25}),
        ("Excedrin Migraine", {"paracetamol": 250, "acetylsalicylic_acid": 250, "caffeine": 65}),
        ("Treximet", {"sumatriptan": 85, "naproxen": 500}),
        ("Ultracet", {"tramadol": 37.5, "paracetamol": 325}),
        ("Soma Compound with Codeine", {"carisoprodol": 200, "acetylsalicylic_acid": 325, "codeine": 16}),
        ("Sativex", {"tetrahydrocannabinol": 2.7, "cannabidiol": 2.5}),
        ("Robaxisal", {"methocarbamol": 400, "acetylsalicylic_acid": 325}),
    ],
)
def test_a_combination_product_names_every_hidden_ingredient(
    names: Names, product: str, inside: dict[str, float]
) -> None:
    read = names.recognise(product)
    assert (read.how, mg(read)) == (How.PRODUCT, inside)


def test_a_product_with_a_word_we_do_not_hold_is_refused(names: Names) -> None:
    """The word may stand for an ingredient: 'Aleve PM' is not Aleve."""
    read = names.recognise("Lioresal Sinus")
    assert read.how is How.UNKNOWN
    assert any("Lioresal" in candidate for candidate in read.candidates)


def test_a_combination_with_an_unknown_part_is_refused(names: Names) -> None:
    assert names.recognise("baclofen / xyzolipram").how is How.UNKNOWN


def test_a_makers_name_beside_a_generic_is_left_aside(names: Names) -> None:
    assert names.recognise("Baclofen Teva 10 mg").ingredient_ids == {"baclofen"}


def test_an_unknown_makers_name_is_left_aside_and_shown(names: Names) -> None:
    read = names.recognise("baclofen Qwertzhaus 10 mg")
    assert read.ingredient_ids == {"baclofen"}
    assert read.read_as == "baclofen"


def test_a_brand_of_several_countries_is_settled_by_the_country(names: Names) -> None:
    assert "paracetamol" in names.recognise("Norgesic", country="AU").ingredient_ids
    assert "acetylsalicylic_acid" in names.recognise("Norgesic", country="US").ingredient_ids


def test_a_brand_of_several_countries_shows_its_other_meaning(names: Names) -> None:
    assert any("AU" in candidate for candidate in names.recognise("Norgesic").candidates)


def test_a_count_after_a_brand_is_no_part_of_it(names: Names) -> None:
    assert "codeine" in names.recognise("Tylenol 3").ingredient_ids
    assert "codeine" not in names.recognise("Tylenol 3 times a day").ingredient_ids


def test_a_brand_must_mean_what_the_generic_before_it_means(names: Names) -> None:
    assert names.recognise("baclofen 10 mg [Tegretol]").how is How.UNKNOWN


@pytest.mark.parametrize(
    ("written", "class_id"),
    [
        ("an NSAID", "nsaid"),
        ("blood pressure pill", "antihypertensive"),
        ("a water tablet", "diuretic"),
        ("sleeping pills", "hypnotic"),
        ("birth control", "oral_contraceptive_combined"),
        ("muscle relaxant", "muscle_relaxant"),
    ],
)
def test_a_class_is_recognised_only_as_a_class(names: Names, written: str, class_id: str) -> None:
    read = names.recognise(written)
    assert (read.how, read.class_id, read.known) == (How.CLASS, class_id, False)


def test_drinks_are_read_with_their_measure(names: Names) -> None:
    assert names.recognise("two glasses of wine").ingredient_ids == {"ethanol"}


def test_names_filed_with_other_spaces_are_read_and_shown(names: Names) -> None:
    read = names.recognise("zzz quil")
    assert read.ingredient_ids == {"diphenhydramine"}
    assert read.read_as == "zzzquil"


@pytest.mark.parametrize("written", ["", "   ", "10 mg", "???", "Qwertz", "a" * 5000])
def test_what_is_no_name_is_unknown(names: Names, written: str) -> None:
    assert names.recognise(written).how is How.UNKNOWN


def test_an_rxnorm_ingredient_code_is_enough(names: Names) -> None:
    read = names.recognise("", [(RXNORM, "1292")])
    assert read.how is How.CODE
    assert read.ingredient_ids == {"baclofen"}


def test_an_rxnorm_product_code_gives_the_milligrams(names: Names) -> None:
    assert mg(names.recognise("", [(RXNORM, "197391")])) == {"baclofen": 10}


def test_an_atc_code_leads_to_its_ingredient(names: Names) -> None:
    assert names.recognise("", [(ATC, "M03BX02")]).ingredient_ids == {"tizanidine"}


def test_an_atc_code_of_a_combination_leads_to_all_ingredients(names: Names) -> None:
    assert names.recognise("", [(ATC, "N02AJ06")]).ingredient_ids == {"codeine", "paracetamol"}


def test_an_unknown_atc_code_still_tells_the_class(names: Names) -> None:
    read = names.recognise("", [(ATC, "N02AA99")])
    assert (read.how, read.class_id) == (How.CLASS, "opioid")


def test_a_code_and_a_name_that_disagree_are_not_reconciled(names: Names) -> None:
    read = names.recognise("tizanidine", [(RXNORM, "197391")])
    assert read.how is How.UNKNOWN
    assert read.candidates == ("by its code: baclofen", "by its name: tizanidine")


def test_an_unknown_code_leaves_the_name_to_speak(names: Names) -> None:
    assert names.recognise("baclofen", [(RXNORM, "0"), ("urn:other", "x")]).ingredient_ids == {"baclofen"}


def test_a_substance_is_called_as_the_country_calls_it(names: Names) -> None:
    assert names.called("paracetamol", "US") == "acetaminophen"
    assert names.called("paracetamol", "GB") == "paracetamol"
    assert names.called("baclofen", "US") == "baclofen"


def test_one_or_the_other_is_not_both(names: Names) -> None:
    for written in ("lorazepam or diazepam", "clonidine vs clonazepam"):
        read = names.recognise(written)
        assert read.how is How.UNKNOWN
        assert len(read.candidates) == 2
    assert names.recognise("ibuprofen and/or paracetamol").ingredient_ids == {"ibuprofen", "paracetamol"}


def test_a_painkiller_may_be_of_any_kind(names: Names) -> None:
    read = names.recognise("painkillers")
    assert (read.how, read.class_id) == (How.CLASS, "painkiller")
    assert names.classes_of([read.class_id]) == {"painkiller"}


def test_a_brand_means_what_it_holds_in_the_country_of_the_case(names: Names) -> None:
    assert names.recognise("Benadryl", country="US").ingredient_ids == {"diphenhydramine"}
    assert names.recognise("Benadryl", country="GB").ingredient_ids == {"acrivastine"}


def test_german_and_nordic_spelling_without_a_last_e_is_the_generic_name(names: Names) -> None:
    for written, id_ in (
        ("Dantrolen", "dantrolene"),
        ("Tizanidin", "tizanidine"),
        ("Kodein", ""),
        ("Codein", "codeine"),
    ):
        read = names.recognise(written)
        assert (read.how is How.GENERIC, read.ingredient_ids) == (bool(id_), frozenset({id_} if id_ else ()))


def test_a_name_that_is_its_own_without_the_e_stays_itself(names: Names) -> None:
    assert names.recognise("dantron").ingredient_ids == {"dantron"}


def test_a_word_that_adds_an_ingredient_is_not_dropped_after_a_generic_name(names: Names) -> None:
    assert names.recognise("acetaminophen PM", country="US").ingredient_ids == {"paracetamol", "diphenhydramine"}
    assert names.recognise("losartan HCT").ingredient_ids == {"losartan", "hydrochlorothiazide"}
    for written in ("ramipril comp", "candesartan plus", "paracetamol night", "acetaminophen sinus"):
        assert names.recognise(written, country="DE").how is How.UNKNOWN, written


def test_a_word_that_adds_nothing_more_is_no_hindrance(names: Names) -> None:
    assert names.recognise("calcium plus vitamin D").ingredient_ids == {"calcium_carbonate", "vitamin_d3"}
    assert names.recognise("diphenhydramine night").ingredient_ids == {"diphenhydramine"}
    assert names.recognise("ibuprofen maximum strength").ingredient_ids == {"ibuprofen"}
