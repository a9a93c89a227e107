"""The language of the window: one catalogue for Qt's ``tr``, for ``words`` and for phrases."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QGuiApplication

from skintrack.model.catalogue import ENGLISH, Catalogue
from skintrack.resources import catalogue
from skintrack.settings import LANGUAGES
from skintrack.ui.own_side import addressing_owner


class CatalogueTranslator(QTranslator):
    """Answers Qt's ``tr`` from a catalogue.

    Parameters
    ----------
    texts : Catalogue
        Searched by text; the class that asks makes no difference, a disambiguation does.
    parent : QObject
        Owner.
    """

    def __init__(self, texts: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """Say that there are texts; Qt would not ask otherwise."""
        return False

    def translate(
        self,
        context: str | bytes,
        source_text: str | bytes,
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str | None:
        """Return the translation, or None so that Qt asks the next translator."""
        del context, n
        return self._texts.find(_text(source_text), _text(disambiguation or "") or None)


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
    ours = CatalogueTranslator(_Spoken.catalogue, application)
    return (qt, ours) if qt.load(locale, "qtbase", "_", folder) else (ours,)


def _locale(language: str) -> QLocale:
    """Return the locale of a language, as the system has it where it speaks the same."""
    if language == "en":
        return QLocale(QLocale.Language.English)
    system = QLocale.system()
    chosen = QLocale(language)
    return system if system.language() == chosen.language() else chosen


def _text(given: str | bytes) -> str:
    return given.decode("utf-8") if isinstance(given, bytes) else given
