"""Where a request is answered: in the language that its address names, from the graph of the right of who asks."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from typing import Final

from simpul import locale
from simpul.answer.values import is_number, plain
from simpul.edtf import in_words
from simpul.errors import ParameterError, shortened
from simpul.ingest.reconcile import open_resolver
from simpul.locale import translate as _
from simpul.naming import COUNTRY, gazetteer
from simpul.quantities import grouped
from simpul.session import KnowledgeGraph
from simpul.site.asking import Asked, Reply, as_json
from simpul.site.failures import NotFoundError, RefusedError
from simpul.site.html import LANGUAGES
from simpul.site.matching.candidates import Candidate, Candidates
from simpul.site.matching.kinds import (
    CITY,
    DATE,
    KINDS,
    PLACES,
    every_property,
    is_term,
    word_for,
)
from simpul.site.matching.queries import iri_of, no_id
from simpul.site.matching.things import Things
from simpul.site.site import Site
from simpul.terms import ID, ONTOLOGY, NamedNode, Term, text

Page = Callable[[Site, Asked], Reply]

_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$]{0,99}(?:\.[A-Za-z_$][\w$]{0,99}){0,4}", re.ASCII)
_SCRIPT: Final = "text/javascript; charset=utf-8"
_PLACE: Final = f"{ID}place/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What answers whoever has one access right, as long as a build is served.

    Attributes:
        graph: The graph of the right.
        things: The things in it but cities.
        candidates: Finds what names mean.
    """

    graph: KnowledgeGraph
    things: Things
    candidates: Candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A request, and what it is answered with.

    Attributes:
        asked: What was asked, in the language of its answer.
    """

    site: Site
    asked: Asked

    @property
    def endpoint(self) -> str:
        """The path of the service, which may name a language."""
        language = self.asked.words.get("language")
        return f"/reconcile/{language}" if language else "/reconcile"

    @property
    def graph(self) -> KnowledgeGraph:
        """The graph of who asks."""
        return self.site.graph(self.asked.right)

    @property
    def matching(self) -> Matching:
        """What finds things; it is made once for each right.

        Raises:
            RefusedError: The index of the world's cities is being made.
        """

        def make() -> Matching:
            if not gazetteer.is_made():
                told = _(
                    "The index of the world's cities is being made. Ask again in half a minute."
                )
                raise RefusedError(
                    HTTPStatus.SERVICE_UNAVAILABLE, told, headers={"retry-after": "30"}
                )
            # The world's cities are for everybody: what a right adds is in the graph.
            resolver = self.site.once("public", "matching: cities", open_resolver)
            things = Things(self.graph.names.entries([kind for kind in KINDS if kind != CITY]))
            candidates = Candidates(self.graph, resolver, things)
            return Matching(graph=self.graph, things=things, candidates=candidates)

        return self.site.once(self.asked.right, "matching", make)

    def number(self, name: str, usual: int, most: int) -> int:
        """Return a parameter that is a whole number.

        Raises:
            ParameterError: It is none.
        """
        try:
            found = self.asked.number(name)
        except ValueError:
            told = _("{where} must be {wanted}.", where=name, wanted=_("a number"))
            raise ParameterError(told) from None
        return usual if found is None else min(found, most)

    def one(self) -> Candidate:
        """Return the thing whose id is asked for.

        Raises:
            NotFoundError: It is no id, or there is nothing of this id that who asks may see.
        """
        key = self.asked.value("id")
        if not (iri := iri_of(key)):
            raise NotFoundError(no_id(key, "id"))
        if (found := self.matching.candidates.one(iri)) is None:
            raise NotFoundError(_("There is nothing with the id {id}.", id=repr(shortened(key))))
        return found

    def terms(self, names: Iterable[str]) -> dict[str, str]:
        """Return what kinds and properties are called."""
        wanted = list(names)
        terms = [*KINDS, *filter(is_term, every_property())]

        def make() -> dict[str, str]:
            found = self.site.labels(self.asked, [ONTOLOGY + name for name in terms])
            return {name: found.get(ONTOLOGY + name, name) for name in terms}

        known = self.site.once(self.asked.right, f"matching: terms in {self.asked.language}", make)
        return {
            name: word_for(name) if name == DATE or name not in known else known[name]
            for name in wanted
        }

    def labels(self, iris: Sequence[str]) -> dict[str, str]:
        """Return what things are called in the language of who asks, as far as the graph or the index of cities says so."""
        found = self.graph.names.labels_of(iris, self.asked.language)
        atlas = self.matching.candidates.known.atlas
        for iri in iris:
            if iri not in found and iri.startswith((COUNTRY, _PLACE)):
                country, _dot, region = (
                    iri.removeprefix(COUNTRY).removeprefix(_PLACE).partition(".")
                )
                name = atlas.region_name(country, region, self.asked.language) if region else atlas.country_name(country, self.asked.language)  # fmt: skip
                found |= {iri: name} if name else {}
        return found

    def called(self, found: Iterable[Candidate]) -> dict[str, str]:
        """Return what things are called: as the graph says, else as they were found."""
        names = {one.iri: one.name for one in found}
        return names | self.labels(list(names))

    def described(self, one: Candidate) -> str:
        """Return what tells a thing from its namesakes: where it lies, or where and when it was."""
        known = self.matching.candidates.known
        if one.city is not None:
            return ", ".join(known.atlas.whereabouts(one.city, self.asked.language))
        found = (text(place) for name in PLACES for place in known.of(one.iri, name))
        places = list(dict.fromkeys(found))[:2]
        labels = self.labels(places)
        dates = [text(date) for date in known.of(one.iri, "begin")][:1]
        return ", ".join((*(labels[place] for place in places if place in labels), *dates))

    def readable(self, values: Sequence[Term]) -> list[str]:
        """Return values as a person reads them."""
        labels = self.labels([text(value) for value in values if is_ours(value)])
        return [labels.get(text(value), "") or self._plain(value) for value in values]

    def _plain(self, value: Term) -> str:
        said = str(plain(value))
        return grouped(said, self.asked.language) if is_number(value) else in_words(said)


def is_ours(value: Term) -> bool:
    """Return whether a value is a thing of ours."""
    return isinstance(value, NamedNode) and value.value.startswith(ID)


def served(answer: Callable[[Desk], object]) -> Page:
    """Make a page of what returns a value for JSON, or a reply.

    Raises:
        NotFoundError: The address names a language that there is not.
        ParameterError: What is to be called back is no name of a function.
    """

    @wraps(answer)
    def page(site: Site, asked: Asked) -> Reply:
        language = asked.words.get("language", asked.language)
        if language not in LANGUAGES:
            raise NotFoundError(_("There is nothing at this address."))
        callback = asked.value("callback")
        if callback and not _CALLBACK.fullmatch(callback):
            raise ParameterError(_("callback must be the name of a function."))
        # A script is sent with what proves who asks, whichever site it is asked from: it shows what is public.
        right = "public" if callback else asked.right
        with locale.speaking(language):
            value = answer(Desk(site=site, asked=replace(asked, language=language, right=right)))
        if isinstance(value, Reply):
            return value
        return _script(callback, value) if callback else as_json(value)

    return page


def _script(callback: str, value: object) -> Reply:
    """Return an answer as a script that calls a function of the client (JSONP), as clients of old need it."""
    # In ASCII: a script of before 2019 ends at two signs that JSON may hold.
    content = json.dumps(value, separators=(",", ":"))
    return Reply(media_type=_SCRIPT, body=f"/**/{callback}({content});".encode())
