"""What is said where letters cannot be printed: of which script, and what would help."""

import unicodedata
from collections.abc import Iterable

from skintrack.model.phrase import Phrase
from skintrack.reports.listing import listed

_CJK = Phrase("Chinese, Japanese or Korean")
_EMOJI = Phrase("emoji")
_OTHER = Phrase("rare signs")
# By the first word of a letter's Unicode name.
_SCRIPTS = {
    "ARABIC": Phrase("Arabic"),
    "HEBREW": Phrase("Hebrew"),
    "DEVANAGARI": Phrase("Devanagari"),
    "BENGALI": Phrase("Bengali"),
    "GURMUKHI": Phrase("Gurmukhi"),
    "GUJARATI": Phrase("Gujarati"),
    "TAMIL": Phrase("Tamil"),
    "TELUGU": Phrase("Telugu"),
    "KANNADA": Phrase("Kannada"),
    "MALAYALAM": Phrase("Malayalam"),
    "SINHALA": Phrase("Sinhala"),
    "THAI": Phrase("Thai"),
    "LAO": Phrase("Lao"),
    "KHMER": Phrase("Khmer"),
    "MYANMAR": Phrase("Burmese"),
    "ETHIOPIC": Phrase("Ethiopic"),
    "ARMENIAN": Phrase("Armenian"),
    "GEORGIAN": Phrase("Georgian"),
    "CYRILLIC": Phrase("rare Cyrillic letters"),
    "LATIN": Phrase("rare Latin letters"),
    "CJK": _CJK,
    "HIRAGANA": _CJK,
    "KATAKANA": _CJK,
    "HANGUL": _CJK,
    "BOPOMOFO": _CJK,
    "FULLWIDTH": _CJK,
    "IDEOGRAPHIC": _CJK,
}
_PICTURES = frozenset({"So", "Sk"})
_FIRST_EMOJI = 0x1F000
_CJK_FONTS = Phrase("Noto Sans CJK (Debian and Ubuntu: fonts-noto-cjk)")
_EMOJI_FONTS = Phrase("Noto Color Emoji (Debian and Ubuntu: fonts-noto-color-emoji)")
_CORE_FONTS = Phrase("Noto Sans (Debian and Ubuntu: fonts-noto-core)")


def missing_words(missing: Iterable[str]) -> str:
    """Return which scripts no font can print and which fonts would help; empty where none lacks.

    For the window before the report is written, and for the report itself.
    """
    scripts = dict.fromkeys(_script_of(letter) for letter in sorted(missing))
    if not scripts:
        return ""
    sentence = Phrase(
        "Some letters cannot be printed, as no font on this computer has them: {scripts}.",
        scripts=listed(list(scripts)),
    )
    fonts = dict.fromkeys(font for script in scripts if (font := _font_for(script)))
    if not fonts:
        return sentence
    advice = Phrase("These fonts would help: {fonts}.", fonts=listed(list(fonts)))
    return Phrase.joined(" ", (sentence, advice))


def _script_of(letter: str) -> str:
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    if first in _SCRIPTS:
        return _SCRIPTS[first]
    is_picture = unicodedata.category(letter) in _PICTURES and ord(letter) >= _FIRST_EMOJI
    return _EMOJI if is_picture else _OTHER


def _font_for(script: str) -> str:
    fonts: dict[str, str] = {_OTHER: "", _CJK: _CJK_FONTS, _EMOJI: _EMOJI_FONTS}
    return fonts.get(script, _CORE_FONTS)
