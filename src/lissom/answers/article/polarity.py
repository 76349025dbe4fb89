"""Whether a sentence asserts or denies what its words name."""

from __future__ import annotations

import re

from lissom.answers.article.sentences import clause_at

_DENIAL = re.compile(
    r"\b(?:no|not|never|neither|nor|without|lacks?|lacking|unlikely|fail(?:s|ed)? to|cannot|insufficient|"
    r"little (?:evidence|proof|support)|myth|false|untrue|disproven|unproven|hardly|rarely|doubtful|unclear|unknown|"
    r"wrong(?:ly)? (?:to )?(?:say|claim|think|believe|assume|suggest)\w*|(?:mistaken|false|incorrect)ly|misconception|"
    r"nobody|none|nothing)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(r"\bnot only\b|\bno doubt\b|\bwithout (?:a )?doubt\b|\bno matter\b|\bnot just\b", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"^\W*(?:no|not|never|neither|nothing)\b|"
    r"^\W*(?:\w+\W+){0,4}?(?:(?:is|are|was|were|has|have|had) (?:not|never|yet to be)\b|"
    r"remains? (?:unproven|unclear|to be)|"
    r"(?:is|are) (?:a myth|false|unproven|untrue|lacking|absent|missing|scarce)|"
    r"(?:isn|aren|wasn|hasn|haven)['’]t\b)",
    re.IGNORECASE,
)


def denied(sentence: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are denied in their clause: an odd number of denials before or after.

    A denial within the words themselves does not count: they are taken as they stand.
    """
    left, right = clause_at(sentence, start)
    before = _NO_DENIAL.sub(lambda found: " " * len(found.group()), sentence[left:start])
    count = len(_DENIAL.findall(before)) + bool(_DENIED_AFTER.search(sentence[end:right]))
    return (count + taken_back(sentence, place=end)) % 2 == 1


_TAKEN_BACK = re.compile(
    r"\b(?:this|that|it|which|they|these|those)\b[^,.;]{0,20}\b(?:is|are|was|were)\b[^,.;]{0,15}?"
    r"\b(?:wrong|false|untrue|incorrect|mistaken|myths?|nonsense|not (?:true|right|correct|so))\b|"
    r"\b(?:not|never|n['’]t|no (?:study|trial|evidence))\b[^,.;]{0,20}"
    r"\b(?:shown?|proved|proven|confirmed?|supports?|supported|demonstrated?) (?:this|that|it)\b|"
    r"\bno (?:evidence|proof) (?:of|for) (?:this|that|it)\b",
    re.IGNORECASE,
)


def taken_back(sentence: str, place: int) -> bool:
    """Whether a later clause takes back what stands before: 'but this is wrong', 'but studies have not shown this'."""
    return bool(_TAKEN_BACK.search(sentence, place))


_CONDITION = re.compile(r"^\W*(?:and |or )?(?:if|unless|whether|in case)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\bwhether\b|\b(?:once|used to be|were|was) (?:thought|believed)\b|\b\w+s (?:once )?(?:thought|believed|hoped)\b",
    re.IGNORECASE,
)


def conditional(sentence: str, place: int) -> bool:
    """Whether the clause of a place only supposes: 'if slow withdrawal is not possible' denies nothing."""
    left, right = clause_at(sentence, place)
    return bool(_CONDITION.search(sentence[left:right]))


def supposed(sentence: str, place: int) -> bool:
    """Whether a place stands in what is only asked or was once believed: 'experts disagree on whether it is better'."""
    left, _ = clause_at(sentence, place)
    return bool(_SUPPOSED.search(sentence[left:place]))
