"""Whether a TIFF file is whole: its pixels lie where its first directory says (TIFF 6.0)."""

from skintrack.imaging.tiff_tags import read_directory

_STRIPS, _TILES = (273, 279), (324, 325)  # tags of offsets and lengths


def is_whole(data: bytes) -> bool:
    """Tell whether the directory and all strips or tiles end within the file."""
    tags = read_directory(data)
    for offsets_tag, lengths_tag in (_STRIPS, _TILES):
        offsets, lengths = tags.get(offsets_tag), tags.get(lengths_tag)
        if offsets is not None and lengths is not None:
            ends = map(sum, zip(offsets.numbers, lengths.numbers, strict=False))
            return all(end <= len(data) for end in ends)
    # Other programs write a single strip without its length; a missing directory is no TIFF.
    return bool(tags)
