"""The language of the window: one catalogue for Qt's ``tr``, for ``words`` and for phrases."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QGuiApplication

from skintrack.errors import InternalError
from skintrack.model.catalogue import ENGLISH, Catalogue
from skintrack.resources import asset, catalogue
from skintrack.settings import LANGUAGES
from skintrack.ui.own_side import addressing_owner


class _Spoken:
    """What the window speaks now."""

    language: str = "en"
    catalogue: Catalogue = ENGLISH
    to_owner: Catalogue | None = None
    is_to_owner: bool = False
    translators: tuple[QTranslator, ...] = ()


def spoken() -> Catalogue:
    """Return the texts of the language that the window speaks."""
    if not _Spoken.is_to_owner:
        return _Spoken.catalogue
    if _Spoken.to_owner is None:
        _Spoken.to_owner = addressing_owner(_Spoken.catalogue)
    return _Spoken.to_owner


def speak_to_owner(*, is_owner: bool) -> None:
    """Speak to the person whose skin is shown, or of them as of somebody else."""
    _Spoken.is_to_owner = is_owner


def spoken_language() -> str:
    """Return the code of the language that the window speaks, such as ``de``."""
    return _Spoken.language


def language_of(choice: str) -> str:
    """Return the language for a choice of the settings: the system's where we have it."""
    if choice != "system":
        return choice
    system = QLocale.system().uiLanguages()[:1]
    code = system[0].split("-")[0] if system else "en"
    return code if code in LANGUAGES else "en"


def speak(application: QCoreApplication, choice: str) -> None:
    """Let the window speak a language from now on; widgets that exist keep their texts.

    Parameters
    ----------
    application : QCoreApplication
        Gets the translators and, where it has windows, the reading direction.
    choice : str
        ``system`` or one of ``LANGUAGES``.
    """
    for translator in _Spoken.translators:
        application.removeTranslator(translator)
    language = language_of(choice)
    locale = _locale(language)
    QLocale.setDefault(locale)
    _Spoken.language = language
    _Spoken.catalogue, _Spoken.to_owner = catalogue(language) or ENGLISH, None
    _Spoken.translators = ()
    if _Spoken.catalogue is not ENGLISH:
        _Spoken.translators = _translators(application, locale)
        for translator in _Spoken.translators:
            application.installTranslator(translator)
    if isinstance(application, QGuiApplication):
        application.setLayoutDirection(locale.textDirection())


def _translators(application: QCoreApplication, locale: QLocale) -> tuple[QTranslator, ...]:
    """Return Qt's own texts, and ours on top: Qt asks the last one first."""
    qt = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # In Qt's own form: a translator in Python would be waited for by threads that hold locks.
    ours = QTranslator(application)
    if not ours.load(str(asset(f"translations/{_Spoken.language}.qm"))):
        raise InternalError("The program was installed without its translations.")
    return (qt, ours) if qt.load(locale, "qtbase", "_", folder) else (ours,)


def _locale(language: str) -> QLocale:
    """Return the locale of a language, as the system has it where it speaks the same."""
    if language == "en":
        return QLocale(QLocale.Language.English)
    system = QLocale.system()
    chosen = QLocale(language)
    return system if system.language() == chosen.language() else chosen
