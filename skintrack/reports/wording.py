"""The fixed sentences of a report: method and limits, notes, labels."""

from skintrack.model.phrase import Phrase
from skintrack.reports.content import Labels

TITLE = Phrase("Progress report")
NOT_A_DIAGNOSIS = Phrase("Made by the patient with SkinTrack. Not a diagnosis.")

NO_PHOTOS = Phrase("There are no dated photos in this period yet.")
NOT_MEASURED = Phrase(
    "No photo of this view has been measured yet, so there are no numbers to compare."
)
ONE_VISIT = Phrase("So far there is one visit that counts. A second one makes a comparison.")
NOT_COMPARABLE = Phrase(
    "No later photo can be compared with the baseline yet, so no change is stated."
)

PAIR_NOT_MEASURED = Phrase("These photos have not been measured, so nothing is compared.")
ALIGNED = Phrase("{view} view, same crop and scale.")
NOT_ALIGNED = Phrase("{view} view, not aligned, because no face was found.")
PAIR_BY_HAND = Phrase("The two photos were chosen by hand.")
PAIR_HEALING = Phrase(
    "One of them is of healing days, when redness and swelling of the treatment are expected."
)
WITHOUT_PHOTOS = Phrase(
    "This report has no photos, by choice. The numbers come from them all the same."
)
NO_LATER_PHOTO = Phrase("No later photo yet")
FILE_MISSING = Phrase("The photo's file cannot be read")
FILE_DAMAGED = Phrase("The photo's file is damaged: restore it from a backup")

MISSING_LETTERS = Phrase(
    "□ stands for a letter that no font on this computer can print; the text itself is unchanged "
    "in the library."
)

VALUE_NOTE = Phrase(
    "Lower is better in every line. Within noise: no change that these photos can show. Values are "
    "medians of a visit. Redness is in erythema index (EI) units; texture and relief are contrasts "
    "of the skin's surface, and their change is a percentage of the baseline. Index: the value "
    "beside its own baseline, which is 100, with the noise. "
    "1.67 EI are about 1\N{NO-BREAK SPACE}a*."
)
CHART_NOTE = Phrase(
    "Redness as change from baseline in EI units, the others as index with the baseline at 100; "
    "lower is better. Grey band: no change that these photos can show. "
    "Hatched: the first seven days after a numbered session, when redness and swelling are "
    "expected. ▼ better, ▲ worse, ● within noise, ○ left out. "
    "Dashed: trend, from four visits on."
)
BEYOND_NOTE = Phrase("△ ▽ left out, and beyond the scale.")
REGIONS_NOTE = Phrase(
    "Change ± noise; below it the values at baseline and latest, and the verdict. "
    "Better and worse: beyond noise. Lower is better. "
    "A dash is a metric that the region does not have."
)
RECORD = Phrase("Photo record")
GRADE_OF_SCARS = Phrase("Grade of acne scars (Goodman and Baron)")
HEALING_RECORD = Phrase("Healing days")
HEALING_RECORD_NOTE = Phrase(
    "Photos of the first seven days after a session. Redness and swelling are expected then; these "
    "photos enter no number."
)
RECORD_FACES = Phrase("Each face is turned and scaled so that the eyes lie in the same place.")
RECORD_REGIONS = Phrase(
    "Where skin was outlined, each photo is turned and scaled so that it lies in the same place."
)
RECORD_UNCHANGED = Phrase("Nothing else is changed.")
RECORD_ORDER = Phrase("Oldest on the left. An empty frame is a view that was not taken.")
RECORD_IN_WORDS = Phrase("What was taken, and what the program found about it.")

LABELS = Labels(
    kind=TITLE,
    disclaimer=NOT_A_DIAGNOSIS,
    page=Phrase("Page {number} of {count}"),
    numbers=Phrase("Numbers"),
    number_columns=(
        Phrase("Metric"),
        Phrase("Baseline"),
        Phrase("Latest"),
        Phrase("Change ± noise, index"),
        Phrase("Verdict"),
    ),
    over_time=Phrase("Over time"),
    all_regions=Phrase("All regions"),
    left_out=Phrase("Photos that do not count, and why"),
    left_out_columns=(Phrase("Photo"), Phrase("Left out of"), Phrase("Reason")),
    not_taken=Phrase("not taken"),
    view=Phrase("View"),
)
