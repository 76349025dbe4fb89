"""Which entries of the matrices are filled for anybody, and so which products of entries a step takes.

Matrices of a crowd are kept as their filled entries only, [entry, people]: most of a matrix of rates is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Entries = Sequence[tuple[int, int]]
"""(row, column) of each filled entry, row by row."""
ORAL = [(0, 0), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 3)]
"""The rates of depot, centre, periphery and one effect site: the commonest shape, which has compiled forms of its own
(`oral.py`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A matrix product as a list of products of entries: entry i of the result is the sum of entry `left[k]` times
    entry `right[k]` over k from `starts[i]` to `starts[i + 1]`."""

    starts: Ints
    left: Ints
    right: Ints

    @property
    def parts(self) -> tuple[Ints, Ints, Ints]:
        return self.starts, self.left, self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The filled entries of the rates (the diagonal always) and of their exponentials, and the products of them."""

    rates: Entries
    matrix: Entries
    size: int
    rate_by_matrix: Product
    matrix_by_matrix: Product
    rate_by_state: Product
    matrix_by_state: Product

    @property
    def oral(self) -> bool:
        return self.rates == ORAL

    def diagonal(self, entries: Entries) -> Ints:
        """Where each state's own entry stands."""
        return np.array([entries.index((state, state)) for state in range(self.size)], dtype=np.int64)


def pattern(filled: NDArray[np.bool_]) -> Pattern:
    """The pattern of rates that are filled for anybody, [into, from]."""
    return _pattern(filled.tobytes(), len(filled))


@lru_cache(maxsize=64)
def _pattern(filled: bytes, size: int) -> Pattern:
    rates = np.frombuffer(filled, dtype=np.bool_).reshape(size, size) | np.eye(size, dtype=np.bool_)
    reach = np.linalg.matrix_power(rates, size)
    rate, matrix, column = _entries(rates), _entries(reach), [(state, 0) for state in range(size)]
    return Pattern(
        rates=rate,
        matrix=matrix,
        size=size,
        rate_by_matrix=product(rate, matrix, matrix),
        matrix_by_matrix=product(matrix, matrix, matrix),
        rate_by_state=product(rate, column, column),
        matrix_by_state=product(matrix, column, column),
    )


def _entries(filled: NDArray[np.bool_]) -> Entries:
    return [(int(row), int(column)) for row, column in np.argwhere(filled)]


def product(left: Entries, right: Entries, result: Entries) -> Product:
    """The products of entries that make up each entry of the result."""
    place = {entry: number for number, entry in enumerate(right)}
    starts, of_left, of_right = [0], [], []
    for row, column in result:
        for number, (into, middle) in enumerate(left):
            if into == row and (middle, column) in place:
                of_left.append(number)
                of_right.append(place[middle, column])
        starts.append(len(of_left))
    return Product(starts=np.array(starts), left=np.array(of_left), right=np.array(of_right))
