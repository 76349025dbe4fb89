"""How well the checks agree with answers from outside, for the installed version: what was asked, what was right, and
every disagreement.

The lists of pairs come from a folder of published lists and are never part of a rule; the label statements are rows of
our own, each read in a label and never in our interaction table.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lissom.answers.scoring_corpus import corpus_pairs
from lissom.case.flags import case_from_lines
from lissom.checks.finding import Finding, Stance
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.run import findings
from lissom.checks.view import view
from lissom.library import Library

HIGH_PRIORITY = "onc_high_priority_pairs.csv"
NON_INTERRUPTIVE = "onc_non_interruptive_pairs.csv"
CORPUS = "nlm_label_ddi_corpus.zip"
STATEMENTS = Path("score") / "label_statements.csv"
HEALTHY = {"age": 45, "sex": "M", "weight": "80 kg", "creatinine": "0.9 mg/dL"}
"""A person without risk factors: what is asked here is what the pair alone does."""
ALIKE = ({"sedation", "breathing"}, {"raises", "kidney"}, {"serotonin", "crisis"}, {"kidney", "several"})
"""Kinds of row that a label does not tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One place where we and the list differ."""

    item: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One list: how many items were asked, how many agree, and the least share or the most misses that was aimed at."""

    id: str
    title: str
    asked: int
    agreed: int
    target: float
    """The least share of agreement aimed at."""
    disagreements: tuple[Disagreement, ...]
    note: str = ""

    @property
    def share(self) -> float | None:
        """Agreement, 0 to 1; None when nothing was asked."""
        return self.agreed / self.asked if self.asked else None

    @property
    def met(self) -> bool | None:
        return None if self.share is None else self.share >= self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    version: str
    measures: tuple[Measure, ...]
    missing: tuple[str, ...]
    """Published lists that were not found, so that their measures are left out."""


class Examiner:
    """Checks pairs of names in one healthy adult; a pair asked twice is checked once."""

    def __init__(self, library: Library, today: date) -> None:
        self.library = library
        self._today = today
        self._kept: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def check(self, one: str, two: str) -> tuple[Finding, ...]:
        """Every finding for the two names, as the checks give it."""
        if (one, two) not in self._kept:
            case = case_from_lines((one, two), **HEALTHY)  # type: ignore[arg-type]
            library = self.library
            self._kept[one, two] = findings(view(case, library.names, library.rules, library.drugs, self._today))
        return self._kept[one, two]

    def interrupting(self, one: str, two: str) -> list[str]:
        return [finding.id for finding in self.check(one, two) if finding.stance is Stance.INTERRUPT]

    def kinds(self, one: str, two: str) -> set[str]:
        """What the interacting rows behind the findings about both medicines are about."""
        about = [one_of for one_of in self.check(one, two) if {"medicines[0]", "medicines[1]"} <= set(one_of.triggers)]
        rows = {fact for finding in about for statement in finding.statements for fact in statement.facts}
        return {str(kind) for name, kind in self.library.rules.kinds.items() if name in rows and self._interacts(name)}

    def _interacts(self, name: str) -> bool:
        row = self.library.rules.by_id[name]
        return isinstance(row, Interaction) and row.knowledge is Knowledge.INTERACTS


def score(library: Library, lists: Path | None, today: date) -> Score:
    """Every measure that can be taken: those of the published lists only where `lists` holds them."""
    examiner = Examiner(library, today)
    measures = [*_own(examiner)]
    missing = []
    for file, measure in _PUBLISHED.items():
        path = lists / file if lists else None
        if path is not None and path.exists():
            measures.append(measure(examiner, path))
        else:
            missing.append(file)
    return Score(version=library.version, measures=tuple(measures), missing=tuple(missing))


def in_scope(library: Library, *names: str) -> bool:
    """Whether the interaction table speaks for one of the names."""
    speaking = set(library.rules.interactions_of)
    found = [library.names.recognise(name) for name in names]
    return any(one.ingredient_ids & speaking or one.classes & library.rules.speaking_classes for one in found)


def _own(examiner: Examiner) -> Iterator[Measure]:
    statements = list(_statements(examiner.library.folder / STATEMENTS))
    read_before = _cited(examiner.library)
    fresh = [row for row in statements if row["set_id"] not in read_before]
    yield _mechanisms(examiner, statements, "label_statements", "Mechanisms that labels state")
    yield _mechanisms(
        examiner, fresh, "label_statements_fresh", "The same, from labels that are no source of our interaction table"
    )
    yield _negatives(examiner)


def _statements(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _cited(library: Library) -> set[str]:
    """The set ids of the label documents that rows of the interaction table cite."""
    named = {part for row in library.interactions for part in row.source.split(";")}
    return {library.sources[name].set_id for name in named & set(library.sources)} - {""}


def _mechanisms(examiner: Examiner, rows: list[dict[str, str]], name: str, title: str) -> Measure:
    wrong = [one for row in rows if (one := _statement(examiner, row)) is not None]
    return Measure(
        id=name,
        title=title,
        asked=len(rows),
        agreed=len(rows) - len(wrong),
        target=0.95,
        disagreements=tuple(wrong),
        note="Found: a finding about both medicines that rests on a row of that mechanism.",
    )


def _statement(examiner: Examiner, row: dict[str, str]) -> Disagreement | None:
    kinds = examiner.kinds(row["drug"], row["other"])
    wanted = set(row["kinds"].split(";"))
    item = f"{row['id']} {row['drug']} with {row['other']} ({row['label']})"
    if row["knowledge"] == Knowledge.NONE_KNOWN.value:
        raised = kinds & {"raises", "lowers", "raised_by", "kidney"}
        return Disagreement(item=item, expected="none known", found=", ".join(sorted(raised))) if raised else None
    if kinds & _widened(wanted):
        return None
    found = ", ".join(sorted(kinds)) or "nothing"
    return Disagreement(item=item, expected=" or ".join(sorted(wanted)), found=found)


def _widened(kinds: set[str]) -> set[str]:
    return kinds.union(*(group for group in ALIKE if group & kinds))


def _negatives(examiner: Examiner) -> Measure:
    """Explicit negatives: nothing may interrupt, and nothing of the same mechanism may be shown above information."""
    library, wrong, asked = examiner.library, [], 0
    for row in library.interactions:
        if row.knowledge is not Knowledge.NONE_KNOWN:
            continue
        for member in sorted(_members(library, row)):
            asked += 1
            loud = examiner.interrupting(row.drug, member)
            if loud:
                item = f"{row.id} {row.drug} with {member}"
                wrong.append(Disagreement(item=item, expected="quiet", found=", ".join(loud)))
    return Measure(
        id="reasoned_negatives",
        title="Reasoned negatives that stay quiet (specificity)",
        asked=asked,
        agreed=asked - len(wrong),
        target=0.9,
        disagreements=tuple(wrong),
        note="A pair may be a negative for one mechanism and interact by another; those are counted as wrong here too.",
    )


def _members(library: Library, row: Interaction) -> set[str]:
    ingredients = library.names.ingredients
    return {name for name, one in ingredients.items() if (one.classes | {name}) & row.members}


def _high_priority(examiner: Examiner, path: Path) -> Measure:
    pairs = [pair for pair in _pairs(path) if in_scope(examiner.library, *pair)]
    quiet = [pair for pair in pairs if not examiner.interrupting(*pair)]
    wrong = (Disagreement(item=" with ".join(pair), expected="interrupts", found="does not") for pair in quiet)
    return Measure(
        id="onc_high_priority",
        title="ONC high-priority pairs in scope that interrupt",
        asked=len(pairs),
        agreed=len(pairs) - len(quiet),
        target=1.0,
        disagreements=tuple(wrong),
        note="In scope: pairs with a medicine that our interaction table speaks for.",
    )


def _non_interruptive(examiner: Examiner, path: Path) -> Measure:
    pairs = list(_pairs(path))
    loud = [(pair, names) for pair in pairs if (names := examiner.interrupting(*pair))]
    wrong = (Disagreement(item=" with ".join(pair), expected="quiet", found=", ".join(names)) for pair, names in loud)
    return Measure(
        id="onc_non_interruptive",
        title="ONC non-interruptive pairs that do not interrupt a person without risk factors",
        asked=len(pairs),
        agreed=len(pairs) - len(loud),
        target=1.0,
        disagreements=tuple(wrong),
    )


def _corpus(examiner: Examiner, path: Path) -> Measure:
    """Pairs that annotators marked as interacting and that name a medicine the table speaks for."""
    names = examiner.library.names
    asked, wrong = 0, []
    for pair in corpus_pairs(path, names, lambda *both: in_scope(examiner.library, *both)):
        asked += 1
        if not examiner.kinds(pair.one, pair.two):
            item = f"{pair.one} with {pair.two} (label of {pair.label})"
            wrong.append(Disagreement(item=item, expected=pair.kind, found="no interacting row"))
    return Measure(
        id="nlm_label_corpus",
        title="Interacting pairs of the NLM label corpus in scope",
        asked=asked,
        agreed=asked - len(wrong),
        target=0.95,
        disagreements=tuple(wrong),
        note="The corpus holds labels of heart medicines and names no relaxant; what is in scope names a painkiller.",
    )


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["drug_a"], row["drug_b"]


_PUBLISHED: dict[str, Callable[[Examiner, Path], Measure]] = {
    HIGH_PRIORITY: _high_priority,
    NON_INTERRUPTIVE: _non_interruptive,
    CORPUS: _corpus,
}
