"""A library of very many measured photos, made in seconds.

Some hundred photos are added as everywhere. The rest are rows of older days made from theirs,
with their files under a second name: a library without previews would make them again meanwhile.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from skintrack.library import Library
from skintrack.library.previews import PREVIEW_EDGES_PX
from skintrack.model import PhotoAnalysis, View
from skintrack.phantom.course import planned_photos
from skintrack.phantom.lesions import place_lesions, skin_on_day
from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders

VIEWS = 3
KINDS = 4
"""So many analyses of each view, of other light and pose, take turns."""
_SESSION_DAYS = tuple(date(2026, 2, 2) + timedelta(weeks=5 * number) for number in range(4))
_COPY_PHOTO = """
INSERT INTO photo (
    id, sha256, file_name, original_name, captured_at, captured_utc, course_id, byte_size, width,
    height, captured_at_source, is_zone_assumed, view, view_source, imported_at
)
SELECT
    ?, ?, ?, ?, ?, ?, course_id, byte_size, width,
    height, captured_at_source, is_zone_assumed, view, view_source, imported_at
FROM photo WHERE id = ?
"""
_COPY_ANALYSIS = """
INSERT INTO analysis (
    photo_id, sha256, algorithm, view, to_canonical, outlines, valid_fraction, usable_for, issues,
    conditions, analysed_at, reference, card, skin_print, to_region, region_revision,
    region_conditions
)
SELECT
    ?, ?, algorithm, view, to_canonical, outlines, valid_fraction, usable_for, issues,
    conditions, analysed_at, reference, card, skin_print, to_region, region_revision,
    region_conditions
FROM analysis WHERE photo_id = ?
"""
_COPY_MEASUREMENTS = """
INSERT INTO measurement (photo_id, metric, region, value, algorithm)
SELECT ?, metric, region, value + ?, algorithm FROM measurement WHERE photo_id = ?
"""


def measure(library: Library) -> None:
    """Give every photo the analysis of a drawn photo of its view, as if it had been measured.

    They are those of the sample course, in other light and poses: between some pairs something must
    be withheld, and said why, as between real photos.
    """
    course = library.courses.all()[0]
    for day in _SESSION_DAYS:
        library.sessions.add(course.id, day)
    drawn = _drawn_analyses()
    for place, photo in enumerate(library.photos.of_course(course.id)):
        of_view = drawn[photo.view]
        found = of_view[place // VIEWS % len(of_view)]
        library.analyses.save(photo.id, replace(found, sha256=photo.sha256, view=photo.view))


def _drawn_analyses() -> dict[View, list[PhotoAnalysis]]:
    subject = build_subject(person(1))
    lesions = place_lesions(subject, 1)
    finders = FaceFinders()
    found: dict[View, list[PhotoAnalysis]] = {}
    for photo in planned_photos():
        of_view = found.setdefault(View(photo.view), [])
        if len(of_view) < KINDS:
            skin = skin_on_day(subject, lesions, photo.skin)
            picture = render_photo(
                subject,
                skin,
                pose=photo.pose,
                light=photo.light,
                camera=photo.camera,
                seed=photo.seed,
            )
            analysis = analyse_image(picture.image, "", finders)
            if analysis.skin_print is None:
                raise SystemExit("No face was found: the figures would mean nothing.")
            of_view.append(analysis)
    return found


def multiply(folder: Path, photo_count: int) -> None:
    """Add rows of older days, with their numbers, until there are so many photos.

    Parameters
    ----------
    folder : Path
        A closed library whose photos are measured.
    photo_count : int
        How many photos it has afterwards.
    """
    (folder / "originals" / "older").mkdir()
    with closing(sqlite3.connect(folder / "skintrack.db")) as database, database:
        oldest = database.execute(
            "SELECT id, captured_at, file_name FROM photo ORDER BY captured_utc, rowid LIMIT ?",
            (VIEWS * KINDS,),
        ).fetchall()
        (there,) = database.execute("SELECT count(*) FROM photo").fetchone()
        first = datetime.fromisoformat(oldest[0][1])
        for number in range(photo_count - there):
            like, _, original = oldest[number % len(oldest)]
            day = (first - timedelta(days=1 + number // VIEWS)).isoformat()
            photo_id, sha256 = f"{number:016x}", f"{number:064x}"
            name = f"originals/older/{number}.jpg"
            moment = f"{day[:19]}.000000+00:00"
            os.link(folder / original, folder / name)
            for edge in PREVIEW_EDGES_PX:
                previews = folder / "previews" / str(edge)
                os.link(previews / f"{like}.jpg", previews / f"{photo_id}.jpg")
            database.execute(_COPY_PHOTO, (photo_id, sha256, name, name, day, moment, like))
            database.execute(_COPY_ANALYSIS, (photo_id, sha256, like))
            shift = 0.01 * (number % 7 - VIEWS)
            database.execute(_COPY_MEASUREMENTS, (photo_id, shift, like))
