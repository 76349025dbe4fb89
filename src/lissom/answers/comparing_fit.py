"""How each option stands with the person: what the checks find when it takes the place of the present relaxant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lissom.answers.jobs.asked import relaxants
from lissom.answers.topics.from_rows import weakest
from lissom.case.case import Case
from lissom.case.medicine import Medicine, Route, Status
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.run import findings
from lissom.checks.view import Taken, View, view
from lissom.facts.sentence import capital
from lissom.facts.statement import Statement, reasoned
from lissom.library import Library
from lissom.medicines.drug import Drug, Topic

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
    gone = {one.medicine.where for one in replaced(seen, library)}
    others = tuple(one for one in seen.case.medicines if one.where not in gone)
    if medicine is not None:
        kept = tuple(one for one in seen.case.medicines if one.where not in gone or one.where == medicine.where)
        return replace(seen.case, medicines=kept)
    new = Medicine(
        name=drug.name, where=f"medicines[{len(seen.case.medicines)}]", route=Route.ORAL, status=Status.PLANNED
    )
    return replace(seen.case, medicines=(*others, new), question="", diary=())


def replaced(seen: View, library: Library) -> tuple[Taken, ...]:
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


def _fit_said(fit: Fit) -> Statement:
    counted = [one for one in fit.findings if one.severity in IN_ONE_LINE]
    name = capital(fit.name)
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
    gone = {one.medicine.where for one in replaced(seen, library)}
    held = [one for one in relaxants(seen, library) if one.present.where in gone and not one.present.planned]
    return tuple(said for one in held for said in one.drug.statements.get(Topic.STOPPING, ())[:1])
