"""What may be done with facts of several sources, and whom to credit: their licences together, never more than each allows.

What a licence lets others offer a changed work as is in ``data/licences/terms.csv``, each with the text that says so.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from simpul import own_tables, paths
from simpul.locale import LANGUAGES, Texts, by_language, speaking
from simpul.locale import translate as _
from simpul.terms import (
    ID,
    Literal,
    NamedNode,
    Quad,
    dct,
    text,
)

_ANY, _NONE = "*", "none"
_ONTOLOGY_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_SPELLINGS: Final = re.compile(
    r"^https?://(?:www\.)?|/(?:deed|legalcode)(?:\.[a-z_-]+)?/?$|/$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence whose terms are known.

    Attributes:
        iri: Its address.
        name: What it is called in short, such as ``CC BY 4.0``.
        offered_as: The addresses of the licences under which a work made from it may be offered, its own among them;
            none where nothing that is made from it may be offered.
    """

    iri: str
    name: str
    offered_as: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRights:
    """What a source says of what may be done with it.

    Attributes:
        iri: The source.
        titles: What it is called, by language.
        licences: The addresses of the licences that it states, sorted; several where it states several.
        credits: Whom to credit and how, in its own words, sorted.
    """

    iri: NamedNode
    titles: Texts
    licences: Sequence[str]
    credits: Sequence[Literal]

    @property
    def key(self) -> str:
        """Its key, by which commands call it."""
        return self.iri.value.removeprefix(f"{ID}source/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What may be done with facts of several sources.

    Attributes:
        sources: Each source's own, by IRI.
        together: The freest licence that all of them allow for the whole; None where no one licence covers it.
        credits: Whom to credit and how, each once, sorted.
    """

    sources: Sequence[SourceRights]
    together: Licence | None
    credits: Sequence[Literal]

    @property
    def unlicensed(self) -> Sequence[SourceRights]:
        """The sources that state no licence."""
        return [source for source in self.sources if not source.licences]

    @property
    def sentences(self) -> Texts:
        """What the whole may be used as, by language."""
        found: dict[str, str] = {}
        for language in LANGUAGES:
            with speaking(language):
                found[language] = self.sentence
        return found

    def credits_in(self, language: str) -> list[str]:
        """Return whom to credit and how, in a language; what is not said in it as it is said."""
        tagged = [(by_language([(one.language, one.value)]), one.value) for one in self.credits]
        spoken = [text for texts, text in tagged if language in texts]
        return spoken or [text for _texts, text in tagged]

    @property
    def sentence(self) -> str:
        """What the whole may be used as, in the language in use."""
        if self.together is not None:
            return _("The data is {licence}.", licence=self.together.name)
        names = sorted({licence_name(iri) for source in self.sources for iri in source.licences})
        told = _("No one licence covers the data; see what each source states.")
        if names:
            told += " " + _("Their licences: {licences}.", licences=", ".join(names))
        if self.unlicensed:
            sources = ", ".join(source.key for source in self.unlicensed)
            told += " " + _("Without a licence: {sources}.", sources=sources)
        return told


def rights_of(
    described: Iterable[Quad],
    sources: Collection[NamedNode],
    *,
    with_concepts: bool,
    also: Iterable[Literal] = (),
) -> Rights:
    """Return what may be done with facts of some sources.

    Args:
        described: What is said of the sources, of which their titles, licences and credits are read.
        sources: The sources.
        with_concepts: Concepts of the ontology go with them, which have its licence.
        also: Whom else to credit.
    """
    ordered = sorted(sources, key=lambda iri: iri.value)
    stated: dict[NamedNode, list[Quad]] = {source: [] for source in ordered}
    for quad in described:
        if isinstance(quad.subject, NamedNode) and quad.subject in stated:
            stated[quad.subject].append(quad)
    each = [_of_source(source, quads) for source, quads in stated.items()]
    licences = [source.licences for source in each]
    licences += [[_ONTOLOGY_LICENCE]] if with_concepts else []
    credited = {*also, *(credit for source in each for credit in source.credits)}
    return Rights(
        sources=each,
        together=together(licences),
        credits=sorted(credited, key=str),
    )


def _of_source(source: NamedNode, quads: Sequence[Quad]) -> SourceRights:
    literals = [(quad.predicate, quad.object) for quad in quads if isinstance(quad.object, Literal)]
    return SourceRights(
        iri=source,
        titles=by_language((o.language, o.value) for p, o in literals if p == dct("title")),
        licences=sorted(text(quad.object) for quad in quads if quad.predicate == dct("license")),
        credits=sorted((o for p, o in literals if p == dct("rights")), key=str),
    )


def together(stated: Iterable[Sequence[str]]) -> Licence | None:
    """Return the freest licence under which a work made from several may be offered; None where there is none.

    Where a work states several licences, all of them are kept to: it may not be meant that one can choose.

    Args:
        stated: The addresses of the licences of each work; none of them for a work that states none.

    >>> cc = "https://creativecommons.org/"
    >>> by, zero, share = (f"{cc}licenses/by/4.0/", f"{cc}publicdomain/zero/1.0/", f"{cc}licenses/by-sa/4.0/")
    >>> together([[by], [zero]]).name, together([[by], [share]]).name, together([[by], []])
    ('CC BY 4.0', 'CC BY-SA 4.0', None)
    """
    allowed: set[str] = {*known_licences()}
    works = [*stated]
    for work in works:
        for iri in work:
            licence = known_licences().get(spelling(iri))
            allowed &= licence.offered_as if licence else set()
        if not work:
            allowed.clear()
    free = (licence for key, licence in known_licences().items() if key in allowed)
    return next(free, None) if works else None


def licence_name(iri: str) -> str:
    """Return what a licence is called, else its address."""
    licence = known_licences().get(spelling(iri))
    return licence.name if licence else iri


def spelling(iri: str) -> str:
    """Return the address of a licence in one spelling, by which two are compared.

    >>> spelling("http://creativecommons.org/licenses/by/4.0/deed.id")
    'creativecommons.org/licenses/by/4.0'
    """
    return _SPELLINGS.sub("", iri).rstrip("/").lower()


@lru_cache(maxsize=1)
def known_licences() -> Mapping[str, Licence]:
    """Return the licences whose terms are known, by their addresses in one spelling, the freest first."""
    table = list(own_tables.rows(paths.data() / "licences" / "terms.csv"))
    every = frozenset(spelling(iri) for iri, *_rest in table)
    return {
        spelling(iri): Licence(iri=iri, name=name, offered_as=_offered_as(iri, offered, every))
        for iri, name, offered, _terms in table
    }


def _offered_as(iri: str, stated: str, every: frozenset[str]) -> frozenset[str]:
    if stated in {_ANY, _NONE}:
        return every if stated == _ANY else frozenset()
    return frozenset(map(spelling, (iri, *stated.split())))
