from pathlib import Path

import simpul as api


def test_a_person_reads_a_figure_with_its_unit_and_a_program_each_by_itself(
    article_store: Path,
) -> None:
    rows = api.open(article_store, lang="en").query("measured-facts", thing="Seoullo 7017")
    table, data = rows.to_bytes("table").decode(), rows.to_bytes("csv").decode()
    assert "50,000 people" in table
    assert "305 days" in table
    assert "{" not in table
    assert ",50000,{person}," in data
    assert "50.000 orang" in (
        api.open(article_store, lang="id")
        .query("measured-facts", thing="Seoullo 7017")
        .to_bytes("markdown")
        .decode()
    )


def test_a_query_that_names_its_columns_otherwise_stays_as_it_is(article_store: Path) -> None:
    query = "SELECT ?unit WHERE { ?o simpul:unit ?unit FILTER (?unit = '{person}') }"
    table = api.open(article_store, lang="en").sparql(query).to_bytes("table").decode()
    assert "{person}" in table
