"""CSL-JSON items become sources, and faulty ones are reported and left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lissom.facts.bibliography import cited_in_code, read_sources
from lissom.facts.errors import Faults

PAPER: dict[str, Any] = {
    "id": "smith2001",
    "type": "article-journal",
    "title": "A trial",
    "author": [{"family": "Smith", "given": "A"}, {"literal": "and others"}],
    "issued": {"date-parts": [[2001, 3]]},
    "DOI": "10.1000/x",
    "PMID": 12345,
}


def read(tmp_path: Path, *items: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    path = tmp_path / "sources.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    faults = Faults()
    return dict(read_sources(path, faults)), [str(fault) for fault in faults.found]


def test_a_paper_is_identified_by_its_doi(tmp_path: Path) -> None:
    sources, faults = read(tmp_path, PAPER)
    assert not faults
    source = sources["smith2001"]
    assert source.identity == "DOI 10.1000/x"
    assert (source.authors, source.year, source.issued, source.pmid) == (
        ("Smith A", "and others"),
        2001,
        "2001-03",
        "12345",
    )


def test_a_label_is_identified_by_set_id_country_and_date(tmp_path: Path) -> None:
    label = {
        "id": "us_x_2024",
        "type": "document",
        "title": "X: US prescribing information",
        "issued": {"date-parts": [[2024, 1, 9]]},
        "custom": {"set_id": "abc", "jurisdiction": "US"},
    }
    sources, _ = read(tmp_path, label)
    assert sources["us_x_2024"].identity == "label abc (US, 2024-01-09)"


def test_a_label_without_a_date_has_no_identity(tmp_path: Path) -> None:
    label = {"id": "us_x", "type": "document", "title": "X", "custom": {"set_id": "abc", "jurisdiction": "US"}}
    sources, _ = read(tmp_path, label)
    assert sources["us_x"].identity == ""


def test_every_faulty_item_is_reported(tmp_path: Path) -> None:
    sources, faults = read(tmp_path, PAPER, PAPER, PAPER | {"id": "b", "DOI": "https://doi.org/10.1"}, {"id": "c"})
    assert list(sources) == ["smith2001"]
    assert len(faults) == 4
    assert faults[0] == "sources.json:smith2001: expected an id used once, came smith2001"


def test_a_file_that_is_no_json_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    path.write_text("[", encoding="utf-8")
    faults = Faults()
    assert not read_sources(path, faults)
    assert faults


def test_sources_of_formulas_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    path.write_text(json.dumps([PAPER, PAPER | {"id": "f", "custom": {"used_by": "formula"}}]), encoding="utf-8")
    assert cited_in_code(path) == {"f"}
