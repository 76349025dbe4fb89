"""No sentence is read twice in one answer."""

from __future__ import annotations

from lissom.answers.once import once
from lissom.assessment import Job, Section
from lissom.facts.statement import reasoned

STOP, OWN = reasoned("Never stop suddenly."), reasoned("It is a tablet.")


def test_the_more_specific_section_keeps_a_sentence() -> None:
    general = Section(job=Job.MONOGRAPH, statements=(OWN,), groups=(("Fit", (STOP,)),))
    plan = Section(job=Job.PLAN, statements=(STOP,))
    first, second = once((general, plan))
    assert first.all_statements == (OWN,)
    assert not first.groups
    assert second.all_statements == (STOP,)


def test_a_sentence_stands_once_within_a_section() -> None:
    (kept,) = once((Section(job=Job.PLAN, statements=(STOP,), groups=(("Again", (STOP, OWN)),)),))
    assert kept.all_statements == (STOP, OWN)


def test_a_section_that_has_only_a_note_stays() -> None:
    assert once((Section(job=Job.PRICE, note="Not known."),))


def test_a_warning_stands_wherever_it_is_looked_for() -> None:
    both = Section(job=Job.KIDNEYS, statements=(STOP,)), Section(job=Job.PLAN, statements=(STOP,))
    assert once(both) == both
