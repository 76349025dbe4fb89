"""A forecast as plain rows: the bands as a table, the doses as NONMEM records. Writing them to a file is the
caller's.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.population.forecast import LEVELS, Forecast

SPREADS = ("everyone", "people_differ", "we_do_not_know")


def table(forecast: Forecast) -> Iterator[tuple[object, ...]]:
    """A header, then one row per time, outcome and kind of spread, with the quantiles over people."""
    yield ("time_h", "outcome", "unit", "spread", *(f"q{round(100 * level):02d}" for level in LEVELS))
    for band in forecast.bands:
        for spread in SPREADS:
            quantiles = getattr(band, spread)
            for k, time in enumerate(forecast.times):
                yield (float(time), band.outcome, band.unit, spread, *(float(value) for value in quantiles[:, k]))


def nonmem_records(forecast: Forecast) -> Iterator[tuple[object, ...]]:
    """A header, then the dose records of one person: ID, TIME (h), AMT (mg), EVID, CMT, MDV.

    A pump adds RATE (mg/h, 0 for what is given at once): one record for each stretch of one rate.
    """
    if not forecast.infusions:
        yield ("ID", "TIME", "AMT", "EVID", "CMT", "MDV")
        yield from ((1, time, mg, 1, 1, 1) for time, mg in forecast.doses)
        return
    yield ("ID", "TIME", "AMT", "RATE", "EVID", "CMT", "MDV")
    given = [(time, mg, 0.0) for time, mg in forecast.doses]
    given += [(begin, rate * (end - begin), rate) for begin, end, rate in forecast.infusions if rate > 0]
    yield from ((1, time, mg, rate, 1, 1, 1) for time, mg, rate in sorted(given))
