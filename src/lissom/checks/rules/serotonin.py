"""Signs that fit too much serotonin in a person on two medicines that raise it."""

from __future__ import annotations

from collections.abc import Iterator

from lissom.checks.evidence import signs_of_serotonin
from lissom.checks.finding import Finding, Severity, Stance
from lissom.checks.mentioned import around
from lissom.checks.rules.danger_now import OTHER_CAUSES
from lissom.checks.view import View
from lissom.checks.wording import ours
from lissom.facts.sentence import capital, joined
from lissom.facts.statement import Statement


def serotonin(view: View) -> Iterator[Finding]:
    """An emergency where two medicines that raise serotonin meet a muscle sign and one sign more, as stated."""
    found = signs_of_serotonin(view)
    if not found:
        return
    raising = {one.said: one for one in around(view) if "serotonergic" in one.ids and one.medicine and one.throughout}
    if len(raising) < 2:
        return
    signs, names = joined([one.sign.sign for one in found]), capital(joined(raising))
    sources = tuple(dict.fromkeys(source for one in found for source in one.sign.source.split(";")))
    yield Finding(
        id="serotonin_syndrome_may_have_begun",
        severity=Severity.MAJOR,
        stance=Stance.INTERRUPT,
        because=f"{signs}, as stated, and two medicines that raise serotonin",
        title="Emergency: signs that fit too much serotonin",
        what=(
            Statement(
                text=f"{names}: {signs}. Together these medicines can raise serotonin too far, and the signs fit that.",
                sources=sources,
                grade=found[0].sign.grade,
                facts=tuple(one.sign.id for one in found),
            ),
        ),
        why=(ours(OTHER_CAUSES, sources=sources),),
        todo=(
            ours(
                "Get medical help now, and ask there before the next dose of either. High fever, a stiff body, "
                "confusion or a seizure: call an ambulance. Take all medicines along.",
                sources=sources,
            ),
        ),
        triggers=tuple(dict.fromkeys((*(one.where for one in raising.values()), *(one.where for one in found)))),
        emergency=True,
    )
