"""What is known of a photo beside its picture, and what that says of a pair."""

from dataclasses import dataclass
from datetime import date

from skintrack.analysis.findings import Finding
from skintrack.analysis.skin_state import compare_skin_states
from skintrack.model import Photo, SkinState
from skintrack.model.display import day_in_words
from skintrack.model.phrase import Phrase


@dataclass(frozen=True)
class PhotoNotes:
    """Day and state of the skin; None where nobody knows."""

    day: date | None = None
    skin_state: SkinState | None = None


@dataclass(frozen=True)
class PairNotes:
    """The notes of an earlier and a later photo."""

    before: PhotoNotes = PhotoNotes()
    after: PhotoNotes = PhotoNotes()

    @property
    def when(self) -> Phrase:
        """When the earlier photo was taken, as advice says it: "on 3 May"."""
        day = self._earlier_day
        return Phrase("for the earlier photo") if day is None else Phrase("on {day}", day=day)

    @property
    def that_day(self) -> Phrase:
        """The day of the earlier photo: "3 May"."""
        return self._earlier_day or Phrase("that day")

    @property
    def _earlier_day(self) -> Phrase | None:
        """The day in words; None where it is not known or tells the photos not apart."""
        day, later = self.before.day, self.after.day
        return None if day is None or day == later else day_in_words(day, later)

    def differences(self) -> tuple[Finding, ...]:
        """Return what the notes keep from being compared, and whether the days are reversed."""
        states = compare_skin_states(self.before.skin_state, self.after.skin_state)
        first, second = self.before.day, self.after.day
        if first is None or second is None or first <= second:
            return states
        return (Finding("days_reversed"), *states)


NOTHING_NOTED = PairNotes()


def notes_of(photo: Photo) -> PhotoNotes:
    """Return the notes of a photo of a library."""
    day = None if photo.captured_at is None else photo.captured_at.date()
    return PhotoNotes(day, photo.skin_state)
