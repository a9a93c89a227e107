"""A crash of the program leaves no picture of its memory."""

import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, resource, sys
from skintrack.__main__ import main
before = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
try:
    main(["--version"])
except SystemExit:
    pass
print(before, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_core_dumps_are_off_and_memory_is_closed():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "1 0 (0, 0)"
