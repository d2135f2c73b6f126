"""Answers as a person or a program wants them: tables, text, pages, sheets; RDF for graphs."""

from typing import Final

from simpul.answer.graphs import GRAPH_FORMATS, as_graph, as_rows, prefixes
from simpul.answer.labels import (
    answer_word,
    clean,
    headings,
    label_of,
    labels,
    labels_of,
    link,
    short,
    show,
    with_labels,
)
from simpul.answer.order import by_label
from simpul.answer.pages import as_page, as_table
from simpul.answer.rows import (
    SOURCES,
    More,
    counted,
    description_of,
    first,
    labelled_rows,
    of_question,
    one_language,
    read,
    title_of,
    without_facts,
)
from simpul.answer.sheets import as_workbook
from simpul.answer.tables import (
    BOM,
    as_delimited,
    as_json,
    as_markdown,
    delimited,
    json_lines,
    json_results,
)
from simpul.answer.values import Plain, is_number, plain

__all__ = [
    "BOM",
    "GRAPH_FORMATS",
    "ROW_FORMATS",
    "SOURCES",
    "More",
    "Plain",
    "answer_word",
    "as_delimited",
    "as_graph",
    "as_json",
    "as_markdown",
    "as_page",
    "as_rows",
    "as_table",
    "as_workbook",
    "by_label",
    "clean",
    "counted",
    "delimited",
    "description_of",
    "first",
    "headings",
    "is_number",
    "json_lines",
    "json_results",
    "label_of",
    "labelled_rows",
    "labels",
    "labels_of",
    "link",
    "of_question",
    "one_language",
    "plain",
    "prefixes",
    "read",
    "short",
    "show",
    "title_of",
    "with_labels",
    "without_facts",
]

ROW_FORMATS: Final = ("table", "csv", "tsv", "json", "jsonl", "markdown", "html", "xlsx")
