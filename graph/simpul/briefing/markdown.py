"""A brief as Markdown: nothing in a text is markup."""

from collections.abc import Iterator, Sequence

from simpul.answer.text import markdown_escaped
from simpul.briefing.model import Block, Brief, Line, Table, Timeline
from simpul.locale import translate as _


def as_markdown(brief: Brief) -> bytes:
    """Return the brief as Markdown with its sources as a numbered list."""
    return ("\n".join(_lines(brief)).rstrip() + "\n").encode()


def _lines(brief: Brief) -> Iterator[str]:
    yield from (
        f"# {markdown_escaped(brief.title)}",
        "",
        f"*{markdown_escaped(brief.subtitle)}*",
        "",
    )
    if brief.notice:
        yield from (f"**{markdown_escaped(brief.notice)}**", "")
    for section in brief.sections:
        yield from (f"## {markdown_escaped(section.title)}", "")
        for block in section.blocks:
            yield from _block(block)
        yield ""
    yield from (f"## {_('Sources')}", "")
    for note in brief.notes:
        # An address has neither blanks nor angle brackets, or it is not shown as one.
        address = (
            f" <{note.address}>" if note.address and not set(note.address) & set(" <>") else ""
        )
        yield f"{note.number}. {markdown_escaped(note.text)}{address}"
    yield from ("", markdown_escaped(brief.colophon))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield f"- {markdown_escaped(block.text)}{_numbers(block.notes)}"
        case Table():
            yield from _table(block)
        case Timeline():
            for mark in block.marks:
                yield f"- {markdown_escaped(mark.said)}: {markdown_escaped(mark.label)}"
            yield ""


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(map(markdown_escaped, table.headings))} |  |"
    yield "|" + " --- |" * (len(table.headings) + 1)
    for cells, notes in zip(table.rows, table.notes, strict=True):
        yield f"| {' | '.join(map(markdown_escaped, cells))} | {_numbers(notes).strip()} |"
    yield ""
    if table.left_out:
        yield from (markdown_escaped(table.left_out), "")


def _numbers(notes: Sequence[int]) -> str:
    return "".join(f" \\[{number}\\]" for number in notes)
