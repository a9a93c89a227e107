"""Passwords of locked PDFs, in the one form that readers make of them (SASLprep, RFC 4013)."""

import stringprep
import unicodedata
from collections.abc import Callable

from skintrack.errors import InputError
from skintrack.model.phrase import Phrase

MOST_BYTES = 127  # PDF 2.0, 7.6.4.3.3: readers cut off the rest

_REFUSED: tuple[Callable[[str], bool], ...] = (
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def prepared_password(text: str) -> str:
    """Return a password as it locks and opens a PDF.

    However a letter was typed, with or without its accent in one piece, it is the same letter.
    Letters younger than the rule, such as emoji, stay as they are.

    Raises
    ------
    InputError
        With code ``password_empty``, ``password_long`` or ``password_letter``.
    """
    mapped = "".join(
        " " if stringprep.in_table_c12(letter) else letter
        for letter in text
        if not stringprep.in_table_b1(letter)
    )
    password = unicodedata.normalize("NFKC", mapped)
    if not password:
        raise InputError(
            Phrase("The password is empty. Type one, or save the report without it."),
            "password_empty",
        )
    if any(is_refused(letter) for letter in password for is_refused in _REFUSED) or _mixes(
        password
    ):
        raise InputError(
            Phrase(
                "The password has a sign that PDF programs cannot read, or mixes directions of "
                "writing. Use letters, numbers and ordinary signs."
            ),
            "password_letter",
        )
    if len(password.encode("utf-8")) > MOST_BYTES:
        raise InputError(
            Phrase("The password is too long for a PDF. Use at most 40 letters."), "password_long"
        )
    return password


def _mixes(password: str) -> bool:
    """Whether letters written from right to left stand beside others (RFC 3454, section 6)."""
    has_right_to_left = any(stringprep.in_table_d1(letter) for letter in password)
    if not has_right_to_left:
        return False
    ends = stringprep.in_table_d1(password[0]) and stringprep.in_table_d1(password[-1])
    return not ends or any(stringprep.in_table_d2(letter) for letter in password)
