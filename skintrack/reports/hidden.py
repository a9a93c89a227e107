"""What the user chose not to show, said plainly."""

from skintrack.model import PhotoPrivacy
from skintrack.model.display import view_in_sentence
from skintrack.model.phrase import Phrase
from skintrack.reports.content import ReportMaterial
from skintrack.reports.listing import listed


def hidden_notes(material: ReportMaterial) -> tuple[str, ...]:
    """Return what is left out by choice, and whether the numbers count it."""
    if material.choices.photos is PhotoPrivacy.NONE:
        return ()
    notes: list[str] = []
    if material.hidden_count:
        notes.append(
            Phrase.counted(
                "{count} photo is not shown, by choice; it counts in the numbers.",
                "{count} photos are not shown, by choice; they count in the numbers.",
                material.hidden_count,
            )
        )
    if material.hidden_views:
        views = listed([view_in_sentence(view) for view in material.hidden_views])
        notes.append(Phrase("Views not shown, by choice: {views}.", views=views))
    return tuple(notes)
