"""Sentences on two medicines taken together, held against the table of interactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lissom.answers.article.marked import Judgement
from lissom.answers.article.named import Mention
from lissom.answers.article.polarity import denied, taken_back
from lissom.answers.jobs.asked import RELAXANT
from lissom.answers.topics.pairs import pair
from lissom.checks.finding import Severity
from lissom.checks.interaction import Interaction, Knowledge
from lissom.facts.proposition import Mark
from lissom.library import Library

_TOGETHER = re.compile(
    r"\b(interact\w*|combin\w+|together|mix\w*|alongside|concurrent\w*|co-?administ\w+|simultaneous\w*|"
    r"(taken?|taking|used?|using|drink\w*|avoid\w*|pair\w*) .{0,60}\b(with|while|and|on)\b|"
    r"in combination|at the same time|"
    r"while (on|taking|using)|(levels?|concentrations?|effects?|exposure|clearance|action|toxicity) of)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(increas|intensif|worsen|add|enhanc|rais|lower|reduc|potentiat|amplif|strengthen|affect|slow)\w*\b",
    re.IGNORECASE,
)
"""One medicine changes what another does; beside a second relaxant these words only compare."""
_WARNS = re.compile(
    r"\b(avoid\w*|danger\w*|risk\w*|caution\w*|careful\w*|increas\w+|intensif\w+|worsen\w*|add\w*|enhanc\w+|rais\w+|"
    r"drows\w+|sedat\w+|sleep\w*|serious|severe|contraindicated|breath\w*|"
    r"(?:never|do not|don't|should not|must not|cannot|can't|may not)"
    r"(?= (?:ever )?(?:be )?(?:tak|us|combin|mix|drink|giv|start|prescrib|driv|pair|swallow|add|put|have|try))|"
    r"overdose|harm\w*|"
    r"death|fatal|monitor\w*|toxic\w*|potentiat\w+|amplif\w+|not recommended|interact\w*)\b",
    re.IGNORECASE,
)
_CALMS = re.compile(
    r"\b(safe\w*|harmless|no (known |significant |major |serious |clinically relevant |relevant |real |drug )*"
    r"(interactions?|risks?|problems?|effects?|danger)|"
    r"(not|n't|never) (known to )?(significantly |seriously )?interact\w*|"
    r"(can|may|could|might) (safely )?be (taken|combined|used|mixed) (together|with|"
    r"safely|alongside)|fine to|okay to|ok to|without (any )?(risk|problem|concern|issue)s?|compatible)\b",
    re.IGNORECASE,
)
_CALM_WORDS = re.compile(
    r"\b(safe\w*|harmless|fine|okay|ok|compatible|(can|may|could|might) (safely )?be)\b", re.IGNORECASE
)
_BANS = re.compile(
    r"never|do not|don't|should not|must not|cannot|can't|may not|not recommended|contraindicated", re.IGNORECASE
)
_HARMS = re.compile(r"danger|risk|harm|serious|severe|toxic|fatal|death|avoid|caution", re.IGNORECASE)
SERIOUS = (Severity.CONTRAINDICATED, Severity.MAJOR)


def judged(sentence: str, mentions: tuple[Mention, ...], drug: str, library: Library) -> Iterator[Judgement]:
    """How a sentence on the medicine and another one stands against the worst row held on the two."""
    others = [one for one in mentions if one.id != drug and one.beside in ("", "like")]
    together = bool(_TOGETHER.search(sentence))
    changes = bool(_CHANGES.search(sentence))
    for other in {one.id: one for one in others}.values():
        if not (together or (changes and not other.classes & RELAXANT)):
            continue
        rows = _rows(library.interactions, drug, other)
        if rows:
            mark = _mark(sentence, rows)
            if mark is not None:
                yield Judgement(mark=mark, statement=pair(rows[0]))


def _rows(rows: Iterable[Interaction], drug: str, other: Mention) -> list[Interaction]:
    """The oral rows on the pair, worst first; rows that need a third medicine are left aside."""
    found = [
        row
        for row in rows
        if {row.drug} == {drug}
        and row.route in ("", "oral")
        and len(row.members) == 1
        and (set(row.members) & other.ids)
    ]
    found += [row for row in rows if row.drug == other.id and row.route in ("", "oral") and set(row.members) == {drug}]
    return sorted(found, key=_worst_first)


def _worst_first(row: Interaction) -> tuple[int, str]:
    order = list(Severity)
    return (order.index(row.severity) if row.severity else len(order), row.id)


def _mark(sentence: str, rows: list[Interaction]) -> Mark | None:
    calm = _is_calm(sentence)
    warns = not calm and any(_stands(sentence, one) for one in _WARNS.finditer(sentence))
    worst = rows[0].severity
    if worst is None:
        none_known = any(row.knowledge is Knowledge.NONE_KNOWN for row in rows)
        if not none_known:
            return Mark.NOT_JUDGED
        return Mark.SUPPORTED if calm else Mark.CONTRADICTED if warns else None
    if calm:
        return Mark.CONTRADICTED if worst in SERIOUS else Mark.PARTLY
    return Mark.SUPPORTED if warns else None


def _is_calm(sentence: str) -> bool:
    """Whether the sentence says that the two go together; 'not safe' does not."""
    match = _CALMS.search(sentence)
    if match is None:
        return _only_denies(sentence)
    if _CALM_WORDS.match(match.group()):
        return not denied(sentence, match.start(), match.end())
    return not taken_back(sentence, match.end())


def _only_denies(sentence: str) -> bool:
    """Whether every word of warning in the sentence is denied, and one of them names a harm: 'is not dangerous'."""
    warnings = list(_WARNS.finditer(sentence))
    harms = any(_HARMS.match(one.group()) for one in warnings)
    return harms and not any(_stands(sentence, one) for one in warnings)


def _stands(sentence: str, warning: re.Match[str]) -> bool:
    """Whether a word of warning is meant: a ban ('never', 'do not') always, any other when it is not denied."""
    return bool(_BANS.match(warning.group())) or not denied(sentence, *warning.span())
