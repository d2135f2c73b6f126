import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from addresses import NEARLY_OURS, OF_GEONAMES, OF_WIKIDATA
from simpul.errors import DataError, FormatError, OutputError, Place, UsageError
from simpul.ingest.reconcile import Asked, Resolver, answer_tables, decisions, sheet
from simpul.ingest.reconcile.sheet import Columns
from simpul.naming.atlas import Method
from simpul.naming.gazetteer import cities, index, index_file, open_index, regions
from support import workbook

FIXTURE = Path(__file__).parents[1] / "fixtures" / "official-names.csv"
OFFICIAL = list(csv.DictReader(FIXTURE.read_text(encoding="utf-8").splitlines()))

pytestmark = pytest.mark.slow


def number(resolver: Resolver, **asked: str) -> int | None:
    place = resolver.answer(Asked(**asked)).place
    return place.id if place else None


@pytest.fixture
def indexed_few(few_world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an index that is made be of the few cities of a million people."""
    few = json.loads((few_world / "few.json").read_text())
    monkeypatch.setattr(index, "cities", lambda _level: few)


@pytest.mark.usefixtures("indexed_few")
def test_a_damaged_index_in_the_cache_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = index_file(level=15000)
    file.write_bytes(b"damaged")
    assert open_index(level=15000).city(1642911) is not None


def test_official_names_are_hardly_ever_blank_and_never_wrong(resolver: Resolver) -> None:
    assert len(OFFICIAL) > 200
    answers = [
        (
            row["name"],
            row["geonames_id"],
            number(resolver, name=row["name"], country=row["country"]),
        )
        for row in OFFICIAL
    ]
    assert [a for a in answers if a[2] is not None and str(a[2]) != a[1]] == []
    right = sum(str(found or "") == wanted for _name, wanted, found in answers)
    assert right / len(answers) > 0.97


def test_great_cities_are_found_by_name_and_country(resolver: Resolver) -> None:
    great = [city for city in cities(15000).values() if city["population"] > 1_000_000]
    found = [number(resolver, name=c["name"], country=c["countrycode"]) for c in great]
    wrong = [
        (city["name"], one)
        for city, one in zip(great, found, strict=True)
        if one not in {city["geonameid"], None}
    ]
    assert len(great) > 400
    assert len(wrong) <= 0.01 * len(great)  # such as the lesser of two great Suzhous
    assert found.count(None) <= 0.05 * len(great)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Indonesia", "ID"),
        ("인도네시아", "ID"),
        ("IDN", "ID"),
        ("id", "ID"),
        ("Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("대한민국", "KR"),
        ("Korea Selatan", "KR"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("UK", "GB"),
        ("Viet Nam", "VN"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Deutschland", "DE"),
        ("日本", "JP"),
        ("Россия", "RU"),
        ("Kingdom of the Netherlands", "NL"),
        ("People's Republic of China", "CN"),
        ("Republic of China", "TW"),
        ("Côte d'Ivoire", "CI"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("China, Macao SAR", "MO"),
        ("China, mainland", "CN"),
        ("Taiwan, Province of China", "TW"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Rep.", "IR"),
        ("Korea, Rep.", "KR"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Congo, Rep.", "CG"),
        ("Congo, Dem. Rep.", "CD"),
        ("Congo (Kinshasa)", "CD"),
        ("Venezuela, RB", "VE"),
        ("West Bank and Gaza", "PS"),
        ("السعودية", "SA"),
        ("جمهورية مصر العربية", "EG"),
        ("中华人民共和国", "CN"),
        ("中華民國", "TW"),
        ("Republik Singapura", "SG"),
        ("Kerajaan Arab Saudi", "SA"),
        ("RRT", "CN"),
        ("Korsel", "KR"),
        ("Türkiye (Turkey)", "TR"),
        ("Cote d'Ivoire (Ivory Coast)", "CI"),
        ("Turkey (Germany)", None),
        ("Turkey (Narnia)", None),
        ("Republik Narnia", None),
        ("Narnia", None),
        ("x" * 10_000, None),
    ],
)
def test_a_country_is_known_by_many_names(resolver: Resolver, text: str, code: str | None) -> None:
    assert resolver.countries(text) == ((code,) if code else ())


def test_a_country_that_does_not_exist_is_told(resolver: Resolver) -> None:
    answer = resolver.answer(Asked(name="Jakarta", country="Indonesa"))
    assert (answer.place, answer.method) == (None, "unknown country")
    assert "Did you mean Indonesia" in answer.trouble


def test_an_alias_that_is_another_city_s_own_name_is_not_sure_without_a_country(
    resolver: Resolver,
) -> None:
    assert number(resolver, name="Kudus") is None
    assert number(resolver, name="Kudus", country="Indonesia") == 1639215
    assert number(resolver, name="Al Quds") == 281184


def test_evidence_decides_between_namesakes(resolver: Resolver) -> None:
    springfield = Asked(name="Springfield", country="US")
    assert resolver.answer(springfield).method == "ambiguous"
    assert len(resolver.answer(springfield).candidates) > 2
    assert number(resolver, name="Springfield", country="US", region="Illinois") == 4250542
    assert (
        number(resolver, name="Springfield", country="US", latitude="39,8", longitude="-89.65")
        == 4250542
    )


@pytest.mark.parametrize("typed", ["29876", "29,876", "29.876", "29 876", "29876.0"])
def test_a_population_decides_between_namesakes(resolver: Resolver, typed: str) -> None:
    assert resolver.answer(Asked(name="Niles", country="US")).place is None
    assert number(resolver, name="Niles", country="US", population=typed) == 4903730


@pytest.mark.parametrize("typed", ["many", "1.5", "-3", "1,02", "9" * 30])
def test_a_population_that_is_none_is_told_and_left_aside(resolver: Resolver, typed: str) -> None:
    answer = resolver.answer(Asked(name="Jakarta", country="ID", population=typed))
    assert answer.place is not None
    assert (answer.field, bool(answer.trouble)) == ("population", True)


@pytest.mark.parametrize("bad", [("abc", "1"), ("91", "0"), ("nan", "nan"), ("1", "")])
def test_bad_coordinates_are_told_and_left_aside(resolver: Resolver, bad: tuple[str, str]) -> None:
    answer = resolver.answer(Asked(name="Jakarta", country="ID", latitude=bad[0], longitude=bad[1]))
    assert answer.place is not None
    assert answer.trouble


@given(
    st.builds(
        Asked,
        name=st.text(),
        country=st.sampled_from(["", "Indonesia"]),
        region=st.text(max_size=9),
    )
)
def test_any_row_is_answered(resolver: Resolver, asked: Asked) -> None:
    answer = resolver.answer(asked)
    assert (answer.place is None) == (answer.score is None)


def test_what_a_person_decided_comes_first(resolver: Resolver) -> None:
    rows = [
        {"city": "Springfield", "country": "USA", "decision": "choose", "geonames_id": "4250542"},
        {"city": "Jakarta", "country": "", "decision": "Tolak", "reason": "the province is meant"},
        {"city": "Seoul", "country": "", "decision": ""},
    ]
    index = resolver.matcher.atlas
    placed = ((Place(file="d.csv"), row) for row in rows)
    found, problems = decisions.read(placed, index, name="city", country="country")
    assert problems == []
    decided = Resolver(matcher=resolver.matcher, decisions=found)
    assert number(decided, name="springfield", country="US") == 4250542
    assert number(decided, name="Springfield", country="Canada") is None
    assert decided.answer(Asked(name="JAKARTA", country="Indonesia")).method == "rejected"
    assert number(decided, name="Seoul") == 1835848


@pytest.mark.parametrize(
    "row",
    [{"decision": "maybe"}, {"decision": "choose", "geonames_id": "1"}, {"decision": "accept"}],
)
def test_a_decision_that_is_none_is_told_with_its_row(
    resolver: Resolver, row: dict[str, str]
) -> None:
    index = resolver.matcher.atlas
    place = Place(file="d.csv", row=2, column="decision")
    _none, problems = decisions.read([(place, row)], index, name="city", country="")
    assert [problem.place for problem in problems] == [place]


def _table(folder: Path, content: str | bytes) -> Path:
    file = folder / "table.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_rows_come_back_in_order_with_their_answers(resolver: Resolver, tmp_path: Path) -> None:
    read = sheet.read(
        _table(tmp_path, "no;kota;negara\n1;Kota Semarang;Indonesia\n2;=SUM(A1);\n3;;\n")
    )
    columns = Columns(name="kota", country="negara")
    answers = list(resolver.answers(columns.ask(row) for row in read.rows))
    written = list(
        csv.DictReader(answer_tables.write(read, answers, resolver).decode().splitlines())
    )
    assert [row["no"] for row in written] == ["1", "2", "3"]
    assert [row["geonames_id"] for row in written] == ["1627896", "", ""]
    assert written[1]["kota"] == "'=SUM(A1)"
    assert [row["method"] for row in written] == ["form", "unknown", "empty"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xff\xfea\x00b",
        b"a,b\n\0,1\n",
        b"a,a\n1,2\n",
        b"a\n1,2\n",
        b'a,b\n"x,1\n',
        b"a\n\xe9\n",
        b"a,\nx,y\n",
        b"a," * 100_000 + b"\n",
    ],
)
def test_a_table_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DataError, match=r"table\.csv"):
        sheet.read(_table(tmp_path, content))


def test_a_workbook_is_read_and_written_and_nothing_in_it_runs(
    resolver: Resolver, tmp_path: Path
) -> None:
    people: list[list[Any]] = [
        ["no", "kota", "negara"],
        [1, "Kota Semarang", "Indonesia"],
        [2, "Qwertzopolis", None],
        [],
        [3.5, "Bandung", "=1+"],
    ]
    file = workbook(tmp_path / "in.xlsx", Notes=[["about"]], List=people)
    load_and_save = load_workbook(file)
    load_and_save["List"]["C5"].data_type = "s"
    load_and_save.save(file)
    read = sheet.read(file, "kota")
    assert (read.sheet, read.numbers) == ("List", [2, 3, 5])
    columns = Columns(name="kota")
    answers = list(resolver.answers(columns.ask(row) for row in read.rows))
    output = tmp_path / "out.xlsx"
    output.write_bytes(answer_tables.write(read, answers, resolver, ".xlsx"))
    again = sheet.read(output, "kota")
    assert [row["no"] for row in again.rows] == ["1", "2", "3.5"]
    assert [row["geonames_id"] for row in again.rows] == ["1627896", "", "1650357"]
    assert again.rows[2]["negara"] == "=1+"
    assert not again.notes
    cells = [cell for row in load_workbook(output).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert read.rows == [{h: row[h] for h in read.headings} for row in again.rows]


def test_which_sheet_is_meant_must_be_clear(tmp_path: Path) -> None:
    rows = [["city"], ["Jakarta"]]
    file = workbook(tmp_path / "two.xlsx", A=rows, B=rows)
    with pytest.raises(UsageError, match=r"A, B[.] Say which with --sheet"):
        sheet.read(file, "city")
    assert sheet.read(file, "city", "B").sheet == "B"
    with pytest.raises(UsageError, match="no sheet 'C'"):
        sheet.read(file, "city", "C")
    with pytest.raises(UsageError, match="not a workbook"):
        sheet.read(_table(tmp_path, "city\nJakarta\n"), "city", "C")
    old = tmp_path / "old.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512))
    with pytest.raises((DataError, FormatError), match=r"old\.xls"):
        sheet.read(old, "city")
    with pytest.raises(OutputError, match="No such file"):
        sheet.read(tmp_path / "none.xls", "city")


def test_tab_separated_answers_are_read_again(resolver: Resolver, tmp_path: Path) -> None:
    read = sheet.read(_table(tmp_path, "city\nJakarta\n"), "city")
    answers = list(resolver.answers(Columns(name="city").ask(row) for row in read.rows))
    output = tmp_path / "out.tsv"
    output.write_bytes(answer_tables.write(read, answers, resolver, ".tsv"))
    assert sheet.read(output, "city").rows[0]["geonames_id"] == "1642911"
    with pytest.raises(UsageError, match=r"name the file \.xlsx"):
        answer_tables.write(read, answers, resolver, ".ods")


def test_a_column_of_nothing_is_left_out(tmp_path: Path) -> None:
    read = sheet.read(_table(tmp_path, "city,,land,\nJakarta,,ID\n"))
    assert (read.headings, read.rows) == (("city", "land"), [{"city": "Jakarta", "land": "ID"}])


def test_a_column_that_is_not_there_is_met_with_the_nearest(tmp_path: Path) -> None:
    read = sheet.read(_table(tmp_path, "city,land\nJakarta,ID\n"))
    with pytest.raises(UsageError, match="Did you mean city"):
        sheet.check_columns(read, Columns(name="cty"))


def test_every_region_has_a_code_of_its_own() -> None:
    found = regions.codes()
    assert len(found) > 300
    assert len({(country, code) for (country, _iso), code in found.items()}) == len(found)
    assert set(regions.names()) >= {(country, code) for (country, _iso), code in found.items()}


@pytest.mark.usefixtures("indexed_few")
def test_how_far_the_index_is_is_told_while_it_is_made(tmp_path: Path) -> None:
    told: list[str] = []
    index.write_index(tmp_path / "cities.db", told.append, level=15000)
    shares = [int(text.split()[-2]) for text in told if text.endswith("%")]
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] >= 95


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Jogja", "ID", 1621177),
        ("Kota Jogja", "ID", 1621177),
        ("Tangsel", "ID", 8581443),
        ("Bs. As.", "AR", 3435910),
        ("Haslach a.d. Mühl", "AT", 2776721),
        ("Stadt Frankfurt a.M.", "DE", 2925533),
        ("Frankfurt a. d. Oder", "DE", None),
        ("Hutt City Council", "NZ", 2188164),
        ("Botkyrka kommun", "SE", 2667094),
        ("Nelson Mandela Bay Metropolitan Municipality", "ZA", 964420),
        ("Seberang Perai", "MY", 1735079),
        ("Bruhat Bengaluru Mahanagara Palike", "IN", 1277333),
        ("Brighton & Hove City Council", "GB", 2654710),
        ("Brighton & Leeds", "GB", None),
    ],
)
def test_short_and_official_names_that_are_not_the_citys_own_are_read(
    resolver: Resolver, name: str, country: str, wanted: int | None
) -> None:
    assert number(resolver, name=name, country=country) == wanted


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("O Vicedo", "ES"),
        ("Los Marines", "ES"),
        ("Lorcha", "ES"),
        ("Weissach im Tal", "DE"),
        ("Roda de Ter", "ES"),
        ("Campos de Goytacazes", "BR"),
        ("La Palma de Cervelló", "ES"),
        ("Karşiyaka (Erdek-Balikesir)", "TR"),
        ("Vila do Porto", "PT"),
        ("London Borough of Hackney", "GB"),
        ("Jakarta Selatan", "ID"),
        ("Comas", "PE"),
        ("Kartal", "TR"),
        ("Tuzla", "TR"),
        ("Tuzla, Istanbul", "TR"),
        ("Avcilar Belediyesi", "TR"),
        ("Guizhou", "CN"),
    ],
)
def test_a_place_that_is_none_of_the_gazetteers_cities_stays_blank(
    resolver: Resolver, name: str, country: str
) -> None:
    assert number(resolver, name=name, country=country) is None


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Oviedo", "ES", 3114711),
        ("Lorca", "ES", 2514891),
        ("Weissach", "DE", 2812053),
        ("La Roda", "ES", 2515555),
        ("Campos dos Goytacazes", "BR", 3467693),
        ("La Palma del Condado", "ES", 2515679),
        ("Karşiyaka", "TR", 308988),
        ("Karşiyaka (İzmir)", "TR", 308988),
        ("Mykolayiv", "UA", 700569),
        ("Mykolayiv, Mykolayiv oblast", "UA", 700569),
    ],
)
def test_a_city_that_is_spelt_or_called_nearly_as_such_a_place_is_found(
    resolver: Resolver, name: str, country: str, wanted: int
) -> None:
    assert number(resolver, name=name, country=country) == wanted


@pytest.mark.parametrize("country", ["", "GB"])
def test_the_whole_name_of_a_city_is_no_form_of_the_name_of_a_greater_one(
    resolver: Resolver, country: str
) -> None:
    told = {
        name: number(resolver, name=name, country=country)
        for name in ("City of London", "London", "Greater London", "City of Bristol")
    }
    assert told == {
        "City of London": 2643741,
        "London": 2643743,
        "Greater London": 2643743,
        "City of Bristol": 2654675,
    }


@pytest.mark.parametrize("name", ["Kabupaten Bandung", "Metropolitan City of Rome"])
def test_what_lies_around_a_city_is_not_the_city(resolver: Resolver, name: str) -> None:
    answer = resolver.answer(Asked(name=name))
    assert (answer.place, answer.method) == (None, Method.NOT_A_CITY)


@pytest.mark.parametrize(("name", "city"), [("Beijng", 1816670), ("City of Rotterdm", 2747891)])
def test_cities_anywhere_are_near_a_name_with_a_slip_and_none_is_sure(
    resolver: Resolver, name: str, city: int
) -> None:
    near = resolver.near(Asked(name=name)).candidates
    assert near[0].place.id == city
    assert all(one.score < resolver.least for one in near)
    assert not resolver.near(Asked(name=name, country="ID")).candidates
    assert not resolver.near(Asked(name="Provinsi Jakrta")).candidates


def test_in_a_table_such_cities_are_candidates_of_a_name_that_nothing_bears(
    resolver: Resolver,
) -> None:
    names = ("Beijng", "Jakarta", "Springfield", "Q24355")
    alone = [resolver.answer(Asked(name=name)) for name in names]
    first, *others = resolver.answers(Asked(name=name) for name in names)
    assert (first.place, first.score, first.method) == (None, None, Method.UNKNOWN)
    assert first.candidates == resolver.near(Asked(name="Beijng")).candidates != ()
    assert others == alone[1:]


def test_a_region_beside_a_name_tells_it_from_the_greater_namesake(resolver: Resolver) -> None:
    lesser = resolver.answer(Asked(name="Mykolayiv, Lviv oblast", country="UA")).place
    assert lesser
    assert (lesser.name, lesser.region) == ("Mykolayiv", "15")


@pytest.mark.parametrize(
    ("name", "country", "city"),
    [
        ("Kartal", "TR", 745044),
        ("Tuzla, Istanbul", "TR", 745044),
        ("Kartal / Istanbul", "TR", 745044),
        ("Municipalidad Distrital de Comas", "PE", 3936456),
        ("Lima (Comas)", "PE", 3936456),
    ],
)
def test_a_district_is_no_city_and_the_city_that_it_belongs_to_is_named(
    resolver: Resolver, name: str, country: str, city: int
) -> None:
    answer = resolver.answer(Asked(name=name, country=country))
    assert (answer.place, answer.method) == (None, Method.NOT_A_CITY)
    assert answer.candidates[0].place.id == city


@pytest.mark.parametrize(
    ("name", "country", "region", "city"),
    [
        ("Tuzla", "BA", "", 3188582),
        ("Istanbul", "TR", "", 745044),
        ("Lima", "PE", "", 3936456),
        ("Delaware, Ohio", "US", "", 5151891),
    ],
)
def test_a_city_is_found_though_a_district_or_a_region_elsewhere_has_its_name(
    resolver: Resolver, name: str, country: str, region: str, city: int
) -> None:
    assert number(resolver, name=name, country=country, region=region) == city


def test_a_citys_own_name_comes_before_that_of_a_greater_one_nearby_in_fame(
    resolver: Resolver,
) -> None:
    assert number(resolver, name="Turi", country="IT") != 3165524  # Turin in Piedmontese
    assert number(resolver, name="Turin", country="IT") == 3165524
    assert (
        number(resolver, name="Solo", country="ID") == 1625812
    )  # no other city there is called so


@pytest.mark.parametrize("address", [*OF_GEONAMES, *OF_WIKIDATA, *NEARLY_OURS])
def test_an_address_in_the_place_of_a_name_is_that_city(resolver: Resolver, address: str) -> None:
    answer = resolver.answer(Asked(name=f" {address} ", country="Narnia"))
    assert answer.place
    assert (answer.place.id, answer.score, answer.method) == (1642911, 1.0, Method.ADDRESS)


def test_an_address_of_no_city_is_answered_by_a_blank_that_says_so(resolver: Resolver) -> None:
    answer = resolver.answer(Asked(name="https://sws.geonames.org/99999999/"))
    assert (answer.place, answer.method, answer.field) == (None, Method.UNKNOWN, "name")
    assert "99999999" in answer.trouble


def test_an_item_of_no_city_is_answered_as_in_a_table(resolver: Resolver) -> None:
    answer = resolver.answer(Asked(name="Q99", country="Indonesia"))
    assert (answer.place, answer.method, answer.field) == (None, Method.UNKNOWN, "name")
    assert answer.trouble.startswith("nothing here is known as Q99 of Wikidata. Write the city")


@pytest.mark.parametrize(
    ("name", "city"),
    [("부산", 1838524), ("베이징", 1816670), ("โซล", 1835848), ("بكين", 1816670), ("首尔特别市", 1835848), ("東京都", 1850147), ("Kairo", 360630)],
)  # fmt: skip
def test_a_name_in_any_language_finds_its_city(resolver: Resolver, name: str, city: int) -> None:
    assert number(resolver, name=name) == city


@pytest.mark.parametrize("name", ["알렌", "스프링필드"])
def test_a_name_of_several_cities_in_a_language_is_left_unclear(
    resolver: Resolver, name: str
) -> None:
    answer = resolver.answer(Asked(name=name))
    assert (answer.place, answer.method) == (None, Method.AMBIGUOUS)
    assert len(answer.candidates) > 1
