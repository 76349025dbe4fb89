"""The compiled reader: what it takes it reads as the parser does, and what is in any way unusual it leaves to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.conftest import spl as small_label

from lissom.facts.errors import InputError
from lissom.medicines.scanning.document import LARGEST, Scanner
from lissom.medicines.scanning.kept import is_kept
from lissom.medicines.spl import _parsed, read_spl
from lissom.medicines.spl_gathered import gathered

SCANNER = Scanner()
TEXT = (
    "For &lt;spasms&gt; of \u2003caf\u00e9<br/>users <list><item>one<footnote>note</footnote></item></list>"
    "<table><tbody><tr><td>1</td><th>2</th></tr></tbody></table>"
)
LABEL = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet href="a.xsl" type="text/xsl"?>\n'
    + small_label(
        sections=(("34067-9", "Uses<br/>and more", TEXT), ("42229-5", "A<sub>b</sub>", "x")), routes=("ORAL",)
    )
).encode()


def with_text(text: bytes) -> bytes:
    """The label with something more in the text of a section."""
    assert LABEL.count(b"<td>1</td>") == 1
    return LABEL.replace(b"<td>1</td>", b"<td>" + text + b"</td>")


def agrees(document: bytes) -> bool:
    """Whether a document that is taken is read as the parser reads it; true of one that is left to it."""
    scanned = SCANNER.gathered(document)
    return scanned is None or scanned == gathered(_parsed(document, "sample"))


def test_every_real_label_is_taken_and_read_as_the_parser_reads_it(shared: Path) -> None:
    for path in sorted((shared / "data/spl/xml").glob("*.xml")):
        document = path.read_bytes()
        assert SCANNER.gathered(document) == gathered(_parsed(document, path.name)), path.name


def test_documents_that_are_no_labels_are_told_apart_alike(shared: Path) -> None:
    for path in sorted((shared / "data/spl").rglob("*.xml")):
        document = path.read_bytes()
        assert read_spl(document, scan=SCANNER.gathered) == read_spl(document), path.name


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t ", "&amp;&lt;&gt;&quot;&apos;", "&#65;&#x42;&#x1F600;", "a&#160;b&#x2003;c&#10;d",
        "\u00a0\u2028\u3000", "\u20ac \U0001f600", ']] >"\'', "<content styleCode='bold'>x</content>",
        "<unheard.of_name-1 a = \"1\"/>",
        "<br></br>", "<paragraph >x</paragraph\n>", "x<br/>\n\n<br/>y", "<text>z</text>", "\x7f", "<td/>", "<item>",
    ],
)  # fmt: skip
def test_what_labels_are_made_of_is_taken(text: str) -> None:
    document = with_text(text.encode() + (b"</item>" if text == "<item>" else b""))
    assert SCANNER.gathered(document) is not None
    assert agrees(document)


@pytest.mark.parametrize(
    "text",
    [
        b"<!-- x -->", b"<![CDATA[x]]>", b"<?x?>", b'<br xmlns="other"/>', b'<br xmlns:v="urn:hl7-org:v3"/>',
        b'<br xml:lang="en"/>', b"<\xc3\xa9/>", b"<section/>", b"&#xE001;", b"\xee\x80\x81",
    ],
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_parser(text: bytes) -> None:
    assert SCANNER.gathered(with_text(text)) is None
    assert read_spl(with_text(text), scan=SCANNER.gathered) == read_spl(with_text(text))


@pytest.mark.parametrize(
    "text",
    [
        b"&nbsp;", b"&", b"&#;", b"&#x;", b"&#0;", b"&#xFFFF;", b"&#99999999999;", b"&#xD800;", b"]]>", b"<", b"<x",
        b"<x>", b"</x>", b"<x></y>", b"<x/ >", b"< x/>", b"</ x>", b'<x a="1"a2="1"/>', b"<x a=1/>", b"<x a/>",
        b'<x a="<"/>',
        b'<x a="&b;"/>', b'<x a="1" a="2"/>', b'<x a:b="1"/>', b'<x xsi:="1"/>', b"<1/>", b"<v:br/>", b"\x00",
        b"\x0b", b"\x85", b"\xff", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xef\xbf\xbf",
        b"\xf0\x80\x80\x80", b"\xf4\x90\x80\x80",
        b"\xe2\x80", b"<x>" * 300 + b"</x>" * 300, b"<%b/>" % (b"x" * 50_001), b"<x %b='1'/>" % (b"x" * 50_001),
        b"<x xsi:%b='1'/>" % (b"x" * 50_001),
    ],
)  # fmt: skip
def test_what_is_not_well_formed_is_never_taken(text: bytes) -> None:
    assert SCANNER.gathered(with_text(text)) is None
    with pytest.raises(InputError):
        read_spl(with_text(text), scan=SCANNER.gathered)


@pytest.mark.parametrize(
    "change",
    [
        (b"UTF-8", b"ISO-8859-1"), (b'version="1.0"', b'version="1.1"'), (b"urn:hl7-org:v3", b"urn:hl7-org:v2"),
        (b"<?xml-stylesheet", b"<!-- x --><?xml-stylesheet"), (b"<?xml ", b"\xef\xbb\xbf<?xml "),
        (b"XMLSchema-", b"XML Schema-"), (b"<?xml-stylesheet", b"<!DOCTYPE document><?xml-stylesheet"),
        (b"</document>", b"</document>x"), (b"</document>", b""),
        (b"xmlns:xsi", b"xmlnsxsi"), (b"<document ", b"<document"),
        (b'version="1.0"', b"version=\"1.0'"), (b'encoding="UTF-8"', b"encoding='UTF-8\""),
        (b"UTF-8\"", b"UTF-8\" standalone=\"yes'"),
    ],
)  # fmt: skip
def test_what_stands_around_a_label_must_be_the_usual(change: tuple[bytes, bytes]) -> None:
    assert SCANNER.gathered(LABEL.replace(*change, 1)) is None


@pytest.mark.parametrize(
    ("declared", "taken"),
    [
        ('xmlns:voc="urn:hl7-org:v3/voc"', True), ('xmlns:x="http://www.example.org/a-b/1.0"', True),
        ('xmlns:voc="urn:hl7-org:v3"', True), ('xmlns:voc=""', False), ('xmlns:voc="a b"', False),
        ('xmlns:voc="http://[x"', False), ('xmlns:xmlns="urn:a:b"', False), ('xmlns:xml="urn:a:b"', False),
        ("xmlns:voc='urn:hl7-org:v3/voc'", False), ('xmlns:v:oc="urn:a:b"', False), ('xsi:x="y"', True),
        ('voc:x="y"', False), ('xmlns:voc="http://www.w3.org/XML/1998/namespace"', False),
        ('xmlns:voc="http://www.w3.org/2000/xmlns/"', False), (f'xmlns:{"v" * 50_001}="urn:a:b"', False),
        ('a=" xmlns=" xmlns:voc="a b"', False), ('a=" xmlns:xsi=" xmlns:voc=""', False),
    ],
)  # fmt: skip
def test_other_namespaces_may_be_declared_by_the_root_where_nothing_bears_their_prefix(
    declared: str, taken: bool
) -> None:
    document = LABEL.replace(b"<document ", f"<document {declared} ".encode(), 1)
    assert (SCANNER.gathered(document) is not None) == taken
    assert not taken or agrees(document)


def test_a_code_system_that_is_written_with_a_reference_is_left_to_the_parser() -> None:
    package = b"<asContent><containerPackagedProduct><code code='1-2-3' codeSystem='2.16.840.1.113883.6.69%s'/>"
    document = LABEL.replace(b"<ingredient ", package + b"</containerPackagedProduct></asContent><ingredient ", 1)
    assert SCANNER.gathered(document % b" ") == gathered(_parsed(document % b" ", "sample"))
    assert SCANNER.gathered(document % b"&#10;") is None


@pytest.mark.parametrize(
    ("opens", "what", "closes", "times"),
    [
        ("<subject>", "<manufacturedMedicine><name>once</name></manufacturedMedicine>", "</subject>", 100),
        ("<section><text>", "once", "</text></section>", 50),
        ("<partProduct><asContent>", "<code code='once' codeSystem='2.16.840.1.113883.6.69'/>",
         "</asContent></partProduct>", 50),
    ],
)  # fmt: skip
def test_nothing_is_gathered_more_often_than_it_stands_there_however_it_is_nested(
    opens: str, what: str, closes: str, times: int
) -> None:
    nested = opens * times + what + closes * times
    document = LABEL.replace(b"<component>", f"<component><subject>{nested}</subject>".encode(), 1)
    assert repr(gathered(_parsed(document, "sample"))).count("once") <= 1
    assert agrees(document)


@pytest.mark.parametrize("kind", ["manufacturedMedicine", "partProduct", "manufacturedProduct"])
def test_what_stands_around_many_products_is_gathered_for_the_first(kind: str) -> None:
    route = (
        "<consumedIn><substanceAdministration><routeCode displayName='ORAL'/></substanceAdministration></consumedIn>"
    )
    around = f"<manufacturedProduct>{f'<{kind}/>' * 50}{route * 50}</manufacturedProduct>"
    document = LABEL.replace(b"<subject>", f"<subject>{around}".encode(), 1)
    found = gathered(_parsed(document, "sample"))
    assert len(found.products) == len(gathered(_parsed(LABEL, "sample")).products) + 1
    assert SCANNER.gathered(document) == found


def test_a_value_that_looks_like_a_declaration_is_none() -> None:
    without = LABEL.replace(b' xmlns="urn:hl7-org:v3"', b"""  a=' xmlns="urn:hl7-org:v3"'""", 1)
    assert without != LABEL
    assert SCANNER.gathered(without) is None


def test_what_is_compiled_is_known_to_be_kept() -> None:
    Scanner().warm_up()
    assert is_kept()


def test_a_document_larger_than_most_is_left_to_the_parser() -> None:
    assert SCANNER.gathered(with_text(b"x" * LARGEST)) is None


def test_room_is_made_for_a_longer_document() -> None:
    assert agrees(with_text(b"<br/>" * 200_000))
    assert SCANNER.gathered(LABEL) == Scanner().gathered(LABEL)


PIECES = st.sampled_from(
    [
        b"<text>", b"</text>", b"<br/>", b"<section>", b"</section>", b"<title/>", b'<code code="1"/>', b"<td>",
        b"&amp;",
        b"&#160;", b"&#1;", b"<!-- c -->", b"]]>", b"\xc2\xa0", b"\xe2\x80\x83", b"\xff", b'"', b"'", b"<", b">",
        b"/", b"=", b" ",
        b"\n", b"a", b":", b"<subject>", b"</subject>", b"<name>n<suffix>s</suffix></name>", b"<activeMoiety>", b"&lt;",
        b' xsi:type="x"', b"<partProduct/>", b"<manufacturedMedicine><name>q</name></manufacturedMedicine>",
        b'<a b="1" c = "2"/>', b"<component><section><text>in</text></section></component>", b"",
    ]
)  # fmt: skip


@settings(max_examples=150)
@given(changes=st.lists(st.tuples(st.integers(0, len(LABEL)), st.integers(0, 30), PIECES), min_size=1, max_size=4))
def test_however_a_label_is_changed_it_is_read_as_the_parser_reads_it_or_left_to_it(
    changes: list[tuple[int, int, bytes]],
) -> None:
    document = LABEL
    for at, cut, piece in changes:
        border = max(document.find(b"<", at), 0)  # mostly between tags, where a change often leaves it well-formed
        document = document[:border] + piece + document[border + (cut if cut > 20 else 0) :]
    assert agrees(document)
