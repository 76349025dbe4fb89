"""Weighing options: answers move the weights, doubt stays in sight, and no name comes out alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lissom.answers.choice.beliefs import NOTHING, Belief, Beliefs, relief
from lissom.answers.choice.choice import Answer, Choice, Criterion, Preferred
from lissom.answers.choice.making import choose
from lissom.answers.choice.verdict import hundred, verdict
from lissom.answers.choice.weighing import Weighed, agreement, drawn, weighed, weights, worth_asking
from lissom.case.case import Case
from lissom.case.flags import case_from_lines
from lissom.case.reading import read_case
from lissom.compare.answer import comparison
from lissom.facts.errors import InputError
from lissom.library import Library
from lissom.report.choice import choice_document

TODAY = date(2026, 11, 25)
RELIEF_FIRST = Answer(first=Criterion.RELIEF, second=Criterion.ALERTNESS, preferred=Preferred.FIRST)
ALERT_FIRST = Answer(first=Criterion.RELIEF, second=Criterion.ALERTNESS, preferred=Preferred.SECOND)


def ms(*lines: str, **flags: object) -> Case:
    known: dict[str, object] = {"age": "52", "sex": "female", "creatinine": "0.9 mg/dL", "country": "US"}
    return case_from_lines(lines or ("baclofen 10 mg TID",), conditions=("multiple sclerosis",), **(known | flags))  # type: ignore[arg-type]


def best(choice: Choice, option: str) -> float:
    return next(one.best_in_100 for one in choice.standings if one.option == option)


@pytest.fixture(scope="module")
def plain(library: Library) -> Choice:
    return choose(ms(), library, today=TODAY, draws=1500)


class TestPerson:
    def test_chances_add_up_to_a_hundred(self, plain: Choice) -> None:
        assert sum(one.best_in_100 for one in plain.standings) == pytest.approx(100, abs=0.5)

    def test_taking_nothing_is_an_option(self, plain: Choice) -> None:
        assert NOTHING in {one.option for one in plain.standings}

    def test_options_stand_in_the_order_of_their_names(self, plain: Choice) -> None:
        names = [one.name for one in plain.standings]
        assert names == sorted(names)

    def test_the_verdict_never_names_one_option_without_a_second_and_numbers(self, plain: Choice) -> None:
        names = {one.name for one in plain.standings}
        first = plain.verdict[0].text
        assert sum(name in first for name in names) >= 2
        assert "of 100 draws" in first

    def test_who_wants_relief_gets_less_of_nothing(self, plain: Choice, library: Library) -> None:
        more = choose(ms(), library, today=TODAY, answers=(RELIEF_FIRST,), draws=1500)
        less = choose(ms(), library, today=TODAY, answers=(ALERT_FIRST,), draws=1500)
        assert best(more, NOTHING) < best(plain, NOTHING) < best(less, NOTHING)

    def test_a_forbidden_option_is_no_candidate(self, library: Library) -> None:
        made = choose(ms("baclofen 10 mg TID", "ciprofloxacin 500 mg BID"), library, today=TODAY, draws=500)
        tizanidine = next(one for one in made.standings if one.option == "tizanidine")
        assert tizanidine.against is not None
        assert tizanidine.best_in_100 == 0

    def test_what_has_no_numbers_is_said_to_have_none(self, plain: Choice) -> None:
        assert any("tizanidine no number" in one.statement.text for one in plain.spans)
        assert any("dantrolene" in one.text for one in plain.left_out)

    def test_marks_of_importance_do_not_decide_how_much_relief_is_worth(self, library: Library) -> None:
        path = Path(__file__).parents[2] / "examples" / "ms-aleve.toml"
        made = choose(read_case(path.read_bytes(), name="case"), library, today=TODAY, draws=1500)
        relief = next(one for one in made.weights if one.criterion is Criterion.RELIEF)
        assert relief.low < 0.15
        assert relief.high > 0.85
        assert any("among the burdens only" in one.text for one in made.left_out)

    def test_the_same_seed_gives_the_same_choice(self, library: Library) -> None:
        assert choose(ms(), library, today=TODAY, draws=300) == choose(ms(), library, today=TODAY, draws=300)

    def test_another_seed_tells_much_the_same(self, plain: Choice, library: Library) -> None:
        other = choose(ms(), library, today=TODAY, draws=1500, seed=2)
        assert best(other, NOTHING) == pytest.approx(best(plain, NOTHING), abs=8)

    def test_every_source_exists(self, plain: Choice, library: Library) -> None:
        document = choice_document(plain, library.sources)
        assert {source.id for source in document.sources} <= set(library.sources)

    def test_relief_without_a_trial_against_placebo_is_not_known(self, library: Library) -> None:
        assert relief(("dantrolene",), comparison(("dantrolene",), "MS", library.compared)) is None


def sure(value: float) -> Belief:
    return Belief(lambda _random, _share: value, True)


def two(relief_: float, burden: float) -> tuple[Beliefs, ...]:
    """A pill with this relief and this burden, beside nothing."""
    return (
        Beliefs(criterion=Criterion.RELIEF, unit="", more_is_better=True, of={NOTHING: sure(0), "pill": sure(relief_)}),
        Beliefs(criterion=Criterion.EFFORT, unit="", more_is_better=False, of={NOTHING: sure(0), "pill": sure(burden)}),
    )


class TestWeighing:
    OPTIONS = (NOTHING, "pill")

    def test_gain_and_burden_of_the_same_span_are_a_coin_toss(self) -> None:
        made = drawn(self.OPTIONS, two(1, 1), 4000, 1)
        result = weighed(made, agreement(made, (), {}), self.OPTIONS)
        assert result.best["pill"] == pytest.approx(0.5, abs=0.03)

    def test_many_burdens_do_not_make_the_gain_count_less(self) -> None:
        many = (
            *two(1, 1),
            *(
                Beliefs(criterion=one, unit="", more_is_better=False, of={NOTHING: sure(0), "pill": sure(1)})
                for one in (Criterion.COST, Criterion.STRENGTH)
            ),
        )
        made = drawn(self.OPTIONS, many, 4000, 1)
        assert weighed(made, agreement(made, (), {}), self.OPTIONS).best["pill"] == pytest.approx(0.5, abs=0.03)

    def test_an_option_that_is_better_in_all_is_always_best(self) -> None:
        known = (
            two(1, 0)[0],
            Beliefs(criterion=Criterion.EFFORT, unit="", more_is_better=False, of={NOTHING: sure(1), "pill": sure(0)}),
        )
        made = drawn(self.OPTIONS, known, 200, 1)
        result = weighed(made, agreement(made, (), {}), self.OPTIONS)
        assert result.best["pill"] == pytest.approx(1)
        assert result.regret["pill"] == 0

    def test_an_answer_moves_the_weights_its_own_way(self) -> None:
        made = drawn(self.OPTIONS, two(1, 1), 2000, 1)
        gain = Answer(first=Criterion.RELIEF, second=Criterion.EFFORT, preferred=Preferred.FIRST)
        before, after = (weights(made, agreement(made, said, {}))[0].middle for said in ((), (gain,)))
        assert after > before + 0.1

    def test_the_same_pulls_two_weights_together(self) -> None:
        made = drawn(self.OPTIONS, two(1, 1), 2000, 1)
        same = Answer(first=Criterion.RELIEF, second=Criterion.EFFORT, preferred=Preferred.SAME)
        wide, narrow = (weights(made, agreement(made, said, {}))[0] for said in ((), (same,)))
        assert narrow.high - narrow.low < wide.high - wide.low

    def test_a_question_is_worth_asking_when_its_answer_could_change_the_choice(self) -> None:
        open_, settled = drawn(self.OPTIONS, two(1, 1), 2000, 1), drawn(self.OPTIONS, two(1, 0), 2000, 1)
        worth = [worth_asking(made, agreement(made, (), {}), self.OPTIONS, ())[0][0] for made in (open_, settled)]
        assert worth[0] > 0.1
        assert worth[1] == 0

    def test_an_answered_question_is_not_asked_again(self) -> None:
        made = drawn(self.OPTIONS, two(1, 1), 200, 1)
        said = (Answer(first=Criterion.EFFORT, second=Criterion.RELIEF, preferred=Preferred.SAME),)
        assert worth_asking(made, agreement(made, said, {}), self.OPTIONS, said) == []

    def test_contradicting_answers_leave_draws_to_count(self) -> None:
        made = drawn(self.OPTIONS, two(1, 1), 500, 1)
        both = tuple(
            Answer(first=Criterion.RELIEF, second=Criterion.EFFORT, preferred=one)
            for one in (Preferred.FIRST, Preferred.SECOND)
        )
        agree = agreement(made, both, {})
        assert sum(agree) == pytest.approx(1)
        assert weighed(made, agree, self.OPTIONS).effective > 50

    def test_ties_are_shared(self) -> None:
        made = drawn(self.OPTIONS, two(0, 0), 50, 1)
        assert weighed(made, agreement(made, (), {}), self.OPTIONS).best == pytest.approx({NOTHING: 0.5, "pill": 0.5})


def rather(first: Criterion, second: Criterion) -> Answer:
    return Answer(first=first, second=second, preferred=Preferred.FIRST)


def texts(best: dict[str, float], *answers: Answer, effective: float = 4000.0) -> str:
    regret = {name: 1 - share for name, share in best.items()}
    result = Weighed(best=best, regret=regret, effective=effective)
    names = {name: name for name in best}
    return " ".join(one.text for one in verdict(result, names, answers, frozenset(), 4000))


class TestVerdict:
    def test_draws_never_say_all_or_none(self) -> None:
        assert "more than 99 of 100 draws; b in fewer than 1" in texts({"a": 1.0, "b": 0.0}, ALERT_FIRST)
        assert (hundred(0.5), hundred(0.994)) == ("50", "99")

    def test_few_draws_left_are_called_rough(self) -> None:
        assert "about 161 of 4000 draws" in texts({"a": 0.7, "b": 0.3}, ALERT_FIRST, effective=161.0)
        assert "rough" not in texts({"a": 0.7, "b": 0.3}, ALERT_FIRST)

    def test_one_option_alone_is_called_no_choice(self) -> None:
        assert texts({"a": 1.0}).startswith("Only a is left to weigh")

    def test_answers_in_a_circle_are_noticed(self) -> None:
        circle = (
            rather(Criterion.RELIEF, Criterion.ALERTNESS),
            rather(Criterion.ALERTNESS, Criterion.COST),
            rather(Criterion.COST, Criterion.RELIEF),
        )
        assert "(alertness, cost, relief)" in texts({"a": 0.7, "b": 0.3}, *circle)
        assert "circle" not in texts({"a": 0.7, "b": 0.3}, *circle[:2])

    def test_one_trade_off_answered_in_two_ways_is_refused(self, library: Library) -> None:
        with pytest.raises(InputError, match="Keep one"):
            choose(ms(), library, today=TODAY, answers=(RELIEF_FIRST, ALERT_FIRST), draws=50)

    def test_how_to_stop_stands_before_the_options(self, plain: Choice, library: Library) -> None:
        parts = [part.id for part in choice_document(plain, library.sources).parts]
        assert parts.index("changing") < parts.index("options")
