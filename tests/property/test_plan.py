"""Laws of plans: never up in a taper, never above a limit, never a tablet that is not sold, every step explained."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from lissom.answers.planning.asked import asked
from lissom.answers.planning.tapering import Wish as Down
from lissom.answers.planning.tapering import plan_taper
from lissom.answers.planning.titrating import Wish as Up
from lissom.answers.planning.titrating import plan_titration
from lissom.case.reading import case_from_document
from lissom.facts.errors import InputError
from lissom.facts.statement import reasoned
from lissom.library import Library, load
from lissom.plan.course import Course
from lissom.plan.drive import largest_mismatch
from lissom.plan.limits import Bound, Limits, Rise
from lissom.plan.log import Taken, last_day
from lissom.plan.numbers import Numbers
from lissom.plan.tablets import Cabinet, Tablet
from lissom.plan.taper import Present, lowered, taper
from lissom.plan.titration import HOURS, titration
from lissom.plan.travel import journey, zone

TODAY = date(2026, 11, 26)
ZONES = ("Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Asia/Kolkata", "Pacific/Auckland")

strengths = st.sampled_from([2.0, 4.0, 5.0, 7.5, 10.0, 15.0, 20.0, 25.0, 50.0])
tablets = st.builds(lambda mg, halves: Tablet(mg=mg, halves=halves), strengths, st.booleans())
cabinets = st.lists(tablets, min_size=1, max_size=4).map(Cabinet.of)
counts = st.integers(1, 4)


@cache
def library() -> Library:
    return load()


@cache
def numbers() -> Numbers:
    return Numbers.of(library().plan_numbers)


@st.composite
def taken(draw: st.DrawFn, cabinet: Cabinet) -> Present:
    """What somebody takes: doses these tablets make, at the usual hours."""
    hours = HOURS[draw(counts)]
    possible = [mg for mg in cabinet.doses(100.0) if mg > 0]
    amounts = tuple(draw(st.sampled_from(possible)) for _ in hours)
    return Present(ingredient="baclofen", name="baclofen", hours=hours, amounts=amounts)


@st.composite
def tapers(draw: st.DrawFn) -> tuple[Course, Present, Cabinet, float]:
    cabinet = draw(cabinets)
    now = draw(taken(cabinet))
    days = float(draw(st.integers(1, 90)))
    course = taper(now, Limits(cabinet=cabinet), numbers(), begin=TODAY, days=days, pace="label")
    assume(course is not None)
    assert course is not None
    return course, now, cabinet, days


@st.composite
def titrations(draw: st.DrawFn) -> tuple[Course, Limits]:
    cabinet = draw(cabinets)
    why = reasoned("A limit.")
    limits = Limits(
        cabinet=cabinet,
        max_daily=Bound(value=float(draw(st.integers(5, 120))), why=why),
        max_single=Bound(value=float(draw(st.integers(5, 50))), why=why),
        start_mg=Bound(value=float(draw(st.integers(1, 20))), why=why),
        start_times=draw(counts),
        rise=Rise(
            mg=float(draw(st.integers(1, 20))),
            on_each_dose=draw(st.booleans()),
            days=draw(st.floats(1, 14)),
            why=(why,),
        ),
    )
    now = Present(ingredient="baclofen", name="baclofen", hours=(), amounts=())
    goal = float(draw(st.integers(5, 150)))
    course = titration(now, limits, begin=TODAY, to_mg=goal, pace="label")
    assume(course is not None)
    assert course is not None
    return course, limits


def at_hours(course: Course) -> list[dict[float, float]]:
    return [{dose.hour: dose.mg for dose in step.doses} for step in course.steps]


class TestTapers:
    """Steps down: the first safety rule of the medicine is that it is not stopped suddenly, nor raised on the way."""

    @given(tapers())
    def test_no_intake_ever_goes_up(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, now, _, _ = made
        levels = [dict(zip(now.hours, now.amounts, strict=True)), *at_hours(course)]
        for before, after in pairwise(levels):
            assert all(mg <= before.get(hour, 0.0) + 1e-9 for hour, mg in after.items())

    @given(tapers())
    def test_every_step_is_lower_than_the_one_before(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, now, _, _ = made
        totals = [now.daily_mg, *(step.daily_mg for step in course.steps)]
        assert all(after < before for before, after in pairwise(totals))

    @given(tapers())
    def test_it_takes_at_least_the_days_asked_for_and_ends_at_nothing(
        self, made: tuple[Course, Present, Cabinet, float]
    ) -> None:
        course, _, _, days = made
        assert course.days >= days
        assert course.steps[-1].doses == ()

    @given(tapers())
    def test_every_dose_is_made_of_tablets_that_exist(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, _, cabinet, _ = made
        sold = {tablet.mg: tablet for tablet in cabinet.tablets}
        for step in course.steps:
            for dose in step.doses:
                assert abs(dose.mix.mg - dose.mg) < 1e-9
                assert all(piece.mg in sold for piece in dose.mix.pieces)
                assert all(piece.half == 0 or sold[piece.mg].halves for piece in dose.mix.pieces)

    @given(tapers())
    def test_every_step_says_why_with_a_source(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, _, _, _ = made
        assert all(step.why and all(one.sources for one in step.why) for step in course.steps)

    @given(tapers())
    def test_the_body_misses_no_more_than_on_stopping_at_once(
        self, made: tuple[Course, Present, Cabinet, float]
    ) -> None:
        course, now, _, _ = made
        assert 0 < largest_mismatch(course.daily, now.daily_mg, 7.0) <= 1.0

    @given(st.data(), cabinets)
    def test_lowering_takes_off_something_or_leaves_all(self, data: st.DataObject, cabinet: Cabinet) -> None:
        now = data.draw(taken(cabinet))
        by = data.draw(st.floats(0.5, 40))
        lower = lowered(now.amounts, by, cabinet)
        assert all(one <= two for one, two in zip(lower, now.amounts, strict=True))
        assert all(cabinet.mix(mg) is not None for mg in lower)


class TestTitrations:
    """Steps up: within every limit of the label, and not sooner than it allows."""

    @given(titrations())
    def test_no_day_is_above_the_highest_dose(self, made: tuple[Course, Limits]) -> None:
        course, limits = made
        assert limits.max_daily is not None
        assert all(step.daily_mg <= limits.max_daily.value + 1e-9 for step in course.steps)

    @given(titrations())
    def test_no_dose_is_above_the_single_limit(self, made: tuple[Course, Limits]) -> None:
        course, limits = made
        assert limits.max_single is not None
        assert all(dose.mg <= limits.max_single.value for step in course.steps for dose in step.doses)

    @given(titrations())
    def test_no_rise_is_larger_or_sooner_than_the_rule(self, made: tuple[Course, Limits]) -> None:
        course, limits = made
        rise = limits.rise
        assert rise is not None
        for before, after in pairwise(course.steps):
            allowed = rise.mg * (len(before.doses) if rise.on_each_dose else 1)
            assert 0 < after.daily_mg - before.daily_mg <= allowed + 1e-9
            assert (after.begin - before.begin).days >= rise.days

    @given(titrations())
    def test_every_dose_is_made_of_tablets_that_exist(self, made: tuple[Course, Limits]) -> None:
        course, limits = made
        assert all(limits.cabinet.mix(dose.mg) == dose.mix for step in course.steps for dose in step.doses)

    @given(titrations())
    def test_every_step_says_why(self, made: tuple[Course, Limits]) -> None:
        course, _ = made
        assert all(step.why for step in course.steps)


class TestCourses:
    """A course is one unbroken line of days, and says the same as directions."""

    @given(tapers())
    def test_every_day_belongs_to_one_step(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, _, _, _ = made
        days = [TODAY + timedelta(days=day) for day in range(course.days + 3)]
        assert [step.daily_mg for day in days if (step := course.on(day)) is not None] == [
            course.daily[min(day, course.days)] for day in range(len(days))
        ]

    @given(tapers())
    def test_its_directions_give_the_same_milligrams(self, made: tuple[Course, Present, Cabinet, float]) -> None:
        course, _, _, _ = made
        given_mg = [0.0] * course.days
        for time, mg in course.regimen.events(course.days):
            given_mg[int(time // 24)] += mg
        assert all(abs(one - two) < 1e-6 for one, two in zip(given_mg, course.daily, strict=False))


class TestJourneys:
    """Across time zones no dose is lost, none doubled, and no gap changes by more than the shift of a day."""

    @given(st.sampled_from(ZONES), st.sampled_from(ZONES), counts, st.floats(0.5, 3))
    def test_gaps_change_by_no_more_than_a_day_s_shift(self, old: str, new: str, count: int, most: float) -> None:
        doses = [(hour, 10.0) for hour in HOURS[count]]
        made = journey(doses, zone(old, "a"), zone(new, "b"), leave=date(2026, 12, 1), most_h=most)
        hours = [hour for hour, _ in doses]
        usual = [later - hour for hour, later in zip(hours, [*hours[1:], hours[0] + 24], strict=True)]
        rounding = 0.5
        for place, gap in enumerate(made.gaps_h):
            assert abs(gap - usual[place % count]) <= most + rounding

    @given(st.sampled_from(ZONES), st.sampled_from(ZONES), counts)
    def test_it_ends_at_the_usual_hours_of_the_new_clock(self, old: str, new: str, count: int) -> None:
        doses = [(hour, 10.0) for hour in HOURS[count]]
        made = journey(doses, zone(old, "a"), zone(new, "b"), leave=date(2026, 12, 1), most_h=2.0)
        last = made.doses[-count:]
        assert sorted(one.new.hour + one.new.minute / 60 for one in last) == sorted(HOURS[count])


class TestLogs:
    """A plan goes on from the last full day of a log, never from a day that is not over."""

    @given(st.lists(st.tuples(st.datetimes(), st.floats(1, 100)), min_size=1), st.dates())
    def test_only_days_before_today_count(self, lines: list[tuple[object, float]], today: date) -> None:
        log = [Taken(when=when, mg=mg) for when, mg in lines]  # type: ignore[arg-type]  # drawn as datetimes
        before = [one for one in log if one.when.date() < today]
        found = last_day(log, today)
        assert bool(found) == bool(before)
        assert len(found) <= len(before)


people = st.fixed_dictionaries(
    {},
    optional={
        "age": st.integers(1, 95),
        "sex": st.sampled_from(["female", "male"]),
        "weight": st.sampled_from(["30 kg", "55 kg", "82 kg", "120 kg"]),
        "height": st.sampled_from(["150 cm", "178 cm"]),
        "creatinine": st.sampled_from(["0.4 mg/dL", "0.9 mg/dL", "1.6 mg/dL", "4 mg/dL"]),
        "pregnant": st.just(False),
        "stands_on_tone": st.booleans(),
        "dialysis": st.booleans(),
        "conditions": st.lists(
            st.sampled_from(["multiple sclerosis", "epilepsy", "stroke", "cirrhosis", "spinal cord injury at C5"]),
            max_size=2,
        ),
    },
)
RELAXANTS = ("baclofen", "tizanidine", "dantrolene", "diazepam", "gabapentin", "cyclobenzaprine", "methocarbamol")
directions = st.sampled_from(
    ["5 mg three times a day", "10 mg twice a day", "20 mg four times a day", "2 mg at night", "25 mg once a day",
     "12.5 mg three times a day", "1 tablet of 10 mg at 7:00 and 2 tablets at 22:00", "300 mg three times a day"]
)  # fmt: skip


class TestPeople:
    """Whoever asks gets an answer: a plan within every limit, or the reason why there is none."""

    @settings(max_examples=60)
    @given(
        people,
        st.sampled_from(RELAXANTS),
        directions,
        st.sampled_from(["taking", "planned"]),
        st.sampled_from(["US", "GB", "DE", "CH", "IE", "AU", "SG", "FR"]),
    )
    def test_everybody_is_answered_within_the_limits(
        self, person: dict[str, object], name: str, sig: str, status: str, country: str
    ) -> None:
        document = {"country": country, "person": person, "medicines": [{"name": name, "sig": sig, "status": status}]}
        try:
            case = case_from_document(document)
        except InputError:
            reject()  # a weight that nobody has at that age
        question = asked(case, library(), TODAY, people=64)
        for proposal in (plan_taper(question, Down()), plan_titration(question, Up())):
            assert bool(proposal.courses) != bool(proposal.refused)
            for one in (*proposal.courses, *proposal.alternatives):
                totals = [one.course.before_mg, *(step.daily_mg for step in one.course.steps)]
                down = one.course.kind == "taper"
                assert all((after < before) == down for before, after in pairwise(totals))
                cabinet = question.limits.cabinet
                assert all(cabinet.mix(dose.mg) is not None for step in one.course.steps for dose in step.doses)
                highest = question.limits.max_daily
                assert down or highest is None or totals[-1] <= highest.value + 1e-9
                rule = question.limits.taper
                assert not down or (rule is not None and one.course.days >= rule.days(totals[0])[0] - 1e-9)
