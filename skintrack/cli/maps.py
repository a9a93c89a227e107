"""``--map`` and its ``--output``: a map as a picture, for ``analyze`` and ``compare``."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from skintrack.cli.outcome import Outcome
from skintrack.errors import EnvironmentalError
from skintrack.model import FileFailure
from skintrack.model.skin_map import MapKind

CHANGE_KINDS = (MapKind.REDNESS, MapKind.TEXTURE)


def add_map(
    parser: argparse.ArgumentParser, help_text: str, kinds: tuple[MapKind, ...] = tuple(MapKind)
) -> None:
    """Add ``--map KIND``."""
    parser.add_argument("--map", choices=[kind.value for kind in kinds], help=help_text)


def photo_map_misuse(options: argparse.Namespace) -> str | None:
    """Say what is wrong with a map of one photo; None where nothing is."""
    if options.map is None:
        return None if options.output is None else "--output needs --map redness|texture|mask"
    if options.output is None:
        return "--map needs --output PNG"
    return None if len(options.photos) == 1 else "--map needs exactly one PHOTO"


def change_map_misuse(options: argparse.Namespace) -> str | None:
    """Say what is wrong with a map of a pair; None where nothing is."""
    return "--map needs --output PNG" if options.map and options.output is None else None


def with_map(outcome: Outcome, output: Path, file: str, save: Callable[[], str]) -> Outcome:
    """Save a map and add it to what a command has to say; a refusal is a failure of its file.

    Parameters
    ----------
    outcome : Outcome
        Of the numbers, which stand whatever becomes of the map.
    output : Path
        Where the picture goes.
    file : str
        The photo that the map is of.
    save : callable
        Saves the picture and returns the map in words.
    """
    try:
        words = save()
    except EnvironmentalError as error:
        failure = FileFailure(file, error.code, error.message)
        return replace(outcome, failures=(*outcome.failures, failure))
    document: Mapping[str, object] = {
        **outcome.document,
        "output": str(output),
        "map_description": words,
    }
    return replace(outcome, lines=(*outcome.lines, words, f"Saved {output}"), document=document)
