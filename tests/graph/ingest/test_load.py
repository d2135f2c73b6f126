import csv
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from outcomes import quads_of
from simpul.errors import DataError, OutputError, StoreMissingError, UsageError
from simpul.ingest import About, Options, SourceReport, load, loaded_sources, unload, world
from simpul.ingest.build import build
from simpul.store import current_build, open_store
from simpul.terms import ID
from support import MEMBERSHIPS, write_source

DAY = date(2026, 11, 24)
MEMBERS = "member_name,network,begin\nKota Semarang,C40,2015\nSuwon-si,C40 Cities,2018-03\n"


def run(
    store: Path, *paths: Path, about: Mapping[str, str] | None = None, **options: object
) -> list[SourceReport]:
    # Of what everybody may see, no second edition is made.
    said = {"access": "public"} if about is None else about
    given_ = Options(about=About(today=DAY, **said), **options)  # type: ignore[arg-type]  # tests name them
    return load(paths, store, given_)


def indexed(store: Path) -> list[set[tuple[object, ...]]]:
    """Return what the side index holds."""
    build_ = current_build(store)
    assert build_ is not None
    connection = sqlite3.connect(build_ / "names.db")
    try:
        queries = (
            "SELECT folded, text, iri, preferred FROM name",
            "SELECT iri, class FROM class",
            "SELECT iri, source, file, row, sheet FROM origin",
        )
        return [set(connection.execute(query)) for query in queries]
    finally:
        connection.close()


def table(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_names_of_cities_and_networks_become_memberships(store: Path, tmp_path: Path) -> None:
    (report,) = run(store, table(tmp_path, MEMBERS), source="my-list")
    assert (report.rows, report.loaded, report.refused) == (2, 2, 0)
    graph = open_store(store)
    rows = graph.select(
        "SELECT ?m ?city WHERE { ?m a simpul:Membership ; simpul:member ?city ; simpul:beginEarliest ?b ;"
        f" dct:source <{ID}document/my-list> }} ORDER BY ?m"
    ).rows
    assert [str(row["m"])[1:-1].removeprefix(ID) for row in rows] == [
        "membership/1627896-c40-2015",
        "membership/1835553-c40-2018-03",
    ]
    assert graph.ask(f"ASK {{ <{ID}city/1835553> simpul:memberOf <{ID}org/c40> }}")


def test_the_source_is_described_and_internal_unless_said(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS), source="my-list", about={"title": "My list"})
    graph = open_store(store)
    source = f"<{ID}source/my-list>"
    assert graph.ask(
        f'ASK {{ {source} dct:title "My list"@id ; dct:accessRights <{ID}access/internal> }}'
    )
    run(store, table(tmp_path, MEMBERS), source="my-list", about={"access": "public"})
    graph = open_store(store)
    assert graph.ask(
        f'ASK {{ {source} dct:title "My list"@en ; dct:accessRights <{ID}access/public> }}'
    )
    assert not graph.ask(f"ASK {{ {source} dct:accessRights <{ID}access/internal> }}")


def test_loading_the_same_again_changes_nothing(store: Path, tmp_path: Path) -> None:
    file = table(tmp_path, MEMBERS)
    run(store, file)
    before = current_build(store)
    later = load([file], store, Options(about=About(today=date(2027, 1, 1))))
    assert not later[0].changed
    assert current_build(store) == before


def test_a_number_written_in_another_way_is_the_same_number(store: Path, tmp_path: Path) -> None:
    measures = table(
        tmp_path,
        "key,label_en,label_id,definition_en,definition_id\nlength,Length,Panjang,a,b\n",
        "measure.csv",
    )
    text = "about,measure,value,unit\nC40 Cities,Length,{value},m\n"
    run(store, measures, table(tmp_path, text.format(value="8.50"), "observation.csv"), source="m")
    (again,) = run(
        store, measures, table(tmp_path, text.format(value="8.5"), "observation.csv"), source="m"
    )
    assert not again.changed


def test_a_rehearsal_tells_and_changes_nothing(store: Path, tmp_path: Path) -> None:
    before = current_build(store)
    (report,) = run(store, table(tmp_path, MEMBERS), dry_run=True)
    assert report.changed
    assert report.added.things == 3
    assert current_build(store) == before


def test_a_source_loaded_again_is_replaced(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS))
    (report,) = run(store, table(tmp_path, MEMBERS.replace("Suwon-si", "Busan")))
    assert report.removed.facts == report.added.facts > 0
    graph = open_store(store)
    assert not graph.ask(
        f"ASK {{ {{ <{ID}city/1835553> ?p ?o }} UNION {{ ?s ?q <{ID}city/1835553> }} }}"
    )
    assert graph.ask(f"ASK {{ <{ID}city/1838524> simpul:memberOf <{ID}org/c40> }}")


def test_rows_can_be_added_to_a_source(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS), source="a")
    more = table(tmp_path, "member_name,network,begin\nBusan,C40,2001\n", "more.csv")
    (report,) = run(store, more, source="a", add=True)
    assert (report.removed.facts, report.added.things) == (0, 1)
    build_ = current_build(store)
    assert build_ is not None
    assert loaded_sources.rows_of(build_) == {f"{ID}source/a": 3}


SECOND = {
    "document": "key,label_en,label_id,title_en,title_id\nother,Other,Lain,Another report,Laporan lain\n",
    "organisation": "key,kind,label_en,label_id,source\niclei,Network,ICLEI,ICLEI,other\nun,Network,UN,PBB,other\n",
    "membership": (
        "key,member,network,begin,source\n1642911-c40,1642911,c40,2007~,other\n"
        "1819729-un,1819729,un,2010,other\n1835848-iclei,1835848,iclei,,other\n"
    ),
}


def test_loading_a_folder_gives_what_building_with_it_gives(tmp_path: Path, store: Path) -> None:
    second = write_source(tmp_path, SECOND, key="second")
    build([write_source(tmp_path / "b"), second], tmp_path / "built")
    run(store, second)
    assert quads_of(store) == quads_of(tmp_path / "built")
    assert indexed(store) == indexed(tmp_path / "built")


def test_what_another_source_says_too_stays_when_one_is_removed(
    tmp_path: Path, store: Path, ground: Path
) -> None:
    run(store, write_source(tmp_path, SECOND, key="second"))
    (report,) = unload(["second"], store)
    assert report.removed.facts > 0
    assert quads_of(store) == quads_of(ground)
    assert indexed(store) == indexed(ground)


NETWORKS = ("c40", "iclei", "new")
CITIES = ("1642911", "1835848", "1819729")
ROWS = st.sets(st.tuples(st.sampled_from(CITIES), st.sampled_from(NETWORKS), st.sampled_from(("", "2001", "2015"))), max_size=4)  # fmt: skip


def _membership(rows: set[tuple[str, str, str]]) -> str:
    lines = [f"{city}-{net}-{begin or 'x'},{city},{net},{begin},other\n" for city, net, begin in sorted(rows)]  # fmt: skip
    return "key,member,network,begin,source\n" + "".join(lines)


@pytest.mark.slow
@settings(max_examples=4, phases=[Phase.generate])  # a failing pair is small already
@given(first=ROWS, then=ROWS)
def test_however_a_source_changes_the_store_is_as_if_built_so(
    ground: Path, tmp_path_factory: pytest.TempPathFactory, first: set[tuple[str, str, str]], then: set[tuple[str, str, str]]
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("change")
    store = Path(shutil.copytree(ground, folder / "store"))
    new = SECOND["organisation"].replace("un,Network,UN,PBB", "new,Network,New,Baru")
    for number, rows in enumerate((first, then)):
        tables = SECOND | {"organisation": new, "membership": _membership(rows)}
        source = write_source(folder / str(number), tables, key="second")
        run(store, source)
    build([write_source(folder / "b"), source], folder / "built")
    assert quads_of(store) == quads_of(folder / "built")
    assert indexed(store) == indexed(folder / "built")


def test_a_build_keeps_what_was_loaded(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS))
    before = quads_of(store)
    sources = [write_source(tmp_path / "b")]
    report = build(sources, store)
    assert [source.key for source in report.sources if source.kept] == ["list"]
    assert quads_of(store) == before
    build(sources, store)
    assert quads_of(store) == before
    build(sources, store, keep_loaded=False)
    assert f" <{ID}source/list> .".encode() not in b"\n".join(quads_of(store))


def test_a_folder_goes_before_what_was_loaded_of_the_same_source(
    store: Path, tmp_path: Path
) -> None:
    run(store, table(tmp_path, MEMBERS), source="second")
    report = build(
        [write_source(tmp_path / "b"), write_source(tmp_path, SECOND, key="second")], store
    )
    assert ["second was loaded before" in str(p) for p in report.warnings].count(True) == 1
    assert not any(source.kept for source in report.sources)


BAD = (
    "member_name,network,begin,note_en\n"
    "Kota Semarang,C40,2015,good\n"
    "Springfield,C40,2015,which one?\n"
    "Nowhereville,Nonet,20x,=1+1\n"
    "Bandung,,2001,'quoted\n"
)


def test_every_error_of_a_run_is_told_at_once_and_nothing_is_loaded(
    store: Path, tmp_path: Path
) -> None:
    before = current_build(store)
    with pytest.raises(DataError) as caught:
        run(store, table(tmp_path, BAD), table(tmp_path, BAD, "two.csv"))
    told = [(p.place.file, p.place.row, p.place.column) for p in caught.value.problems]
    one = [(3, "member_name"), (4, "member_name"), (4, "network"), (4, "begin"), (5, "network")]
    assert sorted(told, key=str) == sorted(
        [(f, r, c) for f in ("list.csv", "two.csv") for r, c in one], key=str
    )
    assert "4409896" in str(caught.value)
    assert current_build(store) == before


def test_going_on_loads_the_good_rows_and_the_rest_can_be_mended_and_loaded(
    store: Path, tmp_path: Path
) -> None:
    (report,) = run(store, table(tmp_path, BAD), keep_going=True)
    assert (report.rows, report.loaded, report.refused) == (4, 1, 3)
    (file,) = report.refused_files
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["reason", "member_name", "network", "begin", "note_en"]
    assert [row[-1] for row in rows[1:]] == ["which one?", "'=1+1", "'quoted"]
    assert "Nowhereville" in rows[2][0]
    mended = "reason,member_name,network,begin,note_en\n"
    mended += "".join(f"x,{city},C40,2015,{row[-1]}\n" for city, row in zip(("Busan", "Bandung", "Seoul"), rows[1:], strict=True))  # fmt: skip
    file.write_text(mended, encoding="utf-8")
    (again,) = run(store, file, source="list", add=True)
    assert (again.rows, again.loaded, again.removed.facts) == (3, 3, 0)
    notes = (
        open_store(store)
        .select("SELECT ?n WHERE { ?m a simpul:Membership ; skos:note ?n } ORDER BY ?n")
        .rows
    )
    assert [str(row["n"]) for row in notes] == [
        '"\'quoted"@en',
        '"=1+1"@en',
        '"good"@en',
        '"which one?"@en',
    ]


def test_refused_rows_never_overwrite_a_file(store: Path, tmp_path: Path) -> None:
    file = table(tmp_path, BAD)
    first = run(store, file, keep_going=True)[0].refused_files
    second = run(store, file, keep_going=True)[0].refused_files
    assert [f.name for f in (*first, *second)] == ["list.refused.csv", "list.refused-2.csv"]


@pytest.mark.parametrize("target", ["elsewhere.csv", "kept.csv", "list.refused.csv"])
def test_refused_rows_are_written_through_no_link(store: Path, tmp_path: Path, target: str) -> None:
    file = table(tmp_path, BAD)
    (tmp_path / "kept.csv").write_text("kept")
    (tmp_path / "list.refused.csv").symlink_to(target)
    (written,) = run(store, file, keep_going=True)[0].refused_files
    assert written.name == "list.refused-2.csv"
    assert (tmp_path / "kept.csv").read_text() == "kept"
    assert not (tmp_path / "elsewhere.csv").exists()


def test_refused_rows_are_as_private_as_their_table(store: Path, tmp_path: Path) -> None:
    file = table(tmp_path, BAD)
    file.chmod(0o600)
    (written,) = run(store, file, keep_going=True)[0].refused_files
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_row_that_the_shapes_refuse_is_refused_alone(store: Path, tmp_path: Path) -> None:
    # Its end comes before its begin: no cell is wrong by itself.
    text = "member_name,network,begin,end\nBusan,C40,2015,2010\nBandung,C40,2015,2016\n"
    with pytest.raises(DataError, match="row 2"):
        run(store, table(tmp_path, text))
    (report,) = run(store, table(tmp_path, text), keep_going=True)
    assert (report.loaded, report.refused) == (1, 1)
    assert b"1838524" not in b"\n".join(quads_of(store))


def test_a_reference_to_a_refused_row_is_refused_too(store: Path, tmp_path: Path) -> None:
    orgs = table(
        tmp_path,
        "key,kind,label_en,label_id\nnew,Nonsense,New,Baru\nfine,Network,Fine,Baik\n",
        "organisation.csv",
    )
    members = table(tmp_path, "member_name,network\nBusan,New\nBusan,Fine\n", "membership.csv")
    with pytest.raises(DataError) as caught:
        run(store, orgs, members, source="x")
    assert [(p.place.file, p.place.row) for p in caught.value.problems] == [("organisation.csv", 2)]
    (report,) = run(store, orgs, members, source="x", keep_going=True)
    assert (report.rows, report.loaded, report.refused) == (4, 2, 2)
    assert sorted(f.name for f in report.refused_files) == [
        "membership.membership.refused.csv",
        "organisation.organisation.refused.csv",
    ]


def test_what_another_source_needs_cannot_be_removed(store: Path, tmp_path: Path) -> None:
    orgs = "kind,label_en,label_id\nNetwork,New,Baru\n"
    run(store, table(tmp_path, orgs, "organisation.csv"), source="orgs")
    run(store, table(tmp_path, "member_name,network\nBusan,New\n", "members.csv"), source="members")
    before = quads_of(store)
    with pytest.raises(DataError, match=r"membership/1838524-new needs org/new"):
        unload(["orgs"], store)
    assert quads_of(store) == before
    unload(["members"], store)
    unload(["orgs"], store)


def needing_each_other(folder: Path, *, keys: Sequence[str]) -> list[Path]:
    """Write sources that each describe a network, and have a city that is a member of the next one's."""
    return [
        write_source(
            folder,
            {
                "organisation": f"key,kind,label_en,label_id,source\n{key}-net,Network,{key},{key},report\n",
                "membership": "key,member,member_name,network,begin,source\n"
                f"1835848-{key},1835848,Seoul,{other}-net,2006,report\n",
            },
            key=key,
        )
        for key, other in zip(keys, [*keys[1:], keys[0]], strict=True)
    ]


@pytest.mark.parametrize("keys", [("one", "two"), ("one", "two", "three")], ids=len)
def test_sources_that_need_each_other_are_unloaded_together_as_the_error_says(
    store: Path, tmp_path: Path, keys: Sequence[str]
) -> None:
    before = quads_of(store)
    run(store, *needing_each_other(tmp_path, keys=keys))
    for key in keys:
        with pytest.raises(DataError, match="Unload them together: `simpul unload ") as raised:
            unload([key], store)
        command = str(raised.value).rpartition("simpul unload ")[2].partition("`")[0].split()
        assert sorted(command) == sorted(keys)
    build([write_source(tmp_path / "data")], store)
    reports = unload(command, store)
    assert sorted(report.key for report in reports) == sorted(keys)
    assert quads_of(store) == before


def test_what_a_folder_needs_is_not_unloaded_with_the_folder(store: Path, tmp_path: Path) -> None:
    orgs = "kind,label_en,label_id\nNetwork,New,Baru\n"
    run(store, table(tmp_path, orgs, "organisation.csv"), source="orgs")
    needing = {"membership": f"{MEMBERSHIPS}1835848-new,1835848,Seoul,new,2006,report\n"}
    build([write_source(tmp_path / "data", needing)], store)
    with pytest.raises(DataError, match="change the source that needs it first") as raised:
        unload(["orgs"], store)
    assert "simpul unload" not in str(raised.value)
    build([write_source(tmp_path / "other")], store)
    unload(["orgs"], store)


ELSEWHERE = """
@prefix schema: <https://schema.org/> .
<https://sws.geonames.org/1642911/> a schema:City ; schema:name "Jakarta" .
<https://creativecommons.org/licenses/by/4.0/> a schema:CreativeWork ; schema:name "CC BY 4.0" .
"""


def test_an_address_elsewhere_needs_no_source_that_describes_it(
    store: Path, tmp_path: Path
) -> None:
    before = quads_of(store)
    run(store, table(tmp_path, ELSEWHERE, "partner.ttl"))
    # Loaded again without one of them, and taken out.
    run(store, table(tmp_path, ELSEWHERE.rpartition("<https")[0], "partner.ttl"))
    unload(["partner"], store)
    assert quads_of(store) == before


@pytest.mark.parametrize("key", ["x y", "a>b", "", "../x", "\ud800", "x" * 10_000], ids=range(6))
def test_a_word_that_can_be_no_key_is_not_loaded(store: Path, key: str) -> None:
    with pytest.raises(UsageError, match="is not a loaded source"):
        unload([key], store)


def test_one_key_that_is_unknown_keeps_all(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS))
    before = quads_of(store)
    with pytest.raises(UsageError):
        unload(["list", "nothing"], store)
    assert quads_of(store) == before


def test_a_key_is_made_by_rule_and_a_known_organisation_keeps_its_own(
    store: Path, tmp_path: Path
) -> None:
    orgs = "kind,label_en,label_id,aliases\nJejaring,C40 Cities,C40 Cities,Forty\nNetwork,São Paulo Pact,Pakta São Paulo,\n"
    run(store, table(tmp_path, orgs, "organisation.csv"))
    graph = open_store(store)
    assert graph.ask(f'ASK {{ <{ID}org/c40> skos:altLabel "Forty" }}')
    assert graph.ask(f"ASK {{ <{ID}org/sao-paulo-pact> a simpul:Network }}")


@pytest.mark.parametrize("word", ["", "geonames", "서울", "---"])
def test_a_word_that_is_no_key_is_refused(store: Path, tmp_path: Path, word: str) -> None:
    file = table(tmp_path, MEMBERS, "서울.csv")
    with pytest.raises(UsageError):
        run(store, file, source=word)


def test_loading_without_a_store_says_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="simpul build"):
        run(tmp_path / "none", table(tmp_path, MEMBERS))


def test_a_file_that_is_not_there_is_told(store: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no such file"):
        run(store, tmp_path / "none.csv")


def test_unloading_what_was_not_loaded_names_what_was(store: Path, tmp_path: Path) -> None:
    run(store, table(tmp_path, MEMBERS))
    with pytest.raises(UsageError, match="the loaded sources are: list"):
        unload(["test-list"], store)


def test_words_of_a_report_carry_labels(store: Path, tmp_path: Path) -> None:
    (report,) = run(store, table(tmp_path, MEMBERS))
    lines: Sequence[str] = report.added.lines
    assert any("member Semarang; network C40 Cities" in line for line in lines), lines


@pytest.mark.usefixtures("few_cities")
def test_what_was_loaded_stays_loaded_when_the_worlds_cities_come_and_go(
    store: Path, tmp_path: Path
) -> None:
    run(store, table(tmp_path, MEMBERS))
    for change in (
        lambda: world.load(store, 15000),
        lambda: world.load(store, 15000),
        lambda: world.remove(store),
    ):
        before = quads_of(store)
        assert not run(store, table(tmp_path, MEMBERS))[0].changed
        run(store, table(tmp_path, MEMBERS.replace("Suwon-si", "Busan")), source="other")
        unload(["other"], store)
        assert quads_of(store) == before
        change()
    build_ = current_build(store)
    assert build_ is not None
    assert loaded_sources.rows_of(build_) == {f"{ID}source/list": 2}


MEASURES = "key,label_en,label_id,definition_en,definition_id\nlength,Length,Panjang,a,b\n"
OBSERVED = "about,measure,value,unit\n{about},Length,8.5,m\n"


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("C40", "org/c40"),
        ("C40 Cities", "org/c40"),
        ("org/c40", "org/c40"),
        ("iclei", "org/iclei"),
        ("Jakarta", "city/1642911"),
        ("Kota Semarang", "city/1627896"),
        ("Kantor Walikota", "org/mayor-s-office"),
    ],
)
def test_a_cell_for_any_kind_of_thing_takes_names(
    store: Path, tmp_path: Path, written: str, means: str
) -> None:
    orgs = "kind,label_en,label_id\nOrganisation,Mayor's office,Kantor Walikota\n"
    tables = [
        table(tmp_path, orgs, "organisation.csv"),
        table(tmp_path, MEASURES, "measure.csv"),
        table(tmp_path, OBSERVED.format(about=written), "observation.csv"),
    ]
    run(store, *tables, source="a")
    assert open_store(store).ask(f"ASK {{ ?o a simpul:Observation ; ?p <{ID}{means}> }}")


def test_a_name_that_several_kinds_of_thing_bear_is_told_with_choices(
    store: Path, tmp_path: Path
) -> None:
    orgs = "key,kind,label_en,label_id\njak,Organisation,Jakarta,Jakarta\n"
    run(store, table(tmp_path, orgs, "organisation.csv"), source="orgs")
    observed = table(tmp_path, OBSERVED.format(about="Jakarta"), "observation.csv")
    with pytest.raises(DataError) as caught:
        run(store, table(tmp_path, MEASURES, "measure.csv"), observed, source="a")
    told = str(caught.value)
    assert "'Jakarta' may mean several things" in told
    assert "city/1642911 (Jakarta)" in told
    assert "org/jak (Jakarta)" in told


def test_a_long_load_tells_how_many_rows_it_has_read(store: Path, tmp_path: Path) -> None:
    rows = "".join(f"o{n},Organisation,Org {n},Org {n}\n" for n in range(2_001))
    file = table(tmp_path, "key,kind,label_en,label_id\n" + rows, "organisation.csv")
    told: list[str] = []
    asked = Options(about=About(today=DAY), dry_run=True)
    load([file], store, asked, progress=told.append)
    assert [text for text in told if "rows" in text] == [
        "Reading organisation.csv: 1,000 rows",
        "Reading organisation.csv: 2,000 rows",
    ]


NETWORKS_LIST = "kind,label_en,label_id,aliases\nNetwork,The New Pact,Pakta Baru,TNP\n"


@pytest.mark.parametrize("written", ["The New Pact", "Pakta Baru", "TNP", "the-new-pact"])
def test_a_table_may_name_what_another_one_of_the_same_load_describes(
    store: Path, tmp_path: Path, written: str
) -> None:
    first = table(tmp_path, NETWORKS_LIST, "organisation.csv")
    second = table(tmp_path, f"member_name,network\nBusan,{written}\n", "members.csv")
    reports = run(store, first, second)
    assert [report.key for report in reports] == ["organisation", "members"]
    assert open_store(store).ask(
        f"ASK {{ <{ID}city/1838524> simpul:memberOf <{ID}org/the-new-pact> }}"
    )


def test_a_name_that_no_table_of_the_load_describes_is_told_once(
    store: Path, tmp_path: Path
) -> None:
    first = table(tmp_path, NETWORKS_LIST, "organisation.csv")
    second = table(tmp_path, "member_name,network\nBusan,The Old Pact!\n", "members.csv")
    with pytest.raises(DataError) as caught:
        run(store, first, second)
    assert [(p.place.file, p.place.row) for p in caught.value.problems] == [("members.csv", 2)]


def test_a_reference_to_a_faulty_row_of_another_table_of_the_load_is_told_once(
    store: Path, tmp_path: Path
) -> None:
    text = NETWORKS_LIST.replace("Network,", "Netwrk,")
    first = table(tmp_path, text, "organisation.csv")
    second = table(tmp_path, "member_name,network\nBusan,the-new-pact\n", "members.csv")
    with pytest.raises(DataError) as caught:
        run(store, first, second)
    assert [p.place.file for p in caught.value.problems] == ["organisation.csv"]
