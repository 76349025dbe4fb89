"""Risks as people: a hundred on the medicine beside a hundred on placebo, ten rows of ten."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.answers.consent_aid.aid import Risk, Share
from lissom.facts.quantity import in_words
from lissom.facts.sentence import capital
from lissom.report.figures import svg
from lissom.report.figures.figure import Figure

SIDE, PITCH, GAP, HEAD, FOOT = 10, 15.0, 42.0, 22.0, 24.0
PEOPLE = SIDE * SIDE
WIDTH = SIDE * PITCH


def risk_figure(risk: Risk) -> Figure:
    """Two squares of a hundred people. Dark: counted, or sure even at the low end; light: up to the best figure; ring:
    only at the high end. Where nothing was seen on placebo, the second square says so.
    """
    title = f"{capital(risk.happens)}"
    drug = f"On {risk.drug}: {in_100(risk.with_drug)}."
    without = _without(risk)
    placebo = f"On placebo: {in_100(risk.with_placebo) if risk.with_placebo else without}."
    width, height = 2 * WIDTH + GAP, HEAD + WIDTH + FOOT
    parts = (
        *_panel(0.0, f"on {risk.drug}", risk.with_drug, ""),
        *_panel(WIDTH + GAP, "on placebo", risk.with_placebo, without),
    )
    alt = f"{drug} {placebo}"
    return Figure(
        title=title,
        svg=svg.document(width, height, parts, title=title, desc=alt),
        alt=alt,
        caption=f"{'People like you, in our model' if risk.personal else f'Seen in: {risk.who}'}.",
        columns=("Group", "They do", "They do not"),
        rows=(
            (f"100 on {risk.drug}", _range(risk.with_drug), _rest(risk.with_drug)),
            (
                "100 on placebo",
                _range(risk.with_placebo) if risk.with_placebo else without,
                _rest(risk.with_placebo) if risk.with_placebo else without,
            ),
        ),
    )


def _without(risk: Risk) -> str:
    """What stands in place of a count on placebo: a model of the medicine alone leaves placebo out."""
    return "not in this model" if risk.personal and risk.good else "not known"


def in_100(share: Share) -> str:
    """'63 of 100 people', or 'about 19 of 100 people (2 to 44)'."""
    if share.low == share.high:
        return f"{_range(share)} of 100 people"
    return f"about {_count(share.value)} of 100 people ({_count(share.low)} to {_count(share.high)})"


def _range(share: Share) -> str:
    if share.low == share.high:
        return _count(share.value)
    return f"{_count(share.low)} to {_count(share.high)}"


def _rest(share: Share) -> str:
    return _range(Share(value=100 - share.value, low=100 - share.high, high=100 - share.low))


def _count(value: float) -> str:
    return in_words(value, 2) if 0 < value < 3 else str(round(value))


def _panel(x: float, label: str, share: Share | None, without: str) -> Iterator[str]:
    yield svg.text(x, 13, label, "fig-tick")
    if share is None:
        yield svg.rect(x, HEAD, WIDTH, WIDTH, "fig-night", 4)
        yield svg.text(x + WIDTH / 2, HEAD + WIDTH / 2 + 4, without, "fig-tick", "middle")
        return
    yield from _dots(x, share)
    yield svg.text(x, HEAD + WIDTH + 17, f"{_range(share)} of 100", "fig-tick")


def _dots(left: float, share: Share) -> Iterator[str]:
    """At least one dot for a risk above none: one in a thousand is drawn as one, and the words give the number."""
    low, value, high = (max(round(one), int(one > 0)) for one in (share.low, share.value, share.high))
    for place in range(PEOPLE):
        x, y = left + (place % SIDE + 0.5) * PITCH, HEAD + (place // SIDE + 0.5) * PITCH
        kind = (
            "fig-sure" if place < low else "fig-guess" if place < value else "fig-maybe" if place < high else "fig-none"
        )
        yield svg.circle(x, y, 5.0 if kind != "fig-none" else 4.0, kind)
