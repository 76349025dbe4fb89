"""Reads openFDA drug label records into `Label`: bulk files (`results`), one record, or one record a line; gzip or not.

openFDA has flattened each label: sections by name, no strengths and no looks. Records are read one after another, so
that memory does not grow with the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from lissom.facts.errors import Fault, InputError
from lissom.medicines.label import Label, LabelIngredient, LabelProduct, LabelSection, boxed_first
from lissom.medicines.label_codes import section_codes, section_titles
from lissom.medicines.spl_tree import iso_date, whole_number, words

_NO_TEXT = frozenset({"spl_product_data_elements", "spl_indexing_data_elements"})
MOST = 500_000
"""Products times substances, or packages, of one record: as each product holds every substance, a small record could
fill the memory. Labels of some hundred extracts stay below it; the largest seen come to some thousand."""
_TYPES = {"HUMAN PRESCRIPTION DRUG": "34391-3", "HUMAN OTC DRUG": "34390-5"}
_CHUNK = 1 << 20
_HALF = re.compile("[\ud800-\udfff]")


def records(stream: TextIO, name: str) -> Iterator[Any]:
    """Every JSON value of a stream: of a list, of the `results` of an openFDA answer, or written one after another.

    Raises `InputError` where the text stops being JSON; the values before it have been given out.
    """
    decoder = json.JSONDecoder()
    text, ended = _more(stream, "")
    text = _into_results(text)
    while True:
        text = text.lstrip(" \t\r\n,")
        if not text or text[0] == "]":
            if ended:
                return
            text, ended = _more(stream, text.lstrip("]"))
            continue
        if text[0] == "}":  # what follows the results of an answer
            return
        try:
            value, end = decoder.raw_decode(text)
        except ValueError as error:
            if not ended:
                text, ended = _more(stream, text)
                continue
            raise InputError([Fault(where=name, expected="JSON", came=str(error)[:120])]) from None
        yield value
        text = text[end:]


def _more(stream: TextIO, text: str) -> tuple[str, bool]:
    """The text with what follows it, at least doubled so that a long record is not tried again too often."""
    added = stream.read(max(_CHUNK, len(text)))
    return text + added, not added


def _into_results(text: str) -> str:
    """The text from the first record on, where the file is a list or an openFDA answer."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("["):
        return text[1:]
    head = text[:4000]
    at = head.find('"results"')
    if text.startswith("{") and '"meta"' in head and at >= 0:
        return text[text.index("[", at) + 1 :]
    return text


def is_label(record: object) -> bool:
    """Whether a JSON value is an openFDA label record, or holds one under `label`."""
    return _record(record) is not None


def _record(value: object) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    inner = value.get("label")
    found = inner if isinstance(inner, dict) else value
    return found if "set_id" in found and "version" in found else None


def read_openfda(value: object, name: str = "record") -> Label:
    """The label of one record. Raises `InputError` when it has no set id or version."""
    record = _record(value) or {}
    told = _said(record.get("version", ""))
    set_id, version = _said(record.get("set_id", "")).lower(), whole_number(told)
    if not set_id or version is None:
        came = f"set id {set_id[:40]!r}, version {told[:10]!r}"
        raise InputError([Fault(where=name, expected="a set id and a version number", came=came)])
    found = record.get("openfda")
    about: dict[str, Any] = found if isinstance(found, dict) else {}
    names = _texts(about, "brand_name") or _texts(about, "generic_name")
    kind = next(iter(_texts(about, "product_type")), "")
    return Label(
        set_id=set_id,
        version=version,
        effective=iso_date(_said(record.get("effective_time", ""))),
        type_code=_TYPES.get(kind, ""),
        type_name=kind.lower(),
        title=", ".join(names),
        labeler=", ".join(_texts(about, "manufacturer_name")),
        origin="openFDA",
        document_id=_said(record.get("id", "")).lower(),
        products=_products(about, name),
        sections=boxed_first(tuple(_sections(record))),
    )


def _products(about: dict[str, Any], name: str) -> tuple[LabelProduct, ...]:
    """One product for each NDC. Which substance belongs to which NDC is not told where there are several of each."""
    brands, generics = _texts(about, "brand_name"), _texts(about, "generic_name")
    codes, packages = _texts(about, "product_ndc") or ("",), _texts(about, "package_ndc")
    ids = dict(zip(_texts(about, "substance_name"), _texts(about, "unii"), strict=False))
    same_order = len(_texts(about, "substance_name")) == len(_texts(about, "unii"))
    parts = tuple(
        LabelIngredient(name=name, unii=ids.get(name, "") if same_order else "")
        for name in _texts(about, "substance_name")
    )
    if not (brands or generics or parts):
        return ()
    if len(codes) * max(len(parts), len(packages)) > MOST:
        came = f"{len(codes)} products with {len(parts)} substances and {len(packages)} packages"
        raise InputError([Fault(where=name, expected="the products of one label", came=came)])
    return tuple(
        LabelProduct(
            name=brands[0] if brands else "",
            ndc=code,
            generic=generics[0] if generics else "",
            routes=tuple(route.lower() for route in _texts(about, "route")),
            ingredients=parts,
            packages=tuple(one for one in packages if code and one.startswith(f"{code}-")),
            application=next(iter(_texts(about, "application_number")), ""),
        )
        for code in codes
    )


def _sections(record: dict[str, Any]) -> Iterator[LabelSection]:
    codes, titles = section_codes(), section_titles()
    for field, value in record.items():
        if field in _NO_TEXT or field.endswith("_table") or not _all_texts(value):
            continue
        code = codes.get(field, "")
        title = titles.get(code) or field.replace("_", " ").capitalize()
        text = "\n".join(filter(None, map(_said, value)))
        if text:
            yield LabelSection(code=code, title=title, text=text, within=code)


def _all_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _texts(record: dict[str, Any], field: str) -> tuple[str, ...]:
    value = record.get(field)
    return tuple(_said(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _said(value: object) -> str:
    """A value as text with single blanks; half of a character, which JSON can spell, is shown as an unknown one."""
    return _HALF.sub("\ufffd", words(str(value)))
