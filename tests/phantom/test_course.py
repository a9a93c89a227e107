from collections import Counter
from datetime import date
from itertools import pairwise

from skintrack.phantom import course
from skintrack.phantom.course import SESSIONS, PlannedPhoto, planned_photos
from skintrack.treatment import concerns


def test_sessions_are_five_weeks_apart():
    days = [session.day for session in SESSIONS]
    assert [(later - first).days for first, later in pairwise(days)] == [35] * 3


def test_photos_are_in_order_at_home_times_and_all_different():
    photos = planned_photos(1)
    times = [photo.taken_at for photo in photos]
    assert 25 <= len(photos) <= 30
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert all(time.utcoffset() is not None for time in times)
    assert all(6 <= time.hour <= 22 for time in times)
    assert max(times).date() < date(2026, 11, 20)
    assert planned_photos(1) == photos
    assert planned_photos(2) != photos


def test_views_are_where_a_person_would_take_them():
    photos = planned_photos(1)
    by_day: dict[date, list[PlannedPhoto]] = {}
    for photo in photos:
        by_day.setdefault(photo.taken_at.date(), []).append(photo)
    sessions = [session.day for session in SESSIONS]
    for session in sessions:
        for days in (1, 3):
            (recovery,) = by_day[date.fromordinal(session.toordinal() + days)]
            assert recovery.view == "front"
            assert recovery.skin.flush > 0
    full = [day for day, group in by_day.items() if len(group) == 3]
    assert min(by_day) in full
    assert max(by_day) in full
    assert 2 < len(full) < len(by_day)
    counts = Counter(photo.view for photo in photos)
    assert counts["left_oblique"] == counts["right_oblique"] == len(full)
    assert all(photo.is_before_session == (photo.taken_at.date() in sessions) for photo in photos)


def test_follow_ups_come_three_and_six_months_after_the_last_session():
    days = {photo.taken_at.date() for photo in planned_photos(1)}
    last = SESSIONS[-1].day
    weeks = sorted((day - last).days // 7 for day in days if day > last)
    assert 13 in weeks
    assert 26 in weeks


def test_skin_calms_down_gradually_and_flushes_fade():
    photos = [photo for photo in planned_photos(1) if photo.view == "front"]
    settled = [photo for photo in photos if photo.skin.flush == 0]
    assert settled[0].skin.spots > 2 * settled[-1].skin.spots
    assert settled[0].skin.scars > 1.5 * settled[-1].skin.scars
    scars = [photo.skin.scars for photo in settled]
    assert all(later < first + 0.05 for first, later in pairwise(scars))
    flushes = [photo.skin.flush for photo in photos if photo.skin.flush > 0]
    assert flushes[::2] == [flushes[0]] * 4
    assert max(flushes[1::2]) < flushes[0]


def test_one_visit_is_lit_from_the_side():
    side_lit = [photo for photo in planned_photos(1) if abs(photo.light.direction[0]) > 0.6]
    assert len(side_lit) == 1


def test_the_concern_is_a_known_one():
    assert course.CONCERN in {concern.code for concern in concerns()}
