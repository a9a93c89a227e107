"""Reading the document of an export back: every value is checked before anything is done with it.

``export_tables`` writes it. What is read are the records of ``model``, with ids that mean nothing
yet: ``import_export`` gives them those of the library that they come into.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from skintrack.errors import InputError
from skintrack.model.blinded import BlindedTrial
from skintrack.model.course import Course, TreatmentSession
from skintrack.model.diary import DiaryEntry
from skintrack.model.face_point import FacePoint
from skintrack.model.limits import is_in_future
from skintrack.model.measurement import Point
from skintrack.model.nudge import Nudge
from skintrack.model.photo import CapturedAtSource, SessionDayRelation, SkinState, View, ViewSource
from skintrack.model.phrase import Phrase
from skintrack.model.pin import Pin
from skintrack.model.rating import Rating
from skintrack.model.region import Anchors, Region
from skintrack.model.text import file_label
from skintrack.workflows import read_marks, read_notes, read_plan
from skintrack.workflows.export_tables import FORMAT, VERSION
from skintrack.workflows.typed_json import Fields, WrongValueError

DOCUMENT_NAME = "library.json"
MOST_BYTES = 100_000_000  # read into memory as a whole; 10,000 measured photos take about half
_MOST_COURSES = 1000
_HEX = frozenset("0123456789abcdef")
_ID_LENGTH, _SHA_LENGTH = 16, 64


@dataclass(frozen=True)
class ExportedPhoto:
    """What an export says of one photo; ``file`` is None where its file was damaged."""

    id: str
    file: str | None
    file_sha256: str | None
    sha256: str
    original_name: str
    captured_at: datetime | None
    captured_at_source: CapturedAtSource | None
    is_zone_assumed: bool
    view: View
    view_source: ViewSource | None
    session_day_relation: SessionDayRelation | None
    skin_state: SkinState | None
    is_calibration: bool
    nudge: Nudge | None


@dataclass(frozen=True)
class ExportedCourse:
    """A course with everything in it; ``diary`` names sessions by their place in ``sessions``."""

    course: Course
    person: str | None
    sessions: tuple[TreatmentSession, ...]
    diary: tuple[DiaryEntry, ...]
    ratings: tuple[Rating, ...]
    trials: tuple[BlindedTrial, ...]
    photos: tuple[ExportedPhoto, ...]
    pins: tuple[Pin, ...]
    face_points: Mapping[str, Mapping[FacePoint, Point]] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    anchors: Mapping[str, Anchors] = field(default_factory=dict)


def read_document(folder: Path) -> tuple[ExportedCourse, ...]:
    """Read what an export holds besides its photos.

    Raises
    ------
    InputError
        With code ``not_an_export``, ``newer``, ``too_large`` or ``export_damaged``; the sentence
        says what in the document is wrong.
    """
    name = file_label(folder)
    try:
        document = Fields(json.loads(_text(folder), parse_constant=_no_number), "")
        if document.text("format") != FORMAT:
            raise _not_an_export(name)
        if document.integer("version") > VERSION:
            raise InputError(
                Phrase(
                    "The export “{file}” was written by a newer SkinTrack. Install the newest "
                    "version to import it.",
                    file=name,
                ),
                "newer",
            )
        courses = tuple(map(_course, document.items("courses")))
        if len(courses) > _MOST_COURSES:
            raise document.refuse("courses")
    except WrongValueError as error:
        raise InputError(
            Phrase(
                "The export “{file}” cannot be imported: “{where}” in library.json is not as it "
                "should be. Nothing was changed.",
                file=name,
                where=file_label(error.where[:200]),
            ),
            "export_damaged",
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            Phrase(
                "The export “{file}” cannot be imported: its library.json is damaged. Nothing was "
                "changed.",
                file=name,
            ),
            "export_damaged",
        ) from error
    return courses


def _text(folder: Path) -> str:
    path = folder / DOCUMENT_NAME
    try:
        if folder.is_symlink() or path.is_symlink() or not path.is_file():
            raise _not_an_export(file_label(folder))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            Phrase(
                "The export “{file}” cannot be read. Check the disk and its permissions.",
                file=file_label(folder),
            ),
            "unreadable",
        ) from error
    if len(data) > MOST_BYTES:
        raise InputError(
            Phrase(
                "The export “{file}” cannot be imported: its library.json is larger than "
                "SkinTrack reads.",
                file=file_label(folder),
            ),
            "too_large",
        )
    return data.decode("utf-8")


def _no_number(name: str) -> float:
    raise ValueError(name)


def _not_an_export(name: str) -> InputError:
    return InputError(
        Phrase(
            "“{file}” is not a folder that SkinTrack exported. Choose the folder with library.json "
            "in it.",
            file=name,
        ),
        "not_an_export",
    )


def _course(stored: Fields) -> ExportedCourse:
    sessions = tuple(map(read_plan.session_of, stored.items("sessions")))
    photos = tuple(map(_photo, stored.items("photos")))
    known = {photo.id for photo in photos}
    if len(known) != len(photos):
        raise stored.refuse("photos")
    return ExportedCourse(
        read_plan.course_of(stored),
        stored.text_or_none("person"),
        sessions,
        tuple(read_notes.diary_entry(each, sessions) for each in stored.items("diary")),
        tuple(map(read_notes.rating, stored.items("ratings"))),
        tuple(read_notes.trial(each, known) for each in stored.items("blinded_trials")),
        photos,
        read_marks.pins(stored, known),
        read_marks.face_points(stored, known),
        read_marks.regions(stored, known),
        read_marks.anchors(stored, known),
    )


def _photo(stored: Fields) -> ExportedPhoto:
    sha256 = _hex(stored, "sha256", _SHA_LENGTH)
    photo_id = _hex(stored, "photo_id", _ID_LENGTH)
    if not sha256.startswith(photo_id):
        raise stored.refuse("photo_id")
    captured_at = stored.moment_or_none("captured_at")
    if captured_at is not None and is_in_future(captured_at):
        raise stored.refuse("captured_at")
    source = stored.choice_or_none("captured_at_source", CapturedAtSource)
    if (captured_at is None) != (source is None):
        raise stored.refuse("captured_at_source")
    has_file_hash = stored.raw("file_sha256") is not None
    return ExportedPhoto(
        photo_id,
        stored.text_or_none("file"),
        _hex(stored, "file_sha256", _SHA_LENGTH) if has_file_hash else None,
        sha256,
        stored.text("original_name"),
        captured_at,
        source,
        stored.flag("is_zone_assumed"),
        stored.choice("view", View),
        stored.choice_or_none("view_source", ViewSource),
        stored.choice_or_none("session_day_relation", SessionDayRelation),
        stored.choice_or_none("skin_state", SkinState),
        stored.flag("is_calibration"),
        read_marks.nudge(stored),
    )


def _hex(stored: Fields, name: str, length: int) -> str:
    value = stored.text(name)
    if len(value) != length or not _HEX.issuperset(value):
        raise stored.refuse(name)
    return value
