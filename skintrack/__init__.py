"""SkinTrack: dated skin photos made comparable, measured honestly, told over time.

Layers, top to bottom (a module may import only what stands below it)::

    __main__ > app > ui | cli > workflows
      > library | imaging | analysis | trends | treatment | charts | reports | capture | phantom
      > settings | resources > model > errors

``docs/architecture.md`` tells the story; import-linter enforces it.
"""

__version__ = "0.1.0"
