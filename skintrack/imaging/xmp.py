"""Single values out of an XMP packet, without a parser of XML: what comes from outside is no tree.

XMP writes a value as an attribute or as an element (ISO 16684-1, 7.4); the usual prefixes of
namespaces are taken for granted.
"""

import re

MOST_BYTES = 1 << 20
"""Of a packet; longer ones are not looked at."""


def value(packet: bytes, name: str) -> str:
    """Return the text of a property such as ``tiff:Orientation``; empty if it is not there."""
    if not packet or len(packet) > MOST_BYTES:
        return ""
    tag = re.escape(name.encode("ascii"))
    found = re.search(
        tag + rb"""\s*(?:=\s*["']([^"'<>]{0,64})["']|>([^"'<>]{0,64})</""" + tag + rb">)", packet
    )
    if found is None:
        return ""
    return (found[1] or found[2] or b"").decode("ascii", "replace").strip()
