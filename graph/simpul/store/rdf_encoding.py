"""The encoding of RDF files of others: by their mark, or, of XML, by what its first line declares; all else is UTF-8.

XML 1.0, section 4.3.3 and appendix F. Encodings that are no sets of characters (UTF-7, escapes of Python) are not read.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from typing import Final

from simpul.locale import translate as _

_MARKS: Final = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_BEGINS: Final = {"<?xm".encode(name)[:4]: name for name in ("utf-16-le", "utf-16-be")}
"""How XML begins in UTF-16 without a mark."""
_DECLARED: Final = re.compile(
    rb"""\A(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)')"""
)
_READ: Final = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp125\d|cp874|koi8-[ru]|gb2312|gbk|gb18030|big5|euc_(jp|kr)|shift_jis|cp949"
)
"""Names, as Python has them, of the encodings of XML that are read; UTF-16 has a mark."""


def as_utf8(content: bytes, form: str) -> bytes:
    """Return RDF in UTF-8, without a mark; XML then declares no encoding.

    Args:
        content: The file.
        form: Its format, as ``simpul.store.oxigraph.RDF_FORMATS`` has it.

    Raises:
        ValueError: It is not in the encoding that it says, or in one that is not read; the message says where.
    """
    mark, encoding = next((pair for pair in _MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    if form == "rdfxml" and not mark:
        declared = _DECLARED.match(content)
        encoding = _known((declared[2] or declared[3]).decode()) if declared else encoding
        encoding = _BEGINS.get(content[:4], encoding)
    text = _decoded(content.removeprefix(mark), encoding, form)
    if form == "rdfxml":
        text = _undeclared(text)
    return text.encode()


def _known(name: str) -> str:
    """Return Python's name of an encoding that XML declares."""
    try:
        found = lookup(name).name
    except LookupError:
        found = ""
    if found == "utf-16":
        raise ValueError(_("it says that it is in {encoding}, and is not", encoding=name))
    if not _READ.fullmatch(found):
        raise ValueError(_("its encoding {encoding} is not read; save it as UTF-8", encoding=name))
    return found


def _decoded(content: bytes, encoding: str, form: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count("\n".encode(encoding), 0, error.start) + 1
        if encoding == "utf-8" and form == "rdfxml":
            raise ValueError(_("line {line} is not UTF-8; save it as UTF-8, or let its first line say its encoding: {example}", line=line, example='<?xml version="1.0" encoding="windows-1252"?>')) from None  # fmt: skip
        if encoding == "utf-8":
            raise ValueError(_("line {line} is not UTF-8; save it as UTF-8", line=line)) from None
        raise ValueError(_("line {line} is not in its encoding {encoding}", line=line, encoding=encoding)) from None  # fmt: skip


def _undeclared(text: str) -> str:
    """Return XML whose first line no longer says in which encoding it was."""
    head, rest = text[:400], text[400:]
    return re.sub(_DECLARED.pattern.decode(), r"\1", head, count=1) + rest
