"""The command line: argparse, one file per command, no Qt.

``command_line`` reads the arguments, runs the command and turns its outcome into output and an
exit code. A command is a module with ``register`` (its arguments) and ``run`` (its work), and
imports what it needs inside ``run``, so that no command pays for another. It may import
``workflows`` and everything below; never ``ui`` or ``app``.
"""
