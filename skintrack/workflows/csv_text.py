"""Tables as text, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

Table = Iterable[Mapping[str, object]]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Table) -> str:
    """Write a table as CSV (RFC 4180, UTF-8); missing values are empty.

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(map(_harmless, map(row.get, columns)) for row in rows)
    return text.getvalue()


def _harmless(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
