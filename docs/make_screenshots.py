"""Save every view of the real window on the sample library, light and dark, into docs/images.

Run by ``python3 tasks.py screenshots``. Only rendered faces are shown: the sample library is built
in a temporary folder, unless ``--library`` names one that was built by ``skintrack demo``.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from docs.backup_pictures import take_backups
from docs.camera_video import write_video_of_course
from docs.course_in_progress import copy_until_after_a_session
from docs.first_pictures import take_first_job
from docs.keeping_pictures import take_keeping
from docs.phone_folder import phone_folder
from docs.protection_pictures import take_protection
from docs.report_pictures import take_report, take_report_back
from skintrack.app import Program
from skintrack.capture.cameras import VideoAsCamera
from skintrack.model import Point, ProgressStep, RegionName, View
from skintrack.settings import SettingsStore
from skintrack.ui.blinded.blinded_view import BlindedView
from skintrack.ui.capture.capture_view import CaptureView
from skintrack.ui.compare.compare_view import CompareView
from skintrack.ui.diary.diary_dialog import DiaryDialog
from skintrack.ui.importing.import_view import ImportView
from skintrack.ui.page import Page
from skintrack.ui.photo.photo_view import PhotoView
from skintrack.ui.ratings.rating_dialog import RatingDialog
from skintrack.ui.report.report_view import ReportView
from skintrack.ui.session.aftercare_dialog import AftercareDialog
from skintrack.ui.timeline.timeline_view import TimelineView
from skintrack.ui.trends.trends_view import TrendsView

SIZE = (1280, 800)
MOST_BYTES = 400_000
LONGEST_WAIT_MS = 120_000
STEP_MS = 50

P = TypeVar("P", bound=Page)


class Photographer:
    """Opens the window in one theme and saves its views.

    Parameters
    ----------
    application : QApplication
        Shared by both themes.
    library : Path
        The sample library.
    folder : Path
        Where the pictures go.
    theme : str
        ``light`` or ``dark``.
    """

    def __init__(
        self, application: QApplication, library: Path, folder: Path, theme: str, settings: Path
    ) -> None:
        store = SettingsStore(settings)
        store.change(theme=theme)
        self.video = settings.parent / "camera.avi"
        self.program = Program(application, store, VideoAsCamera(self.video))
        self.window = self.program.window
        self.window.resize(*SIZE)
        self.library = library
        self.folder = folder
        self.theme = theme

    def run(self) -> None:
        """Save all pictures."""
        self.program.open(None)
        self.settle()
        self.save("first-start")
        take_protection(self)
        take_first_job(self, self.library)
        self.window.libraries.open_folder(self.library)
        self.until(lambda: self.program.services.course.is_measured)
        self.settle()
        self.timeline()
        take_backups(self)
        self.compare()
        self.trends()
        self.report()
        self.photo()
        self.importing()
        self.session()
        self.plan_and_aftercare()
        self.diary()
        self.ratings()
        self.blinded()
        self.camera()
        take_keeping(self)
        self.timeline_ahead()
        self.window.close()
        self.program.close()

    def timeline(self) -> None:
        """Save the course, then the course with its last visit."""
        self.window.show_view("timeline")
        self.settle()
        # A reminder of backups would stand over the sessions; it has a picture of its own.
        self.window.banner.dismiss()
        self.save("timeline")
        view = self.page("timeline", TimelineView)
        view.grid.setCurrentIndex(view.model.index(0, view.model.columnCount() - 1))
        self.settle()
        self.save("timeline-visit")

    def timeline_ahead(self) -> None:
        """Save the course on the day after a session, with more of them planned."""
        with tempfile.TemporaryDirectory(prefix="skintrack-") as scratch:
            now = copy_until_after_a_session(self.library, Path(scratch) / "course")
            self.page("timeline", TimelineView).now = lambda: now
            self.window.libraries.open_folder(Path(scratch) / "course")
            self.settle()
            self.window.show_view("timeline")
            self.until(lambda: self.program.services.course.is_measured)
            self.settle()
            self.save("timeline-ahead")
            self.program.services.desk.close()
            self.settle()

    def compare(self) -> None:
        """Save the ways to compare, then one with light matched, regions and a nudge."""
        self.window.show_view("compare")
        view = self.page("compare", CompareView)
        names = ("compare", "compare-curtain", "compare-fade", "compare-blink", "compare-change")
        for number, name in enumerate(names):
            view.set_mode(number)
            self.settle()
            self.save(name)
        view.set_mode(0)
        toggles = (view.tools.light, view.tools.outlines, view.tools.nudge)
        for toggle in toggles:
            toggle.setChecked(True)
        self.settle()
        self.save("compare-aids")
        for toggle in toggles:
            toggle.setChecked(False)
        self.settle()

    def trends(self) -> None:
        """Save a chart, then that of a cheek with its last point chosen."""
        self.window.show_view("trends")
        view = self.page("trends", TrendsView)
        self.until(lambda: view.chart.image is not None)
        self.settle()
        self.save("trends")
        view.regions.button(RegionName.RIGHT_CHEEK).click()
        view.chart.setFocus()
        photos = [point.photo_id for point in view.series.points] if view.series else [None]
        view.chart.choose(photos[-1])
        self.settle()
        self.save("trends-point")

    def report(self) -> None:
        """Save the report, its choices of privacy, and what comes back."""
        self.window.show_view("report")
        view = self.page("report", ReportView)
        take_report(self, view)
        take_report_back(self, view)

    def photo(self) -> None:
        """Save one photo with its regions, then with its map of redness."""
        state = self.program.services.course.state
        self.window.show_view("timeline")
        if state is not None:
            self.window.show_photo(state.dated_photos(View.FRONT)[0])
        self.settle()
        self.save("photo")
        view = self.page("photo", PhotoView)
        view.maps.press(1)
        self.settle()
        self.save("photo-map")
        view.maps.press(0)
        self.photo_pin(view)

    def photo_pin(self, view: PhotoView) -> None:
        """Save a scar that is followed through all visits."""
        photo = view.photo
        analyses = self.program.services.course.measurements.analyses
        if photo is None or photo.id not in analyses:
            return
        cheek = analyses[photo.id].outlines[RegionName.LEFT_CHEEK]
        xs, ys = zip(*cheek, strict=True)
        view.book.add(photo, Point(sum(xs) / len(xs), sum(ys) / len(ys)))
        self.until(lambda: bool(view.book.pins))
        self.settle()
        self.until(lambda: not view.crops.is_working)
        view.canvas.setFocus()
        self.settle()
        self.save("photo-pin")
        view.book.remove(view.book.pins[0])
        self.settle()

    def importing(self) -> None:
        """Save the review of photos that are not in the library yet, and of two that are odd."""
        with tempfile.TemporaryDirectory(prefix="skintrack-") as scratch:
            self.window.imports.import_paths([phone_folder(self.library, Path(scratch) / "Camera")])
            view = self.page("import", ImportView)
            self.until(lambda: bool(view.review.model.rows))
            self.until(lambda: not view.review.glances.is_working)
            self.settle()
            self.save("import")
            view.review.clear()
        self.window.show_view("timeline")

    def session(self) -> None:
        """Save the dialog of a session."""
        self.window.show_view("timeline")
        self.window.commands.add_session()
        self.settle()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            self.save("add-session", dialog)
            dialog.close()

    def plan_and_aftercare(self) -> None:
        """Save the plan, the questions before a session and the aftercare of the latest one."""
        sessions = self.window.commands.sessions
        for name, show in (
            ("plan", sessions.show_plan),
            ("questions", sessions.ask_before_session),
        ):
            show()
            self.save_dialog(name)
        state = self.program.services.course.state
        if state is None or not state.sessions:
            return
        latest = replace(state.sessions[-1], clock=time(14, 30))
        next_morning = datetime.combine(latest.date, time(9)).astimezone() + timedelta(days=1)
        number = len(state.sessions)
        AftercareDialog(self.window, state.course, latest, number, lambda: next_morning).open()
        self.save_dialog("aftercare")

    def save_dialog(self, name: str) -> None:
        """Save the dialog that is open, and close it."""
        self.settle()
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            self.save(name, dialog)
            dialog.close()

    def diary(self) -> None:
        """Save the diary of a week."""
        state = self.program.services.course.state
        if state is None or not state.sessions:
            return
        self.window.diary.open_diary(state.sessions[0])
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, DiaryDialog):
            raise TypeError("diary")
        dialog.choose_day(2)
        self.settle()
        self.save("diary", dialog)
        dialog.close()

    def ratings(self) -> None:
        """Save the ratings so far, and one that is being given."""
        self.window.ratings.open_ratings()
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RatingDialog):
            raise TypeError("ratings")
        self.settle()
        dialog.patient_row.button(8).click()
        self.save("ratings", dialog)
        dialog.close()

    def blinded(self) -> None:
        """Save a pair without dates, then what came of a round."""
        self.window.views.show_blinded()
        view = self.page("blinded", BlindedView)
        self.until(view.begin_page.begin_button.isEnabled)
        view.begin_page.begin_button.click()
        self.until(lambda: view.answer_page.canvas.is_ready)
        self.settle()
        self.save("blinded")
        while view.round is not None and not view.round.is_over:
            self.until(lambda: view.answer_page.canvas.is_ready)
            view.choose_left()
        self.settle()
        self.save("blinded-result")

    def camera(self) -> None:
        """Save the checklist, the live picture and the three shots; the camera is a video."""
        self.window.show_view("camera")
        view = self.page("camera", CaptureView)
        self.settle()
        self.save("camera-checklist")
        write_video_of_course(self.video, self.program.services)
        view.begin()
        self.until(lambda: view.live.hints.summary != "")
        self.settle()
        self.save("camera")
        view.live.countdown.button(0).click()
        view.live.press_shutter()
        self.until(lambda: view.review.is_judged)
        self.settle()
        self.save("camera-review")
        view.show_checklist()

    def page(self, key: str, kind: type[P]) -> P:
        """Return a page of the window."""
        page = self.window.view(key)
        if not isinstance(page, kind):
            raise TypeError(key)
        return page

    def save(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture and refuse one that is too large for a repository."""
        path = self.folder / f"{name}-{self.theme}.png"
        image = (widget or self.window).grab().toImage()
        image.save(str(path), quality=0)
        if path.stat().st_size > MOST_BYTES:
            # Six bits a colour instead of eight: not seen, and a third smaller.
            image.convertToFormat(QImage.Format.Format_RGB666).save(str(path), quality=0)
        size = path.stat().st_size
        sys.stdout.write(f"{path.name}: {size / 1000:.0f} kB\n")
        if size > MOST_BYTES:
            raise SystemExit(f"{path.name} is larger than {MOST_BYTES / 1000:.0f} kB.")

    def until(self, is_done: Callable[[], bool]) -> None:
        """Let the window work until something has happened."""
        for _ in range(LONGEST_WAIT_MS // STEP_MS):
            if is_done():
                return
            wait(STEP_MS)
        raise SystemExit("The window did not get ready.")

    def settle(self) -> None:
        """Let everything that was asked for be shown."""
        services = self.program.services
        wait(4 * STEP_MS)
        self.until(lambda: not services.desk.is_working and not services.images.is_working)
        self.until(lambda: not services.maps.is_working)
        wait(4 * STEP_MS)


def wait(duration_ms: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def show_step(step: ProgressStep) -> None:
    """Say how far the sample is."""
    sys.stdout.write(f"\r{step.done} of {step.total}: {step.label}\033[K")
    sys.stdout.flush()


def build_sample(folder: Path) -> Path:
    """Build the sample library."""
    from skintrack.workflows import build_demo

    build_demo.run(folder, progress=show_step)
    sys.stdout.write("\n")
    return folder


def main() -> None:
    """Save all pictures in both themes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, help="a sample library that exists already")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "images")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory(prefix="skintrack-") as scratch:
        library = options.library or build_sample(Path(scratch) / "sample")
        for theme in ("light", "dark"):
            settings = Path(scratch) / f"{theme}.json"
            Photographer(application, library, options.output, theme, settings).run()


if __name__ == "__main__":
    main()
