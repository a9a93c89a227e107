"""Finders of faces are made in several threads at a time."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import cv2

from skintrack.analysis.face_mesh import FaceMeshFinder


def test_models_are_read_one_after_the_other(monkeypatch):
    reading, most = [], []

    def read(model):
        reading.append(model)
        most.append(len(reading))
        sleep(0.02)
        reading.pop()

    monkeypatch.setattr(cv2.dnn, "readNetFromTFLite", read)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(FaceMeshFinder, (b"1", b"1"), (b"2", b"2")))
    assert most == [1] * 4
