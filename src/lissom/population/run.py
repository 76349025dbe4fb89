"""One person, one model, one plan: crowds of people like this are simulated, and bands, chances and sentences made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lissom.dynamics.layout import Floats, Layout
from lissom.dynamics.quantiles import quantiles
from lissom.dynamics.tally import Tally
from lissom.facts.quantity import Interval
from lissom.facts.statement import Statement
from lissom.population import people as crowds
from lissom.population import wording
from lissom.population.chances import Day, asked
from lissom.population.course import absorbed, course, haemodialysis, half_life
from lissom.population.forecast import LEVELS, Band, Chance
from lissom.population.model import Variant
from lissom.population.outcomes import OUTCOMES, Outcome, drowsy_share, tone_relief
from lissom.population.people import Crowd, Draws, crowd
from lissom.population.schedule import Schedule
from lissom.population.subject import Subject

WORLDS = 64
"""States of what we do not know over which a chance gets its interval."""
FINE = 0.25
"""Hours between points on the day shown in detail."""
KEPT_WHOLE = 32_768
"""People up to which quantiles are exact; larger crowds come in parts and are counted."""
IN_PART = 16_384
"""People of one part."""
FEW = 256
"""People from whom the size of the values is learned before they are counted."""
AVERAGED = ("plasma", "tone_relief", "spasms", "strength", "csf_neck", "tone_relief_arms")
"""Outcomes whose average over a day is told, where the model has them."""
VALUES_AT_ONCE = 1 << 20
"""Values held before their quantiles are taken: bounds the memory whatever the number of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One person, one model, one plan: the curves of any crowd of people like this."""

    variant: Variant
    who: Subject
    plan: Schedule
    counted: float | None

    @property
    def times(self) -> Floats:
        """Hourly over all days, every quarter of an hour on the day shown in detail."""
        hourly = np.arange(24.0 * self.plan.days + 1.0)
        return np.unique(np.concatenate([hourly, self.shown(FINE)]))

    def shown(self, step: float) -> Floats:
        """The times of the day shown in detail, both midnights included."""
        return 24.0 * self.plan.shown_day + np.arange(0.0, 24.0 + step, step)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in OUTCOMES if outcome.belongs_to(self.variant))

    def people_of(self, draws: Draws) -> Crowd:
        made = dict(crowd(self.variant, self.who, draws))
        if self.counted is not None:
            made["spasms_per_day"] = np.full(draws.count, self.counted)
        return made

    def simulate(self, people: Crowd, times: Floats) -> tuple[Layout, Iterator[Floats]]:
        """The layout, and the state at each time in turn."""
        doses = absorbed(self.variant, self.plan.doses)
        sessions = haemodialysis(self.variant, self.who, self.plan.days)
        return course(self.variant.structure, people, doses, times, self.plan.infusions, sessions)

    def bands(self, count: int, seed: int) -> tuple[Band, ...]:
        """Every outcome over time, with both kinds of spread together and each alone."""
        half = max(64, count // 2)
        spreads: tuple[tuple[Callable[..., Draws], int, int], ...] = (
            (crowds.everyone, count, seed),
            (crowds.people_differ, half, seed + 1),
            (crowds.we_do_not_know, half, seed + 2),
        )
        everyone, differ, unknown = (
            self._quantiles(draw(self.variant, number, start))
            if number <= KEPT_WHOLE
            else self._tallied(draw, number, start)
            for draw, number, start in spreads
        )
        return tuple(
            Band(
                outcome=outcome.name,
                title=outcome.shown(self.variant)[0],
                unit=outcome.shown(self.variant)[1],
                everyone=frozen(everyone[k]),
                people_differ=frozen(differ[k]),
                we_do_not_know=frozen(unknown[k]),
            )
            for k, outcome in enumerate(self.outcomes)
        )

    def _quantiles(self, draws: Draws) -> Floats:
        """[outcome, level, time]; a stretch of times is held at once, never all of them."""
        at_once = max(1, VALUES_AT_ONCE // (draws.count * len(self.outcomes)))
        pieces, rows = [], []
        for values in self._values(draws):
            rows.append(values)
            if len(rows) == at_once:
                pieces.append(quantiles(np.asarray(rows), LEVELS))
                rows = []
        if rows:
            pieces.append(quantiles(np.asarray(rows), LEVELS))
        return np.moveaxis(np.concatenate(pieces, axis=1), (0, 1, 2), (1, 2, 0))

    def _tallied(self, draw: Callable[..., Draws], count: int, seed: int) -> Floats:
        """As `_quantiles`, to 0.3%, of a crowd in parts of which only histograms are kept."""
        few = self._values(draw(self.variant, FEW, seed))
        tally = Tally(len(self.times), np.max([row.max(axis=-1) for row in few], axis=0))
        for first in range(0, count, IN_PART):
            part = draw(self.variant, min(IN_PART, count - first), seed, first)
            for row, values in enumerate(self._values(part)):
                tally.add(row, values)
        return np.moveaxis(tally.quantiles(LEVELS), 2, 0)

    def _values(self, draws: Draws) -> Iterator[Floats]:
        """The outcomes of everybody at each time in turn, [outcome, person]."""
        people = self.people_of(draws)
        layout, run = self.simulate(people, self.times)
        for x in run:
            yield np.array([outcome.of(people, layout, x) for outcome in self.outcomes])

    def chances(self, count: int, seed: int) -> Iterator[Chance]:
        """Shares of people, at the best guess of the parameters and over what we do not know."""
        count = min(count, KEPT_WHOLE)  # a share needs no more
        if "EC50" not in self.variant.parameters:
            return
        best = self._day(crowds.people_differ(self.variant, max(64, count // 2), seed + 1))
        many = self._day(crowds.crossed(self.variant, WORLDS, max(64, count // 32), seed + 3))
        limit = self.variant.value("visible_relief")
        for row in asked(self.variant, limit, drowsiness=self.tells_drowsiness and not self.plan.one_dose):
            value = float(np.mean(row.of(best)))
            worlds = np.mean(np.reshape(row.of(many), (WORLDS, -1)), axis=1)
            low, high = (float(end) for end in np.quantile(worlds, (0.05, 0.95)))
            low, high = min(low, value), max(high, value)
            without = None if row.without is None else float(np.mean(row.without(best)))
            yield Chance(
                name=row.name,
                title=row.title,
                value=value,
                interval=Interval(low, high, "1", 0.9),
                statement=row.say(self.variant, (value, low, high), without),
                without=without,
                without_is=row.without_is,
            )

    @property
    def tells_drowsiness(self) -> bool:
        return "brain" in self.variant.structure.effect_sites and "drowsy_on_drug" in self.variant.parameters

    def _day(self, draws: Draws) -> Day:
        """Averages over the day shown (of a stop: the day before), per person. The days until then are stepped over
        whole."""
        people = self.people_of(draws)
        day = self.plan.shown_day - (self.plan.stops_at is not None)
        begin = 24.0 * np.arange(day)
        best = np.zeros(draws.count)
        layout, run = self.simulate(people, np.concatenate([begin, 24.0 * day + np.arange(25.0)]))
        weights = np.array([0.5, *[1.0] * 23, 0.5]) / 24.0
        wanted = [outcome for outcome in self.outcomes if outcome.name in AVERAGED]
        averages = np.zeros((len(wanted), draws.count))
        for k, x in enumerate(run):
            if k >= len(begin):
                averages += weights[k - len(begin)] * np.array([one.of(people, layout, x) for one in wanted])
                best = np.maximum(best, tone_relief(people, layout, x))
        of_day = {outcome.name: values for outcome, values in zip(wanted, averages, strict=True)}
        drowsy = np.zeros(draws.count)
        if self.tells_drowsiness:
            drowsy = drowsy_share(people, of_day["plasma"], self.variant.value("drowsy_reference_CL"))
        return Day(
            relief=best if self.plan.one_dose else of_day["tone_relief"],
            spasms=of_day["spasms"],
            force=of_day["strength"],
            drowsy=drowsy,
            responds=people["responds"],
            people=people,
            neck=of_day.get("csf_neck"),
            arms=of_day.get("tone_relief_arms"),
        )

    def statements(self, bands: Sequence[Band], people: int, seed: int) -> Iterator[Statement]:
        """What the curves show, in plain words; what the chances show stands with them."""
        band = {band.outcome: band for band in bands}
        typical = crowd(self.variant, self.who, Draws(count=1, between=None, unknown=None))
        times = self.times
        day = (times >= 24.0 * self.plan.shown_day) & (times <= 24.0 * (self.plan.shown_day + 1))
        peak, hour = _peak(band["plasma" if self.variant.central == "blood" else "csf"], times, day)
        yield wording.of_level(self.variant, peak, hour, half_life(self.variant, typical), self.plan)
        yield from wording.of_the_person(self.variant, self.who)
        if self.plan.stops_at is not None:
            left = {after: _left(band["effect_site"], times, self.plan.stops_at, after) for after in (12.0, 24.0)}
            yield wording.of_the_stop(self.variant, self.plan.stops_at, left)
        if self.plan.leaks is not None:
            yield wording.of_the_leak(
                self.variant, self.plan.leaks, _left(band["effect_site"], times, self.plan.leaks[0], 24.0)
            )
        if "tone_relief" in band:
            averages = self._day(crowds.everyone(self.variant, min(people, KEPT_WHOLE), seed))
            yield wording.of_relief(self.variant, _three(averages.relief), self.plan)
            if self.plan.one_dose:
                return
            before = self.counted if self.counted is not None else self.variant.value("spasms_per_day")
            yield wording.of_spasms(self.variant, _three(averages.spasms), before, self.counted is not None)
            yield wording.of_strength(self.variant, _three(averages.force))
            if averages.neck is not None and averages.arms is not None:
                yield wording.of_the_canal(self.variant, self.who, _three(averages.neck), _three(averages.arms))


LOW, MIDDLE, HIGH = LEVELS.index(0.05), LEVELS.index(0.5), LEVELS.index(0.95)


def _peak(band: Band, times: Floats, day: NDArray[np.bool_]) -> tuple[wording.Three, float]:
    inside = band.everyone[:, day]
    at = int(np.argmax(inside[MIDDLE]))
    peak = (float(inside[MIDDLE, at]), float(inside[LOW, at]), float(inside[HIGH, at]))
    return peak, float(times[day][at] % 24.0)


def _left(band: Band, times: Floats, stop: float, after: float) -> float:
    """Share of the middle level at the stop that is left `after` hours later."""
    middle = band.everyone[MIDDLE]
    return float(np.interp(stop + after, times, middle) / np.interp(stop, times, middle))


def _three(values: Floats) -> wording.Three:
    low, middle, high = quantiles(values, (0.05, 0.5, 0.95))
    return float(middle), float(low), float(high)


def frozen(values: Floats) -> Floats:
    kept = np.ascontiguousarray(values)
    kept.flags.writeable = False
    return kept
