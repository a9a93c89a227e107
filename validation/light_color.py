"""The colour of light: black bodies, and what a camera's white balance leaves of their cast."""

import numpy as np
from numpy.typing import NDArray

_WARM_K = 4000  # where the approximation of the black body changes
_SRGB_WHITE_K = 6504

_XYZ_FROM_RGB = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)


def black_body_xyz(temperature_k: float) -> NDArray[np.float64]:
    """Return the white of a black body between 1,667 and 25,000 K, with Y = 1 (Kim et al. 2002)."""
    t = temperature_k
    if t <= _WARM_K:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.array([x / y, 1.0, (1 - x - y) / y])


def light_matrix(temperature_k: float, cast_left: float) -> NDArray[np.float64]:
    """Return the 3 x 3 matrix on linear RGB of a light whose cast was partly balanced away.

    Through a Bradford adaptation, so it is not a plain gain per channel (Lindbloom, "Chromatic
    Adaptation"). Green stays as bright as it was.

    Parameters
    ----------
    temperature_k : float
        Of the light, in kelvin.
    cast_left : float
        Share of its colour that the white balance leaves, 0..1.
    """
    reference = black_body_xyz(_SRGB_WHITE_K)
    target = reference * (black_body_xyz(temperature_k) / reference) ** cast_left
    gains = (_BRADFORD @ target) / (_BRADFORD @ reference)
    adapt = np.linalg.inv(_BRADFORD) @ np.diag(gains) @ _BRADFORD
    matrix = np.linalg.inv(_XYZ_FROM_RGB) @ adapt @ _XYZ_FROM_RGB
    return np.asarray(matrix / matrix[1].sum(), np.float64)
