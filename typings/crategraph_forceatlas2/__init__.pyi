import numpy as np
from numpy.typing import NDArray

def layout(
    n_nodes: int,
    edges: NDArray[np.int64],
    *,
    init: NDArray[np.float64] | None = None,
    weights: NDArray[np.float64] | None = None,
    iterations: int | None = None,
    threads: int | None = None,
    barnesHutOptimize: bool = ...,
    barnesHutTheta: float = ...,
    scalingRatio: float = ...,
    strongGravityMode: bool = ...,
    gravity: float = ...,
) -> NDArray[np.float64]: ...
