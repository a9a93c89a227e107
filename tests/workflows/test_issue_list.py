from skintrack.analysis.findings import ALL_METRICS, COLOR_METRICS, SURFACE_METRICS, Finding
from skintrack.workflows.issue_list import issues_from


def codes(*findings):
    return [issue.code for issue in issues_from(findings)]


def test_what_follows_from_a_cause_that_withholds_as_much_goes_unsaid():
    light = Finding("light_color_differs", figure=-0.2)
    assert codes(Finding("no_color", COLOR_METRICS), light) == ["no_color"]
    assert codes(light) == ["light_color_differs"]
    blurred = Finding("blurred", SURFACE_METRICS)
    softer = Finding("sharpness_differs", SURFACE_METRICS, figure=-0.5)
    assert codes(softer, blurred) == ["blurred"]


def test_a_consequence_that_withholds_more_is_said():
    blurred = Finding("blurred", SURFACE_METRICS)
    far_softer = Finding("sharpness_differs", ALL_METRICS, figure=-1.5)
    assert codes(blurred, far_softer) == ["blurred", "sharpness_differs"]
    covered = Finding("covered", ALL_METRICS, frozenset({"nose"}))
    little = Finding("little_common_skin", COLOR_METRICS, frozenset({"nose", "chin"}))
    assert codes(covered, little) == ["covered", "little_common_skin"]
    everywhere = Finding("skin_share_differs", COLOR_METRICS, figure=0.8)
    assert codes(covered, everywhere) == ["covered", "skin_share_differs"]


def test_different_views_are_the_whole_reason_but_notes_stay():
    view = Finding("view_differs", ALL_METRICS)
    little = Finding("little_common_skin", COLOR_METRICS, frozenset({"nose"}))
    reversed_days = Finding("days_reversed")
    assert codes(view, little, reversed_days) == ["view_differs", "days_reversed"]


def test_one_kind_is_one_sentence_for_all_its_regions():
    (issue,) = issues_from(
        Finding("little_common_skin", COLOR_METRICS, frozenset({name}), share)
        for name, share in (("nose", 0.0), ("left_cheek", 0.4))
    )
    assert issue.message.endswith(": left cheek, nose.")
    whole = Finding("covered", ALL_METRICS, frozenset({"face", "nose", "chin"}))
    assert issues_from([whole])[0].message.endswith(": whole face.")


def test_one_kind_is_one_sentence_for_all_metrics_of_its_regions():
    (issue,) = issues_from(
        Finding("little_common_skin", withheld, frozenset({"chin"}), 0.4)
        for withheld in (COLOR_METRICS, SURFACE_METRICS)
    )
    assert issue.metrics == ALL_METRICS
    apart = issues_from(
        [
            Finding("little_common_skin", COLOR_METRICS, frozenset({"chin", "nose"}), 0.4),
            Finding("little_common_skin", SURFACE_METRICS, frozenset({"chin"}), 0.4),
        ]
    )
    assert [len(each.regions) for each in apart] == [2, 1]


def test_two_directions_stay_two_sentences():
    up, down = (
        Finding("sharpness_differs", SURFACE_METRICS, frozenset({"drawn"}), figure)
        for figure in (0.5, -0.5)
    )
    assert len(issues_from([up, down])) == 2
