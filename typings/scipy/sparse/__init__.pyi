import numpy as np
from numpy.typing import NDArray

class coo_array:
    def __init__(
        self,
        arg1: tuple[NDArray[np.float64], tuple[NDArray[np.int64], NDArray[np.int64]]],
        shape: tuple[int, int],
    ) -> None: ...
    def tocsr(self) -> csr_array: ...

class csr_array: ...
