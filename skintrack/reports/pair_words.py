"""The pair of the first page in words: when, how comparable, what it shows."""

from skintrack.errors import InternalError
from skintrack.model import Phase, PhotoId, PhotoPrivacy, Visit
from skintrack.model.display import (
    day_text,
    skin_state_in_sentence,
    span_text,
    view_name,
)
from skintrack.model.phrase import Phrase
from skintrack.reports import wording
from skintrack.reports.answer import pair_lines
from skintrack.reports.comparability import comparability, grade_text, pair_notes
from skintrack.reports.content import ChosenPair, ReportMaterial
from skintrack.reports.hidden import hidden_notes
from skintrack.reports.pictures import Picture
from skintrack.reports.summary_parts import AnswerLine, Pair, PairSide


def pair_of(material: ReportMaterial, answer: tuple[AnswerLine, ...]) -> Pair | None:
    """Return the two photos with their captions; None without photos.

    Parameters
    ----------
    material : ReportMaterial
        The chosen pair and its pictures.
    answer : tuple of AnswerLine
        What the numbers say, for those who do not see the photos. A pair chosen by hand has an
        answer of its own, which is printed too.
    """
    pair = material.pair
    if pair is None or material.choices.photos is PhotoPrivacy.NONE:
        return None
    before, after = _before_side(material, pair), _after_side(material, pair)
    notes = (*pair_notes(pair), *_by_hand_notes(material, pair), *hidden_notes(material))
    if pair.after is None:
        return Pair(before, after, notes)
    if pair.is_by_hand:
        answer = () if pair.comparison is None else pair_lines(pair.comparison)
    said = (Phrase("{grade}.", grade=after.grade), *(line.text for line in answer))
    alt = Phrase.joined(" ", (after.picture.alt, *said))
    return Pair(before, after._replace(picture=after.picture._replace(alt=alt)), notes)


def pair_sentences(material: ReportMaterial) -> tuple[str, ...]:
    """Say which photos were compared, or what is not shown, where no pair is printed."""
    pair = material.pair
    if material.choices.photos is not PhotoPrivacy.NONE:
        return hidden_notes(material) if pair is None else ()
    sentences: list[str] = [wording.WITHOUT_PHOTOS]
    if pair is None or pair.after is None:
        return tuple(sentences)
    before, after = _before_side(material, pair), _after_side(material, pair)
    sentences.append(
        Phrase(
            "Compared: {view} view, {before} ({role}) and {after} ({phase}).",
            view=view_name(pair.view),
            before=before.day,
            role=before.role,
            after=after.day,
            phase=after.lines[0] if after.lines else after.role,
        )
    )
    return (*sentences, *(comparability(pair) or (wording.PAIR_NOT_MEASURED,)))


def _before_side(material: ReportMaterial, pair: ChosenPair) -> PairSide:
    visit, label = _find(material, pair.before)
    is_baseline = _is_baseline(material, pair)
    phase = [] if visit.phase.phase is Phase.BASELINE else [label]
    return PairSide(
        _picture(material, pair.before),
        Phrase("Baseline") if is_baseline else Phrase("Earlier"),
        day_text(visit.day),
        (*phase, *_since(material, visit), *_skin_of(visit, pair.before)),
        "" if pair.after is None else Phrase("Reference for the other photo"),
    )


def _after_side(material: ReportMaterial, pair: ChosenPair) -> PairSide:
    if pair.after is None:
        return PairSide(Picture(None, "", wording.NO_LATER_PHOTO), "", "", (), "")
    first, _ = _find(material, pair.before)
    visit, label = _find(material, pair.after)
    gap = (visit.day - first.day).days
    since = Phrase("the same day")
    if gap:
        since = Phrase("{span} after the other photo", span=span_text(gap))
        if _is_baseline(material, pair):
            since = Phrase("{span} after the baseline photo", span=span_text(gap))
    phase = [] if visit.phase.phase is Phase.BASELINE else [label]
    return PairSide(
        _picture(material, pair.after),
        Phrase("Latest") if _is_latest(material, pair) else Phrase("Later"),
        day_text(visit.day),
        (*phase, *_since(material, visit), since, *_skin_of(visit, pair.after)),
        grade_text(pair.comparison),
    )


def _is_baseline(material: ReportMaterial, pair: ChosenPair) -> bool:
    """Whether the earlier photo is what the numbers compare with, or nothing contradicts it."""
    known = {one.baseline_photo_id for one in material.series if one.baseline_photo_id}
    if pair.before in known:
        return True
    return not known and not pair.is_by_hand


def _is_latest(material: ReportMaterial, pair: ChosenPair) -> bool:
    """Whether the later photo is of the last day that counts, shown or not."""
    days = {visit.visit.day for visit in material.visits if not visit.visit.phase.is_healing}
    days |= {point.captured_at.date() for one in material.series for point in one.included}
    visit, _ = _find(material, pair.after) if pair.after else (None, "")
    return visit is not None and visit.day >= max(days, default=visit.day)


def _since(material: ReportMaterial, visit: Visit) -> list[str]:
    """Return how many days lie between the last session and a visit, unless its phase says so."""
    if not material.sessions:
        return []
    if visit.phase.phase is Phase.BASELINE:
        return [Phrase("before the first session")]
    if visit.phase.phase in (Phase.RECOVERY, Phase.AFTER):
        return []
    earlier = [session.date for session in material.sessions if session.date < visit.day]
    if not earlier:
        return []
    days = (visit.day - earlier[-1]).days
    return [
        Phrase.counted(
            "{count} day since the last session", "{count} days since the last session", days
        )
    ]


def _skin_of(visit: Visit, photo_id: PhotoId) -> list[str]:
    """Return what was noted of the skin in a photo, for a caption."""
    states = {photo.id: photo.skin_state for photo in visit.photos}
    state = states.get(photo_id)
    return [] if state is None else [skin_state_in_sentence(state)]


def _picture(material: ReportMaterial, photo_id: PhotoId) -> Picture:
    return material.pair_pictures.get(photo_id, Picture(None, ""))


def _find(material: ReportMaterial, photo_id: PhotoId) -> tuple[Visit, str]:
    for visit in material.visits:
        if any(photo.id == photo_id for photo in visit.visit.photos):
            return visit.visit, visit.phase_label
    raise InternalError("A photo of the report belongs to no visit.")


def _by_hand_notes(material: ReportMaterial, pair: ChosenPair) -> tuple[str, ...]:
    """Say that somebody chose the two, and what they show by themselves."""
    if not pair.is_by_hand:
        return ()
    notes: list[str] = [wording.PAIR_BY_HAND]
    ids = [photo_id for photo_id in (pair.before, pair.after) if photo_id]
    if any(_find(material, photo_id)[0].phase.is_healing for photo_id in ids):
        notes.append(wording.PAIR_HEALING)
    if pair.comparison is not None:
        notes += [line.text for line in pair_lines(pair.comparison)]
    return tuple(notes)
