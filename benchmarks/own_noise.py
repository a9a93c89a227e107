"""The noise from repeats of drawn people: ``python -m benchmarks.own_noise``.

Six visits of unchanged skin, each with three shots in the usual light and two under another lamp;
head, exposure, focus and the usual light differ a little from shot to shot and from day to day.
Prints how many times the assumed noise the program then gives, over the regions of the face.
"""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from skintrack.imaging.export import encode_jpeg
from skintrack.library import Library
from skintrack.model import Metric, RegionName, View
from skintrack.model.noise import OwnNoise
from skintrack.phantom.camera import Camera
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import Subject, build_subject
from skintrack.workflows import analyse_photos, import_photos, own_noise

PEOPLE = (1, 2, 3)
VISITS, USUAL, OTHER = 6, 3, 2
START = datetime(2026, 3, 3, 10, tzinfo=UTC)
OTHER_LAMP = Light((0.25, -0.40, 0.87), key=0.72, fill=0.5, colour=(1.0, 0.95, 0.86))


def take_photos(subject: Subject, folder: Path, rng: np.random.Generator) -> list[Path]:
    """Save the photos of all visits."""
    files = []
    for visit in range(VISITS):
        aside, up = 0.05 * rng.standard_normal(2)
        green, blue = 0.985 - 0.02 * rng.random(), 0.95 - 0.05 * rng.random()
        usual = Light((-0.22 + aside, -0.42 + up, 0.88), colour=(1.0, green, blue))
        for shot in range(USUAL + OTHER):
            x, y = 6.0 * rng.standard_normal(2)
            picture = render_photo(
                subject,
                subject.skin,
                pose=Pose(yaw_deg=2.5 * rng.standard_normal(), shift_px=(x, y)),
                light=usual if shot < USUAL else OTHER_LAMP,
                camera=Camera(
                    exposure_ev=0.15 * rng.standard_normal(),
                    blur_px=0.6 + 0.15 * rng.random(),
                    jpeg_quality=90,
                ),
                seed=int(rng.integers(1_000_000)),
            ).image
            moment = START + timedelta(days=30 * visit, minutes=2 * shot)
            file = folder / f"{visit}-{shot}.jpg"
            file.write_bytes(encode_jpeg(picture, 92, captured_at=moment))
            files.append(file)
    return files


def tell(noise: OwnNoise, title: str) -> None:
    """Print the factors of each metric, over the regions."""
    sys.stdout.write(f"  {title}\n")
    for metric in Metric:
        found = [each for region in RegionName if (each := noise.of(metric, region)) is not None]
        if found:
            factors = sorted(each.factor for each in found)
            settings = max(each.settings for each in found)
            words = ", ".join(f"{factor:.2f}" for factor in factors)
            sys.stdout.write(f"    {metric:14} {words} (other light on {settings} occasions)\n")


def main() -> None:
    """Print the factors of every person, without and with other light."""
    for number in PEOPLE:
        sys.stdout.write(f"person {number}\n")
        with tempfile.TemporaryDirectory() as scratch:
            rng = np.random.default_rng(number)
            files = take_photos(build_subject(person(number)), Path(scratch), rng)
            with Library.create(Path(scratch) / "library", "Course") as library:
                import_photos.run(library, files, view=View.FRONT)
                analyse_photos.analyse_library(library)
                course = library.courses.all()[0].id
                for place, photo in enumerate(library.photos.of_course(course)):
                    is_other = place % (USUAL + OTHER) >= USUAL
                    library.photos.set_calibration(photo.id, is_calibration=is_other)
                photos = library.photos.of_course(course)
                found = {photo.id: library.analyses.get(photo.id) for photo in photos}
                analyses = {key: each for key, each in found.items() if each is not None}
                usual = [photo for photo in photos if not photo.is_calibration]
                tell(own_noise.from_photos(usual, (), analyses, View.FRONT), "repeats")
                both = own_noise.from_photos(photos, (), analyses, View.FRONT)
                tell(both, "repeats and other light")


if __name__ == "__main__":
    main()
