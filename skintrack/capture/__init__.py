"""Photos from a camera: frames as arrays, what stands in the way of a good one, the best of three.

::

    cameras (which there are) -> camera (opened, read frame by frame) -> grabbing (the latest one)
    drawing (the face of the baseline photo) -> aim (where it belongs in the camera's picture)
      -> hints (what to change) -> steady (shown calmly)
    best_shot (which of the shots to keep)

Imports only ``model`` and ``errors``; no Qt. OpenCV is imported when a camera is opened.
"""
