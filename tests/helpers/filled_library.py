"""A library in which everything is noted that an export can carry, and its export."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from skintrack.library import Library
from skintrack.model import (
    AnchorPair,
    Anchors,
    BlindedTrial,
    Choice,
    DiaryEntry,
    NeedleZone,
    Point,
    Provider,
    Rater,
    Scale,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
    View,
    ViewSource,
)
from skintrack.model.blinded import TrialId
from skintrack.model.face_point import FacePoint
from skintrack.model.nudge import Nudge
from skintrack.workflows import import_photos
from tests.helpers.corner_photos import corner_picture, encoded, exif_bytes
from tests.helpers.naughty_strings import FOREIGN, INVISIBLE, NAUGHTY

NOTE = "\n".join([*NAUGHTY.values(), *INVISIBLE.values(), *FOREIGN.values()]).replace("\ud83d", "")
DAYS = ("2026:03:01 10:22:00", "2026:04:05 09:00:00", "2026:05:10 18:30:00")
Document = dict[str, Any]


def camera_folder(folder: Path) -> Path:
    """Write three dated photos and one without a date."""
    folder.mkdir()
    for number, taken in enumerate((*DAYS, None)):
        exif = exif_bytes(6) if taken is None else exif_bytes(6, original=taken, offset="+02:00")
        turned = corner_picture().transpose(Image.Transpose.ROTATE_90)
        data = encoded(turned, "JPEG", exif=exif, quality=95) + bytes([number])
        (folder / f"IMG {number} - ä.jpg").write_bytes(data)
    return folder


def fill(library: Library, card: Path) -> None:
    """Note everything that a library can hold."""
    course = library.courses.all()[0]
    import_photos.run(library, [card], view=View.FRONT)
    photos = library.photos.of_course(course.id)
    first, second, third, undated = photos
    library.photos.set_view(third.id, View.CLOSE_UP, ViewSource.GIVEN)
    library.photos.set_calibration(second.id, is_calibration=True)
    library.nudges.save(second.id, Nudge(0.1, -0.05, 1.25, -3.5))
    library.courses.update(
        replace(
            course,
            person_id=library.people.named("Zoë Quist").id,
            area="Cheeks",
            concern_words=NOTE,
            planned_sessions=4,
            spacing_weeks=(4, 6),
            appointment=date(2027, 1, 8),
            appointment_clock=time(14, 30),
            practitioner_instruction="Cool packs\nfor one evening.",
        )
    )
    session = library.sessions.record(
        TreatmentSession(
            SessionId(0),
            course.id,
            date(2026, 3, 2),
            depth_mm=1.25,
            provider=Provider.CLINIC,
            notes=NOTE,
            clock=time(9, 5),
            zone_depths={NeedleZone.CHEEKS: 1.5},
            passes=2,
            pain=3,
            safety_answers={"infection": False, "pregnancy": True},
        )
    )
    library.sessions.add(course.id, date(2026, 3, 2))
    signs = {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE}
    library.diary.save(
        DiaryEntry(session.id, session.date, signs, 4, frozenset({"fever", "pus"}), NOTE)
    )
    library.ratings.add(course.id, date(2026, 6, 1), [(Scale.GAIS, 2, Rater.PATIENT)], NOTE)
    library.ratings.add(course.id, date(2026, 6, 1), [(Scale.PATIENT, 7, Rater.OTHER)])
    began = datetime(2026, 10, 1, 18, 5, tzinfo=UTC)
    answered = began + timedelta(seconds=9)
    library.blinded_trials.add_round(
        [
            BlindedTrial(
                TrialId(0),
                course.id,
                began,
                first.id,
                third.id,
                True,
                choice,
                Rater.OTHER,
                answered,
            )
            for choice in (Choice.LATER, None)
        ]
    )
    pin = library.pins.add(course.id, "Scar; by the ear", second.id, Point(10.5, 20))
    library.pins.set_place(pin.id, first.id, Point(11, 21.25))
    library.face_points.save(undated.id, {FacePoint.CHIN: Point(30, 40.25)})
    outline = (Point(1, 1), Point(20.5, 1), Point(20.5, 30))
    library.regions.save(library.photos.get(first.id), outline, None)
    library.regions.save(library.photos.get(third.id), outline, outline[::-1])
    pair = AnchorPair(Point(1, 2), Point(3, 4))
    library.regions.save_anchors(second.id, Anchors(first.id, (pair, pair)))
    empty = library.courses.add("Another course", created_at=began)
    library.sessions.add(empty.id, date(2026, 9, 9), notes="Only noted.")


def document_of(folder: Path) -> Document:
    document: Document = json.loads((folder / "library.json").read_text(encoding="utf-8"))
    return document


def change(folder: Path, alter: Callable[[Document], object]) -> None:
    document = document_of(folder)
    alter(document)
    (folder / "library.json").write_text(json.dumps(document), encoding="utf-8")
