"""The sample library as it was in the middle of its course, for the pictures of the guide."""

import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from skintrack.library import Library

SESSIONS_DONE, SESSIONS_PLANNED = 3, 4
INSTRUCTION = "Cool packs on the first evening, then only the plain balm, twice a day."


def copy_until_after_a_session(library: Path, folder: Path) -> datetime:
    """Copy the sample and leave out what came later.

    Parameters
    ----------
    library : Path
        The sample; it stays as it is.
    folder : Path
        Where the copy goes; a new folder.

    Returns
    -------
    datetime
        The moment that the copy shows: the afternoon of the day after the third session.
    """
    shutil.copytree(library, folder)
    with Library.open(folder) as copy:
        course = copy.courses.all()[-1]
        sessions = copy.sessions.of_course(course.id)
        latest = sessions[SESSIONS_DONE - 1]
        now = datetime.combine(latest.date + timedelta(days=1), time(17)).astimezone()
        copy.sessions.update(replace(latest, clock=time(10, 30)))
        for session in sessions[SESSIONS_DONE:]:
            copy.sessions.remove(session.id)
        for photo in copy.photos.of_course(course.id):
            if photo.captured_at is None or photo.captured_at > now:
                copy.photos.move_to_bin(photo.id)
        ratings = copy.ratings.of_course(course.id)
        copy.ratings.remove(rating.id for rating in ratings if rating.day > now.date())
        trials = copy.blinded_trials.of_course(course.id)
        copy.blinded_trials.remove(trial.id for trial in trials if trial.answered_at > now)
        copy.courses.update(
            replace(
                course,
                planned_sessions=SESSIONS_PLANNED,
                practitioner_instruction=INSTRUCTION,
            )
        )
    return now
