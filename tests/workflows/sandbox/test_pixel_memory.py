"""Pixels that both sides see: equal, gone after use, and never those of another photo."""

import io
import mmap
import os
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from skintrack.errors import PhotoError
from skintrack.workflows.sandbox import child_process, photos, pixel_memory
from skintrack.workflows.sandbox.child_process import ChildDiedError, ChildProcess, Death
from skintrack.workflows.sandbox.messages import Message
from skintrack.workflows.sandbox.pixel_memory import MOST_BYTES, mapped, new_memory
from skintrack.workflows.sandbox.pool import PHOTOS, Pool
from tests.helpers.fragile_tasks import MARK

FRAGILE = "tests.helpers.fragile_tasks"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such memory")


@pytest.fixture
def pool(monkeypatch):
    made = Pool()
    monkeypatch.setattr(photos, "the_pool", lambda: made)
    yield made
    made.close()


@pytest.fixture
def memory():
    made = new_memory()
    assert made is not None
    yield made
    made.close()


def photo(seed, edge_px=600):
    """Return a PNG of chance, and its pixels."""
    pixels = np.random.default_rng(seed).integers(0, 256, (edge_px, edge_px, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=0)
    return file.getvalue(), pixels


def memory_of(pool):
    (child,) = pool._idle[PHOTOS]
    return child._memory


def wait_until(is_so):
    deadline = time.monotonic() + 10
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert is_so()


def test_nothing_of_a_photo_stays_when_it_is_gone(pool, monkeypatch):
    monkeypatch.setattr(pixel_memory, "KEPT_S", 0.1)
    data, pixels = photo(1)
    image = photos.decode(data, "a").image
    memory = memory_of(pool)
    assert memory.taken_bytes >= image.nbytes
    part = image[100:200, 50:60]
    assert np.array_equal(image, pixels)
    del image
    time.sleep(0.5)
    assert np.array_equal(part, pixels[100:200, 50:60])  # a part keeps the whole
    del part
    wait_until(lambda: memory.taken_bytes == 0)
    assert not np.frombuffer(mapped(memory.descriptor), np.uint8, pixels.nbytes).any()


def test_a_refused_photo_leaves_nothing(pool, monkeypatch):
    monkeypatch.setattr(pixel_memory, "KEPT_S", 0.1)
    data, _ = photo(2)
    photos.decode(data, "a")
    memory = memory_of(pool)
    with pytest.raises(PhotoError):
        photos.decode(data[:-500_000], "cut")
    assert memory_of(pool) is memory
    wait_until(lambda: memory.taken_bytes == 0)


def test_a_photo_in_use_is_not_written_over(pool):
    made = [photo(seed) for seed in range(3)]
    first = photos.decode(made[0][0], "a").image
    place = first.ctypes.data
    second = photos.decode(made[1][0], "b").image
    for image, (_, pixels) in zip((first, second), made, strict=False):
        assert np.array_equal(image, pixels)
    assert len(pool._idle[PHOTOS]) == 1
    del first, image
    third = photos.decode(made[2][0], "c").image
    assert third.ctypes.data == place
    assert np.array_equal(third, made[2][1])
    assert np.array_equal(second, made[1][1])


def test_photos_come_whole_while_others_are_cleared_away(pool, monkeypatch):
    monkeypatch.setattr(pixel_memory, "KEPT_S", 0.0)
    made = [photo(seed, edge_px) for seed, edge_px in enumerate((300, 900, 500))]
    for data, pixels in made * 8:
        assert np.array_equal(photos.decode(data, "a").image, pixels)


def test_pixels_outlive_their_child(pool):
    data, pixels = photo(4)
    image = photos.decode(data, "a").image
    pool.close()
    assert np.array_equal(image, pixels)


@pytest.mark.parametrize("size", [5_000_000, MOST_BYTES + 1])
def test_a_child_that_wrote_less_than_it_says_has_died(size):
    pool = Pool()
    question = Message({"task": "fragile", "pixels": True}, [MARK + b"boast %d" % size])
    with pytest.raises(ChildDiedError) as caught:
        pool.ask(FRAGILE, question)
    assert caught.value.death is Death.CRASHED
    pool.close()


def test_a_child_that_leaves_pixels_unasked_has_died():
    pool = Pool()
    with pytest.raises(ChildDiedError) as caught:
        pool.ask(FRAGILE, Message({"task": "fragile"}, [MARK + b"boast 1"]))
    assert caught.value.death is Death.CRASHED
    pool.close()


def test_without_such_memory_pixels_come_through_the_pipe(pool, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "memfd_create", refuse)
    assert new_memory() is None
    for edge_px in (50, 1500):
        data, pixels = photo(5, edge_px)
        assert np.array_equal(photos.decode(data, "a").image, pixels)
    assert memory_of(pool) is None


def test_an_older_kernel_knows_fewer_flags(monkeypatch):
    make = os.memfd_create

    def older(name, flags):
        if flags & ~(os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING):
            raise OSError
        return make(name, flags)

    monkeypatch.setattr(os, "memfd_create", older)
    made = new_memory()
    assert made is not None
    made.close()


def test_nobody_can_cut_it_off(memory):
    for size in (0, MOST_BYTES - 1, MOST_BYTES + 4096):
        with pytest.raises(PermissionError):
            os.ftruncate(memory.descriptor, size)


def test_it_is_no_code_and_in_no_core_dump(memory):
    seen = mapped(memory.descriptor)
    size = mmap.PAGESIZE
    seen[:size] = b"x" * size
    parts = Path("/proc/self/smaps").read_text(encoding="ascii").split("VmFlags:")
    flags = [
        after.split("\n")[0].split() for before, after in pairwise(parts) if "/memfd:" in before
    ]
    assert flags
    assert all("dd" in each and "ex" not in each for each in flags)


def test_memory_is_let_go_of_with_a_child_that_cannot_begin(monkeypatch):
    def refuse(*_):
        raise BlockingIOError

    memory = new_memory()
    assert memory is not None
    monkeypatch.setattr(child_process, "new_memory", lambda: memory)
    monkeypatch.setattr(child_process, "_begun", refuse)
    with pytest.raises(BlockingIOError):
        ChildProcess(PHOTOS)
    assert memory._mapped.closed
