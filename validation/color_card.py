"""``python -m validation.color_card [--draws N] [--tones N] [--jobs N]``: whole-face redness.

The rendered phantom holds the printed card beside the face. Blood is added to the whole skin, in
optical density, before light and lens. Between the photos change: pose, distance, direction and
strength of the light, how the card is held, exposure, colour of the light, tone curve, saturation,
a gradient of brightness and of colour, blur, noise and JPEG. Printed is the MDC95 in a*: of EI
without a card, with it against the nominal colours, and with it against the first photo's card.
"""

import argparse
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skintrack.analysis.whole_face import face_redness
from skintrack.model import CardReading, Metric, RegionName
from skintrack.phantom.color_card import HeldCard
from skintrack.phantom.lighting import Light
from skintrack.phantom.person import PERSON_COUNT, Person, person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import Subject, build_subject
from skintrack.workflows.analyse_photos import analyse_image
from skintrack.workflows.face_finders import FaceFinders
from validation import statistics
from validation.nuisance import PROTOCOL, WILD, Tier, perturb

Read = Callable[["CardShot"], float]

LEVELS_OD = (0.0, 0.04, 0.08)
_NO_HASH = "0" * 64
_FACE_ASIDE_PX = -70.0  # room for the card at the right
_DRAWS, _JOBS = 10, 2
_BARE = 0.9  # share of skin in a pixel


@dataclass(frozen=True)
class Handling:
    """Widest change of the scene; each draw is uniform within it. Angles in degrees."""

    turn_deg: float
    distance: tuple[float, float]
    light_shift: float
    fill: float
    card_tilt_deg: float
    card_shift_mm: float


_HANDLING = {
    PROTOCOL.name: Handling(3.0, (0.95, 1.07), 0.04, 0.03, 10.0, 5.0),
    WILD.name: Handling(8.0, (0.95, 1.39), 0.25, 0.12, 25.0, 10.0),
}


@dataclass(frozen=True)
class CardShot:
    """What one photo gave: the card with the face, and whether redness was kept."""

    tier: str
    level_od: float
    card: CardReading | None
    is_kept: bool
    a_star: float
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CardFigures:
    """MDC95 in a*, and shares, for one tone in one tier."""

    tone: str
    tier: str
    without_card: float | None
    nominal: float | None
    same_print: float | None
    rho: float | None
    missing: float


def shoot_tone(place: int, draws: int) -> tuple[str, list[CardShot]]:
    """Return all shots of one of the six people, 0 the lightest; the first one is the baseline."""
    who = people_by_tone()[place]
    subject, finders = build_subject(who), FaceFinders()
    baseline = _shoot(subject, None, 0.0, 0, finders)
    shots = [baseline]
    shots += [_shoot(subject, None, level, 0, finders) for level in LEVELS_OD[1:]]
    for tier in (PROTOCOL, WILD):
        for draw in range(draws):
            level = LEVELS_OD[draw % len(LEVELS_OD)]
            shots.append(_shoot(subject, tier, level, draw, finders))
    return f"{place + 1} (melanin {who.appearance.melanin:.2f} OD)", shots


def people_by_tone() -> list[Person]:
    """Return the six people, lightest first."""
    return sorted(map(person, range(PERSON_COUNT)), key=lambda who: who.appearance.melanin)


def _shoot(
    subject: Subject, tier: Tier | None, level: float, draw: int, finders: FaceFinders
) -> CardShot:
    skin = subject.skin
    skin = replace(skin, haemoglobin=skin.haemoglobin + np.float32(level))
    rng = np.random.default_rng([subject.person.seed, draw, 0 if tier is None else len(tier.name)])
    pose, light, card = _scene(tier, rng)
    picture = render_photo(subject, skin, pose=pose, light=light, card=card, seed=draw)
    image = picture.image if tier is None else perturb(picture.image, tier.in_place(), rng)
    analysis = analyse_image(image, _NO_HASH, finders)
    is_kept = analysis.value(Metric.REDNESS, RegionName.FACE) is not None
    return CardShot(
        tier="clean" if tier is None else tier.name,
        level_od=level,
        card=analysis.card,
        is_kept=is_kept,
        a_star=_a_star(image, picture.truth.skin > _BARE),
        codes=tuple(issue.code for issue in analysis.issues if Metric.REDNESS in issue.metrics),
    )


def _scene(tier: Tier | None, rng: np.random.Generator) -> tuple[Pose, Light, HeldCard]:
    if tier is None:
        return Pose(shift_px=(_FACE_ASIDE_PX, 0.0)), Light(), HeldCard(number=4711)
    widest = _HANDLING[tier.name]

    def within(limit: float) -> float:
        return float(rng.uniform(-limit, limit))

    pose = Pose(
        yaw_deg=within(widest.turn_deg),
        pitch_deg=within(widest.turn_deg),
        roll_deg=within(widest.turn_deg),
        distance_mm=Pose().distance_mm * float(rng.uniform(*widest.distance)),
        shift_px=(_FACE_ASIDE_PX + within(15.0), within(15.0)),
    )
    x, y, z = Light().direction
    light = replace(
        Light(),
        direction=(x + within(widest.light_shift), y + within(widest.light_shift), z),
        fill=Light().fill + within(widest.fill),
    )
    held = HeldCard()
    tilt, shift = widest.card_tilt_deg, widest.card_shift_mm
    card = replace(
        held,
        number=4711,
        centre_mm=(
            held.centre_mm[0] + within(shift) / 2,
            held.centre_mm[1] + within(shift),
            held.centre_mm[2] + within(shift),
        ),
        yaw_deg=within(tilt),
        pitch_deg=within(tilt),
        roll_deg=within(tilt),
    )
    return pose, light, card


def _a_star(image: NDArray[np.uint8], skin: NDArray[np.bool_]) -> float:
    """Return a* of the mean skin colour as the photo shows it."""
    mean = image[skin].mean(axis=0).astype(np.float32)[None, None] / 255
    return float(np.asarray(cv2.cvtColor(mean, cv2.COLOR_RGB2LAB))[0, 0, 1])


def figures(tone: str, shots: Sequence[CardShot], tier: str) -> CardFigures:
    """Return the figures of one tone in one tier.

    The answer to blood and its worth in a* come from the clean photos; the spread is that of the
    readings about their own level's answer.
    """
    baseline = shots[0].card
    clean = [shot for shot in shots if shot.tier == "clean"]
    taken = [shot for shot in shots if shot.tier == tier]
    kept = [shot for shot in taken if shot.is_kept and shot.card is not None]
    a_star_per_od = statistics.slope(
        [shot.level_od for shot in clean], [shot.a_star for shot in clean]
    )

    def mdc(read: Read) -> float | None:
        answer = _slope(clean, read)
        if not answer or not a_star_per_od:
            return None
        rest = [read(shot) - answer * shot.level_od for shot in kept]
        sem = statistics.standard_error([rest])
        return None if sem is None else statistics.mdc95(sem) / abs(answer) * a_star_per_od

    return CardFigures(
        tone=tone,
        tier=tier,
        without_card=mdc(_raw),
        nominal=mdc(_against(None)),
        same_print=mdc(_against(baseline)),
        rho=statistics.spearman(
            [shot.level_od for shot in kept], [_against(baseline)(shot) for shot in kept]
        ),
        missing=1 - len(kept) / len(taken) if taken else 0.0,
    )


def _slope(shots: Sequence[CardShot], read: Read) -> float | None:
    return statistics.slope([shot.level_od for shot in shots], [read(shot) for shot in shots])


def _raw(shot: CardShot) -> float:
    """Return EI of the face as the photo shows it."""
    red, green, _ = _face(shot)
    return float(100 * np.log10(red / green))


def _face(shot: CardShot) -> tuple[float, float, float]:
    if shot.card is None or shot.card.face_rgb is None:
        return (float("nan"),) * 3
    return shot.card.face_rgb


def _against(baseline: CardReading | None) -> Read:
    """Return a reader of EI after correction by the card."""

    def read(shot: CardShot) -> float:
        found = face_redness(shot.card, baseline) if shot.card is not None else None
        return float("nan") if found is None else found.value

    return read


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description="Whole-face redness by the colour card.")
    parser.add_argument("--draws", type=int, default=_DRAWS)
    parser.add_argument("--tones", type=int, default=PERSON_COUNT)
    parser.add_argument("--jobs", type=int, default=_JOBS)
    given = parser.parse_args()
    places = np.unique(np.round(np.linspace(0, PERSON_COUNT - 1, given.tones)).astype(int)).tolist()
    with ProcessPoolExecutor(given.jobs) as workers:
        results = list(workers.map(shoot_tone, places, [given.draws] * len(places)))
    print(table(results))


def table(results: Sequence[tuple[str, list[CardShot]]]) -> str:
    """Return the figures as a table in Markdown."""
    lines = [
        "| tier | skin tone | MDC95 without a card | by nominal colours | by the same print "
        "| rho | missing |",
        "|---|---|---|---|---|---|---|",
    ]
    for tier in (PROTOCOL.name, WILD.name):
        rows = [figures(tone, shots, tier) for tone, shots in results]
        for row in [*rows, _pooled(tier, rows)]:
            mdcs = (row.without_card, row.nominal, row.same_print, row.rho)
            cells = " | ".join("-" if value is None else f"{value:.2f}" for value in mdcs)
            lines.append(f"| {tier} | {row.tone} | {cells} | {row.missing:.0%} |")
    return "\n".join(lines)


def _pooled(tier: str, rows: Sequence[CardFigures]) -> CardFigures:
    def root_mean_square(values: list[float | None]) -> float | None:
        return statistics.root_mean_square([value for value in values if value is not None])

    return CardFigures(
        tone="**all**",
        tier=tier,
        without_card=root_mean_square([row.without_card for row in rows]),
        nominal=root_mean_square([row.nominal for row in rows]),
        same_print=root_mean_square([row.same_print for row in rows]),
        rho=statistics.mean([row.rho for row in rows]),
        missing=float(np.mean([row.missing for row in rows])),
    )


if __name__ == "__main__":
    main()
