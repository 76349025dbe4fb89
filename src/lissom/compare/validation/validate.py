"""`validate_nma`: our network meta-analysis beside other programs, row by row, for `lissom validate nma`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from lissom.compare.nma.between import Method
from lissom.compare.nma.estimate import Estimates, Model, analyse
from lissom.compare.nma.measure import Measure
from lissom.compare.validation.against_gemtc import Compared, against_gemtc
from lissom.compare.validation.sets import SETS, evidence

MODELS: Mapping[str, tuple[Model, Method]] = {
    "common effect": (Model.COMMON, Method.DL),
    "random effects DL": (Model.RANDOM, Method.DL),
    "random effects REML": (Model.RANDOM, Method.REML),
}
ALIASES = {"gemtc_tsd2-1": "gemtc_blocker"}
EXACT, SEARCHED = 1e-8, 2e-4
WHY = {EXACT: "the same linear algebra", SEARCHED: "both search for the same maximum, to different last digits"}


def validate_nma(shared: Path, reference: Path | None = None) -> tuple[Compared, ...]:
    """Every effect and spread that another program published for the data sets in `shared`, ours, and the difference.

    `reference` is a file of results that metafor gave for the same data sets (tests/reference/nma/metafor.csv).
    """
    rows = tuple(against_gemtc(shared))
    return rows if reference is None else rows + tuple(_against_metafor(shared, reference))


def _against_metafor(shared: Path, reference: Path) -> Iterator[Compared]:
    fits: dict[tuple[str, str, str], Estimates] = {}
    with reference.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name = ALIASES.get(row["network"], row["network"])
            if name not in SETS or row["model"] not in MODELS or row["quantity"] not in ("estimate", "tau2"):
                continue
            key = (name, row["measure"], row["model"])
            if key not in fits:
                model, method = MODELS[row["model"]]
                fits[key] = analyse(evidence(shared, name, Measure(row["measure"])), model=model, method=method).parts[
                    0
                ]
            yield _row(row, fits[key])


def _row(row: Mapping[str, str], fit: Estimates) -> Compared:
    pair = f"{row['treatment']} against {row['against']}"
    of_pair = row["quantity"] == "estimate"
    ours = fit.between(row["treatment"], row["against"]).estimate if of_pair else fit.heterogeneity.tau2
    theirs = float(row["value"])
    relative = SEARCHED if "REML" in row["model"] else EXACT
    return Compared(
        network=f"{row['network']} ({row['measure']}, {row['model']})",
        quantity=pair if of_pair else "variance between studies",
        program="metafor",
        ours=ours,
        theirs=theirs,
        allowed=relative * abs(theirs) + relative / 40,
        reason=WHY[relative],
    )
