"""A JSON Schema from frozen dataclasses: walks their fields and types, and takes their first docstring line along."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SIMPLE: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": ["number", "null"]},  # not finite is written as null
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
    Any: {},
}
ARRAY = {"type": "array", "items": {"anyOf": [{"type": ["number", "null"]}, {"$ref": "#/$defs/array"}]}}


def schema_of(root: type, *, title: str) -> dict[str, Any]:
    """The schema of a dataclass and of every dataclass it holds, under `$defs`."""
    walker = _Walker()
    reference = walker.schema(root)
    defs = dict(sorted(walker.defs.items()))
    return {"$schema": DIALECT, "title": title, **reference, "$defs": defs}


class _Walker:
    def __init__(self) -> None:
        self.defs: dict[str, dict[str, Any]] = {}

    def schema(self, kind: Any) -> dict[str, Any]:
        if kind in SIMPLE:
            return dict(SIMPLE[kind])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.schema(one) for one in arguments]}
        if origin is tuple:
            return self._tuple(arguments)
        if origin is frozenset:
            return {"type": "array", "items": self.schema(arguments[0]), "uniqueItems": True}
        if origin is Literal:
            return {"enum": list(arguments)}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.schema(arguments[1])}
        if dataclasses.is_dataclass(kind):
            return self._dataclass(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._enum(kind)
        if getattr(origin, "__name__", "") == "ndarray":
            self.defs["array"] = ARRAY
            return {"$ref": "#/$defs/array"}
        raise TypeError(f"no schema for {kind}")

    def _tuple(self, arguments: tuple[Any, ...]) -> dict[str, Any]:
        if arguments[1:] == (...,):
            return {"type": "array", "items": self.schema(arguments[0])}
        each = [self.schema(one) for one in arguments]
        return {"type": "array", "prefixItems": each, "minItems": len(each), "maxItems": len(each)}

    def _enum(self, kind: type[Enum]) -> dict[str, Any]:
        self.defs[kind.__name__] = {**_described(kind), "enum": [member.value for member in kind]}
        return {"$ref": f"#/$defs/{kind.__name__}"}

    def _dataclass(self, kind: Any) -> dict[str, Any]:
        name = kind.__name__
        if name not in self.defs:
            self.defs[name] = {}  # taken, so that a type that holds itself ends
            hints = get_type_hints(kind, localns=_numpy())
            properties = {field.name: self.schema(hints[field.name]) for field in dataclasses.fields(kind)}
            self.defs[name] = {
                **_described(kind),
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}


def _described(kind: type) -> dict[str, str]:
    doc = (kind.__doc__ or "").strip().split("\n")[0]
    return {} if not doc or doc.startswith(f"{kind.__name__}(") else {"description": doc}


def _numpy() -> dict[str, Any]:
    """The names that types of arrays use; their modules import them for type checkers only."""
    import numpy as np
    from numpy.typing import NDArray

    return {"np": np, "NDArray": NDArray}
