"""Bytes from anywhere turned into text and JSON, with a plain reason when they are not what they should be."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from lissom.facts.errors import Fault, InputError

MIB = 1024 * 1024


def text_of(data: bytes, *, name: str, most: int) -> str:
    """The text of a UTF-8 file of at most `most` bytes. Raises `InputError`: empty, too large, binary, or not UTF-8."""
    if len(data) > most:
        _refuse(name, f"at most {most // MIB} MB", f"{len(data) / MIB:.0f} MB")
    if not data.strip():
        _refuse(name, "a case", "an empty file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(name, "text in UTF-8", "text in UTF-16", "Save the file again as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        _refuse(f"{name}, line {line}", "text in UTF-8", "bytes that are not", "Save the file again as UTF-8.")
    if "\0" in text:
        _refuse(name, "text", "a binary file")
    return text


def cleaned(text: str) -> str:
    """The text without what could steer a terminal or hide its order: control, bidirectional and half characters."""
    return text.encode("utf-8", "replace").decode("utf-8").translate(_STEERING)


_BIDIRECTIONAL = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROL = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A))
_STEERING = dict.fromkeys((*_CONTROL, *_BIDIRECTIONAL))


def json_of(text: str, *, name: str, unique_keys: bool = False) -> Any:
    """The JSON value of a text. Raises `InputError` when it is broken, or names a key twice where keys are unique."""
    hook = _unique if unique_keys else None
    try:
        return json.loads(text, object_pairs_hook=hook, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        _refuse(f"{name}, line {error.lineno}, column {error.colno}", "JSON", f"text that is not ({error.msg})")
    except RecursionError:
        _refuse(name, "JSON", "values nested too deep")
    except ValueError as error:
        _refuse(name, "JSON", "a number of thousands of digits" if "digits" in str(error) else str(error))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice[:40]!r} twice in one object")
    return found


def _no_constant(_: str) -> NoReturn:
    raise ValueError("a number that is not finite")


def _refuse(where: str, expected: str, came: str, todo: str = "") -> NoReturn:
    raise InputError([Fault(where=where, expected=expected, came=came, todo=todo)])
