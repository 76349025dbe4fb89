"""The model files: what they must state, and what happens when they do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import lissom
from lissom.facts.errors import DataError
from lissom.facts.grade import Grade
from lissom.population.covariates import FORMULAS
from lissom.population.model import model_for
from lissom.population.model_files import ModelShelf, read_models
from lissom.population.parameter import Origin

FOLDER = Path(lissom.__file__).parent / "data" / "models"
MODELS = read_models(FOLDER)

GOOD = """
[model]
id = "x"
ingredient = "x"
route = "oral"
title = "X"
[variant.adult.parameter.CL]
value = 1
unit = "L/h"
origin = "S"
grade = "trial"
reading = "abstract"
sources = ["a1999"]
"""


def faults(tmp_path: Path, text: str) -> str:
    (tmp_path / "x.toml").write_text(text)
    with pytest.raises(DataError) as caught:
        read_models(tmp_path)
    return str(caught.value)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(GOOD)
    assert read_models(tmp_path)["x"].variants[0].value("CL") == 1.0


def test_a_number_without_unit_or_source_does_not_load_and_both_faults_are_told(tmp_path: Path) -> None:
    told = faults(tmp_path, GOOD.replace('unit = "L/h"\n', "").replace('sources = ["a1999"]\n', ""))
    assert "x.toml:variant.adult.parameter.CL.unit" in told
    assert "x.toml:variant.adult.parameter.CL.sources" in told


def test_an_assumption_without_its_reason_does_not_load(tmp_path: Path) -> None:
    told = faults(tmp_path, GOOD.replace('"S"', '"A"').replace('"trial"', '"assumption"'))
    assert "the reason for an assumption" in told


def test_an_assumption_cannot_be_graded_as_a_trial(tmp_path: Path) -> None:
    assert "'assumption'" in faults(tmp_path, GOOD.replace('"S"', '"T"'))


def test_an_interval_that_misses_its_value_does_not_load(tmp_path: Path) -> None:
    assert "around the value" in faults(tmp_path, GOOD + "interval = [2, 3]\n")


def test_a_file_that_is_not_toml_is_a_fault_with_its_name(tmp_path: Path) -> None:
    assert "x.toml" in faults(tmp_path, "[model")


def test_a_covariate_that_names_no_parameter_does_not_load(tmp_path: Path) -> None:
    row = '[[variant.adult.covariate]]\ntarget = "CL"\nkind = "factor"\nuses = { factor = "x" }\nsources = ["a"]\n'
    assert "covariate[0].uses.factor" in faults(tmp_path, GOOD + row)


def test_every_covariate_names_a_formula_we_have() -> None:
    kinds = {c.kind for model in MODELS.values() for variant in model.variants for c in variant.covariates}
    assert kinds <= set(FORMULAS)


def test_everything_tuned_or_assumed_is_graded_an_assumption() -> None:
    for model in MODELS.values():
        for variant in model.variants:
            for p in (*variant.parameters.values(), *variant.omega.values()):
                assert p.origin in (Origin.STATED, Origin.DERIVED) or p.grade == Grade.ASSUMPTION


def test_a_route_never_stands_for_another() -> None:
    oral = model_for(MODELS, "baclofen", "oral")
    assert oral is not None
    assert oral.id == "baclofen"
    assert model_for(MODELS, "baclofen", "inhaled") is None


def test_reading_models_loads_no_numerics() -> None:
    script = (
        "import sys; from pathlib import Path; from lissom.population.model_files import read_models;"
        "from lissom.population.exposure import exposure_ratio;"
        "import lissom; folder = Path(lissom.__file__).parent / 'data' / 'models';"
        "exposure_ratio(read_models(folder)['baclofen'], 90, 40);"
        "sys.exit('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_a_shelf_holds_the_same_models_and_reads_them_one_by_one() -> None:
    shelf = ModelShelf(FOLDER)
    assert set(shelf) == set(MODELS)
    assert shelf["baclofen"] == MODELS["baclofen"]
    with pytest.raises(KeyError):
        shelf["every_model"]


def test_a_faulty_file_on_a_shelf_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "every_model.toml").write_text("")
    (tmp_path / "x.toml").write_text(GOOD.replace('unit = "L/h"\n', ""))
    with pytest.raises(DataError, match=r"CL\.unit"):
        ModelShelf(tmp_path)["x"]


def test_a_canal_must_state_its_falls_its_vertebrae_and_where_effects_are_felt(tmp_path: Path) -> None:
    canal = """
[variant.adult.structure]
absorption = "bolus"
places = ["low", "high"]
tops = ["T13"]
effect_sites = ["cord"]
felt_at = ["head"]
"""
    said = faults(tmp_path, GOOD + canal)
    for part in ("fall_high", "tip_place", "T13", "head"):
        assert part in said
