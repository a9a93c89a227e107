"""What SkinTrack talks about, as frozen dataclasses, ids and enums. Imports only ``errors``.

Each module is imported with the first name that is wanted of it: the window and every command
start without those they do not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skintrack.model.blinded import BlindedResult, BlindedTrial, Choice, TrialId
    from skintrack.model.card_reading import CardPatch, CardReading
    from skintrack.model.changes import Changes, FileFailure
    from skintrack.model.comparison import Change, Comparison
    from skintrack.model.course import (
        Course,
        CourseId,
        NeedleZone,
        PersonId,
        Phase,
        Provider,
        SessionId,
        TreatmentSession,
        VisitPhase,
    )
    from skintrack.model.diary import DiaryEntry, Sign, Step
    from skintrack.model.index import BaselineIndex, Shown
    from skintrack.model.measurement import (
        CaptureConditions,
        Measurement,
        PhotoAnalysis,
        Point,
        QualityIssue,
        Reference,
        Similarity,
    )
    from skintrack.model.metric import Metric, RegionName
    from skintrack.model.photo import (
        CapturedAtSource,
        Photo,
        PhotoId,
        SessionDayRelation,
        SkinState,
        View,
        ViewSource,
    )
    from skintrack.model.progress import (
        Cancelled,
        Progress,
        ProgressStep,
        never_cancelled,
        no_progress,
    )
    from skintrack.model.rating import Rater, Rating, RatingId, Scale, latest_ratings
    from skintrack.model.region import AnchorPair, Anchors, Outline, OutlineKind, Region
    from skintrack.model.report_choices import Paper, PhotoPrivacy, ReportChoices, ReportSection
    from skintrack.model.series import Series, SeriesPoint, TrendLine
    from skintrack.model.skin_print import NOT_READ, SkinPrint
    from skintrack.model.verdict import NoiseSource, Verdict
    from skintrack.model.visit import HealingWindow, Visit

__all__ = [
    "NOT_READ",
    "AnchorPair",
    "Anchors",
    "BaselineIndex",
    "BlindedResult",
    "BlindedTrial",
    "Cancelled",
    "CaptureConditions",
    "CapturedAtSource",
    "CardPatch",
    "CardReading",
    "Change",
    "Changes",
    "Choice",
    "Comparison",
    "Course",
    "CourseId",
    "DiaryEntry",
    "FileFailure",
    "HealingWindow",
    "Measurement",
    "Metric",
    "NeedleZone",
    "NoiseSource",
    "Outline",
    "OutlineKind",
    "Paper",
    "PersonId",
    "Phase",
    "Photo",
    "PhotoAnalysis",
    "PhotoId",
    "PhotoPrivacy",
    "Point",
    "Progress",
    "ProgressStep",
    "Provider",
    "QualityIssue",
    "Rater",
    "Rating",
    "RatingId",
    "Reference",
    "Region",
    "RegionName",
    "ReportChoices",
    "ReportSection",
    "Scale",
    "Series",
    "SeriesPoint",
    "SessionDayRelation",
    "SessionId",
    "Shown",
    "Sign",
    "Similarity",
    "SkinPrint",
    "SkinState",
    "Step",
    "TreatmentSession",
    "TrendLine",
    "TrialId",
    "Verdict",
    "View",
    "ViewSource",
    "Visit",
    "VisitPhase",
    "latest_ratings",
    "never_cancelled",
    "no_progress",
]

_NAMES = {
    "blinded": ("BlindedResult", "BlindedTrial", "Choice", "TrialId"),
    "card_reading": ("CardPatch", "CardReading"),
    "changes": ("Changes", "FileFailure"),
    "comparison": ("Change", "Comparison"),
    "course": (
        "Course",
        "CourseId",
        "NeedleZone",
        "PersonId",
        "Phase",
        "Provider",
        "SessionId",
        "TreatmentSession",
        "VisitPhase",
    ),
    "diary": ("DiaryEntry", "Sign", "Step"),
    "index": ("BaselineIndex", "Shown"),
    "measurement": (
        "CaptureConditions",
        "Measurement",
        "PhotoAnalysis",
        "Point",
        "QualityIssue",
        "Reference",
        "Similarity",
    ),
    "metric": ("Metric", "RegionName"),
    "photo": (
        "CapturedAtSource",
        "Photo",
        "PhotoId",
        "SessionDayRelation",
        "SkinState",
        "View",
        "ViewSource",
    ),
    "progress": ("Cancelled", "Progress", "ProgressStep", "never_cancelled", "no_progress"),
    "rating": ("Rater", "Rating", "RatingId", "Scale", "latest_ratings"),
    "region": ("AnchorPair", "Anchors", "Outline", "OutlineKind", "Region"),
    "report_choices": ("Paper", "PhotoPrivacy", "ReportChoices", "ReportSection"),
    "series": ("Series", "SeriesPoint", "TrendLine"),
    "skin_print": ("NOT_READ", "SkinPrint"),
    "verdict": ("NoiseSource", "Verdict"),
    "visit": ("HealingWindow", "Visit"),
}
_PLACES = {name: module for module, names in _NAMES.items() for name in names}

if not TYPE_CHECKING:  # or mypy would believe in any name

    def __getattr__(name: str) -> object:
        """Import the module of a name when the name is first asked for."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        globals()[name] = value
        return value
