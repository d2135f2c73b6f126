"""Profiles: what of the graph leaves, for whom; each is a CONSTRUCT in a file with the header of a question.

A header also has ``access``: the most restricted right of the sources that a profile may include, ``public`` where it
says nothing.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from simpul import catalogue, files, paths
from simpul.access import ACCESS
from simpul.catalogue import Given, Parameter, Question, Resolver
from simpul.catalogue.reading import PROFILES, decode, header_of
from simpul.errors import (
    ForbiddenQueryError,
    MissingParameterError,
    QueryError,
    UsageError,
    did_you_mean,
    shortened,
)
from simpul.folders import files_in
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.store import sparql
from simpul.store.sparql import Bound
from simpul.terms import Literal, NamedNode

EVERYTHING: Final = "everything"
ENDING: Final = ".rq"
_DECORATOR: Final = "access"
Values: TypeAlias = Mapping[str, Sequence[NamedNode | Literal]]
"""The values of a profile's parameters, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What of the graph leaves, for whom.

    Attributes:
        question: The query and its parameters; its summary is the title, its description says what is taken and for whom.
        access: The most restricted right, of ``ACCESS``, of the sources that it may include.
    """

    question: Question
    access: str

    @property
    def name(self) -> str:
        """Its name, which is its file's."""
        return self.question.name

    @property
    def titles(self) -> Texts:
        """What it is called, by language."""
        return self.question.summary

    @property
    def descriptions(self) -> Texts:
        """What it takes and for whom, by language."""
        return self.question.description

    @property
    def parameters(self) -> Sequence[Parameter]:
        """What must be said to have one."""
        return self.question.parameters

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, from 1, of its CONSTRUCT."""
        begin = next((token.start for token in _meant(self)), 0)
        return sparql.place(self.question.query, begin)

    @property
    def is_of_all(self) -> bool:
        """Whether it selects every triple there is: then nothing needs to be looked for."""
        words = [
            token.text.upper() if token.kind == "word" else token.text for token in _meant(self)
        ]
        pattern = [word for word in words if word != "."]
        three = pattern[2:5]
        wanted = ["CONSTRUCT", "{", *three, "}", "WHERE", "{", *three, "}"]
        # Variables that begin with an underscore are parameters.
        free = {word for word in three if word[:1] == "?" and word[1:2] != "_"}
        return pattern == wanted and len(free) == 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledProfile:
    """A profile with the values of its parameters.

    Attributes:
        profile: The profile.
        query: Its query with the values in it.
        values: The values, by parameter.
    """

    profile: Profile
    query: Bound
    values: Values


def _meant(profile: Profile) -> Iterator[sparql.Token]:
    """Yield the tokens of a profile's query from its form on."""
    found = sparql.meaning(profile.question.query)
    for token in found:
        if token.kind == "word" and token.text.upper() == "CONSTRUCT":
            yield token
            yield from found


def profiles(folder: Path | None = None) -> dict[str, Path]:
    """Return the file of each profile by its name, sorted.

    Args:
        folder: The folder of the questions, in which the profiles have one of their own; else Simpul's.
    """
    root = (folder or paths.queries()) / PROFILES
    files = files_in(root, root.glob(f"*{ENDING}"))
    return {file.stem: file for file in sorted(files, key=lambda file: file.stem)}


def profile(name: str, folder: Path | None = None) -> Profile:
    """Return a profile: one of those that come with Simpul, or one in a file.

    Args:
        name: The name of a profile, or the path of a file that ends in ``.rq``.
        folder: The folder of the questions; else Simpul's.

    Raises:
        UsageError: There is none of this name; the error names near ones.
        OutputError: The file cannot be read.
        QueryError: It is no profile; the error says where.
    """
    known = profiles(folder)
    if name in known:
        return read(known[name])
    if name.endswith(ENDING):
        return read(Path(name))
    raise UsageError(
        _(
            "There is no profile {name}. There are: {known}. A profile of your own is a file that ends in {ending}.",
            name=repr(shortened(name)),
            known=", ".join(known),
            ending=ENDING,
        )
        + did_you_mean(name, known)
    )


def every(folder: Path | None = None) -> list[Profile]:
    """Return all profiles that come with Simpul, by name."""
    return [read(file) for file in profiles(folder).values()]


def read(file: Path) -> Profile:
    """Read the file of a profile.

    Raises:
        OutputError: It cannot be read.
        QueryError: It is no profile; the error says where.
    """
    return parse(files.content(file), name=file.stem, path=str(file))


def parse(content: bytes, *, name: str, path: str = "") -> Profile:
    """Return the profile that the bytes of a file are.

    Raises:
        QueryError: They are no UTF-8, the header is malformed, or it is no CONSTRUCT of this store alone.
    """
    question = decode(content, name=name, path=path, group=PROFILES)
    _refuse_what_does_not_select(question)
    access = header_of(question.query, name).get(_DECORATOR, ACCESS[0])
    if access not in ACCESS:
        raise QueryError(
            _(
                "The header of {name} gives the access {word}; it is one of: {known}.",
                name=name,
                word=shortened(repr(access)),
                known=", ".join(ACCESS),
            )
        )
    unused = tuple(decorator for decorator in question.unused if decorator != _DECORATOR)
    return Profile(question=replace(question, unused=unused), access=access)


def _refuse_what_does_not_select(question: Question) -> None:
    """Refuse a query that is no CONSTRUCT from this store alone.

    Raises:
        ForbiddenQueryError: It would change something, or read something else; the error says where.
        QueryError: It is of another form.
    """
    written, findings = question.query, question.template.findings
    update = [findings.update] if findings.update else []
    told = [
        (
            update,
            _(
                "A profile selects and changes nothing. Write CONSTRUCT with a WHERE instead of this."
            ),
        ),
        (
            findings.services,
            _(
                "SERVICE asks another host, and a profile selects from this store alone. Remove that clause."
            ),
        ),
        (
            findings.datasets,
            _(
                "FROM has no use in a profile. Where one source is meant, write GRAPH with its name in WHERE."
            ),
        ),
    ]
    for found, what in told:
        for finding in found:
            raise ForbiddenQueryError(what, place=sparql.place(written, finding.start))
    if question.template.form != "CONSTRUCT":
        raise QueryError(
            _(
                "{name} is no profile: it has no CONSTRUCT. See docs/querying.md for what a profile is.",
                name=question.name,
            ),
            place=(1, 1),
        )


def refuse_more_than(chosen: Profile, access: str) -> None:
    """Refuse to select from a graph that shows more than a profile may include.

    Raises:
        UsageError: It does.
    """
    if ACCESS.index(access) > ACCESS.index(chosen.access):
        raise UsageError(
            _(
                "The profile {name} may include what is {access} and no more. Export with --access {access}, or write "
                "access: {wanted} in its header.",
                name=chosen.name,
                access=chosen.access,
                wanted=access,
            )
        )


def fill(chosen: Profile, given: Given, names: Resolver) -> FilledProfile:
    """Return a profile with values for its parameters.

    Args:
        chosen: The profile.
        given: What a person typed, by parameter.
        names: Finds the thing that a name means.

    Raises:
        ParameterError: A parameter is unknown, missing, or not of its type.
        AmbiguousNameError: A name means several things.
    """
    texts = _values_given(chosen, given)
    return FilledProfile(
        profile=chosen,
        query=catalogue.fill(chosen.question, texts, names),
        values=catalogue.terms_given(chosen.question, texts, names),
    )


def _values_given(chosen: Profile, given: Given) -> dict[str, tuple[str, ...]]:
    # What is missing is told with the command that one writes for a profile.
    try:
        return catalogue.values_given(chosen.question, given)
    except MissingParameterError as error:
        examples = {parameter.name: parameter.example or "…" for parameter in chosen.parameters}
        words = (f"-p {shlex.quote(f'{name}={examples[name]}')}" for name in error.names)
        raise MissingParameterError(
            _(
                "The profile {name} needs {names}. Write for example: simpul export --profile {name} {example}",
                name=chosen.name,
                names=", ".join(error.names),
                example=" ".join(words),
            ),
            error.names,
        ) from None
