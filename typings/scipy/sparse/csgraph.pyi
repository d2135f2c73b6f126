import numpy as np
from numpy.typing import NDArray

from scipy.sparse import coo_array, csr_array

def connected_components(
    csgraph: coo_array | csr_array, directed: bool = ...
) -> tuple[int, NDArray[np.int32]]: ...
def dijkstra(
    csgraph: csr_array,
    directed: bool = ...,
    indices: int | NDArray[np.int64] = ...,
    unweighted: bool = ...,
) -> NDArray[np.float64]: ...
