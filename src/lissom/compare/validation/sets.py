"""Reads the published data sets that other programs ship, each in its own shape, into arms and contrasts.

They are read where they lie and never copied: their packages carry licences of their own.
"""

from __future__ import annotations

import csv
import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lissom.compare.nma.from_arms import from_arms, merged
from lissom.compare.nma.from_contrasts import from_contrasts
from lissom.compare.nma.measure import Measure
from lissom.compare.nma.study import Arm, Contrast, Evidence

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One published data set: where it lies below `nma/gpl`, and how it is read."""

    file: str
    read: Callable[[Path], Iterator[Arm | Contrast]]


def evidence(shared: Path, name: str, measure: Measure) -> Evidence:
    """The named data set on the scale of a measure; arms and contrasts of one set are taken together."""
    known = SETS[name]
    rows = list(known.read(shared / "data" / "nma" / "gpl" / known.file))
    arms = from_arms([row for row in rows if isinstance(row, Arm)], measure)
    contrasts = from_contrasts([row for row in rows if isinstance(row, Contrast)], measure)
    studies = (*arms.studies, *contrasts.studies)
    return Evidence(measure=measure, studies=studies, dropped=arms.dropped, notes=arms.notes)


def merged_arms(shared: Path, name: str) -> list[Arm]:
    """The arms of the named data set, two arms of one study with the same treatment counted as one."""
    known = SETS[name]
    arms = [row for row in known.read(shared / "data" / "nma" / "gpl" / known.file) if isinstance(row, Arm)]
    return [arm for study in dict.fromkeys(arm.study for arm in arms) for arm in merged(arms, study)]


def _number(cell: str | None) -> float | None:
    return None if cell in (None, "", "NA") else float(cell or 0)


def _table(path: Path) -> list[dict[str, str]]:
    """Rows of a table with a header, with commas or with spaces between cells; R's row names are passed over."""
    lines = path.read_text("utf-8").splitlines()
    if "," in lines[0]:
        return list(csv.DictReader(lines))
    header, *rows = [shlex.split(line) for line in lines if line.strip()]
    return [dict(zip(header, row[len(row) - len(header) :], strict=True)) for row in rows]


def _senn_contrasts(path: Path) -> Iterator[Contrast]:
    for row in _table(path):
        yield Contrast(
            study=row["studlab"],
            treatment=row["treat1"],
            against=row["treat2"],
            effect=float(row["TE"]),
            se=float(row["seTE"]),
        )


def _long(study: str, treatment: str, **cells: str) -> Callable[[Path], Iterator[Arm]]:
    """A table with one row for each arm; `cells` says which column holds what."""

    def read(path: Path) -> Iterator[Arm]:
        for row in _table(path):
            values = {name: _number(row[column]) for name, column in cells.items()}
            yield Arm(study="/".join(row[part] for part in study.split("/")), treatment=row[treatment], **values)

    return read


def _wide(study: str, treatment: str, **cells: str) -> Callable[[Path], Iterator[Arm]]:
    """A table with one row for each study; the columns of arm i end in i. Without a study column rows are numbered."""

    def read(path: Path) -> Iterator[Arm]:
        for place, row in enumerate(_table(path), start=1):
            for i in "123":
                if row.get(treatment + i):
                    values = {name: _number(row[column + i]) for name, column in cells.items()}
                    yield Arm(study=row.get(study) or str(place), treatment=row[treatment + i], **values)

    return read


def _gemtc(path: Path) -> Iterator[Arm]:
    """The XML of the GeMTC program."""
    names = {"responders": "events", "sample": "n", "mean": "mean", "standardDeviation": "sd"}
    for study in ET.fromstring(path.read_text("utf-8")).iter("study"):  # noqa: S314 - a file of our own disk
        for one in study.iter("measurement"):
            values = {ours: _number(one.get(theirs)) for theirs, ours in names.items()}
            yield Arm(study=study.get("id", ""), treatment=one.get("treatment", ""), **values)


def _bugs(path: Path, **cells: str) -> Iterator[Arm]:
    """A table of the WinBUGS kind: `r[,1]` is column r of arm 1."""
    lines = [line.split("#")[0].split("\t") for line in path.read_text("utf-8").splitlines()]
    header = [cell.strip() for cell in lines[0]]
    for place, line in enumerate(lines[1:], start=1):
        row = dict(zip(header, (cell.strip() for cell in line), strict=False))
        for i in "123":
            treatment = row.get(f"{cells['t']}[,{i}]", "NA")
            if treatment not in ("NA", ""):
                values = {name: _number(row.get(f"{column}[,{i}]")) for name, column in cells.items() if name != "t"}
                yield Arm(study=f"{path.stem} {place}", treatment=treatment, **values)


def _dietary_fat(path: Path) -> Iterator[Arm]:
    return _bugs(path, t="t", events="r", exposure="E")


def _parkinson_shared(path: Path) -> Iterator[Arm | Contrast]:
    """Three studies that report their arms and four that report only a contrast; A to E are 1 to 5."""
    letters = dict(zip("12345", "ABCDE", strict=True))
    for arm in _bugs(path, t="t.a", mean="y.a", se="se.a"):
        yield Arm(study=arm.study, treatment=letters[arm.treatment], mean=arm.mean, se=arm.se)
    for place, line in enumerate((path.parent / "tsd2-8.data2.txt").read_text("utf-8").splitlines()[1:], start=1):
        against, treatment, effect, se = line.split("\t")[:4]
        yield Contrast(
            study=f"contrast {place}",
            treatment=letters[treatment],
            against=letters[against],
            effect=float(effect),
            se=float(se),
        )


def _differences(path: Path) -> Iterator[Contrast]:
    """GeMTC's rows of differences: the row without one is the arm they share, with its own standard error if known."""
    rows = _table(path)
    for study in dict.fromkeys(row["study"] for row in rows):
        own = [row for row in rows if row["study"] == study]
        base = next(row for row in own if row["diff"] == "NA")
        for row in own:
            if row is not base:
                yield Contrast(
                    study=study,
                    treatment=row["treatment"],
                    against=base["treatment"],
                    effect=float(row["diff"]),
                    se=float(row["std.err"]),
                    base_se=_number(base["std.err"]),
                )


SETS: Mapping[str, DataSet] = {
    "netmeta_Senn2013": DataSet("netmeta_Senn2013.csv", _senn_contrasts),
    "metadat_senn2013": DataSet("metadat_senn2013.txt", _long("study", "treatment", n="ni", mean="mi", sd="sdi")),
    "metadat_hasselblad1998": DataSet("metadat_hasselblad1998.txt", _long("study", "trt", events="xi", n="ni")),
    "metadat_pagliaro1992": DataSet("metadat_pagliaro1992.txt", _long("study", "trt", events="xi", n="ni")),
    "netmeta_smokingcessation": DataSet("netmeta_smokingcessation.csv", _wide("", "treat", events="event", n="n")),
    "netmeta_Franchini2012": DataSet(
        "netmeta_Franchini2012.csv", _wide("Study", "Treatment", mean="y", sd="sd", n="n")
    ),
    "netmeta_Stowe2010": DataSet("netmeta_Stowe2010.csv", _wide("study", "t", mean="y", sd="sd", n="n")),
    "netmeta_Woods2010": DataSet("netmeta_Woods2010.csv", _long("author", "treatment", events="r", n="N")),
    "netmeta_Baker2009": DataSet("netmeta_Baker2009.csv", _long("study/id", "treatment", events="exac", n="total")),
    "netmeta_dietaryfat": DataSet("netmeta_dietaryfat.csv", _wide("ID", "treat", events="d", exposure="years")),
    "gemtc_blocker": DataSet("gemtc/tsd2-1.data.txt", lambda path: _bugs(path, t="t", events="r", n="n")),
    "gemtc_parkinson": DataSet("gemtc/parkinson.gemtc", _gemtc),
    "gemtc_parkinson-shared": DataSet("gemtc/tsd2-8.data1.txt", _parkinson_shared),
    "gemtc_luades-smoking": DataSet("gemtc/luades-smoking.gemtc", _gemtc),
    "gemtc_smoking-ume": DataSet(
        "gemtc/smoking-ume.data.txt", _long("study", "treatment", events="responders", n="sampleSize")
    ),
    "gemtc_welton-cholesterol": DataSet("gemtc/welton-cholesterol.gemtc", _gemtc),
    "gemtc_welton-systolic": DataSet("gemtc/welton-systolic.gemtc", _gemtc),
    "gemtc_dietfat": DataSet("gemtc/tsd2-2.data.txt", _dietary_fat),
    "gemtc_diabetes-surv": DataSet(
        "gemtc/diabetes-surv.data.txt", _long("study", "treatment", events="responders", n="sampleSize")
    ),
    "gemtc_riskratio": DataSet(
        "gemtc/riskratio.data.txt", _long("study", "treatment", events="responders", n="sampleSize")
    ),
    "gemtc_ns-complex": DataSet("gemtc/ns-complex.csv", _differences),
    "gemtc_anohe-breaking": DataSet("gemtc/anohe-breaking.gemtc", _gemtc),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Mean and SD of one parameter of a Bayesian fit."""

    parameter: str
    mean: float
    sd: float
    middle: float
    """The median."""


def posteriors(path: Path) -> Mapping[str, Posterior]:
    """The parameters of a summary that R wrote with `dput`: `d.A.B` is B against A, `sd.d` the spread of studies."""
    text = re.sub(r"\s+", " ", path.read_text("utf-8"))
    names = re.search(r"effectiveSize = structure\(c?\(?.*?\.Names = (c\([^)]*\)|\"[^\"]*\")", text)
    assert names, f"{path.name} holds no names"
    parameters = re.findall(r'"([^"]+)"', names.group(1))
    values = _values(text, "statistics")
    quantiles = _values(text, "quantiles")
    k = len(parameters)
    return {
        name: Posterior(parameter=name, mean=values[i], sd=values[k + i], middle=quantiles[2 * k + i])
        for i, name in enumerate(parameters)
    }


def _values(text: str, name: str) -> Sequence[float]:
    found = re.search(rf"{name} = structure\(c\(([^)]*)\)", text)
    assert found, f"no {name} in the summary"
    return [float(cell) for cell in found.group(1).split(",")]
