"""``calendar`` writes the dates ahead, and the course's name only where it is asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import icalendar

from tests.helpers.command import Result

Run = Callable[..., Result]


def test_dates_are_written_without_a_name(run: Run, library: Path, tmp_path: Path) -> None:
    day = datetime.now().astimezone().date() - timedelta(days=20)
    assert run("session", "add", "--library", library, "--date", day.isoformat()).code == 0
    target = tmp_path / "dates.ics"
    result = run("calendar", "--library", library, "--output", target)
    assert result.code == 0
    calendar = icalendar.Calendar.from_ical(target.read_bytes())
    titles = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert "Photos, 3 months after session 1" in titles
    assert f"{len(titles)} dates." in result.out
    assert "Cheeks" not in target.read_text(encoding="utf-8")
    assert calendar.walk("VALARM")
    named = run(*("calendar", "--library", library, "--output", target, "--with-name"))
    assert named.code == 0
    assert "SUMMARY:Cheeks: Photos" in target.read_text(encoding="utf-8")
    quiet = run("calendar", "--library", library, "--output", target, "--no-reminders")
    assert quiet.code == 0
    assert "VALARM" not in target.read_text(encoding="utf-8")


def test_another_ending_is_refused(run: Run, library: Path, tmp_path: Path) -> None:
    result = run("calendar", "--library", library, "--output", tmp_path / "dates.txt")
    assert result.code == 2
    assert ".ics" in result.err
