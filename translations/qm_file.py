"""Write a ``.qm`` file: the texts of a catalogue in the form that Qt reads by itself.

Qt asks for texts from any thread, also while it holds locks of its own. A translator in Python
would wait there for a thread that waits for Qt; a file in Qt's form waits for nobody. See
docs/adr/0035. The form is that of Qt's ``QTranslator``: hashes of the source texts, sorted, each
with the place of its message. Messages here name no class, so that any may ask.
"""

from collections.abc import Iterable

from skintrack.model.catalogue import Entry

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES = 0x42, 0x69
_END, _TRANSLATION, _SOURCE_TEXT, _COMMENT = 1, 3, 6, 8


def compiled(entries: Iterable[Entry]) -> bytes:
    """Return the content of a ``.qm`` file with the texts that are translated.

    Parameters
    ----------
    entries : iterable of Entry
        Of a ``.po`` file; the header and plural forms are left out, since Qt is not asked for them.
    """
    messages = bytearray()
    hashes = []
    for entry in entries:
        if not entry.text or entry.plural is not None or not entry.texts[0]:
            continue
        hashes.append((_hash_of(entry), len(messages)))
        messages += _message(entry)
    table = b"".join(_number(key) + _number(place) for key, place in sorted(hashes))
    return _MAGIC + _tagged(_HASHES, table) + _tagged(_MESSAGES, bytes(messages))


def _message(entry: Entry) -> bytes:
    parts = [
        _tagged(_TRANSLATION, entry.texts[0].encode("utf-16-be")),
        _tagged(_SOURCE_TEXT, entry.text.encode("utf-8")),
    ]
    if entry.context is not None:
        parts.append(_tagged(_COMMENT, entry.context.encode("utf-8")))
    return b"".join([*parts, bytes([_END])])


def _hash_of(entry: Entry) -> int:
    """Return the ELF hash of a source text and its disambiguation (System V ABI; 0 becomes 1)."""
    found = 0
    for byte in (entry.text + (entry.context or "")).encode("utf-8"):
        found = ((found << 4) + byte) & 0xFFFFFFFF
        high = found & 0xF0000000
        found = (found ^ high >> 24) & ~high
    return found or 1


def _tagged(tag: int, data: bytes) -> bytes:
    return bytes([tag]) + _number(len(data)) + data


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")
