"""What the interaction table says of two substances, whoever takes them: values only; `beside.py` looks them up."""

from __future__ import annotations

from typing import NamedTuple

from lissom.checks.interaction import Interaction
from lissom.checks.kinds import Kind


class Substance(NamedTuple):
    """All of a substance that the look-up depends on."""

    id: str
    classes: frozenset[str]
    speaking: frozenset[str]
    """Names under which rows are told of it: its id, and classes whose rows hold for every member; often none."""
    route: str

    @property
    def ids(self) -> frozenset[str]:
        """What a row may call it."""
        return self.classes | {self.id}


class Told(NamedTuple):
    """A row that fits two substances, told of the first of them or of the second."""

    row: Interaction
    kind: Kind
    subject: Kind
    """Sedation and slow breathing are one subject, whichever side's row speaks; a crisis and serotonin are too."""
    of_first: bool
    direct: bool
    """Whether it names the other substance itself and not its class."""
    interacts: bool


class Subject(NamedTuple):
    """The rows that speak of one subject, and those of them that prevail."""

    prevailing: tuple[Told, ...]
    about: tuple[Told, ...]


class Beside(NamedTuple):
    """One substance beside another."""

    subjects: tuple[Subject, ...] = ()
    """Ways in which they interact."""
    negative: Told | None = None
    """What is denied or not known, where that adds something."""
    is_told: bool = False
    """Whether the table says anything of the two, beyond 'not known' of a whole class."""


NOTHING = Beside()
