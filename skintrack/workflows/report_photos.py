"""Photos as a report prints them: in one frame, as much of them as may be seen, no metadata.

All prints come from here, for the preview as for the file, so that none shows more than was asked
for. What may not be seen is gone from the pixels before they are encoded.
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from skintrack.errors import CancelledError, PhotoError
from skintrack.library.prints import KeptPrint
from skintrack.model import (
    Cancelled,
    Photo,
    PhotoAnalysis,
    PhotoId,
    PhotoPrivacy,
    Progress,
    ProgressStep,
    RegionName,
)
from skintrack.model.display import day_text, view_name
from skintrack.model.phrase import Phrase
from skintrack.reports import FILE_DAMAGED, FILE_MISSING, Picture, picture_words
from skintrack.workflows.photo_print import (
    copy_for_print,
    form_of,
    framed,
    keep_prints,
    print_of,
    print_scale,
    read_for_print,
)
from skintrack.workflows.print_permission import NotSafeError, is_face_known, shown_regions

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from skintrack.library import Library
    from skintrack.workflows.face_finders import FaceFinders
    from skintrack.workflows.print_frame import Key, SkinSheet

_JOBS = 2
_MOST_KEPT = 600


class PrintWish(NamedTuple):
    """A print that is wanted: of which photo, how high, and the phase to describe it by."""

    photo: Photo
    height_px: int
    label: str


class PhotoPrinter:
    """Prints the photos of one report; used in the library's thread.

    Parameters
    ----------
    library : Library
    photos : sequence of Photo
        All that the report shows: they share crop and scale.
    analyses : mapping of PhotoId to PhotoAnalysis
    privacy : PhotoPrivacy
    regions : iterable of RegionName
        The measured skin that the report is about.
    """

    def __init__(
        self,
        library: "Library",
        photos: Sequence[Photo],
        analyses: Mapping[PhotoId, PhotoAnalysis],
        privacy: PhotoPrivacy = PhotoPrivacy.SHOWN,
        regions: Iterable[RegionName] = (),
    ) -> None:
        self._library = library
        self._damaged = library.keeping.damaged()
        # Of other bytes than the photo's, an analysis says nothing of it.
        self._analyses = {
            photo.id: analyses[photo.id]
            for photo in photos
            if photo.id in analyses and analyses[photo.id].sha256 == photo.sha256
        }
        self._privacy = privacy
        self._regions = tuple(regions)
        self._made: list[KeptPrint] = []
        self._finders: FaceFinders | None = None
        self._sheets: dict[Key, SkinSheet] = {}
        if privacy is PhotoPrivacy.REGION_ONLY:
            # Not at the top: this loads numpy and OpenCV, and whole prints are kept.
            from skintrack.workflows.print_frame import sheets_of

            self._sheets = sheets_of(photos, self._analyses, self._shown)

    def prints(
        self, wishes: Sequence[PrintWish], progress: Progress, cancelled: Cancelled
    ) -> list[Picture]:
        """Return the prints in the order of the wishes; a note where a photo is not shown.

        Raises
        ------
        CancelledError
            If the user asked to stop.
        """
        pictures: list[Picture] = []
        under_way: deque[Picture | Future[Picture]] = deque()
        with ExitStack() as open_pools:
            workers: Executor | None = None
            for number, wish in enumerate(wishes):
                if cancelled():
                    raise CancelledError("The report was not written.")
                progress(ProgressStep(number, len(wishes) + 1, Phrase("Preparing photos")))
                work = self._work(wish)
                if isinstance(work, Picture):
                    under_way.append(work)
                else:
                    workers = workers or open_pools.enter_context(_pool())
                    under_way.append(workers.submit(work))
                if len(under_way) > 2 * _JOBS:
                    pictures.append(_done(under_way.popleft()))
            pictures += [_done(one) for one in under_way]
        made, self._made = self._made, []
        keep_prints(self._library, made)
        return pictures

    def _shown(self, analysis: PhotoAnalysis) -> tuple[RegionName, ...]:
        return shown_regions(analysis, self._regions)

    def _work(self, wish: PrintWish) -> Picture | Callable[[], Picture]:
        """Return the picture, or what makes it and can do so in any thread."""
        photo = wish.photo
        analysis = self._analyses.get(photo.id)
        refusal = FILE_DAMAGED if photo.id in self._damaged else self._refusal(analysis)
        if refusal:
            return Picture(None, "", refusal)
        place = None if analysis is None else analysis.to_frame
        sheet = self._sheet_of(photo, analysis)
        key = (wish.height_px, place, sheet, self._privacy, self._facts(photo, analysis))
        form = form_of(photo, place) if self._privacy is PhotoPrivacy.SHOWN else None
        kept = self._kept(wish, form, key)
        if kept is not None:
            return Picture(kept, self._alt(wish, analysis))
        scale = _scale(wish, analysis, sheet)
        data = read_for_print(self._library, photo, scale, wish.height_px)
        if data is None:
            return Picture(None, "", FILE_MISSING)

        def work() -> Picture:
            try:
                printed = self._print(data, wish, analysis, sheet)
            except PhotoError:
                return Picture(None, "", FILE_MISSING)
            except NotSafeError as error:
                return Picture(None, "", error.reason)
            if form is None:
                self._library.memory.keep(key, printed, most=_MOST_KEPT)
            else:
                self._made.append(KeptPrint(photo.id, wish.height_px, form, printed))
            return Picture(printed, self._alt(wish, analysis))

        return work

    def _kept(self, wish: PrintWish, form: str | None, key: Hashable) -> bytes | None:
        """Return the print as it was made before: a whole one from the library.

        One that hides a part is in memory only: a second preview, or the file after it, is quick.
        """
        if form is None:
            return self._library.memory.lasting(key)
        return self._library.prints.get(wish.photo.id, wish.height_px, form)

    def _sheet_of(self, photo: Photo, analysis: PhotoAnalysis | None) -> "SkinSheet | None":
        if analysis is None or not self._sheets:
            return None
        from skintrack.workflows.print_frame import key_of

        return self._sheets.get(key_of(photo, analysis))

    def _refusal(self, analysis: PhotoAnalysis | None) -> str:
        """Return why a photo cannot be shown as it was asked for, before it is looked at."""
        if self._privacy is PhotoPrivacy.NONE:
            return picture_words.NO_PHOTOS
        if self._privacy is PhotoPrivacy.EYES_COVERED:
            if analysis is None or analysis.to_canonical is None:
                return picture_words.NO_FACE_TO_COVER
            return "" if is_face_known(analysis) else picture_words.EYES_IN_DOUBT
        if self._privacy is PhotoPrivacy.REGION_ONLY:
            if analysis is None or analysis.to_frame is None or not self._shown(analysis):
                return picture_words.NO_REGION
            is_in_doubt = analysis.to_canonical is not None and not is_face_known(analysis)
            return picture_words.REGION_IN_DOUBT if is_in_doubt else ""
        return ""

    def _facts(self, photo: Photo, analysis: PhotoAnalysis | None) -> tuple[object, ...]:
        """Return what a print depends on besides its place in the frame."""
        if analysis is None or self._privacy is PhotoPrivacy.SHOWN:
            return (photo.sha256,)
        seen = analysis.conditions
        outlines = tuple(analysis.outlines[region] for region in self._shown(analysis))
        return (photo.sha256, seen.yaw_deg, seen.pitch_deg, outlines)

    def _print(
        self,
        data: bytes,
        wish: PrintWish,
        analysis: PhotoAnalysis | None,
        sheet: "SkinSheet | None",
    ) -> bytes:
        photo, height_px = wish.photo, wish.height_px
        place = None if analysis is None else analysis.to_frame
        if self._privacy is PhotoPrivacy.SHOWN:
            return print_of(data, photo, place, height_px)
        # Not at the top: whole prints are kept, and what hides a part loads numpy and OpenCV.
        from skintrack.imaging.export import encode_print
        from skintrack.workflows.face_finders import FaceFinders
        from skintrack.workflows.print_privacy import cover_eyes, only_regions

        copy = copy_for_print(data, photo, _scale(wish, analysis, sheet), height_px)
        if analysis is None:
            raise NotSafeError(picture_words.NO_FACE_TO_COVER)
        self._finders = self._finders or FaceFinders()
        if self._privacy is PhotoPrivacy.EYES_COVERED and analysis.to_canonical is not None:
            shown = framed(copy, place, height_px)
            return encode_print(cover_eyes(shown, analysis, self._finders))
        if self._privacy is PhotoPrivacy.REGION_ONLY and sheet is not None:
            return encode_print(only_regions(copy, analysis, sheet, height_px, self._finders))
        raise NotSafeError(picture_words.NO_PHOTOS)

    def _alt(self, wish: PrintWish, analysis: PhotoAnalysis | None) -> str:
        is_aligned = analysis is not None and analysis.to_frame is not None
        how = picture_words.ALIGNED if is_aligned else picture_words.NOT_ALIGNED
        how = picture_words.HOW_SHOWN.get(self._privacy, how)
        taken = wish.photo.captured_at
        return Phrase(
            "{view} view, {day}, {phase}. {how}",
            view=view_name(wish.photo.view),
            day=Phrase("without a date") if taken is None else day_text(taken.date()),
            phase=wish.label,
            how=how,
        )


def _scale(wish: PrintWish, analysis: PhotoAnalysis | None, sheet: "SkinSheet | None") -> float:
    """Return how many pixels of the print one of the photo makes."""
    place = None if analysis is None else analysis.to_frame
    return print_scale(wish.photo, place, wish.height_px, 1.0 if sheet is None else sheet.zoom)


def _pool() -> "Executor":
    # Not at the top: where all prints are kept, nothing is made in any thread.
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(_JOBS, thread_name_prefix="print")


def _done(one: "Picture | Future[Picture]") -> Picture:
    return one if isinstance(one, Picture) else one.result()
