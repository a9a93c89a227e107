"""The pages after the trends as plain data, with any text in every place."""

from skintrack.reports.parts import (
    FormScale,
    Mark,
    Method,
    Named,
    Practitioner,
    Recovery,
    RecoveryRow,
    RecoveryWeek,
    SessionLog,
    SessionRow,
    Sketch,
)
from skintrack.reports.pictures import Chart

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0H4V2"/></svg>'


def sessions_with(text: str, count: int = 1) -> SessionLog:
    """Return a session log that says a text everywhere."""
    row = SessionRow((text,) * 7, (Named("Notes", text), Named(text, text)), text)
    return SessionLog("Sessions", (text,), (text,) * 7, (row,) * count)


def recovery_with(text: str) -> Recovery:
    """Return two weeks of a diary, one with many words, that say a text everywhere."""
    marks = (Mark("", text), *(Mark(level, f"step {level}") for level in "0123012"))
    week = RecoveryWeek(
        text,
        tuple("01234567"),
        (RecoveryRow(text, marks),),
        (Named(text, text),),
        (Named(text, text),),
    )
    return Recovery(
        heading="Recovery",
        notes=(text,),
        corner="Day",
        legend=marks[1:5],
        weeks=(week, week),
        safety_heading="Questions",
        safety_notes=(text,),
        safety_columns=("Asked", "Answer"),
        safety=(Named(text, text),),
        instruction=(Named("Instruction", text),),
    )


def method_with(text: str) -> Method:
    """Return method and limits that say a text everywhere."""
    return Method(
        "Method",
        (Named("Noise", text),),
        "Here",
        (Named("Version", text),),
        Sketch(Chart(SVG, "A drawn face."), text),
    )


def practitioner_with(text: str) -> Practitioner:
    """Return a page to fill in that says a text everywhere."""
    scale = FormScale("Scale", text, (Named(text, text), Named(text, "")))
    return Practitioner(
        heading="To fill in",
        intro=text,
        scales=(scale, scale),
        region_columns=(text,) * 3,
        regions=((text, text),),
        plan_heading="Plan",
        plan_fields=(text,) * 3,
        depth_label=text,
        depth_fields=(text,) * 5,
        remarks="Remarks",
        signature_fields=(text,) * 3,
        back=text,
    )
