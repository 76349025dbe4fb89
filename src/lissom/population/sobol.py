"""Scrambled Sobol points: virtual people spread evenly, so that few of them give stable bands.

Direction numbers: Joe and Kuo 2008 (DOI 10.1137/070709359), first 64 dimensions. Scrambling: random lower-triangular
bit matrix and digital shift (Matousek 1998, DOI 10.1006/jcom.1998.0489). Normal deviates: Wichura 1988, algorithm
AS 241 (DOI 10.2307/2347330). Own code because importing SciPy's sampler costs a second.
"""

from __future__ import annotations

import numpy as np

from lissom.dynamics.layout import Floats

BITS = 32

# (primitive polynomial with all its bits, m_1 ... m_degree) for dimensions 2, 3, ...
DIRECTIONS: tuple[tuple[int, ...], ...] = (
    (3, 1),
    (7, 1, 3),
    (11, 1, 3, 1),
    (13, 1, 1, 1),
    (19, 1, 1, 3, 3),
    (25, 1, 3, 5, 13),
    (37, 1, 1, 5, 5, 17),
    (41, 1, 1, 5, 5, 5),
    (47, 1, 1, 7, 11, 19),
    (55, 1, 1, 5, 1, 1),
    (59, 1, 1, 1, 3, 11),
    (61, 1, 3, 5, 5, 31),
    (67, 1, 3, 3, 9, 7, 49),
    (91, 1, 1, 1, 15, 21, 21),
    (97, 1, 3, 1, 13, 27, 49),
    (103, 1, 1, 1, 15, 7, 5),
    (109, 1, 3, 1, 15, 13, 25),
    (115, 1, 1, 5, 5, 19, 61),
    (131, 1, 3, 7, 11, 23, 15, 103),
    (137, 1, 3, 7, 13, 13, 15, 69),
    (143, 1, 1, 3, 13, 7, 35, 63),
    (145, 1, 3, 5, 9, 1, 25, 53),
    (157, 1, 3, 1, 13, 9, 35, 107),
    (167, 1, 3, 1, 5, 27, 61, 31),
    (171, 1, 1, 5, 11, 19, 41, 61),
    (185, 1, 3, 5, 3, 3, 13, 69),
    (191, 1, 1, 7, 13, 1, 19, 1),
    (193, 1, 3, 7, 5, 13, 19, 59),
    (203, 1, 1, 3, 9, 25, 29, 41),
    (211, 1, 3, 5, 13, 23, 1, 55),
    (213, 1, 3, 7, 3, 13, 59, 17),
    (229, 1, 3, 1, 3, 5, 53, 69),
    (239, 1, 1, 5, 5, 23, 33, 13),
    (241, 1, 1, 7, 7, 1, 61, 123),
    (247, 1, 1, 7, 9, 13, 61, 49),
    (253, 1, 3, 3, 5, 3, 55, 33),
    (285, 1, 3, 1, 15, 31, 13, 49, 245),
    (299, 1, 3, 5, 15, 31, 59, 63, 97),
    (301, 1, 3, 1, 11, 11, 11, 77, 249),
    (333, 1, 3, 1, 11, 27, 43, 71, 9),
    (351, 1, 1, 7, 15, 21, 11, 81, 45),
    (355, 1, 3, 7, 3, 25, 31, 65, 79),
    (357, 1, 3, 1, 1, 19, 11, 3, 205),
    (361, 1, 1, 5, 9, 19, 21, 29, 157),
    (369, 1, 3, 7, 11, 1, 33, 89, 185),
    (391, 1, 3, 3, 3, 15, 9, 79, 71),
    (397, 1, 3, 7, 11, 15, 39, 119, 27),
    (425, 1, 1, 3, 1, 11, 31, 97, 225),
    (451, 1, 1, 1, 3, 23, 43, 57, 177),
    (463, 1, 3, 7, 7, 17, 17, 37, 71),
    (487, 1, 3, 1, 5, 27, 63, 123, 213),
    (501, 1, 1, 3, 5, 11, 43, 53, 133),
    (529, 1, 3, 5, 5, 29, 17, 47, 173, 479),
    (539, 1, 3, 3, 11, 3, 1, 109, 9, 69),
    (545, 1, 1, 1, 5, 17, 39, 23, 5, 343),
    (557, 1, 3, 1, 5, 25, 15, 31, 103, 499),
    (563, 1, 1, 1, 11, 11, 17, 63, 105, 183),
    (601, 1, 1, 5, 11, 9, 29, 97, 231, 363),
    (607, 1, 1, 5, 15, 19, 45, 41, 7, 383),
    (617, 1, 3, 7, 7, 31, 19, 83, 137, 221),
    (623, 1, 1, 1, 3, 23, 15, 111, 223, 83),
    (631, 1, 1, 5, 13, 31, 15, 55, 25, 161),
    (637, 1, 1, 3, 13, 25, 47, 39, 87, 257),
)


def sobol(count: int, dimensions: int, seed: int, first: int = 0) -> Floats:
    """`count` points strictly inside the unit cube, [dimension, point], the same for the same seed.

    `first` skips that many points of the same sequence, so that a large crowd can come in parts. Best at powers of two.
    Raises ValueError above 64 dimensions.
    """
    if dimensions > len(DIRECTIONS) + 1:
        raise ValueError(f"direction numbers are held for {len(DIRECTIONS) + 1} dimensions, not {dimensions}")
    random = np.random.Generator(np.random.PCG64(seed))
    gray = np.arange(first, first + count, dtype=np.uint64)
    gray ^= gray >> np.uint64(1)
    points = np.zeros((dimensions, count))
    for dimension in range(dimensions):
        columns = _scrambled(_directions(dimension), random)
        bits = np.full(count, random.integers(1 << BITS, dtype=np.uint64))
        for k in range(max(1, (first + count).bit_length())):
            chosen = (gray >> np.uint64(k)) & np.uint64(1)
            bits ^= chosen * columns[k]
        points[dimension] = (bits + 0.5) / float(1 << BITS)
    return points


def _directions(dimension: int) -> list[int]:
    """The direction numbers of one dimension as integers of `BITS` bits, most significant first."""
    if dimension == 0:
        return [1 << (BITS - 1 - k) for k in range(BITS)]
    polynomial, *m = DIRECTIONS[dimension - 1]
    degree = polynomial.bit_length() - 1
    for k in range(degree, BITS):
        new = m[k - degree] ^ (m[k - degree] << degree)
        for i in range(1, degree):
            if polynomial >> (degree - i) & 1:
                new ^= m[k - i] << i
        m.append(new)
    return [value << (BITS - 1 - k) for k, value in enumerate(m)]


def _scrambled(columns: list[int], random: np.random.Generator) -> list[np.uint64]:
    """The direction numbers times a random lower-triangular bit matrix with ones on its diagonal."""
    below = [int(random.integers(1 << row)) if row else 0 for row in range(BITS)]
    rows = [(below[row] << (BITS - row)) | 1 << (BITS - 1 - row) for row in range(BITS)]
    return [
        np.uint64(sum(((mask & column).bit_count() & 1) << (BITS - 1 - row) for row, mask in enumerate(rows)))
        for column in columns
    ]


def normal(uniform: Floats) -> Floats:
    """Standard normal deviates of probabilities strictly between 0 and 1, to about 16 digits (AS 241)."""
    q = uniform - 0.5
    r = 0.180625 - q * q
    middle = q * _ratio(r, CENTRE)
    tail = np.sqrt(-np.log(np.where(q < 0, uniform, 1.0 - uniform)))
    near = _ratio(tail - 1.6, NEAR)
    far = _ratio(tail - 5.0, FAR)
    outside = np.copysign(np.where(tail <= 5.0, near, far), q)
    result: Floats = np.where(np.abs(q) <= 0.425, middle, outside)
    return result


Ratio = tuple[tuple[float, ...], tuple[float, ...]]

CENTRE: Ratio = (
    (
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ),
    (
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ),
)
NEAR: Ratio = (
    (
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ),
    (
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ),
)
FAR: Ratio = (
    (
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ),
    (
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ),
)


def _ratio(x: Floats, ratio: Ratio) -> Floats:
    """A quotient of two polynomials, highest power first."""
    above, below = ratio
    return np.polyval(above, x) / np.polyval(below, x)
