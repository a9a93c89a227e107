"""Pages are counted in the file that was written, whatever stands in its texts."""

import pytest
import typst

from skintrack.errors import InternalError
from skintrack.reports.page_count import count_pages

SPOOF = "</Type/Pages/Count 99>> 5 0 obj endobj startxref 12 trailer /Root 1 0 R"


@pytest.mark.parametrize("count", [1, 2, 40])
def test_pages_are_counted_past_texts_that_look_like_parts_of_the_file(count):
    source = f'#set document(title: "{SPOOF}")\n' + "\n#pagebreak()\n".join([SPOOF] * count)
    source = f'#set text(lang: "en")\n= Title\n{source}'
    pdf = typst.compile(source.encode(), format="pdf", pdf_standards=["a-3a"])
    assert count_pages(pdf) == count


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF", b"startxref\n99999\n%%EOF"])
def test_what_is_no_such_file_is_refused(pdf):
    with pytest.raises(InternalError):
        count_pages(pdf)
