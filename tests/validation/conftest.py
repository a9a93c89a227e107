"""One rendered face, photographed once for all."""

import pytest

from skintrack.phantom.person import person
from skintrack.phantom.render import render_photo
from skintrack.phantom.subject import build_subject
from skintrack.workflows.face_finders import FaceFinders


@pytest.fixture(scope="session")
def face_image():
    return render_photo(build_subject(person(1))).image


@pytest.fixture(scope="session")
def face_mesh(face_image):
    with FaceFinders().lend() as finder:
        assert finder is not None, "the face models are not installed: run the set-up"
        mesh = finder.find(face_image)
    assert mesh is not None
    return mesh
