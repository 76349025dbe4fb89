"""Classes follow from ingredients, parents included."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from lissom.medicines.classes import ClassTree, MedicineClass
from lissom.medicines.names import Names


def test_a_class_brings_the_classes_above_it() -> None:
    rows = {
        "ssri": MedicineClass(id="ssri", name="SSRI", parents=("antidepressant",)),
        "antidepressant": MedicineClass(id="antidepressant", name="antidepressant"),
    }
    assert ClassTree(rows).with_parents(["ssri"]) == {"ssri", "antidepressant"}


def test_a_ring_of_parents_ends() -> None:
    rows = {
        "a": MedicineClass(id="a", name="a", parents=("b",)),
        "b": MedicineClass(id="b", name="b", parents=("a",)),
    }
    assert ClassTree(rows).with_parents(["a"]) == {"a", "b"}


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("baclofen", {"muscle_relaxant", "antispasticity", "cns_depressant", "cns_active"}),
        ("tizanidine", {"muscle_relaxant", "alpha2_agonist", "lowers_blood_pressure"}),
        ("diazepam", {"benzodiazepine", "muscle_relaxant", "cns_depressant"}),
        ("cyclobenzaprine", {"muscle_relaxant", "serotonergic", "anticholinergic"}),
        ("gabapentin", {"gabapentinoid", "cns_depressant", "antiepileptic"}),
        ("naproxen", {"nsaid", "nephrotoxic", "bleeding_risk"}),
        ("fluvoxamine", {"ssri", "cyp1a2_inhibitor_strong", "cyp1a2_inhibitor", "cyp2c19_inhibitor"}),
        ("ciprofloxacin", {"fluoroquinolone", "cyp1a2_inhibitor", "qt_prolonging"}),
        ("omeprazole", {"cyp2c19_inhibitor", "proton_pump_inhibitor"}),
        ("rifampicin", {"cyp2c19_inducer", "cyp1a2_inducer"}),
        ("linezolid", {"maoi", "serotonergic"}),
        ("tramadol", {"opioid", "serotonergic", "cns_depressant"}),
        ("diphenhydramine", {"antihistamine_sedating", "anticholinergic", "cns_depressant"}),
        ("lisinopril", {"ace_inhibitor", "antihypertensive", "raas_inhibitor"}),
        ("hydrochlorothiazide", {"thiazide", "diuretic", "antihypertensive"}),
        ("ethinylestradiol", {"oral_contraceptive_combined", "estrogen_containing", "cyp1a2_inhibitor"}),
        ("lithium", {"lithium"}),
        ("valerian", {"herbal_sedative", "cns_depressant"}),
        ("wine", {"alcohol", "cns_depressant"}),
        ("verapamil", {"calcium_channel_blocker", "tizanidine_label_cyp1a2_inhibitor"}),
    ],
)
def test_a_medicine_is_in_the_classes_the_checks_need(names: Names, name: str, classes: set[str]) -> None:
    assert classes <= names.recognise(name).classes


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("levofloxacin", {"cyp1a2_inhibitor", "tizanidine_label_cyp1a2_inhibitor"}),
        ("moxifloxacin", {"cyp1a2_inhibitor"}),
        ("sertraline", {"cyp1a2_inhibitor", "cns_depressant"}),
        ("paracetamol", {"nsaid", "cns_depressant", "hepatotoxic"}),
        ("cetirizine", {"cns_depressant", "anticholinergic"}),
        ("baclofen", {"serotonergic", "qt_prolonging", "benzodiazepine"}),
        ("fluticasone", {"corticosteroid_systemic"}),
        ("desogestrel", {"oral_contraceptive_combined"}),
        ("loperamide", {"opioid"}),
        ("pantoprazole", {"cyp2c19_inhibitor"}),
    ],
)
def test_a_medicine_is_not_in_classes_it_does_not_belong_to(names: Names, name: str, classes: set[str]) -> None:
    assert not classes & names.recognise(name).classes


def test_no_medicine_acts_on_one_enzyme_with_two_strengths(names: Names) -> None:
    strength = re.compile(r"(cyp\w+_(?:inhibitor|inducer))_(?:strong|moderate|weak)$")

    def enzymes(classes: Iterable[str]) -> list[str]:
        return [found[1] for found in map(strength.match, classes) if found]

    acts_on = {one.id: enzymes(one.classes) for one in names.ingredients.values()}
    assert any(acts_on.values())
    assert [id_ for id_, found in acts_on.items() if len(found) != len(set(found))] == []
