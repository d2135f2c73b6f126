"""Nothing in data runs, or is markup, in any format of a brief; the same brief is always the same bytes."""

import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from simpul.answer import clean
from simpul.briefing import FORMATS, Brief, content
from simpul.briefing.model import Line, Mark, Note, Section, Table, Timeline
from simpul.errors import UsageError

HOSTILE = [
    "</style><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '#panic("x") #import "@preview/x:1.0.0": * #read("/etc/passwd")',
    "= heading $x$ *bold* [link](javascript:alert(1)) ![](http://a.example/x.png)",
    '=HYPERLINK("http://a.example")',
    "{{ 7 * 7 }} {% include 'x' %}",
    "a\x00b\x1b[31mc\x07\x85\u202ed",
    "| cell | `code` \\ <!-- --> &lt; ]]>",
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe" }',
]


def brief(said: str) -> Brief:
    """Return a brief that has a text in every place where data can stand."""
    marks = (
        Mark(label=said, said=said, begin=1984.0, end=None),
        Mark(label=said, said=said, begin=2018.2, end=2018.2),
    )
    blocks = (
        Line(text=said, notes=(1,)),
        Table(headings=(said, "x"), rows=((said, said), ("", said)), notes=((1, 2), ()), left_out=said),
        Timeline(marks=marks, first=1984, last=2019),
    )  # fmt: skip
    return Brief(
        title=said,
        subtitle=said,
        notice=said,
        sections=(Section(title=said, blocks=blocks),),
        notes=(
            Note(number=1, text=said, address="https://a.example/x?a=1&b=<2>"),
            Note(number=2, text=said, address="https://a.example/y"),
        ),
        colophon=said,
        language="en",
    )


def _letters(text: str) -> set[str]:
    return {letter for letter in text if letter.isascii() and letter.isprintable()} - {" "}


class Tags(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


PLAIN = Tags(content(brief("plain"), "html").decode()).found


@pytest.mark.parametrize("said", HOSTILE)
def test_a_page_has_the_elements_of_its_template_and_no_other(said: str) -> None:
    page = content(brief(said), "html").decode()
    found = Tags(page).found
    assert [tag for tag, _a in found] == [tag for tag, _a in PLAIN]
    assert not any(name.startswith("on") for _tag, attributes in found for name in attributes)
    assert "default-src 'none'; script-src 'none'" in unescape(page)


@pytest.mark.parametrize("said", HOSTILE)
def test_markdown_has_nothing_of_a_text_as_markup(said: str) -> None:
    text = content(brief(said), "markdown").decode()
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tags = {tag for tag, _a in Tags(rendered).found}
    assert tags <= {"h1", "h2", "p", "em", "strong", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    links = {a["href"] for tag, a in Tags(rendered).found if tag == "a"}
    assert links == {"https://a.example/y"}


@pytest.mark.parametrize("said", HOSTILE)
def test_a_pdf_is_typeset_from_data_alone(said: str) -> None:
    made = content(brief(said), "pdf")
    assert made.startswith(b"%PDF")
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|SubmitForm|GoToR)\b", made)
    assert {*re.findall(rb"/URI ?\(([^)]*)\)", made)} == {b"https://a.example/y"}
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    drawn = "".join(page.extract_text() for page in pages)
    # What is shown is the text itself: a letter may be drawn as part of another (fi), and lines are broken.
    assert _letters(said) <= _letters(drawn)


@pytest.mark.parametrize("said", HOSTILE)
def test_a_document_has_texts_and_no_fields_or_outside_parts(said: str) -> None:
    made = content(brief(said), "docx")
    opened = docx.Document(io.BytesIO(made))
    assert any(clean(said) == one.text for one in opened.paragraphs)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            text = packed.read(name)
            if name.endswith((".xml", ".rels")):
                ET.fromstring(text)  # noqa: S314 - we made it
            assert b'TargetMode="External"' not in text
        document = packed.read("word/document.xml")
    assert b"instrText" not in document
    assert b"fldSimple" not in document


def test_a_document_keeps_tables_apart_of_which_word_would_make_one() -> None:
    table = Table(headings=("x",), rows=(("y",),), notes=((),), left_out="")
    two = replace(brief("x"), sections=(Section(title="x", blocks=(table, table)),))
    opened = docx.Document(io.BytesIO(content(two, "docx")))
    kinds = [element.tag.rpartition("}")[2] for element in opened.element.body]
    assert kinds.count("tbl") == 2
    assert ("tbl", "tbl") not in pairwise(kinds)


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_brief_is_the_same_bytes(format_: str) -> None:
    assert content(brief("x"), format_) == content(brief("x"), format_)


def test_a_format_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="html, docx, pdf, markdown"):
        content(brief("x"), "odt")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a b", 'https://a"b'])  # fmt: skip
def test_an_address_that_is_none_of_the_web_is_not_kept(address: str) -> None:
    assert Note(number=1, text="x", address=address).address == ""
    assert Note(number=1, text="x", address="https://a.example/").address


@settings(max_examples=30)
@given(st.floats(1, 3000), st.floats(0, 400))
def test_every_mark_of_a_timeline_lies_on_it(begin: float, length: float) -> None:
    mark = Mark(label="x", said="", begin=begin, end=begin + length)
    drawn = Timeline(marks=(mark,), first=int(begin), last=int(begin + length) + 1)
    assert 0 <= drawn.share(begin) <= drawn.share(begin + length) <= 1
    assert all(drawn.first <= year <= drawn.last for year in drawn.years())
    assert len(drawn.years()) <= 8


def test_what_has_not_ended_goes_on_to_the_end_of_the_timeline() -> None:
    page = content(brief("x"), "html").decode()
    assert re.search(r'<rect class="mark" x="300.0" y="7" width="380.0"', page)
