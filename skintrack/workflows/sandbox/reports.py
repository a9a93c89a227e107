"""Reports from outside: their PDF is taken apart in a process of its own."""

from skintrack.errors import InputError
from skintrack.model.phrase import Phrase
from skintrack.workflows.report_pdf import damaged, too_large
from skintrack.workflows.sandbox.child_process import ChildDiedError, Death
from skintrack.workflows.sandbox.messages import Message
from skintrack.workflows.sandbox.pool import REPORTS, the_pool


def data_inside(pdf_bytes: bytes, document: str, file: str, password: str) -> bytes:
    """Return the data file inside a PDF; parameters and errors as ``report_pdf.data_inside``."""
    facts = {"task": "read_data", "document": document, "name": file, "password": password}
    try:
        answer = the_pool().ask(REPORTS, Message(facts, [pdf_bytes]))
    except ChildDiedError as error:
        is_too_much = error.death in (Death.TOO_SLOW, Death.MEMORY)
        raise (too_large(file) if is_too_much else damaged(file)) from error
    except OSError as error:
        text = Phrase(
            "“{file}” could not be opened: this computer is too busy. Close other programs and "
            "try again.",
            file=file,
        )
        raise InputError(text, "busy") from error
    if "refused" in answer.facts:
        raise InputError(Phrase.restored(answer.facts["text"]), str(answer.facts["refused"]))
    return bytes(answer.parts[0])
