"""What a report prints beside its words: photos and charts, with what they show in words."""

from typing import NamedTuple


class Picture(NamedTuple):
    """A photo as it is printed.

    ``jpeg`` is None where there is no photo (then ``note`` is empty) or where its file cannot be
    read (then ``note`` says so). ``alt`` describes it for people who do not see it.
    """

    jpeg: bytes | None
    alt: str
    note: str = ""


class Chart(NamedTuple):
    """A chart as SVG with its description.

    ``reaches_beyond`` says that hollow triangles stand for points beyond its scale.
    """

    svg: bytes
    alt: str
    reaches_beyond: bool = False
