"""What is said of a side to the person themselves: "your left" instead of "the patient's left".

Below the window, and on paper, sentences speak of the patient: a practitioner reads them. In the
window of somebody's own course they would sound as if another person were meant.
"""

from __future__ import annotations

from types import MappingProxyType

from skintrack.model.catalogue import Catalogue, Entry
from skintrack.model.phrase import Phrase

OWN_TEXTS = {
    "The light comes from the patient's left (right in the picture).": Phrase(
        "The light comes from your left (right in the picture)."
    ),
    "The light comes from the patient's right (left in the picture).": Phrase(
        "The light comes from your right (left in the picture)."
    ),
    "The light comes more from the patient's left (right in the picture) than before.": Phrase(
        "The light comes more from your left (right in the picture) than before."
    ),
    "The light comes more from the patient's right (left in the picture) than before.": Phrase(
        "The light comes more from your right (left in the picture) than before."
    ),
    "The head is turned more to the patient's left (right in the picture) than before.": Phrase(
        "The head is turned more to your left (right in the picture) than before."
    ),
    "The head is turned more to the patient's right (left in the picture) than before.": Phrase(
        "The head is turned more to your right (left in the picture) than before."
    ),
    "They tell where the face is. Sides are the patient's own: the right eye is on the left of the "
    "picture.": Phrase(
        "They tell where the face is. Sides are your own: your right eye is on the left of the "
        "picture."
    ),
    "the patient's {region}": Phrase("your {region}", region="{region}"),
}
"""Sentences from below the window, and how they are said to whoever they are about."""


def addressing_owner(texts: Catalogue) -> Catalogue:
    """Return a catalogue that says these sentences to the person themselves."""
    own: dict[tuple[str | None, str], Entry] = {
        (None, patient): Entry(patient, (texts.text(phrase.template),))
        for patient, phrase in OWN_TEXTS.items()
    }
    return texts._replace(entries=MappingProxyType({**texts.entries, **own}))
