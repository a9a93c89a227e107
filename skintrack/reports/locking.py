"""Lock a finished PDF with a password: AES of 256 bits, as PDF 2.0 defines it.

PDF/A forbids encryption, so a locked report no longer calls itself archival; it stays accessible.
Keys are drawn anew each time: two locked files of one report differ, as they must.
"""

import io
from typing import Literal

from skintrack.reports.password import prepared_password

_ARCHIVAL = ("pdfaid:part", "pdfaid:conformance")
# The revision of the security handler.
_AES_256: Literal[6] = 6


def lock_pdf(pdf_bytes: bytes, password: str) -> bytes:
    """Return a PDF that opens with the password only.

    Whoever has the password may do everything with the file, also copy its text and have it read
    aloud.

    Parameters
    ----------
    pdf_bytes : bytes
        An open PDF.
    password : str
        As it was typed.

    Raises
    ------
    InputError
        If the password is empty, too long or not usable; see `prepared_password`.
    """
    import pikepdf

    key = prepared_password(password)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for name in _ARCHIVAL:
                if name in metadata:
                    del metadata[name]
        everything = pikepdf.Permissions()
        encryption = pikepdf.Encryption(
            user=key, owner=key, R=_AES_256, allow=everything, aes=True, metadata=True
        )
        pdf.save(locked, encryption=encryption, preserve_pdfa=False)
    return locked.getvalue()
