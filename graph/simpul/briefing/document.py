"""A brief as a document of Word (the only door to ``docx``)."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias, cast

from simpul.answer import clean
from simpul.archives import timeless
from simpul.briefing.model import Block, Brief, Line, Table, Timeline
from simpul.briefing.plain import widths
from simpul.briefing.typesetting import as_picture
from simpul.locale import translate as _

_Part: TypeAlias = Any
"""A part of a document; the types of the library are unknown in part."""

_ACCENT, _QUIET = (0x1F, 0x4E, 0x87), (0x55, 0x60, 0x6C)
_WIDTH, _NOTES = 174.0, 18.0
"""Millimetres of the page between its margins, and of the column of notes."""
_LETTER, _PADDING = 1.7, 4.0
"""Millimetres of a letter of a table, in a wide font, and of the room beside a cell's text: no word is to be broken."""
_NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a document says that it was made: the same brief is the same bytes."""
_LANGUAGES: Final = {"en": "en-GB", "id": "id-ID"}


def as_document(brief: Brief) -> bytes:
    """Return the brief as DOCX: headings, tables and lists of Word's own, a timeline as a picture."""
    made = _library().Document()
    _dress(made, brief)
    if brief.notice:
        _run(made.add_paragraph(), brief.notice, bold=True, colour=(0x8C, 0x1D, 0x18))
    made.add_heading(clean(brief.title), 0)
    _run(made.add_paragraph(), brief.subtitle, colour=_QUIET)
    for section in brief.sections:
        made.add_heading(clean(section.title), 1)
        for block in section.blocks:
            _add(made, block)
    made.add_heading(_("Sources"), 1)
    for note in brief.notes:
        paragraph = made.add_paragraph()
        _run(paragraph, f"[{note.number}] {note.text} {note.address}".rstrip(), size=7)
        paragraph.paragraph_format.space_after = _library().shared.Pt(0)
    _run(made.add_paragraph(), brief.colophon, size=7, colour=_QUIET)
    saved = io.BytesIO()
    made.save(saved)
    return timeless(saved.getvalue())


def _library() -> _Part:
    """Return the library; its parts come with it."""
    import docx

    return cast("Any", docx)


def _dress(made: _Part, brief: Brief) -> None:
    """Give the document its page, its fonts, its language, and dates that do not change."""
    for part in made.sections:
        part.page_width, part.page_height = _library().shared.Mm(210), _library().shared.Mm(297)
        part.left_margin = part.right_margin = _library().shared.Mm(18)
        part.top_margin = part.bottom_margin = _library().shared.Mm(16)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", _library().shared.Pt(9.5)
    normal.paragraph_format.space_after = _library().shared.Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    language = _library().oxml.OxmlElement("w:lang")
    language.set(_library().oxml.ns.qn("w:val"), _LANGUAGES[brief.language])
    normal.element.rPr.append(language)
    for name, size in (("Title", 20), ("Heading 1", 12)):
        style = made.styles[name]
        style.font.name, style.font.size = "Calibri", _library().shared.Pt(size)
        style.font.color.rgb = _library().shared.RGBColor(*_ACCENT)
        style.paragraph_format.space_before = _library().shared.Pt(7)
        style.paragraph_format.space_after = _library().shared.Pt(2)
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(_library().oxml.ns.qn("w:ascii"), "Calibri")
        style.element.rPr.rFonts.set(_library().oxml.ns.qn("w:hAnsi"), "Calibri")
    about = made.core_properties
    about.title, about.author, about.comments = clean(brief.title), "Simpul", ""
    about.language = _LANGUAGES[brief.language]
    about.created = about.modified = _NO_DAY


def _add(made: _Part, block: Block) -> None:
    match block:
        case Line():
            paragraph = made.add_paragraph(style="List Bullet")
            _run(paragraph, block.text)
            _refer(paragraph, block.notes)
        case Table():
            _add_table(made, block)
        case Timeline():
            picture = made.add_picture(
                io.BytesIO(as_picture(block)), width=_library().shared.Mm(174)
            )
            # Who cannot see it is told what it shows.
            shown = "; ".join(f"{mark.said}: {mark.label}" for mark in block.marks)
            picture._inline.docPr.set("descr", clean(shown))  # noqa: SLF001 - the library has no other way


def _add_table(made: _Part, table: Table) -> None:
    body = made.element.body
    if body[-2:-1] and body[-2].tag == _library().oxml.ns.qn("w:tbl"):
        # Of two tables with nothing between them Word makes one; the last element of a body is its page.
        between = made.add_paragraph().paragraph_format
        between.line_spacing = between.space_after = _library().shared.Pt(4)
    drawn = made.add_table(rows=1, cols=len(table.headings) + 1)
    _rule(drawn._tbl)  # noqa: SLF001 - the library has no other way
    for cell, heading in zip(drawn.rows[0].cells, (*table.headings, ""), strict=True):
        _run(cell.paragraphs[0], heading, bold=True, size=8, colour=_QUIET)
    _repeat(drawn.rows[0]._tr)  # noqa: SLF001 - the library has no other way
    for texts, notes in zip(table.rows, table.notes, strict=True):
        cells = drawn.add_row().cells
        for cell, text in zip(cells, texts, strict=False):
            _run(cell.paragraphs[0], text, size=8)
        _refer(cells[-1].paragraphs[0], notes)
    _set_widths(drawn, table)
    if table.left_out:
        _run(made.add_paragraph(), table.left_out, size=8, colour=_QUIET)


def _set_widths(drawn: _Part, table: Table) -> None:
    """Give each column its share of the page, and cells no room between their paragraphs."""
    least = [
        _LETTER * max(map(len, " ".join((heading, *cells)).split())) + _PADDING
        for heading, *cells in zip(table.headings, *table.rows, strict=True)
    ]
    shares = widths(table)
    room = max(0.0, _WIDTH - _NOTES - sum(least))
    wide = [
        *(own + room * share / sum(shares) for own, share in zip(least, shares, strict=True)),
        _NOTES,
    ]
    drawn.autofit = False
    for column, millimetres in zip(drawn.columns, wide, strict=True):
        column.width = _library().shared.Mm(millimetres)
    for row in drawn.rows:
        _keep_whole(row._tr)  # noqa: SLF001 - the library has no other way
        for cell, millimetres in zip(row.cells, wide, strict=True):
            cell.width = _library().shared.Mm(millimetres)
            cell.paragraphs[0].paragraph_format.space_after = _library().shared.Pt(0)


def _rule(element: _Part) -> None:
    """Draw a thin line below each row of a table."""
    borders = _library().oxml.OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = _library().oxml.OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "D5DCE3")):
            line.set(_library().oxml.ns.qn(f"w:{name}"), value)
        borders.append(line)
    element.tblPr.append(borders)


def _keep_whole(row: _Part) -> None:
    """Let a row stand on one page."""
    row.get_or_add_trPr().append(_library().oxml.OxmlElement("w:cantSplit"))


def _repeat(row: _Part) -> None:
    """Let a row stand at the head of each page that the table goes on to."""
    row.get_or_add_trPr().append(_library().oxml.OxmlElement("w:tblHeader"))


def _run(
    paragraph: _Part,
    text: str,
    *,
    bold: bool = False,
    size: float | None = None,
    colour: tuple[int, int, int] | None = None,
) -> None:

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = _library().shared.Pt(size)
    if colour is not None:
        run.font.color.rgb = _library().shared.RGBColor(*colour)


def _refer(paragraph: _Part, notes: Sequence[int]) -> None:
    """Write the numbers of notes behind a text."""
    for number in notes:
        run = paragraph.add_run(f"[{number}]")
        run.font.superscript = True
