"""Query files: one ``.rq`` for each question, its header in the grlc convention (https://grlc.io)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

from simpul import paths
from simpul.catalogue.decorators import CHOICES, DEFAULTS, by_parameter, unused
from simpul.catalogue.question import TYPES, Parameter, Question
from simpul.catalogue.variables import PARAMETER, datatype_of, language_of, type_of
from simpul.errors import OutputError, QueryError, UnknownQueryError, shortened
from simpul.folders import files_in
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.store.sparql import Template, template
from simpul.texts import is_utf8

PROFILES: Final = "profiles"
"""The folder of what is no question: what of the graph leaves for whom (``simpul.exchange.profiles``)."""
LANGUAGE: Final = "lang"
ALSO_SINGLE_DATASETS: Final = "alsoSingleDatasets"
RESERVED: Final = frozenset((LANGUAGE, ALSO_SINGLE_DATASETS))
"""Parameters that every question may have and none declares: whoever fills it in gives them values."""


def questions(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of each question by its name, sorted.

    Raises:
        DataError: A file of the folder is a link that leads out of it.
    """
    root = folder or paths.queries()
    files = files_in(root, root.rglob("*.rq"))
    asked = (file for file in files if file.parent != root / PROFILES)
    return {file.stem: file for file in sorted(asked, key=lambda file: file.stem)}


def question(name: str, folder: Path | None = None) -> Question:
    """Return a question of the catalogue.

    Raises:
        UnknownQueryError: There is none of this name; the error names near ones.
    """
    known = questions(folder)
    if name not in known:
        raise UnknownQueryError(name, list(known))
    return read(known[name], root=folder or paths.queries())


def every(folder: Path | None = None) -> list[Question]:
    """Return all questions of the catalogue, by name."""
    root = folder or paths.queries()
    return [read(file, root=root) for file in questions(folder).values()]


def read(file: Path, *, root: Path | None = None) -> Question:
    """Read a query file.

    Args:
        file: The file.
        root: The catalogue's folder, below which its own folder names its group; None for a file of its own.

    Raises:
        OutputError: It cannot be read.
        QueryError: Its header is malformed.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise OutputError(file, error) from None
    group = file.parent.relative_to(root).as_posix() if root else "."
    return decode(content, name=file.stem, path=str(file), group="" if group == "." else group)


def decode(content: bytes, *, name: str, path: str = "", group: str = "") -> Question:
    """Return the question that the bytes of a file ask.

    Raises:
        QueryError: They are no UTF-8, or the header is malformed.
    """
    try:
        # Lines end in one way for the parser, as in a file that is read as text.
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise QueryError(_("{path} is not UTF-8 text.", path=path or name)) from None
    return parse(text, name=name, group=group)


@lru_cache(maxsize=256)
def parse(text: str, *, name: str, group: str = "") -> Question:
    """Return the question that a text with a grlc header asks.

    Raises:
        QueryError: The header is not YAML, or does not agree with the query; or the text cannot
            be written down.
    """
    if not is_utf8(text):
        raise QueryError(_("{path} is not UTF-8 text.", path=name))
    header = header_of(text, name)
    written = template(text)
    stated = _mapping(header, "params", name)
    columns = _mapping(header, "columns", name)
    parameters = _parameters(written, stated, header, name)
    return Question(
        name=name,
        group=group,
        summary=_translated(header, "summary", name) or {"en": name},
        description=_translated(header, "description", name),
        template=written,
        tags=_several(header, "tags", name),
        parameters=tuple(parameters),
        columns={str(column): _texts(columns, column, name) for column in columns},
        facts=_facts(header, written, name),
        one_language=bool(header) and header.get("languages") != "all",
        unused=unused(header, parameters, name),
    )


def header_of(text: str, name: str) -> Mapping[str, Any]:
    """Return what the header of a query says.

    Raises:
        QueryError: It is not YAML, or no mapping; the error says where.
    """
    # Lines that are no header stay as empty ones, so that YAML counts lines as the file does.
    lines = [
        line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in text.splitlines()
    ]
    if not any(lines):
        return {}
    from simpul.yaml_texts import YamlError, parsed

    try:
        header = parsed("\n".join(lines))
    except YamlError as error:
        line, column = error.place or (0, 0)
        raise QueryError(
            _("The header of {name} is not YAML: {reason}", name=name, reason=error),
            place=(line + 1, column + 4) if error.place else None,
        ) from None
    if not isinstance(header, dict):
        raise QueryError(_("The header of {name} is not a mapping.", name=name))
    return cast("Mapping[str, Any]", header)


def _mapping(header: Mapping[str, Any], key: str, name: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the mapping of mappings under a key."""
    found = cast("object", header.get(key) or {})
    if isinstance(found, dict):
        inner = cast("dict[str, object]", found)
        if all(isinstance(value, dict) for value in inner.values()):
            return cast("Mapping[str, Mapping[str, Any]]", inner)
    raise QueryError(
        _("In the header of {name}, {key} is not a mapping of mappings.", name=name, key=key)
    )


def _translated(header: Mapping[str, Any], key: str, name: str) -> Texts:
    """Return a text and its translations: ``summary`` (English for grlc) and ``summary_id``."""
    found = {
        "en": _several(header, key, name),
        "id": _several(header, f"{key}_id", name),
    }
    return {language: " ".join(texts) for language, texts in found.items() if any(texts)}


def _texts(stated: Mapping[str, Any], key: str, name: str) -> Texts:
    """Return a text by language; one that is not translated is in English."""
    found = cast("object", stated.get(key))
    if isinstance(found, dict):
        by_language = cast("dict[str, object]", found)
        return {
            str(language): " ".join(_several(by_language, language, name))
            for language in by_language
        }
    texts = _several(stated, key, name)
    return {"en": " ".join(texts)} if texts else {}


def _facts(header: Mapping[str, Any], written: Template, query: str) -> tuple[str, ...]:
    names = _several(header, "facts", query)
    for name in names:
        if name not in written.variables:
            raise QueryError(
                _(
                    "{query} has no variable ?{name}, which its header names as facts.",
                    query=query,
                    name=name,
                )
            )
    return names


def _several(stated: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    """Return the text under a key, or the texts of a list."""
    value = cast("object", stated.get(key))
    if value is None:
        return ()
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    if any(isinstance(item, list | dict) for item in items):
        raise QueryError(
            _(
                "In the header of {name}, {key} is neither a text nor a list of texts.",
                name=name,
                key=key,
            )
        )
    return tuple(map(str, items))


def _parameters(
    written: Template,
    stated: Mapping[str, Mapping[str, Any]],
    header: Mapping[str, Any],
    query: str,
) -> list[Parameter]:
    """Return the parameters in the header's order, then those the header forgot."""
    mentioned: dict[str, str] = {}
    for variable in sorted(written.variables):
        match = PARAMETER.fullmatch(variable)
        if match and match["name"] not in RESERVED:
            mentioned[match["name"]] = variable
    order = [name for name in stated if name in mentioned]
    order += [name for name in mentioned if name not in stated]
    defaults = by_parameter(header, DEFAULTS, query)
    choices = by_parameter(header, CHOICES, query)
    parameters = [
        replace(
            found,
            default=found.default or defaults.get(name, ()),
            required=found.required and not defaults.get(name),
            choices=choices.get(name, ()),
            examples=found.examples or choices.get(name, ())[:1],
        )
        for name in order
        for found in (_parameter(name, stated.get(name, {}), mentioned[name], query),)
    ]
    for parameter in parameters:
        _check(parameter, written, mentioned[parameter.name], query)
    return parameters


def _parameter(name: str, stated: Mapping[str, Any], variable: str, query: str) -> Parameter:
    return Parameter(
        name=name,
        type=str(stated.get("type", type_of(variable))),
        summary=_texts(stated, "summary", query),
        examples=_several(stated, "example", query),
        default=_several(stated, "default", query),
        required=not variable.startswith("__") and "default" not in stated,
        multiple=bool(stated.get("multiple", False)),
        language=language_of(variable),
        datatype=datatype_of(variable),
    )


def _check(parameter: Parameter, written: Template, variable: str, query: str) -> None:
    if parameter.type not in TYPES:
        raise QueryError(
            _(
                "The parameter {name} of {query} has the unknown type {type}. The types are: {types}.",
                name=parameter.name,
                query=query,
                type=shortened(parameter.type),
                types=_listing(TYPES),
            )
        )
    if parameter.multiple and not written.is_listed(variable):
        raise QueryError(
            _(
                "The parameter {name} of {query} may have several values, so write it as "
                "VALUES ?x {{ ?{variable} }} and use ?x elsewhere.",
                name=parameter.name,
                query=query,
                variable=variable,
            )
        )


def _listing(names: frozenset[str] | Sequence[str]) -> str:
    return ", ".join(sorted(names))
