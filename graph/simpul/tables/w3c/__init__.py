"""Any table to RDF, by the W3C's recommendations on tabular data.

Model for Tabular Data and Metadata (https://www.w3.org/TR/tabular-data-model/), Metadata Vocabulary
(https://www.w3.org/TR/tabular-metadata/) and Generating RDF (https://www.w3.org/TR/csv2rdf/).
``csvw`` gives the prefixes, its dependencies templates and language tags; reading metadata, cells and
rows by the letter of the recommendations is done here. `simpul.tables.w3c.convert` is the way in.
"""
