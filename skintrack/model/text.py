"""Text from outside made safe to store and to show."""

from pathlib import PurePath


def storable_text(text: str) -> str:
    r"""Return text that any UTF-8 store can hold.

    File names may carry bytes that are no UTF-8 (Python keeps them as lone surrogates); these
    become ``\xNN`` so that nothing is lost and nothing fails later.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raw = text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "backslashreplace")
        return raw.decode("utf-8", "backslashreplace")
    return text


def file_label(path: PurePath | str) -> str:
    """Return the name of a file for a sentence: its last part, without control characters."""
    name = path.name if isinstance(path, PurePath) else path
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in storable_text(name)
    )


def _is_escaped(text: str) -> bool:
    """Tell whether all surrogates are bytes of a file name that Python has escaped."""
    return all(
        "\udc80" <= character <= "\udcff" for character in text if "\ud800" <= character <= "\udfff"
    )
