"""An assessment as JSON bytes: the same bytes for the same assessment, and valid against `assessment_schema`."""

from __future__ import annotations

import json
from typing import Any

from lissom.assessment import Assessment
from lissom.report.plain import plain
from lissom.report.schema import schema_of


def to_json(assessment: Assessment) -> bytes:
    """UTF-8 JSON with sorted keys and a newline at the end. Computed numbers have six significant figures."""
    text = json.dumps(plain(assessment), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode()


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what `to_json` writes, made from the dataclasses themselves."""
    return schema_of(Assessment, title="Lissom assessment")
