"""One window per library: a second start brings the first window forward.

Files do it, no socket: the program talks to nobody, not even to itself over a network interface.
"""
