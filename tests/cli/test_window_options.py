"""The usual starts of the window are read without the parser, and as the parser reads them."""

import argparse

import pytest

from skintrack.cli import window
from skintrack.cli.command_line import parse


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--measure-start"],
        ["--library", "my photos"],
        ["--library", "import", "--measure-start"],
    ],
)
def test_what_is_usual_means_the_same_without_a_parser(arguments):
    parser = argparse.ArgumentParser(add_help=False)
    window.add_options(parser)
    wanted = parser.parse_args(arguments)
    assert window.plain_options(arguments) == wanted
    assert parse(arguments) == wanted


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["analyze"],
        ["--library"],
        ["--library", ""],
        ["--library", "--measure-start"],
        ["--library=here"],
        ["--measure-start", "--library", "here"],
        ["--library", "here", "trend"],
    ],
)
def test_all_else_is_left_to_the_parser(arguments):
    assert window.plain_options(arguments) is None
