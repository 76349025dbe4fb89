"""Laws of the sig reader: it never raises, it reads back what a regimen says, and synonyms do not change the dose."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lissom.case.order import read_order
from lissom.case.regimen import Amount, AmountUnit, Intake, Phase, Regimen, Strength
from lissom.case.sig import read_sig
from lissom.case.sig.say import say
from lissom.case.sig.words import HOURS_OF, WORDS

MG = st.sampled_from([0.5, 1.0, 2.0, 2.5, 4.0, 5.0, 7.5, 10.0, 12.5, 15.0, 20.0, 25.0, 30.0, 100.0, 250.0, 1000.0])
COUNTS = st.sampled_from([0.5, 1.0, 1.5, 2.0, 3.0])
SYNONYMS = {
    1: (
        "once daily",
        "daily",
        "od",
        "qd",
        "once a day",
        "every day",
        "1x/day",
        "in the morning",
        "mane",
        "1 time a day",
    ),
    2: (
        "BID",
        "bd",
        "b.i.d.",
        "twice daily",
        "twice a day",
        "2x/day",
        "two times a day",
        "q12h",
        "every 12 hours",
        "am and pm",
    ),
    3: (
        "TID",
        "tds",
        "t.i.d.",
        "three times a day",
        "3 times daily",
        "3x/day",
        "q8h",
        "every eight hours",
        "thrice daily",
    ),
    4: ("QID", "qds", "q.i.d.", "four times daily", "4x a day", "4 times per day", "q6h", "6 hourly"),
}
PIECES = st.sampled_from(sorted(WORDS)) | st.sampled_from(
    [
        "10",
        "5",
        "1",
        "1/2",
        "½",
        "2.5",
        ".5",
        "mg",
        "/",
        "-",
        "(",
        ")",
        ",",
        ".",
        ";",
        "3",
        "x",
        "8",
        "0800",
        "8am",
        "tid",
        "q",
        "h",
    ]
)


@st.composite
def amounts(draw: st.DrawFn, unit: AmountUnit) -> Amount:
    values = MG if unit is AmountUnit.MG else COUNTS
    low = draw(values)
    high = draw(st.one_of(st.just(low), values))
    return Amount(low=min(low, high), high=max(low, high), unit=unit)


@st.composite
def schedules(draw: st.DrawFn, amount: Amount) -> Phase:
    kind = draw(st.sampled_from(["times", "interval", "clock", "days"]))
    if kind == "interval":
        hours = draw(st.sampled_from([4, 6, 8, 12]))
        first = 8.0 if hours >= 12 else 6.0
        at = tuple(sorted((first + step * hours) % 24 for step in range(24 // hours)))
        return Phase(intakes=_intakes(at, amount), interval_h=float(hours))
    if kind == "clock":
        hours_list = draw(st.lists(st.integers(0, 23), min_size=1, max_size=4, unique=True))
        return Phase(intakes=_intakes(tuple(float(hour) for hour in sorted(hours_list)), amount, stated=True))
    every = draw(st.sampled_from([2, 3, 7, 14])) if kind == "days" else 1
    return Phase(intakes=_intakes(HOURS_OF[draw(st.integers(1, 4))], amount), every_days=every)


def _intakes(hours: tuple[float, ...], amount: Amount, *, stated: bool = False) -> tuple[Intake, ...]:
    return tuple(Intake(hour=hour, amount=amount, hour_stated=stated) for hour in hours)


@st.composite
def regimens(draw: st.DrawFn) -> Regimen:
    unit = draw(st.sampled_from([AmountUnit.MG, AmountUnit.UNIT]))
    count = draw(st.integers(1, 3))
    phases = []
    for place in range(count):
        phase = draw(schedules(draw(amounts(unit))))
        days = draw(st.integers(2, 30)) if place < count - 1 else draw(st.none() | st.integers(2, 30))
        food = draw(st.sampled_from([None, True, False]))
        phases.append(_with(phase, days, food))
    tablets = unit is AmountUnit.UNIT
    strength = Strength(mg=draw(MG)) if tablets else None
    return Regimen(phases=tuple(phases), strength=strength, unit_name="tablet" if tablets else "")


def _with(phase: Phase, days: int | None, food: bool | None) -> Phase:
    return Phase(
        intakes=phase.intakes, days=days, every_days=phase.every_days, interval_h=phase.interval_h, with_food=food
    )


class TestAnyText:
    """`read_sig` and `read_order` never raise, and answer with exactly one of a regimen and a reason."""

    @given(st.text(max_size=80))
    @settings(max_examples=200)
    def test_any_characters(self, text: str) -> None:
        self._answers(text)

    @given(st.lists(PIECES, max_size=14).map(" ".join))
    @settings(max_examples=600)
    def test_any_order_of_the_words_it_knows(self, text: str) -> None:
        self._answers(text)

    @staticmethod
    def _answers(text: str) -> None:
        for strength in (None, Strength(mg=10), Strength(mg=5, per=5, per_unit=AmountUnit.ML)):
            read = read_sig(text, strength=strength)
            assert (read.regimen is None) == bool(read.refused)
            assert bool(read.words) == (read.regimen is not None)
        read_order(text)


class TestRoundTrip:
    """What a regimen says of itself reads back as that regimen."""

    @given(regimens())
    @settings(max_examples=200)
    def test_a_regimen_said_in_words_reads_back_the_same(self, regimen: Regimen) -> None:
        read = read_sig(say(regimen), strength=regimen.strength)
        assert read.refused == ""
        assert read.regimen == regimen

    @given(st.lists(PIECES, max_size=10).map(" ".join), MG)
    @settings(max_examples=300)
    def test_whatever_was_read_has_the_same_daily_milligrams_when_its_words_are_read(
        self, text: str, mg: float
    ) -> None:
        strength = Strength(mg=mg)
        first = read_sig(text, strength=strength)
        if first.regimen is None:
            return
        again = read_sig(first.words, strength=strength)
        assert again.regimen is not None, (text, first.words, again.refused)
        one, other = first.regimen.peak_daily_mg, again.regimen.peak_daily_mg
        assert (one is None) == (other is None)
        if one and other:
            assert abs(one.high - other.high) <= 1e-3 * max(1.0, one.high), (text, first.words, again.words)


class TestSynonyms:
    """The daily milligrams depend on what is said, not on how."""

    @given(MG, st.sampled_from(sorted(SYNONYMS)), st.data())
    def test_milligrams_a_day_are_dose_times_count_for_every_wording(
        self, mg: float, count: int, data: st.DataObject
    ) -> None:
        words = data.draw(st.sampled_from(SYNONYMS[count]))
        read = read_sig(f"{mg:g} mg {words}")
        assert read.regimen is not None, read.refused
        peak = read.regimen.peak_daily_mg
        assert peak is not None
        assert abs(peak.high - mg * count) < 1e-9

    @given(st.sampled_from(sorted(SYNONYMS)), st.data())
    def test_adding_harmless_words_changes_nothing(self, count: int, data: st.DataObject) -> None:
        words = data.draw(st.sampled_from(SYNONYMS[count]))
        before = data.draw(st.sampled_from(["", "take ", "Please take ", "The recommended dose is "]))
        after = data.draw(st.sampled_from(["", ".", " by mouth", " with a glass of water", ", orally"]))
        assert read_sig(f"{before}10 mg {words}{after}").regimen == read_sig(f"10 mg {words}").regimen
