"""Medicine against condition, from `cautions.csv`: pregnancy, epilepsy, stroke, liver, driving, standing on tone and
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.caution import Caution
from lissom.checks.consequence import Cause, exposure_with
from lissom.checks.countries import EU, NAMES, holds_in, own
from lissom.checks.doses import fitting
from lissom.checks.dosing import Dosing
from lissom.checks.finding import Consequence, Finding, Severity, Stance
from lissom.checks.interaction import Interaction
from lissom.checks.nsaids import is_low_dose_aspirin
from lissom.checks.present import Present
from lissom.checks.rules.stopping import tapers
from lissom.checks.view import View
from lissom.checks.wording import REASONING, effect, from_the_case, rule
from lissom.facts.grade import Grade
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement

HOLDS_FOR_LOW_DOSE_ASPIRIN = frozenset({"bleeding_ulcer", "nsaid_asthma", "alcohol_heavy"})
"""What is said of NSAIDs for bleeding and allergy holds for aspirin in small doses; kidneys and pregnancy do not."""

CHANGES_LEVELS = {
    "smoker": "smoking",
    "cyp2c19_poor_metaboliser": "being a poor metaboliser (CYP2C19)",
    "liver_disease": "liver disease",
}
"""Conditions whose effect on a level is asked of the models, and how they are named there."""


STATED = " is stated"
TITLE_ABROAD = "{drug}: forbidden by a label abroad, with care by the label here"

LABEL_SAYS = {
    "liver_disease": ("hepatic_advice", "hepatic"),
    "liver_disease_severe": ("hepatic_advice", "hepatic"),
    "cirrhosis": ("hepatic_advice", "hepatic"),
    "pregnant": ("pregnancy",),
    "breastfeeding": ("lactation",),
}
"""Conditions and the items of the dosing table by which a label speaks of them."""


def conditions(view: View) -> Iterator[Finding]:
    """Each caution that fits a medicine, its route, a condition, age, sex and country; the country's own wording goes
    first.
    """
    stated = [row for row in view.rules.cautions if row.condition in view.conditions and _is_for(view, row)]
    for drug in view.present:
        if drug.medicine is None or not drug.throughout:
            continue
        fitting = [row for row in stated if row.drug in drug.ids and row.route in ("", drug.route)]
        if not fitting:
            continue
        if is_low_dose_aspirin(view, drug):
            fitting = [row for row in fitting if row.drug != "nsaid" or row.condition in HOLDS_FOR_LOW_DOSE_ASPIRIN]
        local = {row.finding for row in fitting if row.countries}
        rows = [row for row in fitting if row.countries or row.finding not in local]
        for same in _saying_the_same(rows):
            yield _finding(view, drug, same)


def _saying_the_same(rows: list[Caution]) -> Iterator[list[Caution]]:
    """Cautions that rest on the same words: one finding for all the conditions they name."""
    groups: dict[tuple[object, ...], list[Caution]] = {}
    for row in rows:
        groups.setdefault((row.severity, row.title, row.rows, row.text), []).append(row)
    yield from groups.values()


def unused(view: View) -> Iterator[Finding]:
    """The conditions that no check knows, named so that nothing is dropped silently."""
    names = [one.condition for one in view.recognised if not one.ids]
    if names:
        yield Finding(
            id="conditions_not_used_by_any_check",
            severity=Severity.INFORMATION,
            stance=Stance.SILENT,
            because="no rule speaks of them",
            title="Conditions that no check uses",
            what=(
                from_the_case(
                    f"These conditions were read and are used by no check: {joined(one.name for one in names)}."
                ),
            ),
            triggers=tuple(one.where for one in names if one.where),
        )


def _is_for(view: View, row: Caution) -> bool:
    """Whether age, sex and country of the row are those of the person."""
    person, country = view.person, view.case.country
    return (
        (row.age_low is None or (person.age_years is not None and person.age_years >= row.age_low))
        and (not row.sex or (person.sex is not None and person.sex.value == row.sex))
        and (not row.countries or country in row.countries or ("EU" in row.countries and country in EU))
    )


def _finding(view: View, drug: Present, same: list[Caution]) -> Finding:
    row = same[0]
    said = (_own_words(row),) if row.text else tuple(_of_row(view, name) for name in _by_country(view, row.rows))
    first = said[0]
    severity, because = row.severity, _because(same)
    if severity is Severity.CONTRAINDICATED and (own_label := _own_label(view, drug, row)):
        severity = Severity.MAJOR
        because = f"{because}; the label of this country does not forbid it but asks for care"
        said = (rule(own_label[0]), *said)
    stance = row.stance
    if row.condition == "stands_on_tone" and stance is Stance.SHOW and tapers(view, drug):
        stance, because = Stance.SILENT, f"the dose of {drug.name} goes down, so the stiffness comes back"
    return Finding(
        id=row.finding.replace("nsaid", drug.id, 1) if row.drug == "nsaid" else row.finding,
        severity=severity,
        stance=stance,
        because=because,
        title=row.title if severity is row.severity else TITLE_ABROAD.format(drug=capital(drug.name)),
        what=said[:1],
        why=said[1:],
        todo=(Statement(text=row.todo, sources=first.sources, grade=first.grade, facts=(row.id,)),) if row.todo else (),
        triggers=tuple(dict.fromkeys((drug.where, *(place for one in same for place in _where(view, one.condition))))),
        consequence=_consequence(view, drug, row.condition),
    )


def _because(same: list[Caution]) -> str:
    """'glaucoma and myasthenia gravis are stated and ...' where all end alike, else one reason after the other."""
    parts = [row.because.partition(STATED) for row in same]
    if len(same) > 1 and all(between for _, between, _ in parts) and len({tail for _, _, tail in parts}) == 1:
        return f"{joined(head for head, _, _ in parts)} are stated{parts[0][2]}"
    return "; ".join(dict.fromkeys(row.because for row in same))


def _own_label(view: View, drug: Present, row: Caution) -> list[Dosing]:
    """What the label of the person's own country says of the condition, where only a label abroad forbids it."""
    items, country = LABEL_SAYS.get(row.condition, ()), view.case.country
    if not items or not country or country in _jurisdictions(view, row):
        return []
    rows = fitting(view, view.rules.dosing_of(drug.id, *items, route=drug.route), drug)
    return [one for one in own(rows, country) if one.grade is Grade.LABEL]


def _jurisdictions(view: View, row: Caution) -> set[str]:
    """The countries of the rows that a caution rests on."""
    found: set[str] = set(row.countries)
    for name in row.rows:
        one = view.rules.by_id.get(name)
        if isinstance(one, Dosing):
            found.update(one.countries)
        elif isinstance(one, Interaction):
            found.update(one.jurisdiction.split(";"))
    return found


def _consequence(view: View, drug: Present, condition: str) -> Consequence | None:
    """The change of level that comes with the condition, where the models or the table know one."""
    name = CHANGES_LEVELS.get(condition)
    return exposure_with(view, drug, Cause(name, frozenset({condition}))) if name else None


def _own_words(row: Caution) -> Statement:
    return Statement(
        text=row.text,
        sources=row.sources or (REASONING,),
        grade=row.grade or Grade.ASSUMPTION,
        facts=(row.id, *row.rows),
    )


def _of_row(view: View, name: str) -> Statement:
    row = view.rules.by_id[name]
    if isinstance(row, Interaction):
        return effect(row)
    assert isinstance(row, Dosing)
    foreign = row.item == "contraindication" and view.case.country and row.countries
    if foreign and not holds_in(row, view.case.country):
        return rule(row, lead=f"The label of {joined(NAMES.get(code, code) for code in row.countries)}:")
    return rule(row)


def _by_country(view: View, names: tuple[str, ...]) -> list[str]:
    """The rows of the person's own country first."""

    def abroad(name: str) -> bool:
        row = view.rules.by_id[name]
        return isinstance(row, Dosing) and not holds_in(row, view.case.country)

    return sorted(names, key=abroad)


def _where(view: View, condition: str) -> tuple[str, ...]:
    stated = tuple(one.condition.where for one in view.recognised if condition in one.ids and one.condition.where)
    fields = {"older_adult": "person.age_years", "alcohol_heavy": "person.alcohol", "anyone": "person.sex"}
    return stated or (fields.get(condition, f"person.{condition}"),)
