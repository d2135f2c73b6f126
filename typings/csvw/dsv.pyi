from collections.abc import Iterator
from types import TracebackType
from typing import IO

from csvw import Dialect

class UnicodeReader:
    def __init__(self, f: IO[str], dialect: Dialect | None = ...) -> None: ...
    def __enter__(self) -> UnicodeReader: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def __iter__(self) -> Iterator[list[str]]: ...
