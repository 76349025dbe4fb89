"""The effect measures: what is compared, on which scale it is averaged, and how it is shown."""

from __future__ import annotations

from enum import StrEnum
from math import exp


class Measure(StrEnum):
    """How two treatments are compared."""

    MD = "MD"
    """Mean difference, in the unit of the outcome."""
    SMD = "SMD"
    """Standardised mean difference with Hedges' correction, in standard deviations."""
    OR = "OR"
    """Odds ratio."""
    RR = "RR"
    """Risk ratio."""
    RD = "RD"
    """Risk difference, a share of 1."""
    RATE_RATIO = "rate ratio"
    """Ratio of events per time at risk."""
    HR = "HR"
    """Hazard ratio from counts by the end of a follow-up that all arms of a study share."""

    @property
    def is_ratio(self) -> bool:
        """True when the logarithm is averaged and 1 means no difference."""
        return self in (Measure.OR, Measure.RR, Measure.RATE_RATIO, Measure.HR)

    @property
    def words(self) -> str:
        return WORDS[self]

    def shown(self, value: float) -> float:
        """A value of the averaged scale as it is shown: the ratio itself for a logarithm of a ratio."""
        return exp(value) if self.is_ratio else value


WORDS = {
    Measure.MD: "difference of means",
    Measure.SMD: "difference of means in standard deviations",
    Measure.OR: "odds ratio",
    Measure.RR: "risk ratio",
    Measure.RD: "difference of risks",
    Measure.RATE_RATIO: "ratio of rates",
    Measure.HR: "hazard ratio",
}
