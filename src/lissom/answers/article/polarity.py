"""Whether a sentence asserts or denies what its words name, and when that cannot be told.

What cannot be told is not judged: a sentence on somebody's belief, and one that denies only a part.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lissom.answers.article.sentences import clause_at

_DENIAL = re.compile(
    r"\b(?:no|not|never|neither|nor|without|lacks?|lacking|unlikely|fail(?:s|ed)? to|cannot|insufficient|"
    r"little (?:evidence|proof|support)|myth|false|untrue|disproven|unproven|doubtful|unclear|unknown|far from|"
    r"anything but|by no means|(?:mistake|error|unwise|foolish|pointless|unnecessary|needless|unfair|"
    r"inaccurate|incorrect|misleading|premature) to|free (?:of|from)|"
    r"wrong(?:ly)? (?:to )?(?:say|claim|think|believe|assume|suggest)\w*|(?:mistaken|false|incorrect)ly|misconception|"
    r"nobody|none|nothing)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(r"\bnot only\b|\bno matter\b|\bnot just\b", re.IGNORECASE)
_DENIED_AFTER = re.compile(
    r"^\W*(?:no|not|never|neither|nothing)\b(?!\W+(?:the|a|an|by|in|on|from|with|through|via|of|for)\b)|"
    r"^\W*(?:\w+\W+){0,4}?(?:plays? (?:no|little)|"
    r"(?:is|are|was|were|has|have|had|do|does|did|will|would) (?:not|never|yet to be)\b|"
    r"remains? (?:unproven|unclear|to be)|"
    r"(?:is|are) (?:a myth|false|unproven|untrue|lacking|absent|missing|scarce|"
    r"unnecessary|needless|pointless|outdated|nonsense|(?:a )?mistakes?|wrong)|"
    r"(?:isn|aren|wasn|hasn|haven|do|does|did|wo|would)n?['’]t\b)",
    re.IGNORECASE,
)


def denied(sentence: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are denied in their clause: an odd number of denials before or after.

    A denial within the words themselves does not count: they are taken as they stand.
    """
    after = bool(_after(sentence, start, end)) or taken_back(sentence, place=end)
    return (_before(sentence, start) + after) % 2 == 1


def _before(sentence: str, start: int) -> int:
    left, _ = clause_at(sentence, start)
    return len(_denials(sentence, left, start))


def _after(sentence: str, start: int, end: int) -> re.Match[str] | None:
    _, right = clause_at(sentence, start)
    return _DENIED_AFTER.search(sentence[end:right])


def _denials(sentence: str, left: int, right: int) -> list[tuple[int, int]]:
    """Where words of denial stand between two places."""
    text = _NO_DENIAL.sub(lambda found: " " * len(found.group()), sentence[:right])
    return [match.span() for match in _DENIAL.finditer(text, left)]


_CALM = re.compile(
    r"\b(?:without|no|free of|free from) (?:any |further |known )?"
    r"(?:side[- ]effects?|problems?|issues?|risks?|harm|worr(?:y|ies)|concerns?|consequences?|"
    r"dangers?|trouble)\b",
    re.IGNORECASE,
)


def unplaced(
    sentence: str, taken: Collection[tuple[int, int]], spans: Collection[tuple[int, int]], head: tuple[int, int] | None
) -> bool:
    """Whether something is denied in the clause of the head, and it cannot be told that it is the head.

    Without a head the clauses of all spans are looked at. Denials within `taken` belong to the words that were found
    ('do not stop'); 'without problems' only calms.
    """
    calm = [match.span() for match in _CALM.finditer(sentence)]
    clauses = {clause_at(sentence, start) for start, _ in ([head] if head else spans)}
    found = [one for left, right in clauses for one in _denials(sentence, left, right)]
    loose = [one for one in found if not any(start <= one[0] < end for start, end in (*taken, *calm))]
    if head is None:
        return bool(loose)
    after = _after(sentence, *head)
    reach = head[1] + after.end() if after else head[1]
    return any(one[0] >= reach for one in loose)


_SAID_TWICE = re.compile(
    r"^\W*(?:no|nope|nah|yes|yeah)\b\s*[,.;:!–—-]+\s|"
    r"\bno(?:body| one)? (?:really |seriously )?doubts?\b|\b(?:no|little) (?:reason|cause|room) (?:to|for) "
    r"(?:doubt|question|dispute)\b|\b(?:cannot|can't|could not|couldn't) be (?:denied|doubted|disputed|questioned)\b|"
    r"\b(?:without|beyond) (?:a |any |all )?(?:doubt|question)\b|\bno (?:doubt|question)\b",
    re.IGNORECASE,
)

_NEITHER_NOR = re.compile(r"\b(neither\b[^.;]{0,80}?)\bnor\b", re.IGNORECASE)


def plain(sentence: str) -> str:
    """The sentence, as long as it was, without words that look like a denial and are none.

    'No, you can stop' answers a question; 'nobody doubts that it is better' asserts.
    """
    once = _NEITHER_NOR.sub(lambda found: found.group(1) + " " * len("nor"), sentence)
    return _SAID_TWICE.sub(lambda found: " " * len(found.group()), once)


_BELIEF = re.compile(
    r"^\W*(?:myths?|false|fiction|not true)\W*[:–—-]|^\W*true or false\b|"
    r"\b(?:ideas?|beliefs?|notions?|claims?|views?|assumptions?|suggestions?|theor(?:y|ies)|opinions?|statements?|"
    r"rumou?rs?|fears?|worr(?:y|ies)|impressions?) (?:that|of)\b|"
    r"\b(?:do not|don['’]t|never|cannot|can['’]t|should not|shouldn['’]t) "
    r"(?:believe|trust|listen|imagine|fear|worry)\b|"
    r"\b(?:told|tells?|assured|promised) (?:me|us|you|him|her|them)\b|"
    r"\b(?:reportedly|allegedly|supposedly|so they say)\b|"
    r"\b(?:is|are|was|were) (?:often |widely |sometimes )?(?:said|claimed|rumou?red|alleged|reputed) to\b",
    re.IGNORECASE,
)


def on_belief(sentence: str) -> bool:
    """Whether a sentence speaks of what somebody believes or says, which its own words may not share."""
    return bool(_BELIEF.search(sentence))


_IN_PART = re.compile(
    r"^\W*(?:not|never) \w+ing\b|\bonly (?:in|to) (?:a )?(?:very )?(?:small|minor|limited)|\bsmall amounts?\b|"
    r"\b(?:minor|small) (?:part|extent|degree)\b|\bonly (?:when|if|after|under|for)\b|"
    r"\bmay or may not\b|\bor (?:it )?(?:might|may|could) not\b|"
    r"(?:\b(?:not|cannot)|n['’]t)\b(?: \w+){0,3}? "
    r"(?:always|every\w*|all(?! at)|the only|only|necessarily|usually|often|fully|"
    r"completely|entirely|totally|enough|sufficiently|alone|the way|as (?:much|well|strongly) as|both)\b|"
    r"\b(?:rarely|seldom|hardly|barely|scarcely|few (?:people|patients|adults|users))\b",
    re.IGNORECASE,
)


def in_part(sentence: str, place: int) -> bool:
    """Whether the clause of a place denies only a part: 'does not help everyone', 'rarely causes'."""
    left, right = clause_at(sentence, place)
    return bool(_IN_PART.search(sentence[left:right]))


_OF_SOME = re.compile(
    r"^\W*(?:some|many|most|several|other) (?:people|patients|adults|users|children|men|women)\b"
    r"(?! (?:wrong|mistaken|false)ly)|"
    r"\bin (?:this|one|a|that|the) (?:\w+ ){0,2}(?:study|trial|survey|series|sample)\b",
    re.IGNORECASE,
)


def of_some(sentence: str) -> bool:
    """Whether a denial is of some people or one study only: 'some people do not feel drowsy'."""
    return bool(_OF_SOME.search(sentence))


_ANECDOTE = re.compile(r"\bI\b|\b[Mm]y\b|(?<!or )\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is)\b(?! or\b|/)")


def anecdote(sentence: str) -> bool:
    """Whether a sentence tells of one person, which is true of that person alone."""
    return bool(_ANECDOTE.search(sentence))


_DISOWNED = re.compile(
    r"^\W*(?:but |however,? |in fact,? )?(?:this|that|it|which|they|these)(?:['’]s| is| was| are| were)\b[^.]{0,20}"
    r"\b(?:not (?:true|right|so|correct|the case)|wrong|false|untrue|incorrect|myths?|nonsense)\b",
    re.IGNORECASE,
)


def disowned(following: str) -> bool:
    """Whether the next sentence takes this one back: 'That is not true.'"""
    return bool(_DISOWNED.search(following))


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
