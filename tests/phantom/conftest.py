"""Subjects and renderings that several tests look at, made once each."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from skintrack.analysis.face_mesh import FaceMesh, FaceMeshFinder
from skintrack.phantom.lesions import SkinDay, place_lesions, skin_on_day
from skintrack.phantom.person import person
from skintrack.phantom.pose import Pose
from skintrack.phantom.render import Rendering, render_photo
from skintrack.phantom.subject import Subject, build_subject
from skintrack.workflows.face_finders import FaceFinders

VIEW_POSES = {
    "front": Pose(),
    "left_oblique": Pose(yaw_deg=-35.0),
    "right_oblique": Pose(yaw_deg=35.0),
}


@pytest.fixture(scope="session")
def finder() -> Iterator[FaceMeshFinder]:
    with FaceFinders().lend() as finder:
        assert finder is not None, "the face models are not installed: run the set-up"
        yield finder


@pytest.fixture(scope="session")
def subject_of() -> Callable[[int], Subject]:
    @cache
    def build(seed: int) -> Subject:
        return build_subject(person(seed))

    return build


@pytest.fixture(scope="session")
def plain_photo(subject_of) -> Callable[[int, str], Rendering]:
    """A photo of a person without lesions, in one of the three views."""

    @cache
    def render(seed: int, view: str) -> Rendering:
        return render_photo(subject_of(seed), pose=VIEW_POSES[view], seed=seed)

    return render


@pytest.fixture(scope="session")
def photo_of_day(subject_of) -> Callable[[int, SkinDay], Rendering]:
    """A frontal photo of a person whose lesions are as on one day."""

    @cache
    def render(seed: int, day: SkinDay) -> Rendering:
        subject = subject_of(seed)
        skin = skin_on_day(subject, place_lesions(subject, 1), day)
        return render_photo(subject, skin, seed=seed)

    return render


@pytest.fixture(scope="session")
def mesh_of(finder: FaceMeshFinder) -> Callable[[Rendering], FaceMesh]:
    """Finds the face; a photo in which none is found fails the test."""

    def find(rendering: Rendering) -> FaceMesh:
        mesh = finder.find(rendering.image)
        assert mesh is not None, "no face found"
        return mesh

    return find
