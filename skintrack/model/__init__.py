"""What SkinTrack talks about, as frozen dataclasses, ids and enums. Imports only ``errors``."""

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
from skintrack.model.region import AnchorPair, Anchors, Outline, OutlineKind, Region
from skintrack.model.series import Series, SeriesPoint, TrendLine
from skintrack.model.skin_print import SkinPrint
from skintrack.model.visit import HealingWindow, Visit

__all__ = [
    "AnchorPair",
    "Anchors",
    "BaselineIndex",
    "Cancelled",
    "CaptureConditions",
    "CapturedAtSource",
    "CardPatch",
    "CardReading",
    "Change",
    "Changes",
    "Comparison",
    "Course",
    "CourseId",
    "FileFailure",
    "HealingWindow",
    "Measurement",
    "Metric",
    "NeedleZone",
    "NoiseSource",
    "Outline",
    "OutlineKind",
    "PersonId",
    "Phase",
    "Photo",
    "PhotoAnalysis",
    "PhotoId",
    "Point",
    "Progress",
    "ProgressStep",
    "Provider",
    "QualityIssue",
    "Reference",
    "Region",
    "RegionName",
    "Series",
    "SeriesPoint",
    "SessionDayRelation",
    "SessionId",
    "Shown",
    "Similarity",
    "SkinPrint",
    "SkinState",
    "TreatmentSession",
    "TrendLine",
    "Verdict",
    "View",
    "ViewSource",
    "Visit",
    "VisitPhase",
    "never_cancelled",
    "no_progress",
]
