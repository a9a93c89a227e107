"""Photo files and arrays: the only place for Pillow and pi-heif.

May import ``model`` and ``errors``; never Qt or another sibling.

How a file becomes an image (``decode``)::

    bytes → kind by content (``kinds``) → is the file whole? (``jpeg``, ``png``, ``riff``, ``bmff``)
          → size from the header, refused before decoding if too large → decoded once, strictly
          → sRGB (``color``) → uint8 RGB array → turned upright (``orientation``)
"""
