"""The comparison for a person: what trials say, how each option fits them when it takes the place of theirs, its price.

Each option goes through the same checks as any prescription. Nothing here ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from lissom.answers.cabinet_price import Offers, offers, price_of
from lissom.answers.jobs.asked import relaxants
from lissom.answers.topics.from_rows import weakest
from lissom.case.case import Case
from lissom.case.medicine import Medicine, Route, Status
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import Taken, View, view
from lissom.compare.condition import Condition, read_condition
from lissom.compare.network import BACK_PAIN, SPASTICITY
from lissom.facts.errors import Faults, InputError
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug, Topic
from lissom.medicines.price import Price
from lissom.medicines.price_tables import ListPrice
from lissom.medicines.recognition import Ingredient

if TYPE_CHECKING:
    from lissom.compare.comparison import Comparison

CONDITION_OF = {
    "multiple_sclerosis": Condition.MS,
    "spinal_cord_injury": Condition.SCI,
    "post_stroke": Condition.STROKE,
    "cerebral_palsy": Condition.CP,
    "traumatic_brain_injury": Condition.BRAIN_INJURY,
    "back_pain": Condition.BACK_PAIN,
}
"""Condition id of a case -> the condition that trials are looked up for; the first that the person has."""
INSTEAD = "muscle_relaxant"
"""Class of what is taken in place of another relaxant; a cannabis spray is added to one."""


class Aspect(StrEnum):
    """What part of the person a finding is about, in the order shown."""

    KIDNEYS = "Kidneys"
    AGE = "Age"
    TOGETHER = "With what else is taken"
    PERSON = "Other things about this person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How one option stands with this person: what the checks find when it takes the place of the present relaxant."""

    drug: str
    name: str
    taken: bool
    """Whether the person takes it now; its own directions are checked then, else none."""
    findings: tuple[Finding, ...]
    kidneys_known: bool
    pairs_unknown: tuple[str, ...]
    """Titles of the combinations that nothing is known of."""

    def under(self, aspect: Aspect) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if aspect_of(one) is aspect)

    @property
    def against(self) -> tuple[Finding, ...]:
        """What speaks clearly against this option in this person."""
        return tuple(one for one in self.findings if one.severity in (Severity.CONTRAINDICATED, Severity.MAJOR))

    @property
    def statement(self) -> Statement:
        """The whole fit in one sentence or two."""
        return _fit_said(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison with everything around it that is about the person or the country."""

    comparison: Comparison
    names: tuple[tuple[str, str], ...]
    """(ingredient id, name) of the medicines, in the order asked."""
    country: str
    fits: tuple[Fit, ...] = ()
    replaced: tuple[str, ...] = ()
    """Names of the relaxants that each option would take the place of; () when none is taken."""
    changing: tuple[Statement, ...] = ()
    """What must be known before one is changed for another."""
    prices: tuple[tuple[str, tuple[Price, ...]], ...] = ()
    """(name, prices held for the country) of each medicine."""
    own_lists: tuple[tuple[str, Offers], ...] = ()
    """(name, the cheapest tablet of each strength) of medicines that stand in the reader's own price lists."""
    present_cost: tuple[Statement, ...] = ()
    """What the relaxants cost as they are taken now."""
    urgent: tuple[Finding, ...] = ()
    """Emergencies of the person as they are now."""


Listed = Callable[[Ingredient, str], Iterable[ListPrice]]
"""What the reader's own price lists hold of a substance in a country."""


def no_lists(_substance: Ingredient, _country: str) -> tuple[ListPrice, ...]:
    """The port where there are none."""
    return ()


def compared(
    asked: Sequence[str],
    condition: str,
    library: Library,
    *,
    seen: View | None = None,
    country: str = "",
    listed: Listed = no_lists,
) -> Compared:
    """The comparison of the medicines named, in a condition, and for the person in `seen` where one is given.

    Without a condition the person's own is taken; without medicines, theirs and every other that trials compared for
    it. Raises `InputError` for names and conditions that cannot be compared, all at once.
    """
    where, named = _understood(asked, condition, library, seen)
    drugs = named or candidates(where, library, seen)
    from lissom.compare.answer import comparison  # numerics: only where they are wanted

    made = comparison(drugs, where.value, library.compared)
    place = country or (seen.case.country if seen else "")
    own = tuple(_own_lists(made.drugs, library, place, listed))
    return Compared(
        comparison=made,
        names=tuple((one, _name(one, library)) for one in made.drugs),
        country=place,
        fits=fits(made.drugs, library, seen) if seen else (),
        replaced=tuple(one.medicine.name for one in _replaced(seen, library)) if seen else (),
        changing=changing(seen, library) if seen else (),
        prices=tuple(one for one in _prices(made.drugs, library, place) if one[0] not in dict(own)),
        own_lists=own,
        present_cost=tuple(_present_cost(seen, library, listed)) if seen else (),
        urgent=tuple(one for one in findings(seen) if one.emergency) if seen else (),
    )


def _understood(
    asked: Sequence[str], condition: str, library: Library, seen: View | None
) -> tuple[Condition, tuple[str, ...]]:
    """The condition and the ingredient ids asked about. Raises `InputError` with what is wrong with either."""
    faults = Faults()
    where = Condition.ANY
    named: tuple[str, ...] = ()
    try:
        where = condition_of(condition, library, seen)
    except InputError as error:
        faults.take(error)
    try:
        named = medicines(asked, library)
    except InputError as error:
        faults.take(error)
    faults.raise_input_error()
    if not condition and seen is None and named and not _any_against_spasticity(named, library):
        where = Condition.BACK_PAIN
    return where, named


def _any_against_spasticity(named: Sequence[str], library: Library) -> bool:
    return any("antispasticity" in library.names.ingredients[one].classes for one in named)


def condition_of(written: str, library: Library, seen: View | None) -> Condition:
    """The condition written, else the person's first that trials know, else what their relaxants are mostly given for:
    spasticity, or a painful back where none of them is against spasticity.
    """
    if written or seen is None:
        return read_condition(written)
    taken = relaxants(seen, library)
    against_spasticity = not taken or any("antispasticity" in held.drug.classes for held in taken)
    usual = Condition.ANY if against_spasticity else Condition.BACK_PAIN
    return next((found for name, found in CONDITION_OF.items() if seen.has(name)), usual)


def medicines(written: Sequence[str], library: Library) -> tuple[str, ...]:
    """Ingredient ids of names, brands or likely spellings. Raises `InputError` with every name that is none."""
    faults = Faults()
    found: dict[str, None] = {}
    comparable = _comparable(library)
    for place, name in enumerate(written):
        parts = library.names.recognise(name).components
        ids = [part.ingredient.id for part in parts if part.ingredient.id in comparable]
        if len(parts) != 1 or not ids:
            faults.add(f"drugs[{place}]", "one of " + ", ".join(comparable), repr(name))
        found.update(dict.fromkeys(ids))
    faults.raise_input_error()
    return tuple(found)


def candidates(where: Condition, library: Library, seen: View | None) -> tuple[str, ...]:
    """The relaxants that trials compared for this condition: the person's own first, then by name."""
    own = [held.drug.id for held in relaxants(seen, library)] if seen else []
    group = _of_group(where, library)
    others = [one for one in group if one in library.drugs and INSTEAD in library.drugs[one].classes]
    return tuple(dict.fromkeys([*(one for one in own if one in _comparable(library)), *others]))


def _of_group(where: Condition, library: Library) -> list[str]:
    """Ingredients of tablets that stand in some network of the condition's group."""
    tables = library.compared
    group = BACK_PAIN if where is Condition.BACK_PAIN else SPASTICITY
    nodes = {
        name
        for row in tables.rows
        if row.used and tables.networks[row.network].group == group
        for name in (row.treatment, row.against)
    }
    kinds = (one for one in tables.treatments.values() if one.id in nodes and one.kind == "medicine")
    return sorted({one.drug for one in kinds if one.drug})


def _comparable(library: Library) -> tuple[str, ...]:
    return tuple(sorted({one.drug for one in library.compared.treatments.values()} - {""}))


def _name(drug: str, library: Library) -> str:
    held = library.drugs.get(drug)
    return held.name if held else library.names.ingredients[drug].name


def fits(drugs: Iterable[str], library: Library, seen: View) -> tuple[Fit, ...]:
    """Each option in place of the person's relaxants, through all checks. Medicines not held in full are left out."""
    held = ((drug, library.drugs.get(drug)) for drug in drugs)
    return tuple(_fit(drug, library, seen) for _, drug in held if drug is not None)


def _fit(drug: Drug, library: Library, seen: View) -> Fit:
    own = next((one for one in relaxants(seen, library) if one.drug.id == drug.id), None)
    medicine = own.present.medicine if own else None
    case = _with(drug, medicine, library, seen)
    where = medicine.where if medicine else case.medicines[-1].where
    looked = view(case, library.names, library.rules, library.drugs, seen.today)
    about = [one for one in findings(looked) if _is_about(one, where)]
    unknown = [one for one in about if one.severity is Severity.NOT_ASSESSED and aspect_of(one) is Aspect.TOGETHER]
    return Fit(
        drug=drug.id,
        name=drug.name,
        taken=medicine is not None,
        findings=tuple(one for one in about if one not in unknown and not _holds_for_all(one)),
        kidneys_known=looked.body.CrCl.value is not None
        or looked.body.eGFR.value is not None
        or looked.has("dialysis"),
        pairs_unknown=tuple(one.title for one in unknown),
    )


def _with(drug: Drug, medicine: Medicine | None, library: Library, seen: View) -> Case:
    """The case with this option in place of the relaxants; what is felt now belongs to the present medicine alone."""
    gone = {one.medicine.where for one in _replaced(seen, library)}
    others = tuple(one for one in seen.case.medicines if one.where not in gone)
    if medicine is not None:
        kept = tuple(one for one in seen.case.medicines if one.where not in gone or one.where == medicine.where)
        return replace(seen.case, medicines=kept)
    new = Medicine(
        name=drug.name, where=f"medicines[{len(seen.case.medicines)}]", route=Route.ORAL, status=Status.PLANNED
    )
    return replace(seen.case, medicines=(*others, new), question="", diary=())


def _replaced(seen: View, library: Library) -> tuple[Taken, ...]:
    """The relaxants that an option would take the place of. A benzodiazepine beside another relaxant stays."""
    held = {one.present.where: one.drug for one in relaxants(seen, library)}
    own = {where: drug for where, drug in held.items() if "benzodiazepine" not in drug.classes} or held
    return tuple(one for one in seen.taken if one.medicine.where in own)


def _is_about(finding: Finding, where: str) -> bool:
    return any(trigger == where or trigger.startswith(f"{where}.") for trigger in finding.triggers)


def _holds_for_all(finding: Finding) -> bool:
    """Silent ones give no reason to choose (but for kidneys not judged), and missing directions are nobody's trait."""
    judged = finding.severity is not Severity.NOT_ASSESSED
    return (finding.stance is Stance.SILENT and judged) or finding.id == "directions_are_not_given"


def aspect_of(finding: Finding) -> Aspect:
    """What the finding is about, by what in the case brought it up."""
    of_person = [trigger.removeprefix("person.") for trigger in finding.triggers if trigger.startswith("person.")]
    several = len({one.split(".")[0] for one in finding.triggers if one.startswith("medicines")}) > 1
    if several or {"alcohol", "smoker"} & set(of_person):
        return Aspect.TOGETHER
    if any(one.startswith(("SCr", "eGFR", "dialysis")) for one in of_person) or "kidney" in finding.id:
        return Aspect.KIDNEYS
    return Aspect.AGE if any(one.startswith("age") for one in of_person) else Aspect.PERSON


WEIGHT = {
    Severity.CONTRAINDICATED: "Speaks clearly against it",
    Severity.MAJOR: "Serious",
    Severity.MODERATE: "To be weighed",
    Severity.MINOR: "Small",
    Severity.INFORMATION: "To know",
    Severity.NOT_ASSESSED: "Not judged",
}
"""How a finding counts when one medicine is chosen among several, gravest first."""
IN_ONE_LINE = (Severity.CONTRAINDICATED, Severity.MAJOR, Severity.MODERATE, Severity.NOT_ASSESSED)


def _fit_said(fit: Fit) -> Statement:
    counted = [one for one in fit.findings if one.severity in IN_ONE_LINE]
    name = fit.name[:1].upper() + fit.name[1:]
    untold = f" {len(fit.pairs_unknown)} of its combinations could not be judged." if fit.pairs_unknown else ""
    if not counted:
        return reasoned(f"{name}. The checks found nothing that speaks against it here. That is no proof.{untold}")
    told = " ".join(
        f"{WEIGHT[severity]}: {'; '.join(one.title for one in counted if one.severity is severity)}."
        for severity in IN_ONE_LINE
        if any(one.severity is severity for one in counted)
    )
    behind = [one.what[0] for one in counted]
    return Statement(
        text=f"{name}. {told}{untold}",
        sources=tuple(dict.fromkeys(source for one in behind for source in one.sources)),
        grade=weakest(one.grade for one in behind),
        facts=tuple(dict.fromkeys(fact for one in behind for fact in one.facts)),
    )


def changing(seen: View, library: Library) -> tuple[Statement, ...]:
    """That a relaxant taken now must not simply be dropped for another."""
    gone = {one.medicine.where for one in _replaced(seen, library)}
    held = [one for one in relaxants(seen, library) if one.present.where in gone and not one.present.planned]
    return tuple(said for one in held for said in one.drug.statements.get(Topic.STOPPING, ())[:1])


def _prices(drugs: Iterable[str], library: Library, country: str) -> Iterator[tuple[str, tuple[Price, ...]]]:
    for drug in drugs:
        own = (row for row in library.prices if row.drug == drug and row.unit != "%")
        yield _name(drug, library), tuple(row for row in own if country in ("", row.country))


def _own_lists(drugs: Iterable[str], library: Library, country: str, listed: Listed) -> Iterator[tuple[str, Offers]]:
    """The cheapest tablet of each strength, for medicines that a list of the reader holds."""
    for drug in drugs:
        rows = tuple(listed(library.names.ingredients[drug], country)) if country else ()
        found = offers(library, library.names.ingredients[drug], country, rows) if rows else None
        if found and found.sources:
            cheapest = {one.mg: one for one in sorted(found.tablets, key=lambda one: -one.price)}
            yield _name(drug, library), replace(found, tablets=tuple(cheapest[mg] for mg in sorted(cheapest)))


def _present_cost(seen: View, library: Library, listed: Listed) -> Iterator[Statement]:
    """What each relaxant costs a day and a month as taken, where its prices and its directions allow it."""
    for one in _replaced(seen, library):
        inside = [part.ingredient for part in one.recognition.components]
        where = seen.case.country
        made = {each.id: offers(library, each, where, listed(each, where)) for each in inside}
        cost = price_of(one, seen, made)
        if one.medicine.regimen and cost.monthly is not None:
            yield from cost.statements[: len(one.medicine.regimen.phases)]
