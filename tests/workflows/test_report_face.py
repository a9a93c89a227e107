"""The drawn face of a report: the program's own outlines on a face that nobody has."""

from skintrack.model import Point, RegionName
from skintrack.resources import asset
from skintrack.workflows.report_face import average_face
from tests.helpers.average_face import drawn_face


def span(points: tuple[Point, ...]) -> tuple[float, float, float, float]:
    xs, ys = [point.x for point in points], [point.y for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def test_all_regions_lie_inside_the_face():
    face = average_face()
    left, top, right, bottom = span(face.oval)
    assert set(face.regions) == set(RegionName) - {RegionName.FACE, RegionName.DRAWN}
    for outline in (*face.regions.values(), *face.cores.values(), *face.lines):
        x0, y0, x1, y1 = span(outline)
        assert left < x0 < x1 < right
        assert top < y0 < y1 < bottom


def test_the_patients_right_is_on_the_left_and_the_forehead_above():
    regions = average_face().regions
    middle = 320  # of the common frame
    assert span(regions[RegionName.RIGHT_CHEEK])[2] < middle
    assert span(regions[RegionName.LEFT_CHEEK])[0] > middle
    assert span(regions[RegionName.FOREHEAD])[3] < span(regions[RegionName.NOSE])[1]
    assert span(regions[RegionName.CHIN])[1] > span(regions[RegionName.NOSE])[3]


def test_only_the_cheeks_have_a_smaller_part_for_texture():
    face = average_face()
    assert set(face.cores) == {RegionName.RIGHT_CHEEK, RegionName.LEFT_CHEEK}
    for region, core in face.cores.items():
        whole = span(face.regions[region])
        assert span(core)[3] < whole[3]


def test_it_is_drawn_from_the_mean_face_and_the_regions_as_they_are_now():
    assert asset("face/drawn_face.json").read_text(encoding="utf-8") == drawn_face(), (
        "The regions have changed: run python -m tests.helpers.average_face"
    )
