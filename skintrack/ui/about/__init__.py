"""The window about the program: what it is, where everything stays, licences, versions."""
