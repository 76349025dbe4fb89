"""SPL XML: what is read, what is told apart, and what is refused before it can do harm."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lissom.facts.errors import InputError
from lissom.medicines.label import BOXED_WARNING, ClassIndex, Label, OtherDocument
from lissom.medicines.spl import LARGEST, read_spl
from lissom.medicines.spl_tree import number

HEAD = """<document xmlns="urn:hl7-org:v3"><id root="A1"/>
<code code="34391-3" codeSystem="2.16.840.1.113883.6.1" displayName="HUMAN PRESCRIPTION DRUG LABEL"/>
<title>Sample <content>tablets</content></title><effectiveTime value="20240229"/><setId root="AAAA-1"/>
<versionNumber value="7"/><author><assignedEntity><representedOrganization><name>Sample Labs</name>
</representedOrganization></assignedEntity></author><component><structuredBody>"""
TAIL = "</structuredBody></component></document>"
LOINC = 'codeSystem="2.16.840.1.113883.6.1"'
HIDDEN = b'<?xml version="1.0"' + b" " * 200 + b' encoding="UTF-7"?>'
"""Declares its encoding where nobody looks who looks at the first bytes only."""


def section(code: str, title: str, text: str, inner: str = "") -> str:
    return (
        f'<component><section><code code="{code}" {LOINC}/><title>{title}</title><text>{text}</text>{inner}'
        "</section></component>"
    )


def label(*sections: str) -> Label:
    found = read_spl((HEAD + "".join(sections) + TAIL).encode())
    assert isinstance(found, Label)
    return found


def refused(content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_spl(content, "sample.xml")
    return str(caught.value)


def test_the_head_of_a_label_is_read() -> None:
    found = label()
    assert (found.set_id, found.version, found.effective) == ("aaaa-1", 7, "2024-02-29")
    assert (found.title, found.labeler, found.origin) == ("Sample tablets", "Sample Labs", "SPL")
    assert found.type_name == "human prescription drug label"


def test_the_text_of_a_section_is_its_own_without_that_of_its_subsections() -> None:
    inner = section("42229-5", "7.1 Alcohol", "<paragraph>Inner.</paragraph>")
    outer, within = label(section("34073-7", "7 Interactions", "<paragraph>Outer.</paragraph>", inner)).sections
    assert (outer.text, outer.depth) == ("Outer.", 0)
    assert (within.text, within.depth, within.within) == ("Inner.", 1, "34073-7")


def test_paragraphs_items_and_rows_are_lines_and_cells_are_parted() -> None:
    text = (
        "<paragraph>One<sub>2</sub> two.</paragraph><list><item>Three</item><item>Four</item></list>"
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"
    )
    assert label(section("34067-9", "Uses", text)).sections[0].text == "One2 two.\nThree\nFour\na b\nc d"


def test_what_stands_before_a_paragraph_an_item_or_a_footnote_is_not_glued_to_it() -> None:
    text = (
        "Lead<paragraph>One<footnote>Note</footnote> more</paragraph><list><item>Outer<list><item>Inner</item></list>"
    )
    found = label(section("34067-9", "Uses", text + "</item></list>")).sections[0].text
    assert found == "Lead\nOne\nNote\nmore\nOuter\nInner"


def test_a_line_break_in_a_title_is_a_blank() -> None:
    found = read_spl((HEAD.replace("Sample <content>", "Sample<br/><content>") + TAIL).encode())
    assert isinstance(found, Label)
    assert found.title == "Sample tablets"
    assert label(section("34067-9", "1 Uses<br/>and <sub>more</sub>", "x")).sections[0].title == "1 Uses and more"


@pytest.mark.parametrize(
    "blank", ["\t", "\n", "\r\n  ", "\u00a0", "\u1680", "\u2003", "\u2028", "\u205f", "\u3000", "&#160; "]
)
def test_blanks_of_every_kind_are_one_blank(blank: str) -> None:
    assert label(section("34067-9", "Uses", f"a{blank}b")).sections[0].text == "a b"


def test_a_boxed_warning_stands_first_wherever_it_is_filed() -> None:
    found = label(section("34067-9", "Uses", "x"), section(BOXED_WARNING, "WARNING", "y"))
    assert [one.code for one in found.sections] == [BOXED_WARNING, "34067-9"]


def test_a_section_whose_text_holds_private_characters_keeps_them_in_its_text() -> None:
    found = label(section("34067-9", "Uses", "a&#xE001;b"))
    assert "b" in found.sections[0].text


@pytest.mark.parametrize(
    ("content", "came"),
    [
        (b"", "an empty file"),
        (b"not xml at all", "well-formed"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]>' + (HEAD + TAIL).encode(), "hide entities"),
        (b"<?xml version='1.0'?><!-- c --><!DOCTYPE d SYSTEM 'http://x/y.dtd'>" + (HEAD + TAIL).encode(), "hide"),
        ((HEAD + "&undeclared;" + TAIL).encode(), "well-formed"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-', "encoding UTF-7"),
        (b"<!--> <a -->" + b'<!DOCTYPE document [<!ENTITY a "b">]>' + (HEAD + TAIL).encode(), "hide entities"),
        (HIDDEN + b"+ADw-!DOCTYPE document+AD4-" + (HEAD + TAIL).encode(), "hide entities"),
        (HIDDEN + (HEAD + TAIL).encode().replace(b"tablets", b"+4AE-"), "encoding UTF-7"),
        (b"\xff\xfe" + '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "b">]><d/>'.encode("utf-16-le"), "hide"),
        (("<d>" * 3000 + "</d>" * 3000).encode(), "well-formed"),
        ((HEAD.replace("AAAA-1", "") + TAIL).encode(), "set id"),
        ((HEAD.replace('value="7"', 'value="seven"') + TAIL).encode(), "'seven'"),
    ],
)
def test_what_is_no_label_or_could_do_harm_is_refused(content: bytes, came: str) -> None:
    assert came in refused(content)


@pytest.mark.parametrize("version", ["", "x", "-1", "1.5", "\u00b2", "9" * 19, "9" * 5000])
def test_a_version_that_is_no_whole_number_is_refused(version: str) -> None:
    assert "a version number" in refused((HEAD + TAIL).replace('value="7"', f'value="{version}"').encode())


@pytest.mark.parametrize("score", ["\u00b2", "9" * 19, "9" * 5000, "two"])
def test_a_score_that_is_no_whole_number_is_not_known(score: str) -> None:
    filed = (
        f'<subject><manufacturedProduct><manufacturedProduct/><subjectOf><characteristic><code code="SPLSCORE"/>'
        f'<value value="{score}"/></characteristic></subjectOf></manufacturedProduct></subject>'
    )
    (product,) = label(filed).products
    assert product.look.score is None


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "9" * 400, "ten", ""])
def test_what_is_no_number_that_can_be_reckoned_with_is_none(text: str) -> None:
    assert number(text) is None


def test_xml_of_another_kind_is_told_apart() -> None:
    assert read_spl(b"<Bundle xmlns='http://hl7.org/fhir'/>") == OtherDocument(
        dialect="XML of another kind", title="{http://hl7.org/fhir}Bundle"
    )


def test_a_billion_laughs_are_refused_before_they_are_parsed() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert "hide entities" in refused(f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]><d>&l9;</d>'.encode())


def test_a_document_out_of_all_proportion_is_refused() -> None:
    assert "MiB" in refused(b"<d>" + b" " * LARGEST + b"</d>")


def test_a_label_in_another_encoding_reads_the_same() -> None:
    text = HEAD + section("34067-9", "Uses", "é") + TAIL
    plain = read_spl(text.encode())
    assert read_spl(text.encode("utf-16")) == plain
    assert read_spl(b"\xef\xbb\xbf" + text.encode()) == plain
    assert read_spl(b'<?xml version="1.0" encoding="ISO-8859-1"?>' + text.encode("latin-1")) == plain


def test_a_real_label_gives_product_ingredient_and_look(shared: Path) -> None:
    found = read_spl((shared / "data/spl/xml/0027b8a3-73bf-4005-a7e3-b035f451a861.xml").read_bytes())
    assert isinstance(found, Label)
    (product,) = found.products
    assert (product.ndc, product.form, product.application, product.status) == (
        "67046-268", "tablet", "ANDA070278", "active",
    )  # fmt: skip
    (part,) = product.ingredients
    assert (part.name, part.strength) == ("HALOPERIDOL", "5 mg")
    look = product.look
    assert (look.imprint, look.colours, look.shape, look.size_mm, look.score) == (
        "MYLAN;327", ("C48331",), "C48348", 9.0, 2,
    )  # fmt: skip
    assert found.sections[0].code == BOXED_WARNING


def test_every_real_document_is_read_and_told_apart(shared: Path) -> None:
    found = [read_spl(path.read_bytes(), path.name) for path in sorted((shared / "data/spl").rglob("*.xml"))]
    kinds = [sum(isinstance(one, kind) for one in found) for kind in (Label, ClassIndex, OtherDocument)]
    assert kinds == [27, 2, 2]
    assert {one.dialect for one in found if isinstance(one, OtherDocument)} == {"Health Canada"}


def test_the_parts_of_a_kit_are_products_of_their_own(shared: Path) -> None:
    found = read_spl((shared / "data/spl/xml/5c02b4d3-1e2f-439a-ae45-02304ee190d1.xml").read_bytes())
    assert isinstance(found, Label)
    parts = [one for one in found.products if one.part]
    assert len(parts) == 6
    assert [one.strength for one in parts[0].ingredients] == ["0.5 mg", "0.035 mg"]


def test_a_class_index_gives_the_classes_of_a_substance(shared: Path) -> None:
    path = shared / "data/spl/pharm_class_index/8d8643c2-e9cd-49ea-9a14-b31c7544893d.xml"
    found = read_spl(path.read_bytes())
    assert isinstance(found, ClassIndex)
    assert (found.substance, found.unii) == ("ceftibuten", "IW71N46B4Y")
    assert ("N0000175488", "Cephalosporin Antibacterial [EPC]") in found.classes


@settings(max_examples=60)
@given(content=st.binary(max_size=400), cut=st.integers(0, 900))
def test_any_bytes_are_read_or_refused(content: bytes, cut: int) -> None:
    whole = (HEAD + section("34067-9", "Uses", "text") + TAIL).encode()
    for one in (content, whole[:cut] + content + whole[cut:], whole[:cut]):
        with suppress(InputError):
            read_spl(one)


@settings(max_examples=60)
@given(
    said=st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), include_characters="\t\n\x85"), max_size=40)
)
def test_words_are_parted_by_single_blanks_whatever_blanks_are_filed(said: str) -> None:
    filed = escape(said)
    assert label(section("34067-9", "Uses", f"a {filed} b")).sections[0].text == " ".join(f"a {said} b".split())
