import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from simpul.errors import Severity
from simpul.ingest import About, Options, load
from simpul.ingest.build import assemble
from simpul.quality.summary import describe
from simpul.store import open_store
from simpul.tables import Accounting, accounting_of
from simpul.terms import Literal
from support import simpul, write_source

# Jakarta signed twice, Seoul once; two rows are left out for one reason.
MEMBERSHIPS = """key,member,network,begin,source,original_rows
a,1642911,c40,2011,report,2
b,1835848,c40,2012,report,1
c,1850147,c40,2013,report,
"""
LEFT_OUT = """key,name,country,original_rows,reason_en,reason_id,source
x,Somebody,ES,1,It names a person.,Barisnya menyebut orang.,report
y,Somebody else,ES,1,It names a person.,Barisnya menyebut orang.,report
"""
REASONS = frozenset(
    {
        Literal("It names a person.", language="en"),
        Literal("Barisnya menyebut orang.", language="id"),
    }
)


def _source(folder: Path, rows: int, memberships: str = MEMBERSHIPS) -> Path:
    source = write_source(folder, {"membership": memberships, "left-out": LEFT_OUT})
    file = source / "csvw-metadata.json"
    stated = json.loads(file.read_text(encoding="utf-8"))
    stated["dc:description"] = "Who signed."
    stated["https://w3id.org/simpul/ontology#originalRows"] = {"@value": rows, "@type": "integer"}
    file.write_text(json.dumps(stated), encoding="utf-8")
    return source


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounting")
    _source(folder / "data", rows=5)
    built = simpul("build", "--data", str(folder / "data"), store=folder / "store")
    (folder / "built.txt").write_text(built.stdout, encoding="utf-8")
    return folder / "store"


def _accounting(store: Path) -> Accounting | None:
    sources = describe(open_store(store)).sources
    (found,) = [source.accounting for source in sources if source.iri.endswith("/test-list")]
    return found


def test_rows_of_an_original_are_facts_joined_to_one_or_left_out(store: Path) -> None:
    wanted = Accounting(original=5, stated=3, joined=1, left_out=2, reasons=REASONS)
    assert _accounting(store) == wanted
    assert (wanted.facts, wanted.missing) == (2, 0)


def test_counting_rows_and_leaving_some_out_states_no_facts(store: Path) -> None:
    graph = open_store(store)
    assert not graph.ask("ASK { ?thing a simpul:Membership ; simpul:statedRows ?count }")
    assert not graph.ask('ASK { ?thing ?says "Somebody" }')


@pytest.mark.parametrize("rows", [4, 6])
def test_a_sum_that_does_not_hold_is_told(tmp_path: Path, rows: int) -> None:
    _source(tmp_path, rows=rows)
    (told,) = assemble([tmp_path]).outcome.all_problems
    assert told.severity is Severity.WARNING
    assert told.place.file == "test-list/csvw-metadata.json"
    assert f"the original has {rows} rows, and the tables account for 5" in told.what


def test_a_source_that_does_not_say_how_many_rows_its_original_has_is_not_accounted_for(
    tmp_path: Path,
) -> None:
    write_source(tmp_path, {"membership": MEMBERSHIPS, "left-out": LEFT_OUT})
    (content,) = assemble([tmp_path]).outcome.contents
    assert accounting_of(content.iri, content.description) is None


def test_rows_that_are_refused_count_as_refused(store: Path, tmp_path: Path) -> None:
    wrong = MEMBERSHIPS.replace("a,1642911,c40,2011", "a,1642911,c40,2011-13")
    source = _source(tmp_path, rows=5, memberships=wrong)
    copy = shutil.copytree(store, tmp_path / "store")
    load([source], copy, Options(about=About(today=date(2018, 3, 22)), keep_going=True))
    assert _accounting(copy) == Accounting(
        original=5, stated=1, joined=0, left_out=2, refused=2, reasons=REASONS
    )


def test_build_and_info_print_the_sum_and_the_reasons(store: Path) -> None:
    built = (store.parent / "built.txt").read_text(encoding="utf-8")
    told = simpul("info", store=store, SIMPUL_LANG="id").stdout
    sum_ = "5 rows of the original = 2 facts + 1 joined to one of them + 0 refused + 2 left out"
    assert f"test-list: {sum_}\n  left out because: It names a person.\n" in built
    assert "5 baris aslinya = 2 fakta + 1 digabung ke salah satunya" in told
    assert "tidak diambil karena: Barisnya menyebut orang." in told
