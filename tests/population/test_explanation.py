"""What `lissom explain` prints: the equation that is simulated, its numbers, and what must be read beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lissom
from lissom.facts.errors import InputError
from lissom.library import load
from lissom.population.equations import of_the_covariate, of_the_level
from lissom.population.explanation import explain
from lissom.population.model_files import read_models
from lissom.report.simulation_explained import explained_document

MODELS = read_models(Path(lissom.__file__).parent / "data" / "models")
EVERY_VARIANT = [variant for model in MODELS.values() for variant in model.variants]
SYMBOL = re.compile(r"\b(?:CL\w*|V[a-z]\w*|Q\w*|k[a-z]|F_\w+|MTT|Bmax|Km|fall_\w+|dose_reference|fm|tip_place)\b")
WORKED_OUT = {"CL_place", "V_place", "Vmax", "kt", "Q_k", "Vm", "CLm"}
"""Symbols that the lines themselves define, or that a covariate makes."""


@pytest.mark.parametrize("variant", EVERY_VARIANT, ids=lambda variant: variant.title)
def test_every_symbol_of_the_kinetics_is_a_number_of_the_model_or_made_from_them(variant: object) -> None:
    one = next(each for each in EVERY_VARIANT if each is variant)
    made = {covariate.target for covariate in one.covariates}
    symbols = {name for line in of_the_level(one) for name in SYMBOL.findall(line)}
    unknown = {name.removesuffix("-1") for name in symbols} - set(one.parameters) - made - WORKED_OUT
    assert not unknown


@pytest.mark.parametrize("variant", EVERY_VARIANT, ids=lambda variant: variant.title)
def test_every_covariate_is_written_with_all_that_it_uses(variant: object) -> None:
    one = next(each for each in EVERY_VARIANT if each is variant)
    for covariate in one.covariates:
        written = of_the_covariate(covariate)
        assert all(name in written for name in (covariate.target, *covariate.uses.values()))


def test_a_pump_is_explained_by_its_canal_and_not_by_a_tablet() -> None:
    (pump,) = explain(MODELS, "baclofen_intrathecal.level")
    lines = " ".join(pump.equation)
    assert "fall_cervical" in lines
    assert "ka" not in lines.split()
    assert {"Q_tip", "fall_cervical", "tip_place"} <= {parameter.name for parameter in pump.parameters}


@pytest.mark.parametrize("outcome", ["sedation", "drowsiness"])
def test_what_a_model_does_not_tell_is_not_explained(outcome: str) -> None:
    with pytest.raises(InputError):
        explain(MODELS, f"baclofen_intrathecal.{outcome}")


def test_that_the_rhythm_of_spasms_is_not_known_is_said() -> None:
    told = explain(MODELS, "baclofen.spasms")[0].told
    assert any("not known" in said.text and "skold2000" in said.sources for said in told)


def test_people_of_whom_the_same_holds_are_told_once() -> None:
    library = load()
    tone = explained_document(explain(MODELS, "baclofen.tone"), library.sources, "")
    level = explained_document(explain(MODELS, "baclofen.level"), library.sources, "")
    assert [part.title for part in tone.parts].count("Equation") == 1
    assert sum(part.title.startswith("Numbers") for part in tone.parts) == 1
    assert sum(part.title.startswith("Numbers") for part in level.parts) == 2


def test_those_who_do_not_respond_are_in_every_effect_that_leaves_them_out() -> None:
    for outcome in ("tone", "spasms", "strength", "response"):
        (adult, *_) = explain(MODELS, f"baclofen.{outcome}")
        assert "non_responder" in {parameter.name for parameter in adult.parameters}
