"""Courses, sessions and analyses come back as they went in."""

import json
from dataclasses import replace
from datetime import date

import pytest

from skintrack.errors import InputError, InternalError, LibraryError
from skintrack.library import Library
from skintrack.library.analysis_records import _issue_json, _issue_of
from skintrack.model import (
    CaptureConditions,
    CardPatch,
    CardReading,
    CourseId,
    Measurement,
    Metric,
    PhotoAnalysis,
    Point,
    Provider,
    QualityIssue,
    Reference,
    RegionName,
    SessionId,
    Similarity,
    View,
)
from skintrack.model.phrase import Phrase
from tests.helpers.libraries import add_photo, sql

MARCH = "2026-03-01T10:22:00+01:00"


def analysis_of(photo, algorithm="1"):
    return PhotoAnalysis(
        algorithm=algorithm,
        sha256=photo.sha256,
        view=View.FRONT,
        to_canonical=Similarity(1.25, -0.5, 3.0, 1e-9),
        outlines={RegionName.NOSE: (Point(1.5, 2.0), Point(3.0, 4.25), Point(0.0, 0.1))},
        measurements=(
            Measurement(Metric.TEXTURE, RegionName.NOSE, -3.42),
            Measurement(Metric.REDNESS, RegionName.NOSE, None),
            Measurement(Metric.REDNESS, RegionName.FACE, 0.1 + 0.2),
        ),
        valid_fraction={RegionName.NOSE: 0.93},
        usable_for=frozenset({Metric.TEXTURE, Metric.RELIEF}),
        issues=(
            QualityIssue("dark", "It is dark — “too dark”.", frozenset({Metric.REDNESS})),
            QualityIssue("note", "A remark.", regions=frozenset({RegionName.CHIN})),
        ),
        conditions=CaptureConditions(eye_distance_px=312.5, yaw_deg=-0.75),
        reference=Reference.UNTREATED,
        card=CardReading(
            serial="7K3F2",
            patches=(CardPatch("red", (0.4, 0.1, 1 / 3)), CardPatch("gray_80", None)),
            corners=((1.5, 2.0), (80.0, 2.0), (80.0, 112.0), (1.5, 112.0)),
            px_per_mm=4.1,
            tilt_deg=12.0,
            evenness=0.02,
            glare_fraction=0.0,
            face_rgb=(0.5, 0.3, 0.25),
        ),
    )


def test_courses(library):
    (first,) = library.courses.all()
    second = library.courses.add(" Second ", "stretch_marks")
    assert second.name == "Second"
    assert library.courses.all() == (first, second)
    renamed = library.courses.rename(second.id, "'; DROP TABLE course; -- 🙂")
    assert renamed == replace(second, name="'; DROP TABLE course; -- 🙂")
    with pytest.raises(InputError):
        library.courses.rename(second.id, "\n")
    with pytest.raises(LibraryError):
        library.courses.get(CourseId(77))


def test_sessions(folder):
    with Library.create(folder, "Course") as library:
        course = library.courses.all()[0].id
        later = library.sessions.add(course, date(2026, 4, 5))
        earlier = library.sessions.add(
            course,
            date(2026, 3, 1),
            depth_mm=1.5,
            device="Dermapen 4",
            provider=Provider.HOME,
            notes="line one\nline two \udcff",
        )
        assert later.depth_mm is None
        assert later.provider is None
        assert earlier.notes == "line one\nline two \\xff"
        changed = library.sessions.update(replace(later, depth_mm=0.25, date=date(2026, 2, 1)))
    with Library.open(folder) as library:
        assert library.sessions.of_course(course) == (changed, earlier)
        assert library.sessions.get(earlier.id) == earlier
        library.sessions.remove(earlier.id)
        assert library.sessions.of_course(course) == (changed,)
        for action in (library.sessions.get, library.sessions.remove):
            with pytest.raises(LibraryError):
                action(earlier.id)
        with pytest.raises(LibraryError):
            library.sessions.update(replace(changed, id=SessionId(99)))
        with pytest.raises(LibraryError):
            library.sessions.add(CourseId(99), date(2026, 3, 1))


@pytest.mark.parametrize("depth_mm", [0, -1, 5.01, float("nan"), float("inf")])
def test_impossible_depths(library, depth_mm):
    course = library.courses.all()[0].id
    with pytest.raises(InputError):
        library.sessions.add(course, date(2026, 3, 1), depth_mm=depth_mm)
    assert library.sessions.of_course(course) == ()


def test_analysis_comes_back_the_same(folder):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"bytes", taken=MARCH)
        assert library.analyses.get(photo.id) is None
        analysis = analysis_of(photo)
        library.analyses.save(photo.id, analysis)
    with Library.open(folder) as library:
        assert library.analyses.get(photo.id) == analysis
        assert library.analyses.of_course(photo.course_id) == {photo.id: analysis}


def test_numbers_that_are_none_are_refused(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    broken = replace(analysis_of(photo), conditions=CaptureConditions(sharpness=float("nan")))
    with pytest.raises(InternalError):
        library.analyses.save(photo.id, broken)
    assert library.analyses.get(photo.id) is None


def test_analysis_without_a_face(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    bare = PhotoAnalysis("1", photo.sha256, View.UNKNOWN, None, {}, (), {}, frozenset(), ())
    library.analyses.save(photo.id, bare)
    assert library.analyses.get(photo.id) == bare


def test_saving_again_replaces(folder):
    with Library.create(folder, "Course") as library:
        photo = add_photo(library, b"bytes", taken=MARCH)
        library.analyses.save(photo.id, analysis_of(photo))
        newer = analysis_of(photo, "2")
        library.analyses.save(photo.id, newer)
        assert library.analyses.get(photo.id) == newer
    assert sql(folder, "SELECT count(*) FROM measurement") == [(3,)]


def test_pending(library):
    late = add_photo(library, b"late", taken="2026-05-01T10:00:00+01:00")
    early = add_photo(library, b"early", taken=MARCH)
    binned = add_photo(library, b"binned", taken=MARCH)
    library.photos.move_to_bin(binned.id)
    assert library.analyses.pending("1") == (early.id, late.id)
    library.analyses.save(early.id, analysis_of(early))
    assert library.analyses.pending("1") == (late.id,)
    assert library.analyses.pending("2") == (early.id, late.id)


def test_drawn_region(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    assert library.analyses.drawn_region(photo.id) is None
    library.analyses.save(photo.id, analysis_of(photo))
    outline = (Point(0.5, 1.0), Point(10.0, 1.0), Point(5.0, 9.75))
    library.analyses.save_drawn_region(photo.id, outline)
    assert library.analyses.drawn_region(photo.id) == outline
    assert library.analyses.pending("1") == (photo.id,)  # to be measured with the new region
    library.analyses.save_drawn_region(photo.id, None)
    assert library.analyses.drawn_region(photo.id) is None


def test_analyses_of_binned_photos_are_left_out(library):
    photo = add_photo(library, b"bytes", taken=MARCH)
    library.analyses.save(photo.id, analysis_of(photo))
    library.photos.move_to_bin(photo.id)
    assert library.analyses.of_course(photo.course_id) == {}


def test_values_that_no_record_can_hold_are_damage(folder):
    with Library.create(folder, "Course") as library:
        add_photo(library, b"bytes", taken=MARCH)
    sql(folder, "UPDATE photo SET captured_at = 'yesterday'")
    with Library.open(folder) as library, pytest.raises(LibraryError) as caught:
        library.photos.all()
    assert caught.value.code == "database"


def test_findings_keep_their_templates():
    issue = QualityIssue(
        code="covered",
        message=Phrase("Covered: {regions}.", regions=Phrase("left cheek")),
        advice=Phrase.counted("{count} photo", "{count} photos", 2),
    )
    again = _issue_of(json.loads(json.dumps(_issue_json(issue))))
    assert again == issue
    assert isinstance(again.message, Phrase)
    assert again.message.template == "Covered: {regions}."
    assert isinstance(again.message.values["regions"], Phrase)
    assert isinstance(again.advice, Phrase)
    assert again.advice.many == "{count} photos"


def test_findings_that_were_stored_as_text_are_read():
    stored = {"code": "dark", "message": "The photo is dark.", "metrics": [], "regions": []}
    assert _issue_of(stored) == QualityIssue(code="dark", message="The photo is dark.")
