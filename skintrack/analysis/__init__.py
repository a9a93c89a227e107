"""Measuring: pure functions on arrays and numbers. No files, no database, no Qt, no drawing.

``ALGORITHM`` names the version of everything here that moves a number; it is stored with every
measurement, and a chart never joins numbers of two versions.
"""

ALGORITHM = "4"
