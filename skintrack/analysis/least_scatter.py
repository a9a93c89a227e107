"""How closely the colours of two photos can ever agree.

Alone in its file, so that the noise of a change is told without numpy and OpenCV.
"""

LEAST_SCATTER_EI = 0.2
"""Scatter of colours that is never taken for less, in EI units."""
