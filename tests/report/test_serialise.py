"""JSON: the same bytes each time, valid against the published schema, without anything JSON does not know."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from lissom.assessment import Assessment
from lissom.population.forecast import Forecast
from lissom.report.plain import plain, rounded
from lissom.report.serialise import assessment_schema, to_json


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(assessment_schema())


def test_what_is_written_is_valid(assessment: Assessment) -> None:
    Draft202012Validator(assessment_schema()).validate(json.loads(to_json(assessment)))


def test_a_field_nobody_knows_is_not_valid(assessment: Assessment) -> None:
    value = json.loads(to_json(assessment))
    value["findings"][0]["sevrity"] = "major"
    assert not Draft202012Validator(assessment_schema()).is_valid(value)


def test_a_severity_nobody_knows_is_not_valid(assessment: Assessment) -> None:
    value = json.loads(to_json(assessment))
    value["findings"][0]["severity"] = "dreadful"
    assert not Draft202012Validator(assessment_schema()).is_valid(value)


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment) -> None:
    assert to_json(assessment) == to_json(assessment)


def test_keys_are_sorted_and_sets_too(assessment: Assessment) -> None:
    value = json.loads(to_json(assessment))
    assert list(value) == sorted(value)
    assert value["understood"][0]["recognition"]["components"][0]["ingredient"]["classes"] == ["a", "b"]


def test_computed_numbers_have_six_figures(assessment: Assessment) -> None:
    value = json.loads(to_json(assessment))
    assert value["forecasts"][0]["parameters"][0]["value"] == 8.75712


@pytest.mark.parametrize(("value", "kept"), [(0.0, 0.0), (1234567.89, 1234570.0), (-0.000123456789, -0.000123457)])
def test_rounding_keeps_six_figures(value: float, kept: float) -> None:
    assert rounded(value) == kept


def test_a_number_that_is_none_becomes_null(assessment: Assessment, forecast: Forecast) -> None:
    broken = replace(forecast, times=np.array([0.0, np.nan, np.inf]))
    text = to_json(replace(assessment, forecasts=(broken,))).decode()
    assert "NaN" not in text
    assert json.loads(text)["forecasts"][0]["times"] == [0.0, None, None]


def test_a_value_without_a_plain_form_is_refused() -> None:
    value: Any = object()
    with pytest.raises(TypeError):
        plain(value)
