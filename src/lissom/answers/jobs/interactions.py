"""Job 8: the relaxant with the other medicines, alcohol and herbs: what was found, none known, nothing held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lissom.answers import label_quotes
from lissom.answers.jobs.asked import Asked, Held, groups
from lissom.answers.topics.pairs import pair
from lissom.assessment import Job, Section
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.interaction import Interaction, Knowledge
from lissom.checks.present import Present
from lissom.facts.sentence import joined
from lissom.facts.statement import Statement, reasoned

TAKEN = ("medicines[", "person.alcohol", "person.smoker")


def answer(asked: Asked) -> Iterator[Section]:
    """One section for the whole list; the findings themselves stand above it with all that can be said."""
    pairs = [finding for finding in asked.findings if _is_of_a_pair(finding)]
    loud = [finding for finding in pairs if finding.stance is not Stance.SILENT]
    quiet = [finding for finding in pairs if finding.stance is Stance.SILENT and finding.what[0].facts]
    yield Section(
        job=Job.INTERACTIONS,
        groups=groups(
            ("Found", _once(finding.what[0] for finding in loud)),
            ("Small, or not for this person", _once(finding.what[0] for finding in quiet)),
            ("No interaction known", _none_known(asked)),
            ("Nothing held", _nothing_held(asked)),
            (label_quotes.HEADING, asked.labelled),
        ),
        note=_note(asked),
    )


def _note(asked: Asked) -> str:
    if asked.labelled:
        return label_quotes.NOT_JUDGED
    return "" if len(asked.seen.present) > 1 else "Only one medicine is named, so there is no pair to look up."


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each sentence once: one row may speak of several medicines of the person."""
    return tuple({statement.text: statement for statement in statements}.values())


def _is_of_a_pair(finding: Finding) -> bool:
    if finding.severity is Severity.NOT_ASSESSED:
        return False
    return len({where for where in finding.triggers if where.startswith(TAKEN)}) > 1


def _rows(held: Held, other: Present, asked: Asked) -> list[Interaction]:
    rows = asked.seen.rules.interactions_of.get(held.drug.id, ())
    return [row for row in rows if row.members & other.ids and row.route in ("", held.present.route)]


def _others(held: Held, asked: Asked) -> Iterator[Present]:
    return (one for one in asked.seen.present if one.id != held.drug.id)


def _none_known(asked: Asked) -> Iterator[Statement]:
    for held in asked.relaxants:
        for other in _others(held, asked):
            rows = [row for row in _rows(held, other, asked) if row.knowledge is not Knowledge.INTERACTS]
            yield from (pair(row) for row in rows if other.id in row.members or _alone(rows, held, other, asked))


def _alone(rows: list[Interaction], held: Held, other: Present, asked: Asked) -> bool:
    """Whether the table holds nothing of the two but these rows."""
    return len(rows) == len(_rows(held, other, asked))


def _nothing_held(asked: Asked) -> Iterator[Statement]:
    for held in asked.relaxants:
        bare = [other.said for other in _others(held, asked) if not _rows(held, other, asked)]
        if bare:
            yield reasoned(
                f"Of {held.drug.name} with {joined(bare)} nothing is held here. That is not the same as safe."
            )
    unknown = [taken.medicine.name for taken in asked.seen.taken if not taken.recognition.known]
    if unknown:
        yield reasoned(f"Not recognised, and so not looked up: {joined(unknown)}.")
