"""The form of a sealed file: a header, then chunks that know their place.

::

    header   "SkTBlob", version 1, generation of the library key (4 bytes), file id (20 random)
    chunks   AES-256-GCM of 64 KiB each, the last one shorter or as long, 16 bytes of tag after each

The key is the file's own: HKDF-SHA-256 of the library key with the file id as salt. Nonce of a
chunk: its number (11 bytes), then 1 for the last one and 0 for others. Associated with each chunk:
the header, and what the file is (place and photo). So nothing can be cut, put in another order,
appended, taken for another file, or sealed twice under one nonce.
"""

import io
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from skintrack.library.vault.derivation import subkey
from skintrack.library.vault.vault import SealBrokenError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK_BYTES = 64 * 1024
FILE_ID_BYTES = 20
TAG_BYTES = 16
_MAGIC = b"SkTBlob"
_VERSION = 1
_GENERATION_BYTES = 4
HEADER_BYTES = len(_MAGIC) + 1 + _GENERATION_BYTES + FILE_ID_BYTES
_COUNTER_BYTES = 11
_KEY_NAME = "blob"


@dataclass(frozen=True)
class BlobHeader:
    """What stands readable before the chunks; ``content`` is all of it."""

    generation: int
    file_id: bytes
    content: bytes


def is_blob(stored: bytes) -> bool:
    """Tell whether these bytes say that they are sealed, in any version."""
    return stored.startswith(_MAGIC)


def read_header(stored: bytes) -> BlobHeader:
    """Return the header of a sealed file.

    Raises
    ------
    SealBrokenError
        If there is none, or one of another version.
    """
    content = bytes(stored[:HEADER_BYTES])
    if len(content) < HEADER_BYTES or not is_blob(content):
        raise SealBrokenError("not a sealed file")
    if content[len(_MAGIC)] != _VERSION:
        raise SealBrokenError("sealed by a newer version")
    end = len(_MAGIC) + 1 + _GENERATION_BYTES
    return BlobHeader(int.from_bytes(content[len(_MAGIC) + 1 : end], "big"), content[end:], content)


def seal(data: bytes, key: bytes | bytearray, generation: int, subject: bytes) -> bytes:
    """Return the sealed form of a file under a new file id.

    Parameters
    ----------
    data : bytes
    key : bytes
        The library key.
    generation : int
        Which of the library keys it is.
    subject : bytes
        What the file is; it can be opened as that only.
    """
    file_id = secrets.token_bytes(FILE_ID_BYTES)
    header = _MAGIC + bytes([_VERSION]) + generation.to_bytes(_GENERATION_BYTES, "big") + file_id
    encrypt = _cipher(key, file_id).encrypt
    count = max(1, -(-len(data) // CHUNK_BYTES))
    return _joined([header], _each(encrypt, data, CHUNK_BYTES, count, header + subject))


def unseal(stored: bytes, key: bytes | bytearray, subject: bytes) -> bytes:
    """Return the file from its sealed form.

    Raises
    ------
    SealBrokenError
        If anything about it is not as it was sealed.
    """
    return _joined([], pieces_of(stored, key, subject))


def pieces_of(stored: bytes, key: bytes | bytearray, subject: bytes) -> Iterator[bytes]:
    """Yield a file from its sealed form, piece by piece, each proved before it is yielded.

    Raises
    ------
    SealBrokenError
        As ``unseal`` says.
    """
    from cryptography.exceptions import InvalidTag

    header = read_header(stored)
    step = CHUNK_BYTES + TAG_BYTES
    body = memoryview(stored)[HEADER_BYTES:]
    count = -(-len(body) // step)
    last = len(body) - (count - 1) * step
    # Only an empty file has an empty chunk: each file has one sealed length.
    if count == 0 or last < TAG_BYTES or (count > 1 and last == TAG_BYTES):
        raise SealBrokenError("cut short")
    decrypt = _cipher(key, header.file_id).decrypt
    try:
        yield from _each(decrypt, body, step, count, header.content + subject)
    except InvalidTag as error:
        raise SealBrokenError("altered") from error


def unsealed_pieces(
    header: BlobHeader, file: BinaryIO, key: bytes | bytearray, subject: bytes
) -> Iterator[bytes]:
    """Yield a file whose sealed form stands open behind its header, piece by piece.

    Each piece is proved before it is yielded, that none is missing with the last one: believe
    nothing before the end. Needs no memory for the whole, and half the time of ``unseal``.

    Raises
    ------
    SealBrokenError
        As ``unseal`` says.
    """
    from cryptography.exceptions import InvalidTag

    step = CHUNK_BYTES + TAG_BYTES
    decrypt = _cipher(key, header.file_id).decrypt
    associated = header.content + subject
    chunk, number = file.read(step), 0
    try:
        while True:
            following = file.read(step) if len(chunk) == step else b""
            if number and len(chunk) == TAG_BYTES:
                raise SealBrokenError("cut short")
            nonce = number.to_bytes(_COUNTER_BYTES, "big") + bytes([not following])
            yield decrypt(nonce, chunk, associated)
            if not following:
                return
            chunk, number = following, number + 1
    except InvalidTag as error:
        raise SealBrokenError("altered") from error


_Work = Callable[[bytes, memoryview, bytes], bytes]


def _each(
    work: _Work, data: bytes | memoryview, step: int, count: int, associated: bytes
) -> Iterator[bytes]:
    view = memoryview(data)
    for number in range(count):
        nonce = number.to_bytes(_COUNTER_BYTES, "big") + bytes([number == count - 1])
        yield work(nonce, view[number * step : (number + 1) * step], associated)


def _joined(*parts: Iterable[bytes]) -> bytes:
    """Put pieces together: for a photo in an eighth of the time of ``b"".join``.

    That would keep all of them until the end, and memory that is new to the program is slow.
    """
    whole = io.BytesIO()
    for pieces in parts:
        whole.writelines(pieces)
    return whole.getvalue()


def _cipher(key: bytes | bytearray, file_id: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(subkey(key, _KEY_NAME, file_id))
