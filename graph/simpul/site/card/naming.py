"""What anything is called, also a statement that has no name."""

from simpul.projection.reader import STATEMENT_ENDS, key_of
from simpul.site.lines import Writer
from simpul.terms import ONTOLOGY


def named_text(writer: Writer, iri: str) -> str:
    """Return what anything is called: its label, or what it ties, or its key."""
    reader, words = writer.reader, writer.words
    label = reader.labels.get(iri)
    if label:
        return words.said(label)
    kind = reader.classes.get(iri, "")
    if not kind:
        return key_of(iri)
    about = STATEMENT_ENDS.get(kind, ("about", "phaseOf", "measure"))
    ends = [end for name in about for end in reader.objects(iri, name)]
    names = [words.said(reader.labels.get(end, {"": key_of(end)})) for end in ends]
    called = words.said(reader.labels.get(ONTOLOGY + kind, {"": kind}))
    return f"{called}: {' – '.join(names)}" if names else called  # noqa: RUF001 - from the one to the other
