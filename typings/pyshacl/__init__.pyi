# What Simpul uses of pyshacl, whose own types leave the answer open.
from rdflib import Graph

class ValidationFailure(Exception): ...

def validate(
    data_graph: Graph,
    *,
    shacl_graph: Graph | None = ...,
    inference: str | None = ...,
    advanced: bool | None = ...,
) -> tuple[bool, Graph | ValidationFailure, str]: ...
