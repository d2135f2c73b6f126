"""The views: from a store, and what a reader asks for, to a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from simpul.errors import ParameterError
from simpul.locale import translate as _
from simpul.projection import Projection, Texts, project_ontology, projected, subgraph
from simpul.projection.cooperation import cooperation
from simpul.projection.from_query import asked
from simpul.projection.institutions import institutions
from simpul.projection.memberships import shared
from simpul.projection.neighbourhood import along, compare, ego
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.timeline import entries, undated
from simpul.store import Store
from simpul.terms import ID
from simpul_viz import questions
from simpul_viz.arrange import compared, opening, ways
from simpul_viz.payload import degrees
from simpul_viz.picture import Picture
from simpul_viz.texts import LANGUAGES, TEXTS

_WAYS: Final = 5
"""Explanations of how one thing leads to another that a reader still compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader asks a view for; things by their keys, such as ``city/1642911``.

    Attributes:
        query: SPARQL with its values bound.
        name: What the query is called.
    """

    of: str = ""
    hops: int = 2
    start: str = ""
    goal: str = ""
    a: str = ""
    b: str = ""
    query: str = ""
    name: str = ""


def explorer(store: Store, _wish: Wish) -> Picture:
    """Return the whole curated graph."""
    reader = Reader(store)
    return _told(
        reader,
        Picture(
            projection=projected(reader),
            title=TEXTS["title"],
            off=("theme",),
            query=questions.EVERYTHING,
        ),
    )


def networks(store: Store, _wish: Wish) -> Picture:
    """Return the cities and the networks they join."""
    reader = Reader(store)
    drawn = subgraph.networks(projected(reader))
    title = TEXTS["networks_title"]
    return _told(reader, Picture(projection=drawn, title=title, query=questions.NETWORKS))


def shared_networks(store: Store, _wish: Wish) -> Picture:
    """Return the cities tied by the networks they share."""
    reader = Reader(store)
    return _told(
        reader,
        Picture(
            projection=shared(projected(reader)),
            title=TEXTS["shared_title"],
            first=("city",),
            query=questions.SHARED,
            weighted=True,
        ),
    )


def between_cities(store: Store, _wish: Wish) -> Picture:
    """Return what goes from city to city."""
    reader = Reader(store)
    return _told(
        reader,
        Picture(
            projection=cooperation(projected(reader)),
            title=TEXTS["cooperation_title"],
            first=("city",),
            query=questions.COOPERATION,
            coloured=True,
        ),
    )


def who_works_with_whom(store: Store, _wish: Wish) -> Picture:
    """Return the institutions by sector."""
    reader = Reader(store)
    return _told(
        reader,
        Picture(
            projection=institutions(projected(reader)),
            title=TEXTS["institutions_title"],
            first=(),
            query=questions.INSTITUTIONS,
            weighted=True,
        ),
    )


def initiatives(store: Store, _wish: Wish) -> Picture:
    """Return the initiatives by theme."""
    reader = Reader(store)
    return _told(
        reader,
        Picture(
            projection=subgraph.initiatives(projected(reader)),
            title=TEXTS["initiatives_title"],
            first=("initiative", "theme"),
            off=("public", "organisation", "network", "post", "city"),
            query=questions.INITIATIVES,
        ),
    )


def ontology(store: Store, _wish: Wish) -> Picture:
    """Return the classes of the ontology."""
    drawn = project_ontology(store)
    return Picture(projection=drawn, title=TEXTS["ontology_title"], query=questions.ONTOLOGY)


def around(store: Store, wish: Wish) -> Picture:
    """Return what lies around a thing."""
    reader = Reader(store)
    whole = projected(reader)
    _must_be_drawn(whole, wish.of)
    drawn = ego(whole, wish.of, hops=wish.hops)
    picture = Picture(
        projection=drawn,
        title=_titled("ego_title", whole, wish.of),
        selected=wish.of,
        off=("theme",) if not wish.of.startswith("theme/") else (),
        query=_about(wish.of),
    )
    return _told(reader, picture)


def from_to(store: Store, wish: Wish) -> Picture:
    """Return the few shortest ways from one thing to another."""
    from simpul.analysis.paths import ways as shortest

    reader = Reader(store)
    whole = projected(reader)
    _must_be_drawn(whole, wish.start, wish.goal)
    found = shortest(whole, wish.start, wish.goal, most=_WAYS)
    if not found:
        raise ParameterError(_("Nothing leads from the one to the other."))
    picture = Picture(
        projection=along(whole, found),
        title=_titled("path_title", whole, wish.start, wish.goal),
        places=ways(found),
        named_ties=True,
        story={"paths": [list(path) for path in found]},
        query=_about(wish.start),
    )
    return _told(reader, picture)


def two_compared(store: Store, wish: Wish) -> Picture:
    """Return what two things have in common, and what only one of them has."""
    reader = Reader(store)
    whole = projected(reader)
    _must_be_drawn(whole, wish.a, wish.b)
    comparison = compare(whole, wish.a, wish.b)
    story = {"a": wish.a, "b": wish.b, "both": list(comparison.both)}
    picture = Picture(
        projection=comparison.projection,
        title=_titled("compare_title", whole, wish.a, wish.b),
        places=compared(comparison, wish.a, wish.b),
        opening=compared(opening(comparison, degrees(whole)), wish.a, wish.b),
        story=story,
        query=_common(wish.a, wish.b),
    )
    return _told(reader, picture)


def world(store: Store, _wish: Wish) -> Picture:
    """Return the cities that lie somewhere, with what goes between them."""
    reader = Reader(store)
    whole = projected(reader)
    ties = cooperation(whole).ties
    cities = [t.key for t in whole.things if t.group == "city" and t.point is not None]
    drawn = subgraph.part(whole, cities, ties=ties)
    title = TEXTS["map_title"]
    picture = Picture(
        projection=drawn,
        title=title,
        drawing="map",
        query=questions.COOPERATION,
        coloured=True,
    )
    return _told(reader, picture)


def timeline(store: Store, _wish: Wish) -> Picture:
    """Return everything that has a date."""
    reader = Reader(store)
    whole = projected(reader)
    found = entries(whole)
    keys = {key for entry in found for key in (entry.row, entry.thing)}
    missing = undated(whole)
    notes = [{k: t.format(a=missing) for k, t in TEXTS["timeline_undated"].items()}]
    return _told(
        reader,
        Picture(
            projection=subgraph.part(whole, keys, notes=notes if missing else []),
            title=TEXTS["timeline_title"],
            drawing="timeline",
            entries=found,
            query=questions.DATED,
        ),
    )


def of_query(store: Store, wish: Wish) -> Picture:
    """Return the answer of a query."""
    reader = Reader(store)
    drawn = asked(store, wish.query, projected(reader))
    title: Texts = dict.fromkeys(LANGUAGES, f"Simpul: {wish.name}")
    weighted = any(tie.weight > 1 for tie in drawn.ties)
    return _told(
        reader, Picture(projection=drawn, title=title, query=wish.query, weighted=weighted)
    )


MAKERS: Final[Mapping[str, Callable[[Store, Wish], Picture]]] = {
    "explorer": explorer,
    "networks": networks,
    "shared": shared_networks,
    "cooperation": between_cities,
    "institutions": who_works_with_whom,
    "initiatives": initiatives,
    "map": world,
    "timeline": timeline,
    "ego": around,
    "path": from_to,
    "compare": two_compared,
    "ontology": ontology,
    "query": of_query,
}


def _told(reader: Reader, picture: Picture) -> Picture:
    """Return the picture with what sources state of its things, for who takes them along."""
    return replace(picture, statements=statements(reader, picture.projection))


def _must_be_drawn(whole: Projection, *keys: str) -> None:
    known = subgraph.by_keys(whole)
    for key in keys:
        if key not in known:
            raise ParameterError(
                _("{name} is known, but nothing is tied to it that could be drawn.", name=key)
            )


def _titled(key: str, whole: Projection, *things: str) -> Texts:
    known = subgraph.by_keys(whole)
    titles: Texts = {}
    for language, text in TEXTS[key].items():
        names = [_label(known[thing].labels, language) for thing in things]
        titles[language] = text.format(**dict(zip("ab", names, strict=False)))
    return titles


def _label(labels: Texts, language: str) -> str:
    return labels.get(language) or labels.get("en") or next(iter(labels.values()))


def _about(key: str) -> str:
    return questions.THING.replace("{iri}", _iri(key))


def _common(a: str, b: str) -> str:
    return questions.COMMON.replace("{a}", _iri(a)).replace("{b}", _iri(b))


def _iri(key: str) -> str:
    return key if ":" in key else ID + key
