"""openFDA label records: the shapes they come in, and what is kept of them."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lissom.facts.errors import InputError
from lissom.medicines.openfda import is_label, read_openfda, records

RECORD = {
    "set_id": "ABC", "id": "D1", "version": "3", "effective_time": "20240101",
    "indications_and_usage": ["1 USES  For spasm."], "boxed_warning": ["Do not stop."], "nonsense_table": ["<table/>"],
    "openfda": {
        "brand_name": ["Lioresal"], "generic_name": ["BACLOFEN"], "manufacturer_name": ["Saol"],
        "product_ndc": ["1-1", "1-2"], "package_ndc": ["1-1-30"], "substance_name": ["BACLOFEN"],
        "unii": ["H789N3FKE8"],
        "route": ["ORAL"], "product_type": ["HUMAN PRESCRIPTION DRUG"],
    },
}  # fmt: skip


def read(text: str) -> list[object]:
    return list(records(io.StringIO(text), "sample"))


def test_a_record_becomes_a_label_with_its_boxed_warning_first() -> None:
    found = read_openfda(RECORD)
    assert (found.set_id, found.version, found.effective, found.name) == ("abc", 3, "2024-01-01", "Lioresal")
    assert [(one.code, one.text) for one in found.sections] == [
        ("34066-1", "Do not stop."), ("34067-9", "1 USES For spasm."),
    ]  # fmt: skip


def test_each_product_code_is_a_product_with_its_packages() -> None:
    first, second = read_openfda(RECORD).products
    assert (first.ndc, first.packages, second.ndc, second.packages) == ("1-1", ("1-1-30",), "1-2", ())
    assert first.ingredients[0].unii == "H789N3FKE8"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n{"a": 2}\n',
        '{"a": 1}{"a": 2}',
        '[{"a": 1}, {"a": 2}]',
        '{"meta": {"disclaimer": "x"}, "results": [{"a": 1}, {"a": 2}]}',
        '\ufeff{"a": 1}\r\n\r\n{"a": 2}',
    ],
)
def test_records_are_found_in_every_shape_of_file(text: str) -> None:
    assert read(text) == [{"a": 1}, {"a": 2}]


def test_an_empty_file_holds_no_record() -> None:
    assert read("") == []


def test_the_records_before_a_fault_are_given_out() -> None:
    found = records(io.StringIO('{"a": 1}\n{"b": '), "sample")
    assert next(found) == {"a": 1}
    with pytest.raises(InputError, match="expected JSON"):
        next(found)


@pytest.mark.parametrize(
    "record",
    [
        {}, {"set_id": "", "version": "1"}, {"set_id": "a", "version": "x"}, {"set_id": "a", "version": "\u00b2"},
        {"set_id": "a", "version": 10**30}, {"set_id": "a", "version": "9" * 5000}, [], None, 4,
    ],
)  # fmt: skip
def test_a_record_without_identity_is_refused(record: object) -> None:
    with pytest.raises(InputError, match="set id"):
        read_openfda(record)


def test_a_record_that_multiplies_products_by_substances_without_end_is_refused() -> None:
    many = {"product_ndc": [str(n) for n in range(2000)], "substance_name": [str(n) for n in range(2000)]}
    with pytest.raises(InputError, match="products of one label"):
        read_openfda({"set_id": "a", "version": "1", "openfda": many})


def test_half_a_character_is_shown_as_an_unknown_one() -> None:
    halves = {"brand_name": ["Liores\ud800al"]}
    found = read_openfda({**RECORD, "set_id": "a\udfff", "openfda": halves, "indications_and_usage": ["For\ud83d it"]})
    assert (found.set_id, found.name) == ("a\ufffd", "Liores\ufffdal")
    assert "For\ufffd it" in [one.text for one in found.sections]


def test_names_that_are_none_are_left_out() -> None:
    assert read_openfda({**RECORD, "openfda": ["Lioresal"]}).products == ()


def test_every_real_record_is_read(shared: Path) -> None:
    found = []
    for path in sorted((shared / "data/openfda").rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            found += [read_openfda(one) for one in records(stream, path.name) if is_label(one)]
    assert len(found) == 500
    assert all(one.sections and one.labeler for one in found)


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())), max_size=5))
def test_records_survive_being_written_one_after_another(values: list[dict[str, object]]) -> None:
    assert read("\n".join(map(json.dumps, values))) == values
