"""Which figures a forecast gets, in reading order."""

from __future__ import annotations

from lissom.population.forecast import Forecast
from lissom.report.figures.band import day_figure
from lissom.report.figures.course import changes, course_figure
from lissom.report.figures.figure import Figure
from lissom.report.figures.people import people_figure

CLINICIAN_ONLY = ("effect_site", "csf_chest", "csf_head")
"""Outcomes that mean little to the person and are drawn in the clinician's layer."""


def day_figures(forecast: Forecast) -> tuple[Figure, ...]:
    """One figure for each outcome that a person can use."""
    return tuple(day_figure(forecast, band) for band in forecast.bands if band.outcome not in CLINICIAN_ONLY)


def clinician_figures(forecast: Forecast) -> tuple[Figure, ...]:
    return tuple(day_figure(forecast, band) for band in forecast.bands if band.outcome in CLINICIAN_ONLY)


def course_figures(forecast: Forecast) -> tuple[Figure, ...]:
    """The whole course, where the dose changes on the way."""
    if not forecast.bands or not changes(forecast):
        return ()
    return (course_figure(forecast, forecast.bands[0]),)


def people_figures(forecast: Forecast) -> tuple[Figure, ...]:
    return tuple(people_figure(chance) for chance in forecast.chances)
