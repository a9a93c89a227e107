"""Sizes that a chart has on every ground, in letters, lines of text and text sizes."""

EMPTY_TEXT_WIDTH = 48
TICK_WIDTH_IN = 0.62
# Of the text size.
LINES_ABOVE = 5.4
LINES_BELOW = 3.4
LINES_LEFT = 3.6
HEADING_LEFT = 0.2
LINES_RIGHT = 1.2

# In text sizes.
PIN_RADIUS = 0.62
PIN_RISE = 1.15
"""How far above the values the middle of a pin stands, so that it hides no point at their top."""
PIN_GAP = 0.18
LETTER = 0.5
