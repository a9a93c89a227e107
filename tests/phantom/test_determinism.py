import hashlib
import subprocess
import sys

import numpy as np

from skintrack.imaging.export import encode_jpeg
from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo

_RENDER = """
import hashlib, sys
import cv2
cv2.setNumThreads(int(sys.argv[1]))
from skintrack.imaging.export import encode_jpeg
from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
photo = render_photo(build_subject(person(0)), seed=0)
print(hashlib.sha256(encode_jpeg(photo.image, 92)).hexdigest())
"""


def test_same_bytes_in_another_process_with_another_number_of_threads(plain_photo):
    other = subprocess.run(
        [sys.executable, "-c", _RENDER, "1"], capture_output=True, text=True, check=True
    )
    here = encode_jpeg(plain_photo(0, "front").image, 92)
    assert other.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_seed_of_a_photo_decides_its_noise(subject_of, plain_photo):
    other = render_photo(subject_of(0), seed=1)
    difference = other.image.astype(int) - plain_photo(0, "front").image.astype(int)
    assert 0 < np.abs(difference).mean() < 3


def test_persons_differ_by_seed_and_are_the_same_for_the_same_seed():
    assert person(7) == person(7)
    assert person(7).shape != person(1).shape
    assert len({person(seed).appearance.melanin for seed in range(6)}) == 6
