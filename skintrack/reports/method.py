"""Method and limits: how each number is made, and what it cannot show."""

from skintrack.model.phrase import Phrase
from skintrack.reports.content import ReportMaterial
from skintrack.reports.parts import Method, Named

METHOD = (
    Named(
        Phrase("Redness"),
        Phrase(
            "The camera's colours are turned back into linear light. Redness is the decimal "
            "logarithm of red over green, times 100, in a region, minus the same for the "
            "whole face in the same photo, so that the lamp's brightness and colour cancel. "
            "Redness spots are how far local red marks stand out from the skin around them."
        ),
    ),
    Named(
        Phrase("Texture and relief"),
        Phrase(
            "Contrast of the red channel at the size of pores (fine texture) and of scars "
            "and coarse pores (relief), after every face has been brought to one scale. Both "
            "are corrected for the sharpness of the photo, read from brows and lashes."
        ),
    ),
    Named(
        Phrase("Index"),
        Phrase(
            "A value as a share of the patient's own baseline, which is 100: redness spots "
            "and relief divided by their baseline, fine texture as a ratio too (its value is "
            "a logarithm). Redness of a region is a difference without a true zero, so it "
            "has no index. The index compares nobody with other people."
        ),
    ),
    Named(
        Phrase("Noise"),
        Phrase(
            "A change counts only if it is larger than the smallest change that two such "
            "photos can show (95 %). Where the noise is called assumed, it comes from pairs "
            "of photos of other people, each pair taken in one session. Photos of different "
            "days can differ more. Where it is from repeated photos, it was raised by how "
            "far this person's own shots of one occasion differ; where these were also taken "
            "in other light, by that too, or lowered from five such occasions on."
        ),
    ),
    Named(
        Phrase("Which photos count"),
        Phrase(
            "Photos of the first seven days after a session, photos that fail the quality "
            "checks and photos taken in other light, pose or distance than the baseline are "
            "kept in the record but enter no number. Two photos are a comparison; a trend "
            "needs four visits."
        ),
    ),
    Named(
        Phrase("What this cannot show"),
        Phrase(
            "Redness relative to the face cannot see the whole face becoming redder or "
            "paler. Photos are flat: they show shadow and colour, not depth, and the same "
            "scar looks deeper when the light comes more from the side. Make-up, tan and a "
            "phone's picture style can change the numbers. Regions are named by the "
            "patient's side."
        ),
    ),
)


def method_of(material: ReportMaterial) -> Method:
    """Return method and limits."""
    version = Phrase(
        "Method version {algorithm}, SkinTrack {version}",
        algorithm=material.algorithm,
        version=material.app_version,
    )
    return Method(Phrase("Method and limits"), METHOD, None, version)
