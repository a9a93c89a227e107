"""The whole proof: run it, and make the blocks of the page from it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from skintrack.analysis import ALGORITHM
from skintrack.model import Metric
from validation.color_card import CardShot, table
from validation.faces import FaceResult
from validation.kept import FOLDER, KeptResults
from validation.noise_table import NoiseModel, as_source, fit_noise
from validation.readings import Pair
from validation.repeat_pairs import RepeatPair
from validation.runs import FaceRun, Workers, run_card, run_pairs, run_phantom, run_photos
from validation.sections import face_sections, noise_section, pair_sections


@dataclass(frozen=True)
class Proof:
    """The blocks of the page, everything that was measured, and the fitted noise as Python."""

    blocks: dict[str, str]
    stored: dict[str, object]
    noise: str


def prove(folder: Path | None, *, jobs: int, is_quick: bool) -> Proof:
    """Run everything.

    Parameters
    ----------
    folder : Path or None
        Photos of faces; None leaves them and the real repeats out.
    jobs : int
        Processes.
    is_quick : bool
        Few faces and draws, and no colour card.
    """
    with Workers(jobs, KeptResults(FOLDER)) as workers:
        phantom = run_phantom(workers, is_quick=is_quick)
        card = None if is_quick else run_card(workers)
        photos = None if folder is None else run_photos(workers, folder, is_quick=is_quick)
        pairs = () if folder is None else run_pairs(workers, folder)
    how = f"algorithm {ALGORITHM}, `python3 tasks.py validate"
    title = f"### Rendered phantom\n\n{len(phantom.results)} rendered faces, {how}`."
    blocks = {"phantom": _face_block(title, phantom)}
    stored: dict[str, object] = {"algorithm": ALGORITHM, "phantom": _stored(phantom)}
    faces = phantom.results
    if card is not None:
        blocks["card"] = _card_block(f"{how}`.", card)
        stored["card"] = [[tone, [asdict(shot) for shot in shots]] for tone, shots in card]
    if photos is not None:
        how = f"{how} --photos DIR`."
        title = f"### Real photos\n\n{_on_what(photos.results)}, {how}"
        blocks["photos"] = _face_block(title, photos)
        blocks["pairs"] = _pair_block(how, pairs)
        stored |= {"photos": _stored(photos), "pairs": [asdict(pair) for pair in pairs]}
        faces += photos.results
    models = _noise_models(faces, [each.pair for each in pairs])
    stored["noise"] = [asdict(model) for model in models]
    return Proof(blocks, stored, as_source(models))


def _face_block(title: str, run: FaceRun) -> str:
    shots = sum(len(face.readings) for face in run.results)
    parts = [
        f"{title} {shots} photos against the clean photo of each face.",
        *face_sections(run.results, run.challenged),
        "**Noise of two unchanged photos**: least MDC95 with which at most 2.5 % of the pairs of a "
        "tier are called improved and 2.5 % worse, and the part of it that is left where two "
        "photos were taken alike",
        noise_section(_noise_models(run.results)),
    ]
    return "\n\n".join(parts)


def _card_block(how: str, results: list[tuple[str, list[CardShot]]]) -> str:
    return (
        "### Redness of the whole face, with the colour card\n\n"
        "Rendered phantom with the printed card beside its face. MDC95 in a*: of EI without a "
        "card, by the card's nominal colours, and by the same print in both photos. "
        f"{how}\n\n{table(results)}"
    )


def _pair_block(how: str, pairs: tuple[RepeatPair, ...]) -> str:
    title = (
        "### Real repeats\n\n"
        f"{len(pairs)} people, one neutral and one smiling photo of one session and light; {how}"
    )
    return "\n\n".join((title, *pair_sections(pairs)))


def _on_what(results: tuple[FaceResult, ...]) -> str:
    tones = sorted({face.tone for face in results})
    return f"{len(results)} photos of faces ({', '.join(tones)} skin by its ITA in the photo)"


def _noise_models(faces: Sequence[FaceResult], repeats: Sequence[Pair] = ()) -> list[NoiseModel]:
    models = [fit_noise(faces, metric, repeats) for metric in Metric]
    return [model for model in models if model is not None]


def _stored(run: FaceRun) -> dict[str, object]:
    return {
        "faces": [asdict(face) for face in run.results],
        "challenged": [asdict(each) for each in run.challenged],
    }
