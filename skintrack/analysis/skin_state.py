"""What the noted state of the skin keeps two photos from being compared for.

Only the user can say it: a photo does not prove make-up. What was not noted has no effect.

- Make-up covers colour and fills pores, so nothing is compared with bare skin.
- Water or cream fills fine lines and shines. Where the shine of the drawn face is tripled, the
  redness of its forehead falls by 2.9 EI, more than the noise (``docs/measurement.md``).
- A flush after washing, sport or heat is redness that will be gone in an hour; the surface stays.
"""

from skintrack.analysis.findings import ALL_METRICS, COLOR_METRICS, Finding

_WITHHELD = {"make_up": ALL_METRICS, "wet": ALL_METRICS, "flushed": COLOR_METRICS}


def compare_skin_states(before: str | None, after: str | None) -> tuple[Finding, ...]:
    """Return what the skin's state in two photos keeps from being compared.

    Parameters
    ----------
    before, after : str or None
        ``bare``, ``make_up``, ``wet`` or ``flushed``; None where nothing was noted.

    Returns
    -------
    tuple of Finding
        ``make_up_differs`` and the like withhold; their figure is 1 where the later photo has that
        state and -1 where the earlier one has. ``make_up_in_both`` and the like are remarks.
    """
    if before is None or after is None or before == after == "bare":
        return ()
    if before == after:
        return (Finding(f"{before}_in_both"),)
    sides = ((before, -1.0), (after, 1.0))
    return tuple(
        Finding(f"{state}_differs", _WITHHELD[state], figure=side)
        for state, side in sides
        if state != "bare"
    )
