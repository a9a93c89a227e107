"""Questions before a session. Whatever is answered, the outcome is to ask the practitioner.

Nothing here permits, forbids or judges: the program knows neither the skin nor the person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skintrack.model.phrase import Phrase
from skintrack.treatment.facts import table


class SafetyKind(StrEnum):
    """Why a question is asked: what sources do not treat now, may not suit, or clinics ask."""

    NOW = "now"
    ASK = "ask"
    TELL = "tell"


@dataclass(frozen=True)
class SafetyQuestion:
    """Something that may apply to the person before a session."""

    code: str
    kind: SafetyKind
    text: Phrase


def safety_questions() -> tuple[SafetyQuestion, ...]:
    """Return all questions, grouped by kind in the order to show them."""
    return tuple(
        SafetyQuestion(entry["code"], SafetyKind(entry["kind"]), Phrase(entry["text"]))
        for entry in table()["safety"]
    )


def applying(answers: Mapping[str, bool]) -> tuple[SafetyQuestion, ...]:
    """Return the questions that were answered with yes."""
    return tuple(each for each in safety_questions() if answers.get(each.code))


def outcome(answers: Mapping[str, bool]) -> Phrase:
    """Return what the answers come to: always to ask the practitioner, never yes or no.

    Parameters
    ----------
    answers : mapping
        By code of the question whether it applies; empty if they were not gone through.
    """
    count = len(applying(answers))
    if not answers:
        return Phrase("If you are unsure about anything, ask your practitioner before the session.")
    if not count:
        return Phrase(
            "Nothing was ticked. This list cannot know everything: if you are unsure about "
            "anything, ask your practitioner before the session."
        )
    return Phrase.counted(
        "Ask your practitioner before the session, and mention the point you ticked.",
        "Ask your practitioner before the session, and mention the {count} points you ticked.",
        count,
    )
