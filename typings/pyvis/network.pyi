# What Simpul uses of pyvis 0.3.
from typing import Any

class Network:
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    def __init__(self, *, directed: bool = ...) -> None: ...
