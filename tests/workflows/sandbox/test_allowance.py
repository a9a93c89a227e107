"""What is small gets little time, what is large enough; nobody gets more than a few seconds."""

import io
import os
import sys
import time
from functools import partial

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.imaging import declared
from skintrack.imaging.decode import decode_bytes
from skintrack.imaging.glance import small_picture
from skintrack.imaging.kinds import Kind
from skintrack.workflows.sandbox import allowance, photos
from skintrack.workflows.sandbox.child_process import ChildDiedError, Death
from skintrack.workflows.sandbox.messages import Message
from skintrack.workflows.sandbox.pool import Pool
from tests.helpers.corner_photos import corner_picture, encoded
from tests.helpers.fragile_tasks import MARK

FRAGILE = "tests.helpers.fragile_tasks"
# Megapixels, megabytes and seconds as measured (docs/adr/0028).
HONEST = [
    (Kind.JPEG, 12, 3.4, 0.04),
    (Kind.JPEG, 119, 36.4, 0.8),
    (Kind.JPEG, 119, 15.6, 1.2),
    (Kind.JPEG, 48, 84.9, 2.5),
    (Kind.PNG, 12, 10.7, 0.4),
    (Kind.PNG, 80, 36.7, 1.9),
    (Kind.TIFF, 80, 240.0, 1.1),
    (Kind.WEBP, 12, 8.6, 0.6),
    (Kind.WEBP, 48, 12.2, 1.1),
    (Kind.AVIF, 64, 8.8, 1.8),
    (Kind.AVIF, 48, 36.2, 2.8),
    (Kind.HEIF, 33, 5.0, 4.0),
]


@pytest.mark.parametrize(("kind", "megapixels", "megabytes", "taken_s"), HONEST)
def test_honest_photos_have_time(kind, megapixels, megabytes, taken_s):
    allowed_s = allowance.once_declared(kind, megapixels * 10**6, round(megabytes * 1e6))
    assert allowed_s > 1.1 * taken_s
    assert allowed_s <= allowance.MOST_S


@pytest.mark.parametrize("kind", Kind)
def test_few_bytes_have_little_time(kind):
    assert allowance.once_declared(kind, 12_000_000, 100_000) < 1.7
    assert allowance.once_declared(kind, 120_000_000, 100_000) < 3.5
    assert allowance.once_declared(kind, 100, 1_000) < 1


def test_this_computer_is_somewhere_near_the_reference():
    assert 1 <= allowance.slowness() <= allowance.SLOWEST


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_every_kind_declares_its_pixels_before_it_is_decoded(format_name):
    data = encoded(corner_picture(), format_name)
    for read in (decode_bytes, small_picture):
        heard: list[tuple[Kind, int]] = []
        with declared.heard_by(partial(note, heard)):
            read(data, "a")
        assert {pixels for _, pixels in heard} == {96 * 64}
        assert {kind for kind, _ in heard} <= set(Kind)
    with declared.heard_by(refuse), pytest.raises(PhotoError):
        decode_bytes(data, "a")


def note(heard, kind, pixels):
    heard.append((kind, pixels))


def refuse(*_):
    raise ValueError("too much")


def many_scans():
    """Return a small progressive JPEG whose last scan comes thousands of times."""
    file = io.BytesIO()
    Image.new("RGB", (800, 800), (120, 90, 80)).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 60_000 + data[-2:]


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="time limits of Unix")
def test_a_small_photo_of_endless_scans_is_given_up():
    begun = os.times()
    with pytest.raises(PhotoError) as caught:
        photos.decode(many_scans(), "a.jpg")
    assert caught.value.code == "too_slow"
    ended = os.times()
    assert ended.user - begun.user < 1


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory there")
def test_pixels_that_are_left_count_as_memory():
    pool = Pool()
    question = {"task": "fragile", "pixels": True}
    for megapixels, is_enough in ((1, True), (110, False)):
        deed = MARK + b"declare %d" % (megapixels * 10**6)
        if is_enough:
            assert bytes(pool.ask(FRAGILE, Message(question, [deed])).parts[0]) == b"fine"
            continue
        with pytest.raises(ChildDiedError) as caught:
            pool.ask(FRAGILE, Message(question, [deed]))
        assert caught.value.death is Death.MEMORY
        # Without pixels in shared memory there is room for as much.
        answer = pool.ask(FRAGILE, Message({"task": "fragile"}, [deed]))
        assert bytes(answer.parts[0]) == b"fine"
    pool.close()


def test_the_next_photo_has_its_own_limits():
    data = encoded(Image.fromarray(np.zeros((1000, 1000, 3), np.uint8)), "PNG")
    for _ in range(3):
        assert photos.decode(data, "a").image.shape == (1000, 1000, 3)
