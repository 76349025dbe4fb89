"""Forest plot: each trial's result with its interval, and below it what all trials together give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

from lissom.compare.comparison import ForestRow, Outcome
from lissom.facts.quantity import in_words, with_interval
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure
from lissom.report.figures.scale import Scale, step

WIDTH, LEFT, RIGHT, TOP, FOOT = 404.0, 122.0, 312.0, 4.0, 46.0
NAMED, ROW = 46.0, 28.0
"""Height of a line under the name of its comparison, and of one that follows it."""
AGAINST = " against "
RATIO_TICKS = (0.02, 0.1, 0.5, 1.0, 2.0, 10.0, 50.0)
LABEL_WIDE = 20
"""Letters that fit left of the plot."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a value stands; what lies beyond the ends is drawn at them, with an arrow."""

    low: float
    high: float
    ticks: tuple[float, ...]
    ratio: bool

    def __call__(self, value: float) -> float:
        low, high, value = (self._bent(one) for one in (self.low, self.high, min(max(value, self.low), self.high)))
        return Scale(low, high, LEFT, RIGHT)(value)

    def _bent(self, value: float) -> float:
        return log10(value) if self.ratio else value

    @property
    def nothing(self) -> float:
        return 1.0 if self.ratio else 0.0


def forest_figure(outcome: Outcome) -> Figure | None:
    """The forest plot of one outcome, or None where nothing was measured."""
    rows = tuple(_drawn(outcome))
    if not rows:
        return None
    network = outcome.network
    ratio = network.measure.is_ratio
    title = f"Forest plot: {network.plain}"
    better = "less" if network.lower_is_better else "more"
    alt = f"{len(rows)} lines. " + " ".join(f"{one.comparison}, {one.label}: {said(one)}." for one in rows)
    caption = (
        f"{network.measure.words.capitalize()}{f' in {network.unit}' if network.unit and not ratio else ''}, with 95% "
        f"intervals; {better} is better. Square: one trial, or one published figure of several"
        f"{'. Diamond: all trials together' if any(one.of_network for one in rows) else ''}"
        f"{'. Grey band: too small to matter, as assumed' if network.margin else ''}."
    )
    height = TOP + sum(_heights(rows)) + FOOT
    return Figure(
        title=title,
        svg=svg.document(WIDTH, height, _parts(outcome, rows), title=title, desc=alt),
        alt=alt,
        caption=caption,
        columns=("Comparison", "From", "Estimate", "95% interval"),
        rows=tuple((one.comparison, one.label, *with_span(one.estimate, one.low, one.high)) for one in rows),
    )


def said(row: ForestRow) -> str:
    """'2 (0.82 to 4.7)'."""
    estimate, interval = with_span(row.estimate, row.low, row.high)
    return f"{estimate} ({interval})"


def _drawn(outcome: Outcome) -> Iterator[ForestRow]:
    """Rows by comparison, the asked ones first; the whole turned the way its trials are, and left out where it only
    repeats a single one.
    """
    words = [node.treatment.words for node in outcome.nodes if node.asked]
    trials = [row for row in outcome.forest if not row.of_network]
    together = [row for row in outcome.forest if row.of_network]
    named = dict.fromkeys(row.comparison for row in trials)
    for comparison in sorted(named, key=lambda one: not any(word in one.split(AGAINST) for word in words)):
        own = [row for row in trials if row.comparison == comparison]
        yield from own
        whole = [_as_in(comparison, row, ratio=outcome.network.measure.is_ratio) for row in together]
        yield from (row for row in whole if row is not None and not _repeats(row, own))
    turned = {frozenset(one.split(AGAINST)) for one in named}
    yield from (row for row in together if frozenset(row.comparison.split(AGAINST)) not in turned)


def _as_in(comparison: str, row: ForestRow, *, ratio: bool) -> ForestRow | None:
    """The row in the direction of a comparison; None when it compares others."""
    if row.comparison == comparison:
        return row
    if row.comparison.split(AGAINST) != comparison.split(AGAINST)[::-1]:
        return None
    ends = [1 / one if ratio else -one for one in (row.estimate, row.high, row.low)]
    return replace(row, comparison=comparison, estimate=ends[0], low=ends[1], high=ends[2])


def _repeats(row: ForestRow, own: Sequence[ForestRow]) -> bool:
    return len(own) == 1 and abs(row.low - own[0].low) + abs(row.high - own[0].high) < 1e-6 * (1 + abs(row.high))


def _parts(outcome: Outcome, rows: Sequence[ForestRow]) -> Iterator[str]:
    axis = _axis(outcome, rows)
    heights = _heights(rows)
    bottom = TOP + sum(heights)
    margin = outcome.network.margin
    if margin and not axis.ratio:
        yield svg.rect(axis(-margin), TOP, axis(margin) - axis(-margin), bottom - TOP, "fig-night")
    for tick in axis.ticks:
        kind = "fig-axis" if tick == axis.nothing else "fig-grid"
        yield svg.line(axis(tick), TOP, axis(tick), bottom, kind)
        yield svg.text(axis(tick), bottom + 14, signed(tick), "fig-tick", "middle")
    yield svg.line(LEFT, bottom, RIGHT, bottom, "fig-axis")
    top = TOP
    for row, height in zip(rows, heights, strict=True):
        if height == NAMED:
            yield svg.text(0, top + 14, row.comparison, "fig-strong fig-halo")
        top += height
        yield from _row(axis, top - ROW / 2, row)
    yield svg.text(axis(axis.nothing) - 6, bottom + 32, "less with the first", "fig-quiet fig-halo", "end")
    yield svg.text(axis(axis.nothing) + 6, bottom + 32, "more with it", "fig-quiet")


def _heights(rows: Sequence[ForestRow]) -> list[float]:
    """The name of a comparison stands above its first line."""
    before = ["", *(row.comparison for row in rows)]
    return [ROW if row.comparison == last else NAMED for row, last in zip(rows, before, strict=False)]


def _row(axis: _Axis, y: float, row: ForestRow) -> Iterator[str]:
    yield svg.text(0, y + 4, _short(row.label), "fig-quiet")
    estimate, interval = with_span(row.estimate, row.low, row.high)
    yield svg.text(WIDTH, y - 1, estimate, "fig-strong", "end")
    yield svg.text(WIDTH, y + 12, interval, "fig-small", "end")
    yield svg.line(axis(row.low), y, axis(row.high), y, "fig-whisker")
    x, side = axis(row.estimate), 4.5
    if row.low < axis.low:
        yield svg.polygon([(LEFT - 5, y), (LEFT + 3, y - 4), (LEFT + 3, y + 4)], "fig-dose")
    if row.high > axis.high:
        yield svg.polygon([(RIGHT + 5, y), (RIGHT - 3, y - 4), (RIGHT - 3, y + 4)], "fig-dose")
    if row.of_network:
        yield svg.polygon([(x - 7, y), (x, y - 6), (x + 7, y), (x, y + 6)], "fig-unknown")
    else:
        yield svg.rect(x - side, y - side, 2 * side, 2 * side, "fig-differ")


def _axis(outcome: Outcome, rows: Sequence[ForestRow]) -> _Axis:
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    if outcome.network.measure.is_ratio:
        below = [one for one in RATIO_TICKS if one <= min(low, 0.5)] or [RATIO_TICKS[0]]
        above = [one for one in RATIO_TICKS if one >= max(high, 2.0)] or [RATIO_TICKS[-1]]
        return _Axis(below[-1], above[0], tuple(one for one in RATIO_TICKS if below[-1] <= one <= above[0]), ratio=True)
    margin = outcome.network.margin or 0.0
    low, high = min(low, -margin, 0.0), max(high, margin, 0.0)
    each = step(high - low, 3)
    first, last = floor(low / each + 1e-9), -floor(-high / each + 1e-9)
    ticks = tuple(round(each * k, 10) for k in range(first, last + 1))
    return _Axis(ticks[0], ticks[-1], ticks, ratio=False)


def _short(words: str) -> str:
    return words if len(words) <= LABEL_WIDE else f"{words[: LABEL_WIDE - 1].rstrip()}…"


def signed(value: float) -> str:
    """Two figures, with a true minus sign."""
    return _with_sign(value, in_words(abs(value)))


def with_span(estimate: float, low: float, high: float) -> tuple[str, str]:
    """'−0.58' and '−1.10 to −0.06': an estimate and its interval, in the decimals of the estimate."""
    first, *ends = map(_with_sign, (estimate, low, high), with_interval(estimate, low, high))
    return first, " to ".join(ends)


def _with_sign(value: float, shown: str) -> str:
    return f"−{shown}" if value < 0 and float(shown) else shown
