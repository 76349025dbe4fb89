"""League table as a picture: names down the diagonal, each pair once below it, in one orientation that it states."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.compare.comparison import Outcome
from lissom.compare.nma.estimate import Effect
from lissom.compare.nma.league import League
from lissom.compare.verdict import Verdict, verdict
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.forest import with_span

WIDTH, WIDEST, HEIGHT = 404.0, 112.0, 46.0
LETTER = 6.3
"""Width of a letter of a name, about."""


def league_figures(outcome: Outcome) -> tuple[Figure, ...]:
    """One for each part of the network that trials join."""
    several = len(outcome.leagues) > 1
    return tuple(_figure(outcome, one, f", part {k}" if several else "") for k, one in enumerate(outcome.leagues, 1))


def _figure(outcome: Outcome, league: League, part: str) -> Figure:
    words = {node.treatment.id: node.treatment.words for node in outcome.nodes}
    title = f"League table{part}: {outcome.network.plain}"
    pairs = [
        (row, column, effect)
        for i, row in enumerate(league.treatments)
        for j, column in enumerate(league.treatments[:i])
        if (effect := league.cells[i][j]) is not None
    ]
    margin = outcome.network.margin
    rows = tuple(
        (f"{words[row]} against {words[column]}", *_shown(effect), verdict(effect, margin).value)
        for row, column, effect in pairs
    )
    told = (f"{name}: {one} ({interval}), {how}." for name, one, interval, how in rows)
    alt = f"{league.orientation} {' '.join(told)}"
    return Figure(
        title=title,
        svg=svg.document(
            WIDTH, HEIGHT * len(league.treatments) + 2, _parts(league, words, margin), title=title, desc=alt
        ),
        alt=alt,
        caption=f"{league.orientation} Shaded: told apart. Not shaded: cannot be told apart.",
        columns=("Row against column", "Estimate", "95% interval", "What may be said"),
        rows=rows,
    )


def _parts(league: League, words: dict[str, str], margin: float | None) -> Iterator[str]:
    width = min(WIDTH / len(league.treatments), WIDEST)
    for i, row in enumerate(league.treatments):
        yield svg.rect(width * i + 1, HEIGHT * i + 1, width - 2, HEIGHT - 2, "fig-night", 3)
        yield from _name(words[row], width * (i + 0.5), HEIGHT * (i + 0.5), width)
        for j, effect in enumerate(league.cells[i][:i]):
            if effect is not None:
                yield from _cell(effect, margin, width * j, HEIGHT * i, width)


def _cell(effect: Effect, margin: float | None, x: float, y: float, width: float) -> Iterator[str]:
    apart = verdict(effect, margin) is not Verdict.CANNOT
    yield svg.rect(x + 1, y + 1, width - 2, HEIGHT - 2, "fig-nine" if apart else "fig-cell", 3)
    estimate, interval = _shown(effect)
    yield svg.text(x + width / 2, y + 20, estimate, "fig-strong", "middle")
    yield svg.text(x + width / 2, y + 35, interval, "fig-small", "middle")


def _name(words: str, x: float, y: float, width: float) -> Iterator[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * LETTER <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    for k, line in enumerate(lines[:3]):
        yield svg.text(x, y + 4 + 12 * (k - (len(lines[:3]) - 1) / 2), line, "fig-small", "middle")


def _shown(effect: Effect) -> tuple[str, str]:
    return with_span(*effect.shown)
