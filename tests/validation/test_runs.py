"""From rendered faces to tables: every step as ``tasks.py validate`` takes it, only fewer shots."""

import json
from dataclasses import asdict

import cv2
import numpy as np
import pytest

from skintrack.model import Metric
from validation import sections
from validation.__main__ import main
from validation.challenges import Against
from validation.faces import FaceResult, judge_face, take_face
from validation.figures import answer, repeat, value_of
from validation.kept import KeptResults
from validation.noise_table import fit_noise
from validation.phantom_source import PhantomMaker, phantom_makers
from validation.photo_source import PhotoMaker, photo_makers
from validation.repeat_pairs import RepeatPair, find_pairs, judge_pair, pair_figures, take_pair
from validation.runs import Workers, run_faces
from validation.shots import Change, Plan, Shot, first_shots
from validation.verdicts import false_verdicts, found


def taken(maker, plan) -> FaceResult | None:
    shots = take_face(maker, plan)
    return None if shots is None else judge_face(shots)


def judged(paths) -> RepeatPair | None:
    shots = take_pair(paths)
    return None if shots is None else judge_pair(shots)


TINY = Plan(unchanged=2, causes=0, levels=1, found=1, own=1, changes=frozenset({Change.CHEEKS}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, face_image):
    """Return a folder with a pair, a single photo, a file that is no photo and a wall."""
    path = tmp_path_factory.mktemp("photos")
    small = cv2.resize(face_image, (750, 1000), interpolation=cv2.INTER_AREA)
    for name in ("anna_neutral.png", "anna_smiling.png", "berta.png"):
        cv2.imwrite(str(path / name), small[..., ::-1])
    (path / "broken.jpg").write_bytes(b"not a photo")
    cv2.imwrite(str(path / "wall.png"), np.full((400, 300, 3), 120, np.uint8))
    return path


@pytest.fixture(scope="module")
def rendered_run(tmp_path_factory):
    """Run two rendered faces, saved as photos: perturbing them is quicker than rendering anew."""
    path = tmp_path_factory.mktemp("faces")
    for name, tone in (("light", 0), ("dark", 5)):
        image = PhantomMaker(name, tone, 3).make().picture(Shot())
        small = cv2.resize(image, (600, 800), interpolation=cv2.INTER_AREA)
        cv2.imwrite(str(path / f"{name}.png"), small[..., ::-1])
    with Workers(2, KeptResults(path / "kept")) as workers:
        return run_faces(workers, "test", photo_makers(path), TINY)


@pytest.mark.slow
class TestTwoRenderedFaces:
    def test_both_are_measured_with_every_shot(self, rendered_run):
        assert [face.name for face in rendered_run.results] == ["dark.png", "light.png"]
        assert all(len(face.readings) == 3 + 2 * (2 + 3) for face in rendered_run.results)
        # The clean photo with each of two draws, and these with one another, in both tiers.
        assert all(len(face.pairs) == 2 * 3 for face in rendered_run.results)

    def test_redness_rises_with_the_blood_of_the_cheeks(self, rendered_run):
        read = value_of(Metric.REDNESS)
        figures = answer(rendered_run.results, read, "redness", Change.CHEEKS, "protocol")
        assert figures.rho_clean == pytest.approx(1.0)
        assert figures.slope is not None
        assert 10 < figures.slope < 100
        error = repeat(rendered_run.results, read, ("redness", "cheeks"), "protocol")
        assert (error.faces, error.photos) == (2, 4)

    def test_changes_of_twice_the_noise_were_tried_in_both_directions(self, rendered_run):
        tried = {each.challenge.metric for each in rendered_run.challenged}
        assert "redness" in tried
        seen = found(rendered_run.challenged, "protocol", Metric.REDNESS)
        assert seen.pairs == 2 * 2 * 2
        assert seen.beyond == 0
        assert false_verdicts(rendered_run.results, "protocol", Metric.REDNESS).pairs > 0

    def test_a_change_sized_for_its_own_pair_is_twice_what_the_program_states_there(
        self, rendered_run
    ):
        own = [e for e in rendered_run.challenged if e.challenge.against is Against.OWN]
        protocol = [e for e in own if e.challenge.tier == "protocol"]
        assert len(protocol) == 2 * 2  # faces, cheeks
        for each in protocol:
            region = each.challenge.region
            assert each.judged is not None
            plain = each.judged.plain.change_of("redness", region)
            stated = each.judged.worse.of("redness", region)
            assert plain == pytest.approx(each.challenge.size, rel=0.03)
            assert stated.noise == pytest.approx(plain / 2, rel=0.15)
            # Light, pose and camera are those of the unchanged photo.
            assert stated.after.twin
            assert stated.after.draw == each.judged.unchanged.of("redness", region).after.draw
        seen = found(rendered_run.challenged, "protocol", Metric.REDNESS, Against.OWN)
        assert seen.pairs == 2 * len(protocol)
        assert seen.kept == pytest.approx(1, abs=0.3)

    def test_tables_and_json_hold_all_of_it(self, rendered_run):
        text = "\n".join(sections.face_sections(rendered_run.results, rendered_run.challenged))
        words = (
            "redness (EI)", "wild", "mean a* of the picture", "brown, n = 1", "redness, a*",
            "what is stated for that pair of photos",
        )  # fmt: skip
        for word in words:
            assert word in text
        assert "None" not in text
        assert "nan" not in text.lower()
        assert json.loads(json.dumps([asdict(face) for face in rendered_run.results]))
        assert fit_noise(rendered_run.results, Metric.REDNESS) is not None


@pytest.mark.slow
def test_the_phantom_is_changed_in_its_skin_and_seen_anew_in_each_draw():
    face = PhantomMaker("light", 0, 0).make()
    clean = face.picture(Shot()).astype(float)
    redder = face.picture(Shot(Change.CHEEKS, 0.08)).astype(float)
    changed = np.abs(redder - clean).sum(axis=-1) > 20
    assert 0.005 < changed.mean() < 0.1
    assert (redder - clean)[changed][:, 1].mean() < (redder - clean)[changed][:, 0].mean() < 0
    assert np.array_equal(face.picture(Shot(Change.CHEEKS, 0.0)), clean)
    once, again, other = (face.picture(Shot(tier="wild", draw=draw)) for draw in (0, 0, 1))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_a_known_tone_and_two_faces_for_each():
    makers = phantom_makers()
    assert len(makers) == 12
    assert len({maker.name for maker in makers}) == 12
    assert {maker.tone for maker in makers} == set(range(6))
    assert all(len({m.shape for m in makers if m.tone == tone}) == 2 for tone in range(6))
    assert [maker.tone for maker in phantom_makers(tones=2, faces=1)] == [0, 5]


class TestFolderOfPhotos:
    def test_one_photo_of_each_person_is_taken(self, folder):
        names = [maker.name for maker in photo_makers(folder)]
        assert names == ["anna_neutral.png", "berta.png", "broken.jpg", "wall.png"]

    def test_what_shows_no_face_is_left_out(self, folder):
        for name in ("broken.jpg", "wall.png"):
            assert taken(PhotoMaker(name, folder / name), TINY) is None

    @pytest.mark.slow
    def test_the_same_photo_gives_the_same_figures(self, folder):
        maker = PhotoMaker("berta.png", folder / "berta.png")
        first, again = taken(maker, TINY), taken(maker, TINY)
        assert first is not None
        assert first == again
        assert first.baseline.values["redness"]["cheeks"] is not None

    def test_pairs_are_recognised_and_agree_with_themselves(self, folder):
        paths = find_pairs(folder)
        assert [each.name for each in paths] == ["anna"]
        pair = judged(paths[0])
        assert pair is not None
        figures = pair_figures([pair], Metric.REDNESS, "right_cheek")
        assert (figures.pairs, figures.rms, figures.wrong) == (1, 0.0, 0.0)


def test_a_plan_says_what_is_tried():
    shots = first_shots(frozenset(Change), TINY)
    assert len(shots) == len(set(shots)) == 3 + 2 * (2 + 3)
    assert Shot(Change.CHEEKS, 0.04, "wild", 0) in shots


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert main(["--photos", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err
