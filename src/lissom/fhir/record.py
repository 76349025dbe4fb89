"""The resources of one Bundle by type and by reference, and the faults met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

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


def _entries(bundle: Node) -> Iterator[Node]:
    """Every entry; the answers of a batch are Bundles inside the Bundle."""
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"].text == "Bundle":
            yield from _entries(entry["resource"])
        else:
            yield entry


def about(patient: Node, record: Record) -> Record:
    """The record without entries whose subject is somebody else; they are counted in a note, for a mix-up can harm."""
    own = {name for name, node in record.by_reference.items() if node.path == patient.path}
    strangers = [node for nodes in record.resources.values() for node in nodes if _is_about_another(node, own)]
    if strangers:
        record.notes.add(strangers[0].path, "an entry about this person", f"{len(strangers)} about somebody else")
    left_out = {node.path for node in strangers}
    kept = {
        kind: tuple(node for node in nodes if node.path not in left_out) for kind, nodes in record.resources.items()
    }
    return replace(record, resources=kept)


def _is_about_another(node: Node, own: set[str]) -> bool:
    """True when the subject plainly is another Patient; a reference that cannot be compared counts as this person."""
    target = (node["subject"]["reference"].text or node["patient"]["reference"].text).partition("/_history")[0]
    short = "/".join(target.split("/")[-2:])
    comparable = short.startswith("Patient/") and any(name.startswith("Patient/") for name in own)
    if target.startswith("urn:"):
        comparable = any(name.startswith("urn:") for name in own)
    return comparable and target not in own and short not in own


def record_of(bundle: Node) -> Record:
    """The index of a Bundle. Entries without a resource are noted; deletions and server messages are passed over."""
    resources: dict[str, list[Node]] = {}
    references: dict[str, Node] = {}
    notes = Faults()
    for entry in _entries(bundle):
        resource = entry["resource"]
        kind = resource["resourceType"].text
        if entry["request"]["method"].text == "DELETE" or kind == "OperationOutcome":
            continue
        if not kind:
            notes.add(resource.path, "a resource with its resourceType", "none")
            continue
        resources.setdefault(kind, []).append(resource)
        names = (entry["fullUrl"].text, f"{kind}/{resource['id'].text}" if resource["id"].text else "")
        for name in filter(None, names):
            references.setdefault(name, resource)
    return Record({kind: tuple(items) for kind, items in resources.items()}, references, notes)
