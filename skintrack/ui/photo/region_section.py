"""What the panel says of the region of a view, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from skintrack.model import OutlineKind, Photo, PhotoAnalysis, Region
from skintrack.ui.photo.panel_button import panel_button
from skintrack.ui.services import Services
from skintrack.ui.widgets.basic import clear, flush, label
from skintrack.ui.words import photo_day


class RegionSection(QWidget):
    """Sentences and buttons on the drawn region, untreated skin and anchors of one photo."""

    draw_chosen = Signal(object)
    removal_chosen = Signal(object)
    anchors_chosen = Signal()
    anchor_removal_chosen = Signal()
    region_photo_chosen = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._region_photo: Photo | None = None
        self.is_about_skin = False
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(6)

    def show_photo(self, photo: Photo, analysis: PhotoAnalysis | None) -> None:
        """Show what holds for a photo."""
        clear(self._content)
        course = self._services.course
        region = course.measurements.drawn.get(photo.view)
        state = course.state
        self._region_photo = None
        if region is not None and state is not None:
            self._region_photo = state.photo(region.photo_id)
        has_face = analysis is not None and analysis.to_canonical is not None
        is_own = region is not None and region.photo_id == photo.id
        self.is_about_skin = not has_face or (region is not None and region.skin is not None)
        if self.is_about_skin:
            self._say_skin(photo, analysis, region, is_own=is_own)
        if analysis is not None and (has_face or is_own):
            self._say_untreated(region, is_own=is_own, has_face=has_face)

    def _say_skin(
        self, photo: Photo, analysis: PhotoAnalysis | None, region: Region | None, *, is_own: bool
    ) -> None:
        self._content.addWidget(label(self.tr("Drawn region"), "section"))
        if region is None or region.skin is None:
            self._say(
                self.tr(
                    "No face was found in this photo. Draw the skin that should be measured; it is "
                    "found again in the other photos of this view."
                )
            )
            self._offer_drawing(self.tr("Draw a region"), OutlineKind.SKIN)
        elif is_own:
            self._say(
                self.tr("You drew the region on this photo. It is found again in the others.")
            )
            self._offer_drawing(self.tr("Draw the region again"), OutlineKind.SKIN)
            self._offer_removal(self.tr("Remove the region"), OutlineKind.SKIN)
        else:
            self._say_elsewhere(photo, analysis)

    def _say_elsewhere(self, photo: Photo, analysis: PhotoAnalysis | None) -> None:
        """Speak of a region that was drawn on another photo."""
        drawn_on = self._region_photo
        day = self.tr("another photo") if drawn_on is None else photo_day(drawn_on)
        has_anchors = photo.id in self._services.course.measurements.anchors
        if analysis is None:
            text = self.tr("The region drawn on {day} is looked for in this photo.")
        elif analysis.to_region is None:
            text = self.tr(
                "The region drawn on {day} was not found in this photo. Match the same spots in "
                "both photos to show where it lies."
            )
        elif has_anchors:
            text = self.tr("The region drawn on {day} lies where your anchors say.")
        else:
            text = self.tr("The region drawn on {day} was found in this photo.")
        self._say(text.format(day=day))
        if drawn_on is not None:
            text = self.tr("Change the anchors") if has_anchors else self.tr("Set anchors")
            self._content.addWidget(
                panel_button(text, self.anchors_chosen.emit), 0, Qt.AlignmentFlag.AlignLeft
            )
        if has_anchors:
            remove = panel_button(
                self.tr("Remove the anchors"), self.anchor_removal_chosen.emit, "quiet"
            )
            self._content.addWidget(flush(remove), 0, Qt.AlignmentFlag.AlignLeft)
        if drawn_on is not None:
            there = panel_button(
                self.tr("Show the photo it was drawn on"), self._show_region_photo, "quiet"
            )
            self._content.addWidget(flush(there), 0, Qt.AlignmentFlag.AlignLeft)
        anew = panel_button(self.tr("Draw a new region here"), self._draw_skin, "quiet")
        self._content.addWidget(flush(anew), 0, Qt.AlignmentFlag.AlignLeft)

    def _say_untreated(self, region: Region | None, *, is_own: bool, has_face: bool) -> None:
        untreated = None if region is None else region.untreated
        if self._content.count():
            self._content.addSpacing(6)
        self._content.addWidget(label(self.tr("Untreated skin"), "section"))
        if untreated is None:
            text = self.tr(
                "Redness of this region needs untreated skin to compare with, in the same light: "
                "for example the neck, or skin behind the jaw."
            )
            if has_face:
                text = self.tr(
                    "Redness of the whole face needs untreated skin to compare with, in the same "
                    "light: for example the neck, or skin behind the jaw."
                )
            self._say(text)
            self._offer_drawing(self.tr("Mark untreated skin"), OutlineKind.UNTREATED)
            return
        if is_own:
            self._say(self.tr("You marked untreated skin on this photo for all of this view."))
        else:
            day = "" if self._region_photo is None else photo_day(self._region_photo)
            text = self.tr("Redness is measured against the skin you marked on {day}.")
            self._say(text.format(day=day))
        self._offer_drawing(self.tr("Mark untreated skin again"), OutlineKind.UNTREATED)
        if is_own:
            self._offer_removal(self.tr("Remove the mark"), OutlineKind.UNTREATED)

    def _say(self, text: str) -> None:
        self._content.addWidget(label(text, "secondary"))

    def _offer_drawing(self, text: str, kind: OutlineKind) -> None:
        run = self._draw_skin if kind is OutlineKind.SKIN else self._draw_untreated
        draw = panel_button(text, run)
        hint = self.tr("Outline the skin to measure (D)")
        if kind is OutlineKind.UNTREATED:
            hint = self.tr("Outline untreated skin (U)")
        draw.setToolTip(hint)
        self._services.icons.put(draw, "draw")
        self._content.addWidget(draw, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_removal(self, text: str, kind: OutlineKind) -> None:
        run = self._remove_skin if kind is OutlineKind.SKIN else self._remove_untreated
        self._content.addWidget(
            flush(panel_button(text, run, "quiet")), 0, Qt.AlignmentFlag.AlignLeft
        )

    @Slot()
    def _draw_skin(self) -> None:
        self.draw_chosen.emit(OutlineKind.SKIN)

    @Slot()
    def _draw_untreated(self) -> None:
        self.draw_chosen.emit(OutlineKind.UNTREATED)

    @Slot()
    def _remove_skin(self) -> None:
        self.removal_chosen.emit(OutlineKind.SKIN)

    @Slot()
    def _remove_untreated(self) -> None:
        self.removal_chosen.emit(OutlineKind.UNTREATED)

    @Slot()
    def _show_region_photo(self) -> None:
        if self._region_photo is not None:
            self.region_photo_chosen.emit(self._region_photo)
