"""The hour of a photo is only told where somebody knows it."""

from dataclasses import replace
from datetime import datetime, time

from skintrack.model import CapturedAtSource
from skintrack.ui.words import photo_clock
from tests.helpers.measured_library import Shot, make_library


def test_noon_of_a_day_that_was_given_is_not_told(tmp_path):
    with make_library(tmp_path, [Shot(0)]) as library:
        photo = library.photos.of_course(library.courses.all()[0].id)[0]
    assert photo.captured_at is not None
    noon = datetime.combine(photo.captured_at.date(), time(12)).astimezone()
    given, told = CapturedAtSource.GIVEN, CapturedAtSource.EXIF
    assert photo_clock(replace(photo, captured_at=noon, captured_at_source=given)) == ""
    assert photo_clock(replace(photo, captured_at=noon, captured_at_source=told)) == "12:00"
    earlier = noon.replace(hour=10, minute=22)
    assert photo_clock(replace(photo, captured_at=earlier, captured_at_source=given)) == "10:22"
    assert photo_clock(replace(photo, captured_at=None, captured_at_source=None)) == ""
