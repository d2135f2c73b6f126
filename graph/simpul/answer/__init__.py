"""Answers as a person or a program wants them: tables, text, pages, sheets, data frames; RDF for graphs."""

from simpul.answer.labels import clean, labels, labels_of, short, show

__all__ = ["clean", "labels", "labels_of", "short", "show"]
