"""The one build step that pyproject.toml cannot say: assets/ goes into the wheel.

``assets/`` stands beside the package, where people look for it. A wheel carries it inside, as
``skintrack/assets``; ``skintrack.resources`` finds either. Everything else is in pyproject.toml.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ASSETS = Path(__file__).resolve().parent / "assets"


class BuildWithAssets(build_py):
    """Build the package and put the assets into it, with the face models where set-up put them."""

    def run(self) -> None:
        """Build, then copy; an editable install reads the assets where they are."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "skintrack" / "assets"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(ASSETS, target, ignore=shutil.ignore_patterns("*.partial"))


setup(cmdclass={"build_py": BuildWithAssets})
