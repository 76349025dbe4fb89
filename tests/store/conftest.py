"""Labels written for the tests, and a store of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from lissom.store.adding import add
from lissom.store.cabinet import cabinet

LOINC = 'codeSystem="2.16.840.1.113883.6.1"'
TEMPLATE = """<document xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id root="doc-{set_id}-{version}"/><code code="34391-3" {loinc} displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>{name} tablets</title><effectiveTime value="20{version:02d}0101"/><setId root="{set_id}"/>
<versionNumber value="{version}"/><author><assignedEntity><representedOrganization><name>Sample Labs</name>
</representedOrganization></assignedEntity></author><component><structuredBody><component><section>
<code code="48780-1" {loinc}/><subject><manufacturedProduct><manufacturedProduct>
<code code="0000-{version:04d}" codeSystem="2.16.840.1.113883.6.69"/><name>{name}</name>
<formCode code="C42998" displayName="TABLET"/><ingredient classCode="ACTIB"><quantity><numerator value="10" unit="mg"/>
<denominator value="1" unit="1"/></quantity><ingredientSubstance><name>{drug}</name><activeMoiety><activeMoiety>
<name>{drug}</name></activeMoiety></activeMoiety></ingredientSubstance></ingredient></manufacturedProduct>
<subjectOf><characteristic><code code="SPLIMPRINT"/><value xsi:type="ST">{imprint}</value></characteristic></subjectOf>
<subjectOf><characteristic><code code="SPLCOLOR"/><value xsi:type="CE" code="C48325"/></characteristic></subjectOf>
{routes}</manufacturedProduct></subject></section></component>{sections}</structuredBody></component></document>"""

Write = Callable[..., Path]


def spl(
    set_id: str = "aaaa-1",
    version: int = 1,
    *,
    name: str = "Baclofen",
    drug: str = "BACLOFEN",
    imprint: str = "LCI;1330",
    sections: tuple[tuple[str, str, str], ...] = (("34067-9", "Uses", "For spasticity."),),
    routes: tuple[str, ...] = (),
) -> str:
    """A small label as SPL XML; sections as (code, title, text)."""
    written = "".join(
        f'<component><section><code code="{code}" {LOINC}/><title>{title}</title><text><paragraph>{text}</paragraph>'
        "</text></section></component>"
        for code, title, text in sections
    )
    taken = "".join(
        "<consumedIn><substanceAdministration>"
        f'<routeCode code="C1" codeSystem="2.16.840.1.113883.3.26.1.1" displayName="{route}"/>'
        "</substanceAdministration></consumedIn>"
        for route in routes
    )
    return TEMPLATE.format(
        set_id=set_id, version=version, name=name, drug=drug, imprint=imprint, sections=written, routes=taken,
        loinc=LOINC,
    )  # fmt: skip


def whole(at: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything a store holds, table by table, and every word of its index; file times left out."""
    tables = ("label", "product", "ingredient", "body", "section", "drug_class", "tablet", "mark", "price", "approval")
    with cabinet(at) as db:
        found = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in tables}  # noqa: S608
        found["file"] = db.execute("SELECT name, size, outcome FROM file ORDER BY name").fetchall()
        for index in ("body_fts", "heading_fts"):
            db.execute(f"CREATE VIRTUAL TABLE temp.every_{index} USING fts5vocab(words, {index}, instance)")
            found[index] = db.execute(f"SELECT * FROM temp.every_{index} ORDER BY 1, 2, 3, 4").fetchall()  # noqa: S608
    return found


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a small label into the folder `labels` and returns its path."""
    folder = tmp_path / "labels"
    folder.mkdir()

    def write_label(set_id: str = "aaaa-1", version: int = 1, **said: object) -> Path:
        path = folder / f"{set_id}_v{version}.xml"
        path.write_text(spl(set_id, version, **said), "utf-8")  # type: ignore[arg-type]
        return path

    return write_label


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """Where a store may be made."""
    return tmp_path / "store" / "cabinet.sqlite"


@pytest.fixture(scope="session")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A store of all real labels, looks, prices and approvals, open for reading."""
    path = tmp_path_factory.mktemp("real") / "cabinet.sqlite"
    add([shared / "data" / one for one in ("spl", "openfda", "pillbox", "nadac", "drugsfda")], at=path, processes=1)
    with cabinet(path) as db:
        yield db
