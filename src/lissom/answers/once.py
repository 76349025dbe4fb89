"""Each sentence once in the whole answer: where two jobs tell the same, the more specific one keeps it."""

from __future__ import annotations

from dataclasses import replace

from lissom.assessment import Job, Section
from lissom.facts.statement import Statement

GIVE_WAY = (Job.MONOGRAPH, Job.CONSENT)
"""Jobs that speak of the medicine in general. What the others say of the kidneys and of stopping is a warning, and
stands wherever a reader may look for it.
"""


def once(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections in their order, without what a more specific one holds, and no sentence twice in one of them."""
    specific = {one.text for section in sections if section.job not in GIVE_WAY for one in section.all_statements}
    kept = (_kept(section, specific if section.job in GIVE_WAY else set()) for section in sections)
    return tuple(section for section in kept if section.all_statements or section.note)


def _kept(section: Section, told: set[str]) -> Section:
    """The section without what is told already; each of its own sentences where it stands first."""
    told = set(told)

    def mine(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        kept = []
        for statement in statements:
            if statement.text not in told:
                told.add(statement.text)
                kept.append(statement)
        return tuple(kept)

    statements = mine(section.statements)
    groups = tuple((title, kept) for title, group in section.groups if (kept := mine(group)))
    return replace(section, statements=statements, groups=groups)
