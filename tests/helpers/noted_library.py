"""A measured library with everything that people note: plan, whole sessions, diary, ratings."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from skintrack.model import (
    BlindedTrial,
    Choice,
    DiaryEntry,
    NeedleZone,
    Provider,
    QualityIssue,
    Rater,
    Scale,
    SessionId,
    Sign,
    Step,
    TreatmentSession,
    View,
)
from skintrack.model.blinded import TrialId
from skintrack.model.measurement import Metric
from tests.helpers.measured_library import START, Shot, make_library

DAY = date(2026, 11, 20)
NAMES = ("Zoë Quist", "Dr Hagen", "Cheeks of Zoë")
PERSON, PRACTITIONER, COURSE = NAMES
FORMULA = '=HYPERLINK("http://example.org","look")'
NAUGHTY = f"{FORMULA}\n\u202eright to left\u202c, ﬁ, 🙂, “quotes”; \t<b>"
BLURRED = QualityIssue("blurred", "The photo is blurred. Hold still.", frozenset(Metric))

# Two views, days that heal, a photo that does not count, and a last visit of two photos.
SHOTS = (
    Shot(0, redness=12.0),
    Shot(0, View.LEFT_OBLIQUE, redness=12.5),
    Shot(8, redness=20.0),
    Shot(42, redness=10.1),
    Shot(42, View.LEFT_OBLIQUE, redness=10.3),
    Shot(77, redness=None, issues=(BLURRED,)),
    Shot(112, redness=8.7),
    Shot(200, redness=3.3),
    Shot(200, redness=3.7),
    Shot(200, View.LEFT_OBLIQUE, redness=4.1),
)
# Five visits of three shots a minute apart: then noise is the person's own.
REPEATS = tuple(
    Shot(day, redness=value)
    for day, middle in ((0, 12.0), (50, 10.0), (77, 8.0), (112, 6.0), (200, 3.0))
    for value in (middle, middle + 1.9, middle - 1.7)
)


SESSION_DAYS = (7, 35)


def noted_library(folder, shots=SHOTS):
    """Return an open library with all of it."""
    library = make_library(folder, shots, course=COURSE, session_days=())
    course = library.courses.all()[0]
    library.courses.update(
        replace(
            course,
            person_id=library.people.named(PERSON).id,
            concern_words=NAUGHTY,
            area="Cheeks",
            planned_sessions=4,
            spacing_weeks=(4, 6),
            appointment=date(2027, 1, 8),
            appointment_clock=time(14, 30),
            practitioner_instruction="Cool packs\nfor one evening.",
        )
    )
    _spread_minutes(library)
    sessions = [_record(library, course.id, number) for number in range(len(SESSION_DAYS))]
    _note_diary(library, sessions)
    _rate(library, course.id)
    _add_round(library, course.id)
    return library


def _spread_minutes(library):
    """Give the shots of a day and view their minutes: shots of one moment are no repeats."""
    taken: dict[object, list[str]] = {}
    for photo in library.photos.all():
        place = taken.setdefault((photo.captured_at, photo.view), [])
        library.photos.set_captured_at(photo.id, photo.captured_at + timedelta(minutes=len(place)))
        place.append(photo.id)


def _record(library, course_id, number) -> TreatmentSession:
    session = TreatmentSession(
        SessionId(0),
        course_id,
        START + timedelta(days=SESSION_DAYS[number]),
        depth_mm=1.25,
        device="+Pen, 36 needles",
        provider=Provider.CLINIC,
        notes=NAUGHTY,
        clock=time(9, 5),
        concern="acne_scars",
        area="Cheeks",
        practitioner=PRACTITIONER,
        zone_depths={NeedleZone.CHEEKS: 1.5, NeedleZone.NOSE: 0.5},
        passes=2,
        products="@serum",
        numbing="-",
        pain=number,
        safety_answers={"infection": False, "pregnancy": bool(number)},
    )
    recorded: TreatmentSession = library.sessions.record(session)
    return recorded


def _note_diary(library, sessions):
    for session in sessions:
        signs = {Sign.REDNESS: Step.STRONGLY, Sign.PEELING: Step.NONE}
        entry = DiaryEntry(session.id, session.date, signs, 4, frozenset({"fever"}), NAUGHTY)
        library.diary.save(entry)
        library.diary.save(DiaryEntry(session.id, session.date + timedelta(days=3), notes="Calm."))


def _rate(library, course_id):
    for day, answers, notes in (
        (START, [(Scale.PATIENT, 3, Rater.PATIENT)], None),
        (
            START + timedelta(days=200),
            [(Scale.PATIENT, 7, Rater.PATIENT), (Scale.GAIS, 2, Rater.PATIENT)],
            NAUGHTY,
        ),
        (START + timedelta(days=200), [(Scale.GOODMAN_BARON, 2, Rater.PRACTITIONER)], None),
    ):
        library.ratings.add(course_id, day, answers, notes)


def _add_round(library, course_id):
    photos = library.photos.of_course(course_id)
    began = datetime(2026, 10, 1, 18, 5, tzinfo=UTC)
    trial = BlindedTrial(
        TrialId(0),
        course_id,
        began,
        photos[0].id,
        photos[-1].id,
        True,
        Choice.LATER,
        Rater.OTHER,
        began + timedelta(seconds=9),
    )
    library.blinded_trials.add_round([trial, replace(trial, choice=None)])
