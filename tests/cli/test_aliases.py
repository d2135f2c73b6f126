"""A name that is only another name of a city: which city was taken is told, and no city is taken for another."""

from pathlib import Path

import pytest

from simpul.ingest.build import build
from support import simpul, write_source

JAIPUR, JERUSALEM, SURAKARTA = 1269515, 281184, 1625812
JAYAPURA, KUDUS, MUMBAI = 2082600, 1639215, 1275339


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aliases")
    rows = "".join(f"{city}-c40,{city},c40,report\n" for city in (JAIPUR, JERUSALEM, SURAKARTA))
    build(
        [write_source(folder, {"membership": f"key,member,network,source\n{rows}"})],
        folder / "store",
    )
    return folder / "store"


def test_a_question_tells_which_city_an_alias_was_taken_for(store: Path) -> None:
    words = ("query", "memberships", "--format", "csv", "-p")
    by_alias = simpul(*words, "city=Jayapura", store=store)
    assert by_alias.returncode == 0
    assert by_alias.stderr == "Note: 'Jayapura' was taken for Jaipur, India.\n"
    spoken = simpul(*words, "city=Jayapura", store=store, SIMPUL_LANG="id")
    assert spoken.stderr == "Catatan: 'Jayapura' dianggap berarti Jaipur, India.\n"
    assert not simpul(*words, "city=Jaipur", store=store).stderr


def test_a_list_means_the_city_whose_own_name_it_writes(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    names = ("Jayapura", "Kota Jayapura", "Kudus", "Surakarta", "Solo", "Bombay")
    rows = "".join(f"{name},ICLEI,{2000 + n}\n" for n, name in enumerate(names))
    file.write_text(f"member_name,network,begin\n{rows}", encoding="utf-8")
    loaded = simpul("load", str(file), store=store)
    assert loaded.returncode == 0, loaded.stderr
    of_facts, of_the_world = loaded.stderr.splitlines()
    assert of_facts == (
        "Warning: list.csv, row 6, column member_name: 'Solo' was taken for Surakarta, Indonesia. "
        "If another city is meant, write its GeoNames number."
    )
    assert "row 7, column member_name: 'Bombay' was taken for Mumbai, " in of_the_world
    network = "<https://w3id.org/simpul/id/org/iclei>"
    query = f"SELECT ?c {{ ?m simpul:network {network} ; simpul:member ?c ; simpul:begin ?b }} ORDER BY ?b"
    answer = simpul("query", query, "--format", "csv", store=store).stdout.splitlines()[1:]
    found = [int(row.split(",")[0].rsplit("/", 1)[-1]) for row in answer]
    assert found == [JAYAPURA, JAYAPURA, KUDUS, SURAKARTA, SURAKARTA, MUMBAI]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Kabupaten Bandung", "is a regency, a province, a district or another place that is not a city"),
        ("Tual", "it is not certain which city 'Tual' is. If it is this one, write its GeoNames number: 1623197"),
        ("Springfield", "several cities are called 'Springfield'. Write the GeoNames number of one of these"),
    ],
)  # fmt: skip
def test_what_no_city_can_be_taken_for_is_told_with_what_to_do(
    store: Path, tmp_path: Path, name: str, what: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"member_name,network\n{name},ICLEI\n", encoding="utf-8")
    loaded = simpul("load", str(file), store=store)
    assert loaded.returncode == 1
    assert what in loaded.stderr
