"""What SkinTrack talks about, as frozen dataclasses, ids and enums. Imports only ``errors``."""

from skintrack.model.blinded import BlindedResult, BlindedTrial, Choice, TrialId
from skintrack.model.card_reading import CardPatch, CardReading
from skintrack.model.changes import Changes, FileFailure
from skintrack.model.comparison import Change, Comparison, NoiseSource, Verdict
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
    Metric,
    PhotoAnalysis,
    Point,
    QualityIssue,
    Reference,
    RegionName,
    Similarity,
)
from skintrack.model.photo import (
    CapturedAtSource,
    Photo,
    PhotoId,
    SessionDayRelation,
    SkinState,
    View,
    ViewSource,
)
from skintrack.model.progress import Cancelled, Progress, ProgressStep, never_cancelled, no_progress
from skintrack.model.rating import Rater, Rating, RatingId, Scale, latest_ratings
from skintrack.model.region import AnchorPair, Anchors, Outline, OutlineKind, Region
from skintrack.model.report_choices import Paper, PhotoPrivacy, ReportChoices, ReportSection
from skintrack.model.series import Series, SeriesPoint, TrendLine
from skintrack.model.skin_print import SkinPrint
from skintrack.model.visit import HealingWindow, Visit

__all__ = [
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
