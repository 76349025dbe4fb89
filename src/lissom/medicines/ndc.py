"""The US National Drug Code: labeler, product, package. Ten digits in three layouts on labels, eleven in lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = re.compile(r"^\s*(?:NDC|N\.D\.C\.)?\s*(?:code|no\.?|number|#)?\s*:?\s*", re.IGNORECASE)
_HYPHENS = re.compile(r"\s*[-‐‑‒–—−]\s*|(?<=\d)\s+(?=\d)")
_WITH_PACKAGE = ((4, 4, 2), (5, 3, 2), (5, 4, 1), (5, 4, 2))
_PRODUCT_ALONE = ((4, 4, 0), (5, 3, 0), (5, 4, 0))
_LENGTHS = {11: (5, 4, 2), 9: (5, 4, 0)}


@dataclass(frozen=True, slots=True, order=True)
class Ndc:
    """One code in the layout of price lists: five digits, four, and two for the package ('' when it is not said)."""

    labeler: str
    product: str
    package: str = ""

    @property
    def digits(self) -> str:
        """Eleven digits, or nine of a product alone."""
        return self.labeler + self.product + self.package

    @property
    def products(self) -> tuple[str, ...]:
        """The product as labels may write it: '0591-5658', '00591-5658'."""
        shorter = [f"{self.labeler[1:]}-{self.product}"] if self.labeler.startswith("0") else []
        shorter += [f"{self.labeler}-{self.product[1:]}"] if self.product.startswith("0") else []
        return (f"{self.labeler}-{self.product}", *shorter)

    def __str__(self) -> str:
        return "-".join(filter(None, (self.labeler, self.product, self.package)))


def ndcs(text: str) -> tuple[Ndc, ...]:
    """Every code that a text may be, '0591-5658-01' or '00591565801'; () when it is none.

    Ten digits without hyphens can be read in three ways; what is a code and what is not only a register can tell.
    """
    parts = _HYPHENS.split(_WORDS.sub("", text).strip())
    if not all(re.fullmatch(r"[0-9]+", part) for part in parts):
        return ()
    if len(parts) > 1:
        lengths = tuple(map(len, parts))
        shape = (*lengths, 0) if len(parts) == 2 else lengths
        return (_filled(*parts),) if shape in (*_WITH_PACKAGE, *_PRODUCT_ALONE) else ()
    return tuple(sorted({_filled(*_cut(parts[0], shape)) for shape in _shapes(len(parts[0]))}))


def is_ndc(text: str) -> bool:
    """Whether a text is such a code beyond doubt: with its hyphens, or ten or eleven digits long."""
    digits = sum(map(str.isdigit, text))
    return bool(ndcs(text)) and (digits >= 10 or bool(re.search(r"\d\s*[-‐‑‒–—−]\s*\d", text)))


def _shapes(length: int) -> tuple[tuple[int, int, int], ...]:
    if length in _LENGTHS:
        return (_LENGTHS[length],)
    shapes = (*_WITH_PACKAGE, *_PRODUCT_ALONE)
    return tuple(shape for shape in shapes if sum(shape) == length)


def _cut(digits: str, shape: tuple[int, int, int]) -> tuple[str, ...]:
    first, second, _ = shape
    return digits[:first], digits[first : first + second], digits[first + second :]


def _filled(labeler: str, product: str, package: str = "") -> Ndc:
    return Ndc(labeler.zfill(5), product.zfill(4), package.zfill(2) if package else "")
