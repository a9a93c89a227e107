"""What dates and depths can be believed; beyond lies a slip of the finger or an unset clock."""

import math
from datetime import UTC, date, datetime, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""At the ends of the calendar sums of days and time zones would overflow."""

FIRST_CAMERA_YEAR = 1990
"""No camera wrote a date into a photo before; where one says so, its clock was never set.

Such clocks begin in 1904, 1970 or 1980.
"""

DEEPEST_MM = 5.0
"""Needling devices end at 3 mm."""

MOST_PAIN = 10
MOST_PASSES = 99
MOST_SESSIONS = 99
MOST_WEEKS = 52

# A computer whose clock stands before this was never set: it cannot tell what the future is.
_PROGRAM_MADE = datetime(2026, 11, 21, tzinfo=UTC)
_TOLERANCE = timedelta(days=1)  # zones differ by up to 26 hours, clocks by minutes


def is_believable_year(day: date) -> bool:
    """Tell whether a day or time lies in the years 1900 to 2199."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_of_a_camera(moment: datetime) -> bool:
    """Tell whether a camera that writes dates can have been there at this time."""
    return is_believable_year(moment) and moment.year >= FIRST_CAMERA_YEAR


def is_in_future(moment: datetime, now: datetime | None = None) -> bool:
    """Tell whether a time lies more than a day after now, so that no photo can be from then.

    Parameters
    ----------
    moment : datetime
        Aware.
    now : datetime, optional
        Aware; by default this moment.
    """
    present = max(now if now is not None else datetime.now(UTC), _PROGRAM_MADE)
    return moment > present + _TOLERANCE


def is_possible_depth(depth_mm: float) -> bool:
    """Tell whether a needle can have gone so deep: more than 0 and at most 5 mm."""
    return math.isfinite(depth_mm) and 0 < depth_mm <= DEEPEST_MM
