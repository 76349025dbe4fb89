"""Colours and shapes: register codes, the words people use for them, and which are easily taken for one another."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "appearance"


@dataclass(frozen=True, slots=True)
class Feature:
    """One colour or shape of the register: code, name, words for it, and the codes of its neighbours.

    `share` is the share of tablets that have it, 0 to 1, in the register named beside it in the table.
    """

    code: str
    name: str
    words: tuple[str, ...]
    near: frozenset[str]
    taiwan: tuple[str, ...]
    share: float


@cache
def colours() -> Mapping[str, Feature]:
    """NCI code -> colour."""
    return _features("colours.csv")


@cache
def shapes() -> Mapping[str, Feature]:
    """NCI code -> shape."""
    return _features("shapes.csv")


@cache
def colour_words() -> Mapping[str, str]:
    """Word -> NCI code of a colour."""
    return {word: one.code for one in colours().values() for word in one.words}


@cache
def shape_words() -> Mapping[str, str]:
    """Word -> NCI code of a shape."""
    return {word: one.code for one in shapes().values() for word in one.words}


def colours_in(text: str) -> tuple[str, ...]:
    """The codes of the colours a text names, in its order: 'white to off-white' is one, 'blue and white' two."""
    return _codes_in(text, colour_words())


def shapes_in(text: str) -> tuple[str, ...]:
    """The codes of the shapes a text names, in its order."""
    return _codes_in(text, shape_words())


def colour_of_taiwan(sign: str) -> str:
    """The code of a colour as the Taiwan set writes it, or ''."""
    return _of_taiwan(sign.strip(), colours())


def shape_of_taiwan(sign: str) -> str:
    """The code of a shape as the Taiwan set writes it, or ''."""
    return _of_taiwan(sign.strip(), shapes())


def name_of(code: str) -> str:
    """The plain name of a colour or shape code; '' for one we do not know."""
    found = colours().get(code) or shapes().get(code)
    return found.name if found else ""


def _of_taiwan(sign: str, features: Mapping[str, Feature]) -> str:
    return next((one.code for one in features.values() if sign and sign in one.taiwan), "")


def _codes_in(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    plain = text.lower()
    found: dict[int, str] = {}
    for word in sorted(known, key=len, reverse=True):
        for match in re.finditer(rf"(?<![a-z]){re.escape(word)}(?:ish)?(?![a-z])", plain):
            found.setdefault(match.start(), known[word])
            plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _features(file: str) -> Mapping[str, Feature]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: Feature(
                row["id"],
                row["name"],
                tuple(row["words"].split(";")),
                frozenset(filter(None, row["near"].split(";"))),
                tuple(filter(None, row["taiwan"].split(";"))),
                float(row["share"]),
            )
            for row in csv.DictReader(lines)
        }
