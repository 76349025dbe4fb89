"""The network meta-analysis beside other programs: ours, theirs, the difference, how much is allowed, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lissom.compare.validation.against_gemtc import Compared
from lissom.facts.quantity import in_words
from lissom.report.document import Block, Document, Note, Part, Table
from lissom.report.plain import plain

DIGITS = 4


def agreement_json(rows: Sequence[Compared]) -> list[dict[str, Any]]:
    """Plain values of every row, with `difference` and `agrees`."""
    return [{**plain(one), "difference": plain(one.difference), "agrees": one.agrees} for one in rows]


def agreement_document(rows: Sequence[Compared], version: str) -> Document:
    """How many rows agree, then every row of every network."""
    missed = [row for row in rows if not row.agrees]
    networks = dict.fromkeys((row.network, row.program) for row in rows)
    told: tuple[Block, ...] = (
        Table(
            caption="Agreement",
            columns=("Program", "Networks", "Values", "Within what is allowed"),
            rows=tuple(_program(rows)),
        ),
        *(Note(text=f"Not within: {row.network}, {row.quantity}.") for row in missed),
    )
    return Document(
        title="Network meta-analysis beside other programs",
        subtitle=f"{len(rows)} values of {len(networks)} analyses; {len(missed)} not within what is allowed.",
        parts=(
            Part(id="agreement", title="In short", blocks=told),
            *(
                Part(id=f"n{place}", title=network, blocks=tuple(_network(rows, network, program)))
                for place, (network, program) in enumerate(networks, start=1)
            ),
        ),
        sources=(),
        version=version,
        kind="Validation",
        caution=False,
    )


def _program(rows: Sequence[Compared]) -> Iterator[tuple[str, ...]]:
    for program in dict.fromkeys(row.program for row in rows):
        own = [row for row in rows if row.program == program]
        yield program, str(len({row.network for row in own})), str(len(own)), str(sum(row.agrees for row in own))


def _network(rows: Sequence[Compared], network: str, program: str) -> Iterator[Block]:
    own = [row for row in rows if row.network == network and row.program == program]
    yield Table(
        caption=f"Against {program}",
        columns=("Quantity", "Ours", "Theirs", "Difference", "Allowed", "Agrees"),
        rows=tuple(
            (
                row.quantity,
                _signed(row.ours, DIGITS),
                _signed(row.theirs, DIGITS),
                _signed(row.difference, 2),
                _signed(row.allowed, 2),
                "yes" if row.agrees else "NO",
            )
            for row in own
        ),
    )
    reasons = dict.fromkeys(row.reason for row in own)
    for reason in reasons:
        named = f" for {', '.join(row.quantity for row in own if row.reason == reason)}" if len(reasons) > 1 else ""
        yield Note(text=f"Why so much is allowed{named}: {reason}.")


def _signed(value: float, digits: int) -> str:
    if value and abs(value) < 1e-4:
        return f"{value:.1e}".replace("-", "−")
    return f"{'−' if value < 0 else ''}{in_words(abs(value), digits)}"
