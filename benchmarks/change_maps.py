"""How well unchanged skin cancels in a map of changes, for three ways to lay photo on photo.

``python -m benchmarks.change_maps [FOLDER]``: the folder holds pairs ``NAME_neutral.jpg`` and
``NAME_smiling.jpg``; without it only drawn faces of three tones are tried. Printed for each way:
what is left of unchanged skin (RMS within the regions, of redness at the scale of a spot and of
fine texture), the share of it that the map shows, and how much of a spot that went is kept. Before
that, how closely the map of redness follows the true blood of drawn faces of six tones.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis import change_map, maps
from skintrack.analysis.canonical_frame import warp, warp_linear
from skintrack.analysis.change_map import ChangeMap
from skintrack.analysis.color import FloatImage, log_channels, luminance
from skintrack.analysis.maps import MapFrame
from skintrack.analysis.masked_filters import masked_mean
from skintrack.imaging.decode import decode_photo
from skintrack.phantom.camera import Camera
from skintrack.phantom.lesions import SkinDay, place_lesions, skin_on_day
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import PERSON_COUNT, person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows.face_finders import FaceFinders

Image = NDArray[np.uint8]
Photo = tuple[Image, MapFrame]
Way = Callable[[Photo, Photo], FloatImage]

_PERSONS = (0, 3, 5)
_SHAPE = (760, 640)
_MOST_SHIFT_PX, _FLOW_SIGMA_PX = 10.0, 12.0


def rigid(_before: Photo, _after: Photo) -> FloatImage:
    """Return no shift: turn, scale and shift of the canonical frame alone."""
    return np.zeros((*_SHAPE, 2), np.float32)


def landmarks(before: Photo, after: Photo) -> FloatImage:
    """Return the shift that the program uses."""
    return change_map.shift_field(after[1].points, before[1].points)


def flow(before: Photo, after: Photo) -> FloatImage:
    """Return dense optical flow of the skin itself, smooth and up to 3 mm.

    DIS: Kroeger, Timofte, Dai and Van Gool 2016, ECCV.
    """
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    found = search.calc(_structure(after), _structure(before), np.zeros((*_SHAPE, 2), np.float32))
    field = np.asarray(cv2.GaussianBlur(found, (0, 0), _FLOW_SIGMA_PX), np.float32)
    length = np.linalg.norm(field, axis=-1, keepdims=True)
    return np.asarray(field * np.minimum(1, _MOST_SHIFT_PX / np.maximum(length, 1e-6)), np.float32)


WAYS: dict[str, Way] = {"rigid": rigid, "landmarks": landmarks, "flow": flow}


def _structure(photo: Photo) -> Image:
    image, frame = photo
    light = log_channels(luminance(warp_linear(image, frame.similarity)))
    rest = light - np.asarray(cv2.GaussianBlur(light, (0, 0), 20), np.float32)
    return np.clip(128 + 300 * rest, 0, 255).astype(np.uint8)


def real_pairs(folder: Path, finders: FaceFinders) -> Iterator[tuple[Photo, Photo]]:
    """Yield the neutral and the smiling photo of each person."""
    for neutral in sorted(folder.glob("*_neutral.jpg")):
        smiling = neutral.with_name(neutral.name.replace("neutral", "smiling"))
        one, other = (_read(decode_photo(path).image, finders) for path in (neutral, smiling))
        yield one, other


def drawn_pair(seed: int, finders: FaceFinders) -> tuple[Photo, Photo]:
    """Return a drawn face, and the same without its strongest spot, in another light and pose."""
    subject = build_subject(person(seed))
    lesions = place_lesions(subject, 1)
    strongest = max(lesions.spots, key=lambda spot: spot.radius * spot.density)
    rest = tuple(spot for spot in lesions.spots if spot is not strongest)
    one = render_photo(subject, skin_on_day(subject, lesions, SkinDay()), seed=1)
    other = render_photo(
        subject,
        skin_on_day(subject, replace(lesions, spots=rest), SkinDay()),
        pose=Pose(yaw_deg=2, pitch_deg=1.5, roll_deg=-2, distance_mm=455, shift_px=(10, -8)),
        light=Light(direction=(-0.22, -0.40, 0.84)),
        camera=Camera(exposure_ev=0.1, white_balance=(1.02, 1, 0.97), jpeg_quality=90),
        seed=2,
    )
    return _read(one.image, finders), _read(other.image, finders)


def _read(image: Image, finders: FaceFinders) -> Photo:
    with finders.lend() as finder:
        mesh = None if finder is None else finder.find(image)
    if mesh is None:
        raise SystemExit("A photo has no face, or the face models are not installed.")
    return image, maps.face_frame(image, mesh)


def left_over(made: ChangeMap, regions: dict[str, NDArray[np.bool_]]) -> float:
    """Return the RMS of the difference within the regions, each about its own median."""
    rests = []
    for region in regions.values():
        inside = made.difference[region & np.isfinite(made.difference)]
        rests.append(inside - np.median(inside))
    return float(np.sqrt(np.mean(np.square(np.concatenate(rests)))))


def share_shown(made: ChangeMap) -> float:
    """Return the share of the skin that the map shows as changed, in per cent."""
    known = np.isfinite(made.change)
    return 100 * float((made.change[known] != 0).mean())


def row(name: str, pair: tuple[Photo, Photo], way: Way) -> str:
    """Return one line of the table."""
    before, after = pair[0][1], pair[1][1]
    field = way(*pair)
    red = change_map.redness_change(before, after, {}, 0.0, field)
    rough = change_map.texture_change(before, after, {}, 0.0, field)
    return (
        f"{name:16} {way.__name__:10} {left_over(red, after.regions):8.2f} {share_shown(red):8.2f}"
        f" {left_over(rough, after.cores):8.3f} {share_shown(rough):8.2f}"
        f" {np.nanmin(red.change):10.1f}\n"
    )


def truth_row(seed: int, finders: FaceFinders) -> str:
    """Return the correlation of the map of redness with blood, of all of it and of marks alone."""
    who = person(seed)
    subject = build_subject(who)
    photo = render_photo(subject, skin_on_day(subject, place_lesions(subject, 1), SkinDay()))
    _, frame = _read(photo.image, finders)
    skin = frame.color_skin
    blood = warp(photo.truth.haemoglobin.astype(np.float32), frame.similarity)
    layers = [np.nan_to_num(maps.redness_map(frame)), masked_mean(blood, skin, 4.0)]
    marks = [layer - masked_mean(layer, skin, 20.0) for layer in layers]
    where = skin & np.logical_or.reduce(list(frame.regions.values()))
    whole, local = (np.corrcoef(*(each[where] for each in pair))[0, 1] for pair in (layers, marks))
    return f"drawn {seed:<10} {who.appearance.melanin:8.2f} {whole:8.2f} {local:8.2f}\n"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    folder = parser.parse_args().folder
    finders = FaceFinders()
    sys.stdout.write(f"{'face':16} {'melanin':>8} {'blood':>8} {'marks':>8}\n")
    for seed in range(PERSON_COUNT):
        sys.stdout.write(truth_row(seed, finders))
    pairs = [(f"drawn {seed}", drawn_pair(seed, finders)) for seed in _PERSONS]
    if folder is not None:
        real = real_pairs(folder, finders)
        pairs += [(f"smile {number}", pair) for number, pair in enumerate(real, start=1)]
    sys.stdout.write(
        f"{'pair':16} {'way':10} {'EI RMS':>8} {'shown %':>8} {'ln RMS':>8} {'shown %':>8}"
        f" {'palest EI':>10}\n"
    )
    for name, pair in pairs:
        for way in WAYS.values():
            sys.stdout.write(row(name, pair, way))


if __name__ == "__main__":
    main()
