"""Texts that people, keyboards and scripts put into a field, and that must come out as typed."""

NAUGHTY = {
    "typst": "#let x = 1; #panic() *bold* _it_ $x^2$ `raw` <label> @ref [a] {b} = h - l \\ ~ //",
    "quotes": "\"double\" 'single' `back` “curly” «guillemets» „low“ O'Neil",
    "backslashes": "C:\\temp\\new \\n \\u{1F600} \\\\ /*x*/ %s %d {name} {{}} ${x} <!-- -->",
    "json and html": '{"a": [1, null]} <b>&amp;</b> </script> ]]> --',
    "spaces": "a  b\u00a0c\u2003d\u3000e",
    "signs": "½ 10⁻³ µm ± ≤ ≥ → € £ ¥ § ° … \u2013 — • \u00d7 ™ №",
    "accents": "Ärztin Łódź Ñandú Çeşme Żółć Ǆ ŉ ǅ Đỗ Ồ",
    "combining": "e\u0301 o\u0308 Z\u0338\u0321\u0362 a\u0320\u0353",
    "greek": "ἄνθρωπος ᾧ Ελλάδα ΐ",
    "cyrillic": "Їжак Привет ЁЖ Ѣ",
    "numbers": "1/0 1E+02 NaN -0 0x1f ١٢٣",
    "dashes": "-- --- -1 .5 1. (a) [ ] + -",
}
"""By what is odd about them; the program's own font and Typst's have all their letters."""

INVISIBLE = {
    "joiners": "a\u200bb\u200cc\u200dd\u2060e\u00adf",
    "marks": "abc\u200fdef\u200eghi",
    "byte order": "\ufeffabc",
    "controls": "a\x00b\x07c\x1bd\x7fe\x9ff",
    "unbalanced": "abc \u202edef",
    "isolates": "\u2066abc \u2067def",
    "tags": "a\U000e0041\U000e007fb",
    "selectors": "a\ufe0fb\ufe0e",
}
"""Signs that are not seen: what is seen of the text is still there, in its order."""

FOREIGN = {
    "arabic": "مرحبا بالعالم",
    "hebrew": "שלום עולם",
    "devanagari": "नमस्ते दुनिया",
    "chinese": "你好世界",
    "japanese": "こんにちは カタカナ",
    "korean": "안녕하세요",
    "thai": "สวัสดี",
    "emoji": "😀 👩‍👩‍👧 🇩🇪 👍🏽",
    "private": "\ue000 \U000f0000",
    "lone": "\ud83d",
    "nothing": "\uffff \ufffd",
}
"""Texts that need fonts which may not be there: never an error, and it is said what is missing."""
