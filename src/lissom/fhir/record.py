"""The resources of one Bundle by type and by reference, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lissom.facts.errors import Faults
from lissom.fhir.node import Node


@dataclass(frozen=True, slots=True)
class Record:
    """`notes` gathers entries that could not be used; they end in the notes of the case."""

    resources: Mapping[str, tuple[Node, ...]]
    by_reference: Mapping[str, Node]
    notes: Faults = field(default_factory=Faults)

    def all(self, *types: str) -> Iterator[Node]:
        for kind in types:
            yield from self.resources.get(kind, ())

    def follow(self, reference: Node, within: Node) -> Node | None:
        """The resource a Reference points at, contained or in the Bundle; None when it is not here."""
        target = reference["reference"].text
        if target.startswith("#"):
            return next((item for item in within["contained"] if item["id"].text == target[1:]), None)
        return self.by_reference.get(target) or self.by_reference.get("/".join(target.split("/")[-2:]))


def record_of(bundle: Node) -> Record:
    """The index of a Bundle. Entries without a resource are noted; deletions and server messages are passed over."""
    resources: dict[str, list[Node]] = {}
    references: dict[str, Node] = {}
    notes = Faults()
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"].text
        if entry["request"]["method"].text == "DELETE" or kind == "OperationOutcome":
            continue
        if not kind:
            notes.add(resource.path, "a resource with its resourceType", "none")
            continue
        resources.setdefault(kind, []).append(resource)
        for name in (entry["fullUrl"].text, f"{kind}/{resource['id'].text}"):
            references.setdefault(name, resource)
    return Record({kind: tuple(items) for kind, items in resources.items()}, references, notes)
