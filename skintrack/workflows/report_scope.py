"""What of a course belongs into a report, by the choices: light enough for the window itself.

The report is made from what these functions return, and so is the list of what is inside: the two
cannot disagree.
"""

from collections.abc import Iterable
from datetime import date

from skintrack.model import Photo, PhotoPrivacy, ReportChoices, TreatmentSession, Visit


def is_in_period(day: date, choices: ReportChoices) -> bool:
    """Whether a day belongs to the period; both ends do."""
    first, last = choices.date_from, choices.date_to
    return (first is None or day >= first) and (last is None or day <= last)


def is_photo_in_period(photo: Photo, choices: ReportChoices) -> bool:
    """Whether a photo has a date, and one of the period."""
    taken = photo.captured_at
    return taken is not None and is_in_period(taken.date(), choices)


def is_wanted(photo: Photo, choices: ReportChoices) -> bool:
    """Whether a photo is to be shown; the numbers count it all the same."""
    is_left_out = photo.id in choices.left_out_photos
    return not is_left_out and (not choices.views or photo.view in choices.views)


def with_wanted_photos(visit: Visit, choices: ReportChoices) -> Visit:
    """Return a visit with only those photos that are to be shown."""
    return visit._replace(photos=tuple(each for each in visit.photos if is_wanted(each, choices)))


def last_day(choices: ReportChoices, report_day: date) -> date:
    """Return the last day that the report tells of."""
    return min(choices.date_to or report_day, report_day)


def sessions_done(
    sessions: Iterable[TreatmentSession], choices: ReportChoices, report_day: date
) -> tuple[TreatmentSession, ...]:
    """Return the sessions up to the last day; an appointment is not a session that was done."""
    last = last_day(choices, report_day)
    return tuple(session for session in sessions if session.date <= last)


def has_photos(choices: ReportChoices) -> bool:
    """Whether photos are printed at all."""
    return choices.photos is not PhotoPrivacy.NONE
