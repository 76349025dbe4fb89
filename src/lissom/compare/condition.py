"""The conditions that a comparison can be asked about, and the words people use for them."""

from __future__ import annotations

from enum import StrEnum

from lissom.facts.errors import OutOfRange


class Condition(StrEnum):
    """What the stiffness or pain comes from; `ANY` is spasticity of a cause that is not said."""

    ANY = "any"
    MS = "MS"
    SCI = "SCI"
    STROKE = "stroke"
    CP = "CP"
    BRAIN_INJURY = "brain injury"
    BACK_PAIN = "low back pain"

    @property
    def words(self) -> str:
        return WORDS[self]

    def fits(self, said: str) -> bool:
        """Whether people described in a row of a network have this condition, or spasticity of several causes."""
        return self is Condition.ANY or said in ("any", "mixed") or self.value in said


def in_words(said: str) -> str:
    """The condition of a row as a reader sees it."""
    return SAID.get(said, said)


SAID = {"any": "spasticity of several causes", "mixed": "spasticity of several causes", "CP": "cerebral palsy"}
WORDS = {
    Condition.ANY: "spasticity",
    Condition.MS: "multiple sclerosis",
    Condition.SCI: "spinal cord injury",
    Condition.STROKE: "stroke",
    Condition.CP: "cerebral palsy",
    Condition.BRAIN_INJURY: "brain injury",
    Condition.BACK_PAIN: "low back pain",
}

HINTS: tuple[tuple[str, Condition], ...] = (
    ("back pain", Condition.BACK_PAIN),
    ("lumbago", Condition.BACK_PAIN),
    ("backache", Condition.BACK_PAIN),
    ("multiple sclerosis", Condition.MS),
    ("spinal", Condition.SCI),
    ("cord", Condition.SCI),
    ("myelopathy", Condition.SCI),
    ("stroke", Condition.STROKE),
    ("cerebrovascular", Condition.STROKE),
    ("cerebral palsy", Condition.CP),
    ("brain injury", Condition.BRAIN_INJURY),
    ("spastic", Condition.ANY),
)
"""Words that give a condition away; the first that is found counts."""


def read_condition(text: str) -> Condition:
    """The condition a person names. Raises `OutOfRange` with what can be asked when nothing fits."""
    asked = " ".join(text.replace("_", " ").lower().split())
    if asked in ("", "any"):
        return Condition.ANY
    for condition in Condition:
        if asked == condition.value.lower():
            return condition
    for hint, condition in HINTS:
        if hint in asked:
            return condition
    raise OutOfRange("condition", "one of " + ", ".join(WORDS.values()), text)
