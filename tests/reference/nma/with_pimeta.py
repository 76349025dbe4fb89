"""Reference results of the Python package pimeta (a port of netmeta) for the data set Senn2013.

Run it where pimeta is installed: python with_pimeta.py FOLDER_OF_THE_DATA > pimeta.csv
"""

import csv
import sys
from itertools import combinations
from pathlib import Path

import pimeta  # type: ignore[import-not-found]

rows = list(csv.DictReader((Path(sys.argv[1]) / "nma/gpl/netmeta_Senn2013.csv").open()))
numbers = [[float(row[name]) for row in rows] for name in ("TE", "seTE")]
words = [[row[name] for row in rows] for name in ("treat1", "treat2", "studlab")]
fit = pimeta.netmeta(*numbers, *words, sm="MD", reference_group="plac", small_values="desirable")
names = list(fit.trts)
out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["network", "model", "quantity", "treatment", "against", "of", "value"])


def tell(model: str, quantity: str, value: float, treatment: str = "", against: str = "", of: str = "") -> None:
    out.writerow(["netmeta_Senn2013", model, quantity, treatment, against, of, f"{value:.12g}"])


tell("random effects DL", "tau2", fit.tau2)
tell("common effect", "I2", fit.I2)
tell("common effect", "I2_low", fit.lower_I2)
tell("common effect", "I2_high", fit.upper_I2)
for model, key in (("common effect", "common"), ("random effects DL", "random")):
    for i, j in combinations(range(len(names)), 2):
        tell(model, "estimate", getattr(fit, f"TE_{key}")[i, j], names[i], names[j])
        tell(model, "se", getattr(fit, f"seTE_{key}")[i, j], names[i], names[j])
    for name, score in zip(names, getattr(pimeta.netrank(fit), f"pscore_{key}"), strict=True):
        tell(model, "p_score", score, name)
flow = pimeta.netcontrib(fit, "randomwalk")
for comparison, line in zip(flow.comparisons, flow.common, strict=True):
    for direct, share in zip(flow.directs, line, strict=True):
        tell("common effect", "contribution", share, of=comparison, treatment=direct)
