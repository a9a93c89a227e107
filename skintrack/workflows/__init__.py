"""What the user can ask for: one module per command, joining the siblings below.

No Qt here: the window, the command line and a test call the same functions. Long work takes a
``progress`` callable and a ``cancelled`` check, and returns what it changed.
"""
