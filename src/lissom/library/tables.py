"""Every table of `data/`: what it is called here, its file, and what reads it.

Readers are named, not imported: a check of two medicines should not wait for the readers of trials and tablets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from lissom.facts.errors import DataError, Faults
from lissom.facts.table import Table


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a table lies, and its reader as 'module:function' below `lissom`."""

    file: str
    reader: str

    def read(self, folder: Path, faults: Faults) -> Table[Any]:
        """The table; whatever is wrong with it goes to `faults`."""
        module, function = self.reader.split(":")
        table: Table[Any] = getattr(import_module(f"lissom.{module}"), function)(folder / self.file, faults)
        return table

    def read_or_raise(self, folder: Path) -> Table[Any]:
        """The table, or `DataError` with every fault of its file."""
        faults = Faults()
        table = self.read(folder, faults)
        if faults:
            raise DataError(faults.found)
        return table


TABLES: Mapping[str, Shelf] = {
    "interactions": Shelf("interactions/interactions.csv", "checks.interaction:read_interactions"),
    "dosing": Shelf("dosing/dosing.csv", "checks.dosing:read_dosing"),
    "thresholds": Shelf("rules/thresholds.csv", "checks.thresholds:read_thresholds"),
    "cautions": Shelf("rules/cautions.csv", "checks.rule_files:cautions_table"),
    "signs": Shelf("rules/signs.csv", "checks.rule_files:signs_table"),
    "exposures": Shelf("rules/exposures.csv", "checks.rule_files:exposures_table"),
    "combinations": Shelf("rules/combinations.csv", "checks.rule_files:combinations_table"),
    "sedatives": Shelf("rules/sedatives.csv", "checks.rule_files:sedatives_table"),
    "products": Shelf("products/products.csv", "medicines.product:read_products"),
    "strengths": Shelf("products/strengths.csv", "medicines.product:read_strengths"),
    "lookalikes": Shelf("products/lookalikes.csv", "medicines.lookalike:read_lookalikes"),
    "prices": Shelf("products/prices.csv", "medicines.price:read_prices"),
    "terms": Shelf("products/terminology.csv", "medicines.terminology:read_terms"),
    "indications": Shelf("conditions/conditions.csv", "medicines.indication:read_indications"),
    "adverse_events": Shelf("trials/adverse_events.csv", "medicines.adverse:read_adverse_events"),
    "trials": Shelf("trials/trials.csv", "compare.trial:read_trials"),
    "pooled": Shelf("trials/pooled.csv", "compare.pooled:read_pooled"),
    "networks": Shelf("trials/networks.csv", "compare.network:read_networks"),
    "network_rows": Shelf("trials/network_rows.csv", "compare.network:read_network_rows"),
    "treatments": Shelf("trials/treatments.csv", "compare.network:read_treatments"),
    "options": Shelf("trials/options.csv", "compare.network:read_options"),
    "pk": Shelf("pharmacology/pk.csv", "medicines.pharmacology:read_measurements"),
    "effects": Shelf("pharmacology/effects.csv", "medicines.pharmacology:read_measurements"),
    "exercise_guidance": Shelf("exercise/guidance.csv", "plan.exercise:read_guidance"),
    "exercise_findings": Shelf("exercise/findings.csv", "plan.exercise:read_findings"),
    "plan_numbers": Shelf("rules/plan.csv", "plan.numbers:read_numbers"),
    "late_rules": Shelf("rules/late.csv", "plan.advice:read_late"),
    "ladders": Shelf("rules/ladders.csv", "plan.advice:read_ladders"),
    "requirements": Shelf("consent/requirements.csv", "facts.requirement:read_requirements"),
    "consent_options": Shelf("consent/options.csv", "facts.plain_words:read_options"),
    "consent_conditions": Shelf("consent/conditions.csv", "facts.plain_words:read_conditions"),
    "consent_outcomes": Shelf("consent/outcomes.csv", "facts.plain_words:read_outcomes"),
    "criteria": Shelf("consent/ipdas.csv", "facts.criterion:read_criteria"),
    "concepts": Shelf("claims/concepts.csv", "facts.proposition:read_concepts"),
    "propositions": Shelf("claims/propositions.csv", "facts.proposition:read_propositions"),
    "claims": Shelf("claims/claims.csv", "facts.claim:read_claims"),
    "contradictions": Shelf("contradictions.csv", "facts.contradiction:read_contradictions"),
    "left_out": Shelf("left_out.csv", "facts.left_out:read_left_out"),
}
"""Every table by the name it has on the library."""
