# What Simpul uses of edtf 5.
from collections.abc import Callable

print: Callable[..., None]

class UncertainOrApproximate:
    def __init__(self, date: object, ua: object) -> None: ...
