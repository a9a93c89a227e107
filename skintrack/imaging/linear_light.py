"""From a well-known RGB space to sRGB through linear light: three times as fast as the profile.

Same formula as a matrix profile: decode each channel, multiply, encode. ``color`` uses it only
where it agrees with the profile that the photo carries.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from skintrack.imaging.profiles import SRGB_CURVE, SRGB_PRIMARIES, ColorSpace, Curve, colorants

_STEPS = 1 << 14  # of linear light; the darkest sRGB step spans five of them


@dataclass(frozen=True)
class LinearLight:
    """One conversion: decoding table (256, 1), matrix (3, 3) and encoding table (16384)."""

    decoding: npt.NDArray[np.float32]
    matrix: npt.NDArray[np.float32]
    encoding: npt.NDArray[np.uint8]

    @classmethod
    def to_srgb(cls, space: ColorSpace) -> "LinearLight":
        """Prepare the conversion from a space."""
        chromaticities, curve = space.value
        decoding = decoded(np.arange(256) / 255, curve) * (_STEPS - 1)
        matrix = np.linalg.solve(colorants(SRGB_PRIMARIES), colorants(chromaticities))
        encoding = np.round(255 * encoded_srgb(np.arange(_STEPS) / (_STEPS - 1)))
        return cls(
            decoding.astype(np.float32).reshape(256, 1),
            matrix.astype(np.float32),
            encoding.astype(np.uint8),
        )

    def convert(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Return an image, uint8 (height, width, 3), in sRGB; what it cannot hold is clipped."""
        linear = cv2.transform(cv2.LUT(image, self.decoding), self.matrix)
        # The sum with nothing rounds to whole steps and cuts off at 0; ``take`` cuts off above.
        steps = np.asarray(cv2.add(linear, np.zeros((4, 1)), dtype=cv2.CV_16U), dtype=np.uint16)
        return np.take(self.encoding, steps, mode="clip")


def decoded(values: npt.NDArray[np.float64], curve: Curve) -> npt.NDArray[np.float64]:
    """Return linear light of encoded values, both 0 to 1 (ICC.1:2022, parametric curve 3)."""
    gamma, a, b, c, d = curve
    above = np.maximum(a * values + b, 0) ** gamma
    return np.where(values >= d, above, c * values)


def encoded_srgb(linear: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return sRGB values of linear light, both 0 to 1 (IEC 61966-2-1)."""
    gamma, a, b, c, d = SRGB_CURVE
    return np.where(linear >= c * d, (linear ** (1 / gamma) - b) / a, linear / c)
