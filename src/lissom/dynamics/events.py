"""One person's records in NONMEM's terms, and what is wrong with them. `follow.py` carries them out.

A record is a dose (bolus, infusion with a rate, with a modelled rate or duration), a reset, or only a time at which the
state is wanted; it may repeat (`additional` at `interval`) and may start from steady state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import isfinite

from lissom.facts.errors import Fault, InputError


class Kind(IntEnum):
    """EVID."""

    OBSERVE = 0
    DOSE = 1
    OTHER = 2
    RESET = 3
    RESET_AND_DOSE = 4


class Rate(IntEnum):
    """The negative values of RATE: the model gives the rate or the duration."""

    MODELLED_RATE = -1
    MODELLED_DURATION = -2


class Steady(IntEnum):
    """SS: no steady state, steady state instead of what is there, steady state on top of what is there."""

    NO = 0
    INSTEAD = 1
    ON_TOP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One record. Hours, mg, mg/h; `state` is the index of the compartment dosed."""

    time: float
    kind: Kind = Kind.OBSERVE
    amount: float = 0.0
    state: int = 0
    rate: float = 0.0
    """0 a bolus, positive an infusion, or a value of `Rate`."""
    interval: float = 0.0
    additional: int = 0
    steady: Steady = Steady.NO
    lag: float = 0.0
    F: float = 1.0
    modelled_rate: float = 0.0
    modelled_duration: float = 0.0

    @property
    def doses(self) -> bool:
        return self.kind in (Kind.DOSE, Kind.RESET_AND_DOSE)

    @property
    def endless(self) -> bool:
        """A steady-state infusion without an amount: it has been running for ever and stops at the record."""
        return self.steady != Steady.NO and self.amount == 0 and self.rate > 0

    @property
    def delivery(self) -> tuple[float, float]:
        """(mg/h, h) of an infusion after bioavailability; (0, 0) of a bolus. F shortens an infusion of given rate and
        thins one of given duration."""
        available = self.amount * self.F
        if self.rate == 0:
            return 0.0, 0.0
        if self.rate == Rate.MODELLED_DURATION:
            return available / self.modelled_duration, self.modelled_duration
        rate = self.modelled_rate if self.rate == Rate.MODELLED_RATE else self.rate
        return rate, available / rate


def checked(events: Sequence[Event], states: int) -> tuple[Event, ...]:
    """The events, once nothing is wrong with them. Raises InputError with every fault, each at `events[i].field`."""
    faults = list(_faults(events, states))
    if faults:
        raise InputError(faults)
    return tuple(events)


def _faults(events: Sequence[Event], states: int) -> Iterator[Fault]:
    before = float("-inf")
    for index, event in enumerate(events):
        for field, expected, fine in _rules(event, before, states):
            if not fine:
                came = repr(getattr(event, field))
                yield Fault(where=f"events[{index}].{field}", expected=expected, came=came)
        if isfinite(event.time):
            before = event.time


def _rules(event: Event, before: float, states: int) -> Iterator[tuple[str, str, bool]]:
    """(field, what is expected, whether it is so)."""
    yield "time", f"a time not before the record above ({before:g} h)", isfinite(event.time) and event.time >= before
    if not event.doses:
        return
    yield "amount", "an amount of 0 or more", isfinite(event.amount) and event.amount >= 0
    yield "state", f"a compartment from 0 to {states - 1}", 0 <= event.state < states
    yield (
        "rate",
        "0, a positive rate, -1 or -2",
        isfinite(event.rate) and (event.rate >= 0 or event.rate in tuple(Rate)),
    )
    yield "additional", "a count of 0 or more", event.additional >= 0
    yield "lag", "a lag of 0 or more", isfinite(event.lag) and event.lag >= 0
    yield "F", "a bioavailability of 0 or more", isfinite(event.F) and event.F >= 0
    yield (
        "interval",
        "a positive interval, as doses repeat",
        isfinite(event.interval)
        and (event.interval > 0 or (event.additional <= 0 and (event.steady == Steady.NO or event.endless))),
    )
    if event.rate == Rate.MODELLED_RATE:
        yield "modelled_rate", "a positive rate", isfinite(event.modelled_rate) and event.modelled_rate > 0
    if event.rate == Rate.MODELLED_DURATION:
        yield "modelled_duration", "a positive time", isfinite(event.modelled_duration) and event.modelled_duration > 0
