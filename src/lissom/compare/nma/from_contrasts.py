"""Reported contrasts to effects with covariance; says what is missing where a study of many arms gives too little."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose, isfinite

from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Contrast, Evidence, StudyEffects
from lissom.facts.errors import Faults, InputError

TOLERANCE = 0.001
"""By how much the contrasts of one study may fail to add up: rounding of printed results."""


def from_contrasts(rows: Sequence[Contrast], measure: Measure) -> Evidence:
    """Effects and covariances of every study.

    A study of more than two arms gives either all its pairs, or each arm against the same one with `base_se`. Raises
    `InputError` naming every study that gives neither, or whose numbers cannot be together.
    """
    faults = Faults()
    studies = []
    for study in dict.fromkeys(row.study for row in rows):
        effects = _study(study, [row for row in rows if row.study == study], faults)
        if effects is not None:
            studies.append(effects)
    if faults:
        raise InputError(faults.found)
    return Evidence(measure=measure, studies=tuple(studies))


def _study(study: str, rows: Sequence[Contrast], faults: Faults) -> StudyEffects | None:
    if not all(isfinite(one) for row in rows for one in (row.effect, row.se, row.base_se or 0.0)):
        faults.add(study, "numbers", "one that is none")
        return None
    if any(row.se <= 0 for row in rows):
        faults.add(study, "standard errors above zero", "one of zero or less")
        return None
    pairs = {frozenset((row.treatment, row.against)) for row in rows}
    if any(len(pair) == 1 for pair in pairs) or len(pairs) < len(rows):
        faults.add(study, "each pair of two treatments once", "a pair twice, or a treatment against itself")
        return None
    base = rows[0].against
    others = tuple(dict.fromkeys(t for row in rows for t in (row.treatment, row.against) if t != base))
    if len(pairs) == len(others) * (len(others) + 1) // 2:
        return _all_pairs(study, base, others, rows, faults)
    if all(row.against == base and row.base_se is not None for row in rows):
        return _shared_arm(study, base, rows, faults)
    faults.add(
        study,
        f"all {len(others) * (len(others) + 1) // 2} pairs of its {len(others) + 1} arms, or the standard error of the "
        "arm they share",
        f"{len(rows)} contrasts",
        "Without it the covariance of the contrasts is not known.",
    )
    return None


def _all_pairs(
    study: str, base: str, others: tuple[str, ...], rows: Sequence[Contrast], faults: Faults
) -> StudyEffects | None:
    """Three standard errors of three contrasts give their covariance: (V1 + V2 - V12) / 2."""
    effect = {(row.treatment, row.against): row.effect for row in rows}
    effect |= {(against, treatment): -value for (treatment, against), value in effect.items()}
    variance = {frozenset((row.treatment, row.against)): row.se**2 for row in rows}

    def shared(a: str, b: str) -> float:
        own = variance[frozenset((a, base))]
        if a == b:
            return own
        return (own + variance[frozenset((b, base))] - variance[frozenset((a, b))]) / 2

    for a in others:
        for b in others:
            if a < b and abs(effect[a, base] - effect[b, base] - effect[a, b]) > TOLERANCE:
                gap = effect[a, base] - effect[b, base] - effect[a, b]
                faults.add(study, "contrasts that add up", f"a gap of {gap:g} between {a}, {b} and {base}")
                return None
    covariance = tuple(tuple(shared(a, b) for b in others) for a in others)
    if not _positive(covariance):
        faults.add(study, "standard errors that can be together", "ones that no three arms can give")
        return None
    effects = tuple(effect[a, base] for a in others)
    return StudyEffects(study=study, treatments=(base, *others), effects=effects, covariance=covariance)


def _shared_arm(study: str, base: str, rows: Sequence[Contrast], faults: Faults) -> StudyEffects | None:
    shared = rows[0].base_se or 0.0
    if any(row.base_se is None or not isclose(row.base_se, shared) or row.se <= shared for row in rows):
        faults.add(study, "one standard error of the shared arm, below that of each contrast", "something else")
        return None
    covariance = tuple(tuple(a.se**2 if a is b else shared**2 for b in rows) for a in rows)
    return StudyEffects(
        study=study,
        treatments=(base, *(row.treatment for row in rows)),
        effects=tuple(row.effect for row in rows),
        covariance=covariance,
    )


def _positive(matrix: tuple[tuple[float, ...], ...]) -> bool:
    import numpy as np

    return bool(np.linalg.eigvalsh(np.array(matrix)).min() > 0)
