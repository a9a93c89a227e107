"""The measured regions on a drawn face: an SVG of plain lines with numbers, nobody's photo."""

from collections.abc import Iterable, Sequence

from skintrack.model import Point, RegionName
from skintrack.model.display import region_name
from skintrack.model.phrase import Phrase
from skintrack.reports.parts import FaceOutline, Sketch
from skintrack.reports.pictures import Chart

_INK, _SOFT, _FILL, _PAPER = "#1B1B1A", "#8A8884", "#DCE6E5", "#FFFFFF"
_MARGIN = 6.0
_NUMBER_SIZE = 30.0
_ORDER = (
    RegionName.FOREHEAD,
    RegionName.RIGHT_CHEEK,
    RegionName.LEFT_CHEEK,
    RegionName.NOSE,
    RegionName.CHIN,
)


def face_sketch(face: FaceOutline, measured: Iterable[RegionName]) -> Sketch:
    """Return the drawing of a face with its measured regions numbered.

    Parameters
    ----------
    face : FaceOutline
        The face and where its regions lie.
    measured : iterable of RegionName
        Those with numbers in the report.
    """
    wanted = set(measured)
    regions = [region for region in _ORDER if region in wanted and region in face.regions]
    parts = [_shape(_rounded(face.oval), stroke=_SOFT, width=3, fill=_PAPER)]
    parts += [
        _shape(_straight(face.regions[region]), stroke=_INK, width=2, fill=_FILL)
        for region in regions
    ]
    parts += [
        _shape(_straight(face.cores[region]), stroke=_INK, width=1.6, dashes="7 5")
        for region in regions
        if region in face.cores
    ]
    parts += [_shape(_open(line), stroke=_SOFT, width=2.4) for line in face.lines]
    parts += [
        _number(number, face.regions[region]) for number, region in enumerate(regions, start=1)
    ]
    names = [
        Phrase("{number} {region}", number=number, region=region_name(region))
        for number, region in enumerate(regions, start=1)
    ]
    listed = Phrase.joined(", ", names)
    return Sketch(
        Chart(
            _svg(face.oval, parts),
            Phrase(
                "A drawn face seen from the front, the patient's right on the left, with the "
                "measured regions outlined: {regions}.",
                regions=listed,
            ),
        ),
        caption=Phrase(
            "{regions}, by the patient's side. Dashed: where texture and relief are read.",
            regions=listed,
        ),
    )


def drawn_sketch(outline: Sequence[Point]) -> Sketch:
    """Return the drawing of skin that the patient outlined."""
    parts = [_shape(_straight(outline), stroke=_INK, width=_width(outline) / 90, fill=_FILL)]
    return Sketch(
        Chart(
            _svg(outline, parts, margin=_width(outline) / 40),
            Phrase("The outline of the measured skin, without the photo it was drawn on."),
        ),
        caption=Phrase("The measured skin, as outlined by the patient on the baseline photo."),
    )


def _svg(extent: Sequence[Point], parts: Iterable[str], margin: float = _MARGIN) -> bytes:
    xs, ys = [point.x for point in extent], [point.y for point in extent]
    left, top = min(xs) - margin, min(ys) - margin
    width, height = max(xs) - min(xs) + 2 * margin, max(ys) - min(ys) + 2 * margin
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}">{"".join(parts)}</svg>'
    )
    return svg.encode()


def _shape(path: str, *, stroke: str, width: float, fill: str = "none", dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width:.1f}" '
        f'stroke-linejoin="round" stroke-linecap="round"{dash}/>'
    )


def _number(number: int, outline: Sequence[Point]) -> str:
    x, y = _centre(outline)
    return (
        f'<text x="{x:.1f}" y="{y + _NUMBER_SIZE / 3:.1f}" font-family="Inter" font-weight="600" '
        f'font-size="{_NUMBER_SIZE:.0f}" text-anchor="middle" fill="{_INK}">{number}</text>'
    )


def _straight(points: Sequence[Point]) -> str:
    return f"{_open(points)}Z"


def _open(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _rounded(points: Sequence[Point]) -> str:
    """Return a closed curve through points (Catmull and Rom, as cubic Bézier pieces)."""
    count = len(points)
    path = [f"M{points[0].x:.1f} {points[0].y:.1f}"]
    for place in range(count):
        before, start = points[place - 1], points[place]
        end, after = points[(place + 1) % count], points[(place + 2) % count]
        path.append(
            f"C{start.x + (end.x - before.x) / 6:.1f} {start.y + (end.y - before.y) / 6:.1f} "
            f"{end.x - (after.x - start.x) / 6:.1f} {end.y - (after.y - start.y) / 6:.1f} "
            f"{end.x:.1f} {end.y:.1f}"
        )
    return "".join(path) + "Z"


def _centre(points: Sequence[Point]) -> Point:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Point((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def _width(points: Sequence[Point]) -> float:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return max(max(xs) - min(xs), max(ys) - min(ys), 1.0)
