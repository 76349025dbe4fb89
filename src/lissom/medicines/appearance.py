"""Which curated tablets fit a description: imprint, colour, shape. Plain matching; nothing here is ever sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lissom.medicines.product import Product

FILLERS = frozenset(
    {"over", "plain", "blank", "break", "line", "score", "scored", "other", "side", "on", "and", "one", "the"}
)
"""Words of an imprint description that are not on the tablet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A product that fits, and which of the described features it was compared on."""

    product: Product
    agrees: tuple[str, ...]
    not_recorded: tuple[str, ...]
    """Features that were described but that our row does not record: neither for nor against."""


def matching(products: Iterable[Product], *, imprint: str = "", colour: str = "", shape: str = "") -> tuple[Match, ...]:
    """Every product no described feature speaks against, those compared on most features first."""
    described = {"imprint": marks(imprint), "colour": words(colour), "shape": words(shape)}
    wanted = {name: value for name, value in described.items() if value}
    found = [match for product in products if (match := _compared(product, wanted)) is not None]
    return tuple(sorted(found, key=lambda match: (-len(match.agrees), match.product.id)))


def marks(text: str) -> frozenset[str]:
    """The marks of an imprint, upper case, without words that only describe where they stand."""
    return frozenset(token.upper() for token in re.findall(r"[A-Za-z0-9.]+", text) if token.lower() not in FILLERS)


def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower().replace("gray", "grey")))


def _compared(product: Product, wanted: dict[str, frozenset[str]]) -> Match | None:
    """The match, or None when a feature speaks against it or nothing could be compared."""
    recorded = {"imprint": marks(product.imprint), "colour": words(product.colour), "shape": words(product.shape)}
    compared = [name for name in wanted if recorded[name]]
    if not compared or any(not _fits(name, wanted[name], recorded[name]) for name in compared):
        return None
    missing = tuple(name for name in wanted if not recorded[name])
    return Match(product=product, agrees=tuple(compared), not_recorded=missing)


def _fits(feature: str, wanted: frozenset[str], recorded: frozenset[str]) -> bool:
    """All marks must be there, written as one word or several; of colour and shape one shared word is enough."""
    if feature == "imprint":
        return wanted <= recorded or "".join(sorted(wanted)) == "".join(sorted(recorded))
    return not wanted.isdisjoint(recorded)
