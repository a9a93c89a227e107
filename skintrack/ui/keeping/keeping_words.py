"""Sentences about the state of the library and about what lies in the bin."""

from datetime import date, datetime

from skintrack.model.backup import MadeBackup
from skintrack.model.bin import BinItem, BinKind
from skintrack.model.keeping import DamageKind, KeepingState
from skintrack.model.rating import Scale
from skintrack.model.rating_text import answer_text
from skintrack.ui.keeping.keeping_operations import Kept
from skintrack.ui.words import day_words, number, plural, tr, view_name


def status_words(kept: Kept, today: date) -> str:
    """Say in one line how the library is kept; nothing where nothing is in it."""
    if not kept.state.photos and kept.last_backup is None:
        return ""
    return " · ".join((verified_words(kept.state), backup_words(kept.last_backup, today)))


def verified_words(state: KeepingState) -> str:
    """Say how many photos were read and found whole, or that some are damaged."""
    if state.damaged:
        return plural("{count} photo is damaged", "{count} photos are damaged", len(state.damaged))
    if state.verified < state.photos:
        return tr("{verified} of {photos} photos in the library verified").format(
            verified=number(state.verified), photos=number(state.photos)
        )
    # The left of the line counts the course that is shown; these are of all, with the bin.
    return plural(
        "{count} photo in the library verified",
        "{count} photos in the library verified",
        state.photos,
    )


def backup_words(last: MadeBackup | None, today: date) -> str:
    """Say how long ago the last backup was."""
    if last is None:
        return tr("no backup yet")
    day = last.made_at.astimezone().date()
    days = (today - day).days
    if days < 0:  # the clock was moved back since
        return tr("last backup on {day}").format(day=day_words(day))
    if days == 0:
        return tr("last backup today")
    if days == 1:
        return tr("last backup yesterday")
    return plural("last backup {count} day ago", "last backup {count} days ago", days)


def state_words(state: KeepingState) -> str:
    """Say in a sentence how the photos are."""
    if not state.photos:
        return tr("There is no photo to verify yet.")
    if state.damaged:
        return plural(
            "{count} photo is damaged; it is not shown as good and has no scores.",
            "{count} photos are damaged; they are not shown as good and have no scores.",
            len(state.damaged),
        )
    if state.verified < state.photos:
        return tr("{verified} of {photos} photos were read lately and are whole.").format(
            verified=number(state.verified), photos=number(state.photos)
        )
    return plural(
        "{count} photo was read lately and is whole.",
        "All {count} photos were read lately and are whole.",
        state.photos,
    )


def oldest_words(oldest: datetime | None) -> str:
    """Say how often photos are read, and when the one was that waits longest."""
    text = tr("Each photo is read and compared once a month, a part every day.")
    if oldest is None:
        return text
    day = day_words(oldest.astimezone().date())
    return f"{text} {tr('The one that waits longest was read on {day}.').format(day=day)}"


def damage_words(kind: DamageKind) -> str:
    """Say what is wrong with a photo."""
    words = {
        DamageKind.MISSING: tr("The file is missing"),
        DamageKind.CHANGED: tr("The file has changed since its import"),
        DamageKind.UNREADABLE: tr("The file cannot be read"),
    }
    return words[kind]


def bin_words(count: int) -> str:
    """Say how many things lie in the bin."""
    if not count:
        return tr("The bin is empty.")
    return plural(
        "{count} thing rests in the bin and can be brought back.",
        "{count} things rest in the bin and can be brought back.",
        count,
    )


def synced_words(service: str) -> str:
    """Warn about a folder that is copied elsewhere, and say what to do."""
    return tr(
        "Your library lies in a folder that {service} copies to other places. Photos leave this "
        "computer that way, and a half-written copy can come back and damage the library. Move "
        "its folder to another place while SkinTrack is closed, and put backups into "
        "{service} instead: a backup is one file, and whole."
    ).format(service=service)


def synced_line(service: str) -> str:
    """Warn about it in one line."""
    return tr(
        "Your library lies in a folder that {service} copies elsewhere. That can damage it."
    ).format(service=service)


def item_words(item: BinItem) -> str:
    """Return what something in the bin is."""
    day = "" if item.day is None else day_words(item.day)
    if item.kind is BinKind.PHOTO:
        return day or tr("Photo without a date")
    if item.kind is BinKind.SESSION:
        return tr("Session of {day}").format(day=day)
    if item.kind is BinKind.COURSE:
        return tr("Course “{name}”").format(name=item.name)
    if item.kind is BinKind.PIN:
        return tr("Pin “{name}”").format(name=item.name)
    if item.kind is BinKind.ROUND:
        return tr("Comparison without dates of {day}").format(day=day)
    return tr("Rating of {day}").format(day=day)


def detail_words(item: BinItem) -> str:
    """Return what else tells one thing in the bin from another."""
    details = {
        BinKind.PHOTO: _name,
        BinKind.COURSE: _photos,
        BinKind.ROUND: _answers,
        BinKind.SESSION: _diary,
        BinKind.RATING: _answer,
        BinKind.PIN: _set_on,
    }
    detail = details.get(item.kind)
    return "" if detail is None else detail(item)


def _name(item: BinItem) -> str:
    return item.name


def _photos(item: BinItem) -> str:
    if not item.count:
        return tr("without photos")
    return plural("with {count} photo", "with {count} photos", item.count)


def _answers(item: BinItem) -> str:
    return plural("{count} answer", "{count} answers", item.count)


def _diary(_item: BinItem) -> str:
    return tr("with its diary")


def _answer(item: BinItem) -> str:
    return tr(answer_text(Scale(item.name), item.count))


def _set_on(item: BinItem) -> str:
    """Say on which photo a pin was set: many have no name but their number."""
    known = [] if item.view is None else [view_name(item.view)]
    known += [] if item.day is None else [day_words(item.day)]
    return tr("On the photo: {photo}").format(photo=", ".join(known))


def goes_words(item: BinItem) -> str:
    """Say when something goes by itself."""
    if item.is_needed:
        return tr("Stays: its outline is in use")
    if item.goes_at is None:
        return tr("In 30 days")
    return day_words(item.goes_at.astimezone().date())


def gone_words(count: int) -> str:
    """Say that things went for good."""
    return plural("{count} thing is gone for good.", "{count} things are gone for good.", count)


def back_words(count: int, first: BinItem) -> str:
    """Say that things are back."""
    if count == 1:
        return tr("“{what}” is back.").format(what=item_words(first))
    return plural("{count} thing is back.", "{count} things are back.", count)
