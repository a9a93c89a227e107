"""The recovery key: 200 random bits as 8 groups of 6 signs, of which the last one checks a group.

The signs are the ten digits and the letters without I, L, O and U. Any one wrong sign, two signs
in the wrong order, and two groups in the wrong order are found before the key is tried, and the
group is named.
"""

import secrets
import unicodedata

from skintrack.errors import LibraryError
from skintrack.model.phrase import Phrase

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR = {"O": "0", "I": "1", "L": "1", "U": "V"}
_GROUPS = 8
_SIGNS = 6
_BITS_PER_SIGN = 5
_SECRET_BITS = _GROUPS * (_SIGNS - 1) * _BITS_PER_SIGN
SECRET_BYTES = _SECRET_BITS // 8
# The field with 32 elements, by x^5 + x^2 + 1.
_FIELD, _POLYNOMIAL = 32, 0b100101


def new_secret() -> bytes:
    """Return the random bits of a new recovery key."""
    return secrets.token_bytes(SECRET_BYTES)


def as_text(secret: bytes) -> str:
    """Return the recovery key as it is shown and printed."""
    number = int.from_bytes(secret, "big")
    values = [
        number >> shift & (_FIELD - 1)
        for shift in range(_SECRET_BITS - _BITS_PER_SIGN, -1, -_BITS_PER_SIGN)
    ]
    groups = []
    for place in range(_GROUPS):
        signs = values[place * (_SIGNS - 1) : (place + 1) * (_SIGNS - 1)]
        groups.append("".join(_ALPHABET[value] for value in (*signs, _check(place, signs))))
    return " ".join(groups)


def secret_of(text: str) -> bytes:
    """Return the random bits of a recovery key as somebody has typed it.

    Spaces, hyphens and case do not matter, nor whether O or 0, I, L or 1, U or V was typed.

    Raises
    ------
    LibraryError
        With code ``wrong_recovery_key``; the sentence says which group is mistyped.
    """
    values = _values(text)
    number = 0
    for place in range(_GROUPS):
        *signs, check = values[place * _SIGNS : (place + 1) * _SIGNS]
        if check != _check(place, signs):
            raise _wrong(
                Phrase(
                    "Group {number} of the recovery key has a typing mistake. Compare it with your "
                    "printed key.",
                    number=place + 1,
                )
            )
        for value in signs:
            number = number << _BITS_PER_SIGN | value
    return number.to_bytes(SECRET_BYTES, "big")


def _values(text: str) -> list[int]:
    signs = [sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum()]
    signs = [_TAKEN_FOR.get(sign, sign) for sign in signs]
    strange = next((sign for sign in signs if sign not in _ALPHABET), None)
    if strange is not None:
        raise _wrong(Phrase("A recovery key has no “{sign}” in it.", sign=strange))
    if len(signs) != _GROUPS * _SIGNS:
        raise _wrong(
            Phrase(
                "A recovery key has {groups} groups of {signs} signs, {all} in all; these are "
                "{found}.",
                groups=_GROUPS,
                signs=_SIGNS,
                all=_GROUPS * _SIGNS,
                found=len(signs),
            )
        )
    return [_ALPHABET.index(sign) for sign in signs]


def _check(place: int, signs: list[int]) -> int:
    """Return the sign that makes a group right: its signs weighted alike nowhere, and its place."""
    result = place + 1
    for value in signs:
        result = _doubled(result ^ value)
    return result


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value >= _FIELD else value


def _wrong(sentence: Phrase) -> LibraryError:
    return LibraryError(sentence, "wrong_recovery_key")
