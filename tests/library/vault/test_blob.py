"""What was sealed comes back as it was, or not at all."""

import io
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skintrack.library.vault import blob
from skintrack.library.vault.blob import CHUNK_BYTES, HEADER_BYTES, TAG_BYTES
from skintrack.library.vault.vault import SealBrokenError

KEY, SUBJECT = secrets.token_bytes(32), b"place and photo"
STEP = CHUNK_BYTES + TAG_BYTES
SIZES = st.one_of(
    st.integers(0, 100),
    st.builds(
        lambda chunks, by: max(0, chunks * CHUNK_BYTES + by), st.integers(0, 4), st.integers(-2, 2)
    ),
)


def sealed(data: bytes) -> bytes:
    return blob.seal(data, KEY, 1, SUBJECT)


def broken(stored: bytes, key: bytes = KEY, subject: bytes = SUBJECT) -> bool:
    """Check that nothing opens these bytes, neither as a whole nor piece by piece."""
    with pytest.raises(SealBrokenError):
        blob.unseal(stored, key, subject)
    with pytest.raises(SealBrokenError):
        in_pieces(stored, key, subject)
    return True


def in_pieces(stored: bytes, key: bytes = KEY, subject: bytes = SUBJECT) -> bytes:
    file = io.BytesIO(stored)
    header = blob.read_header(file.read(HEADER_BYTES))
    return b"".join(blob.unsealed_pieces(header, file, key, subject))


def chunks_of(stored: bytes) -> list[bytes]:
    body = stored[HEADER_BYTES:]
    return [body[start : start + STEP] for start in range(0, len(body), STEP)]


@given(SIZES)
def test_every_length_comes_back(size):
    data = secrets.token_bytes(size)
    stored = sealed(data)
    assert blob.unseal(stored, KEY, SUBJECT) == in_pieces(stored) == data
    assert len(stored) == HEADER_BYTES + size + TAG_BYTES * max(1, -(-size // CHUNK_BYTES))


@given(st.binary(max_size=300), st.data())
def test_any_flipped_bit_is_refused(data, draw):
    stored = bytearray(sealed(data))
    place = draw.draw(st.integers(0, len(stored) * 8 - 1))
    stored[place // 8] ^= 1 << place % 8
    assert broken(bytes(stored))


def test_every_flipped_byte_of_a_small_file_is_refused():
    stored = sealed(b"skin")
    for place in range(len(stored)):
        altered = bytearray(stored)
        altered[place] ^= 0xFF
        assert broken(bytes(altered))


def test_every_cut_is_refused():
    stored = sealed(secrets.token_bytes(2 * CHUNK_BYTES))
    ends = {HEADER_BYTES + each + by for each in (0, STEP, 2 * STEP) for by in range(-20, 20)}
    for end in sorted(end for end in ends | set(range(60)) if end < len(stored)):
        assert broken(stored[:end])


@given(st.binary(min_size=1, max_size=2 * STEP))
def test_appended_bytes_are_refused(more):
    assert broken(sealed(b"") + more)
    assert broken(sealed(b"x" * CHUNK_BYTES) + more)


def test_chunks_know_their_place():
    stored = sealed(secrets.token_bytes(3 * CHUNK_BYTES))
    first, second, third = chunks_of(stored)
    header = stored[:HEADER_BYTES]
    assert blob.unseal(header + first + second + third, KEY, SUBJECT)
    for order in (
        [second, first, third],
        [first, third, second],
        [first, second],
        [third],
        [first, first, third],
        [first, second, second, third],
        [first, second, third, third],
    ):
        assert broken(header + b"".join(order))


def test_a_chunk_of_another_file_is_refused():
    data = secrets.token_bytes(2 * CHUNK_BYTES)
    one, other = sealed(data), sealed(data)
    assert broken(one[: HEADER_BYTES + STEP] + other[HEADER_BYTES + STEP :])
    assert broken(one[:HEADER_BYTES] + other[HEADER_BYTES:])


def test_another_subject_or_key_is_refused():
    stored = sealed(b"skin")
    assert broken(stored, subject=b"place and another photo")
    assert broken(stored, key=secrets.token_bytes(32))


def test_another_version_and_other_files_are_refused():
    stored = sealed(b"skin")
    newer = stored[:7] + b"\x02" + stored[8:]
    assert broken(newer)
    for other in (b"", b"\xff\xd8\xff\xe0 a photo", stored[:10], b"SkTBlob"):
        assert broken(other)


def test_the_same_bytes_are_never_sealed_alike():
    data = secrets.token_bytes(64)
    blobs = [sealed(data) for _ in range(10_000)]
    ids = {blob.read_header(each).file_id for each in blobs}
    bodies = {each[HEADER_BYTES:] for each in blobs}
    assert len(ids) == len(bodies) == len(blobs)


def test_nothing_of_the_file_is_readable():
    marker = b"a name that nobody should read"
    stored = sealed(b"\xff\xd8\xff\xe0" + marker * 5000)
    assert marker[:8] not in stored
    assert b"\xff\xd8\xff\xe0" not in stored[:HEADER_BYTES]
