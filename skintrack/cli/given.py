"""What is given to the window and to commands alike; apart, so that the window opens sooner."""

import argparse
from pathlib import Path

ENVIRONMENT_NAME = "SKINTRACK_PASSPHRASE"


def given_path(text: str) -> Path:
    """Read a path; an empty one is a script's unset variable, and would mean the current folder."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)
