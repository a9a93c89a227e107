"""Sentences about numbers that several commands say."""

from skintrack.model import Change, Verdict

VERDICTS = {
    Verdict.IMPROVED: "better",
    Verdict.WORSE: "worse",
    Verdict.WITHIN_NOISE: "no change that these photos can show",
    Verdict.NOT_COMPARABLE: "not comparable",
}


def plain(name: str) -> str:
    """Write a code such as ``right_cheek`` in words."""
    return name.replace("_", " ")


def change_sentence(change: Change) -> str:
    """Say what became of one metric in one region."""
    start = f"{plain(change.region).capitalize()}, {plain(change.metric)}"
    if change.change is None or change.before is None or change.after is None:
        return f"{start}: {VERDICTS[change.verdict]}"
    band = "" if change.noise is None else f" ± {change.noise:.2f}"
    return (
        f"{start}: {change.before:.2f} to {change.after:.2f} "
        f"({change.change:+.2f}{band}): {VERDICTS[change.verdict]}"
    )
