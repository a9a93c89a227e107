"""Linear regression that outliers do not lead and little evidence cannot carry away.

Huber's weights (1964, Ann Math Stat 35:73), with a normal prior on each coefficient.
"""

import numpy as np
from numpy.typing import NDArray

_HUBER = 1.5
_ROUNDS = 8
_MAD_TO_SIGMA = 1.4826
_FIRST_SCATTERS = 10.0  # in least scatters: at first, everything counts


def fit_robustly(
    terms: NDArray[np.float64],
    target: NDArray[np.float64],
    *,
    prior_sd: NDArray[np.float64],
    least_scatter: float,
    rows_per_observation: float = 1.0,
) -> tuple[NDArray[np.float64], float]:
    """Return the coefficients, and the robust standard deviation of what they leave.

    Parameters
    ----------
    terms : ndarray, shape (N, K)
    target : ndarray, shape (N,)
    prior_sd : ndarray, shape (K,)
        How far each coefficient may go from 0, as a standard deviation.
    least_scatter : float
        The scatter is never taken for less, in the unit of the target.
    rows_per_observation : float
        How many neighbouring rows tell the same.
    """
    weight: NDArray[np.float64] = np.ones(target.shape)
    scatter = _FIRST_SCATTERS * least_scatter
    coefficients: NDArray[np.float64] = np.zeros(terms.shape[1])
    for _ in range(_ROUNDS):
        precision = scatter**2 * rows_per_observation
        weighted = terms * weight[:, None]
        normal = weighted.T @ terms / precision + np.diag(1 / prior_sd**2)
        coefficients = np.asarray(
            np.linalg.solve(normal, weighted.T @ target / precision), np.float64
        )
        rest = np.abs(target - terms @ coefficients)
        scatter = max(_MAD_TO_SIGMA * float(np.median(rest)), least_scatter)
        weight = np.asarray(np.minimum(1.0, _HUBER * scatter / np.maximum(rest, 1e-9)), np.float64)
    return coefficients, scatter
