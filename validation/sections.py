"""The tables of one set of faces: what a reader is shown, in print and in ``docs``."""

from collections.abc import Callable, Iterator, Sequence

from skintrack.model import Metric
from validation.challenges import Against, ChallengeResult
from validation.faces import FaceResult
from validation.figures import (
    Answer,
    Repeat,
    all_answers,
    all_leaks,
    all_peers,
    repeat,
    value_of,
)
from validation.noise_table import NoiseModel
from validation.nuisance import CAUSES, TIERS
from validation.readings import BOTH_CHEEKS
from validation.repeat_pairs import PairFigures, RepeatPair, pair_figures
from validation.shots import OD, SHARE, UNITS
from validation.tables import MISSING, between, no_more_than, number, percent, table
from validation.tone_errors import A_STAR, ToneRow, a_star_per_od, ratio_by_chance, tone_rows
from validation.verdicts import cheek_mdc95, false_verdicts, found

_WORDS = {
    Metric.REDNESS: "redness (EI)",
    Metric.REDNESS_SPOTS: "redness spots (EI)",
    Metric.TEXTURE: "texture (ln)",
    Metric.RELIEF: "relief (log10)",
}
_AGAINST = {Against.OWN: "own", Against.STATED: "face", Against.MEASURED: "measured"}
_SHOWN = {
    Metric.REDNESS: "a* per OD of blood, mean of the cheeks",
    Metric.REDNESS_SPOTS: "a* per OD of blood, fully red skin",
}
_PROMISED = {
    Against.OWN: "what is stated for that pair of photos",
    Against.MEASURED: "the error measured here, of all pairs of the tier alike",
}
_MOST_WRONG, _MOST_WITHHELD, _LEAST_FOUND = 0.025, (0.10, 0.30), 0.95
_TONES, _MOST_RATIO = 6, 2.0
_ASKED = "error of the worst of six tones over that of the best, at most 2: "
_RATIOS: dict[str, Callable[[ToneRow], bool]] = {
    f"{_ASKED}in the unit of the metric": lambda row: row.unit not in (OD, SHARE, A_STAR),
    f"{_ASKED}in a* as the tone shows it": lambda row: row.unit == A_STAR,
    f"{_ASKED}in units of the known change": lambda row: row.unit in (OD, SHARE),
}
_BEYOND = 1.0  # ten times the strongest change that was tried in optical density
_PAIR_PLACES = (BOTH_CHEEKS, "right_cheek", "left_cheek", "forehead", "nose", "chin")


def face_sections(
    results: Sequence[FaceResult], challenged: Sequence[ChallengeResult]
) -> Iterator[str]:
    """Yield title and table of each section, in reading order."""
    yield (
        "**What is asked for, and what holds**, protocol / wild. What does not hold is bold; the "
        "tables below say how each figure was found, and how sure it is"
    )
    yield _promises(results, challenged)
    yield "**Repeat error and answer**, mean of both cheeks"
    yield _errors(results)
    yield "**Verdicts on unchanged skin**, by region"
    yield _unchanged(results)
    yield (
        "**Known changes of twice the MDC95**, of the cheeks, half of them for the better. Twice "
        "which: *own*, what the program states for just this pair of photos and this cheek, once "
        "the change is in it; *face*, the median of what it states for unchanged pairs of the "
        "face; *measured*, the error of the tier over all faces. *Own* is that change in the cheek "
        "that is judged, the others in the cheek that answers less. *Cannot be made*: it would "
        "take more than skin can show. *Left of the change*: what is read of it under nuisance, "
        "over what is read without"
    )
    yield _found(challenged)
    if any(reading.shot.tier == CAUSES[0].name for reading in results[0].readings):
        yield (
            "**One cause alone**, as strong as in the wild tier: SEM, and share called changed "
            "(its 95 % interval, of how many judgements)"
        )
        yield _causes(results)
    yield (
        "**By skin tone**: MDC95 of a cheek over all unchanged pairs that are compared, protocol / "
        "wild: in the unit of the metric; for blood in a* as this tone shows it; and in units of "
        "the known change. By chance: tones of equal error would stay below this ratio in 95 of "
        "100 such runs"
    )
    yield _tones(results)
    yield "**Leaks**: what a metric takes for its own, as a share of its own change"
    yield _leaks(results)
    yield "**What peers compute**, of the same photos: one figure of the whole picture"
    yield _peers(results)


def pair_sections(pairs: Sequence[RepeatPair]) -> Iterator[str]:
    """Yield the table of real repeats."""
    header = (
        "metric",
        "place",
        "pairs",
        "ICC(1,1)",
        "RMS",
        "largest",
        "called changed",
        "withheld",
    )
    rows = [
        _pair_row(metric, pair_figures(pairs, metric, place))
        for metric in Metric
        for place in _PAIR_PLACES
    ]
    yield table(header, rows)


def noise_section(models: Sequence[NoiseModel]) -> str:
    """Return the fitted noise: MDC95 by tier, and that of photos taken alike."""
    header = ("metric", "region", *(f"MDC95 {tier.name}" for tier in TIERS), "MDC95 alike photos")
    rows = [
        (model.metric, region,
         *(number(model.by_tier.get(tier.name, {}).get(region), 3) for tier in TIERS),
         number(model.factor * model.base[region], 3))
        for model in models
        for region in model.base
    ]  # fmt: skip
    return table(header, rows)


def _pair_row(metric: Metric, figures: PairFigures) -> tuple[str, ...]:
    return (
        _WORDS[metric], figures.place, str(figures.pairs), number(figures.icc),
        number(figures.rms, 3), number(figures.largest, 3), percent(figures.wrong),
        percent(figures.withheld),
    )  # fmt: skip


def _promises(results: Sequence[FaceResult], challenged: Sequence[ChallengeResult]) -> str:
    wrong = "unchanged skin called {}, at most 2.5 % of judgements"
    rows = [
        _promise(wrong.format("improved"), percent, [
            [(false_verdicts(results, tier.name, metric).improved, _MOST_WRONG) for tier in TIERS]
            for metric in Metric
        ]),
        _promise(wrong.format("worse"), percent, [
            [(false_verdicts(results, tier.name, metric).worse, _MOST_WRONG) for tier in TIERS]
            for metric in Metric
        ]),
        _promise("photos of unchanged skin withheld, at most 10 % / 30 %", percent, [
            [(_missing(results, metric, tier.name), most)
             for tier, most in zip(TIERS, _MOST_WITHHELD, strict=True)]
            for metric in Metric
        ]),
        *(
            _promise(f"twice the MDC95 found, at least 95 %: {words}", percent, [
                [(found(challenged, tier.name, metric, against).found, _LEAST_FOUND)
                 for tier in TIERS]
                for metric in Metric
            ], is_least=True)
            for against, words in _PROMISED.items()
        ),
    ]  # fmt: skip
    by_tone = _by_tone(results)
    if len(by_tone) >= _TONES:
        rows += [_promise_of_tones(by_tone, place) for place in _RATIOS]
    return table(("", *_WORDS.values()), rows)


def _promise(
    words: str,
    show: Callable[[float | None], str],
    figures: Sequence[Sequence[tuple[float | None, float]]],
    *,
    is_least: bool = False,
) -> tuple[str, ...]:
    """Return a row: of each metric both tiers, each figure beside its limit."""

    def cell(figure: float | None, limit: float) -> str:
        if figure is None:
            return MISSING
        holds = figure >= limit if is_least else figure <= limit
        return show(figure) if holds else f"**{show(figure)}**"

    return words, *(" / ".join(cell(*each) for each in tiers) for tiers in figures)


def _promise_of_tones(by_tone: dict[str, list[FaceResult]], in_unit: str) -> tuple[str, ...]:
    figures = []
    for metric in Metric:
        tiers = [tone_rows(by_tone, metric, tier.name) for tier in TIERS]
        chosen = [[row for row in rows if _RATIOS[in_unit](row)] for rows in tiers]
        figures.append(
            [(rows[0].worst_over_best if rows else None, _MOST_RATIO) for rows in chosen]
        )
    return _promise(in_unit, lambda value: number(value, 1), figures)


def _missing(results: Sequence[FaceResult], metric: Metric, tier: str) -> float | None:
    return repeat(results, value_of(metric), (metric.value, BOTH_CHEEKS), tier).missing


def _errors(results: Sequence[FaceResult]) -> str:
    header = (
        "metric", "tier", "ICC", "SEM", "MDC95", "withheld", "known change", "MDC95 in it",
        "rho without nuisance", "rho",
    )  # fmt: skip
    rows = []
    for metric in Metric:
        for tier in (tier.name for tier in TIERS):
            first = repeat(results, value_of(metric), (metric.value, BOTH_CHEEKS), tier)
            answers = [a for a in all_answers(results, tier) if a.what == metric.value]
            for place, each in enumerate(answers):
                start = _repeat_cells(metric, first) if not place else ("", "", "", "", "", "")
                rows.append((*start, *_answer_cells(each)))
    return table(header, rows)


def _repeat_cells(metric: Metric, row: Repeat) -> tuple[str, ...]:
    return (
        _WORDS[metric], row.tier, number(row.icc), number(row.sem, 3), number(row.mdc95, 3),
        percent(row.missing),
    )  # fmt: skip


def _answer_cells(row: Answer) -> tuple[str, ...]:
    size = no_more_than(_BEYOND, row.mdc95, lambda value: number(value, 3))
    size = f"{size} {UNITS[row.change]}"
    if row.mdc95_a_star is not None and row.mdc95 is not None and row.mdc95 <= _BEYOND:
        size += f" ({number(row.mdc95_a_star)} a*)"
    return row.change.value, size, number(row.rho_clean), number(row.rho)


def _unchanged(results: Sequence[FaceResult]) -> str:
    header = (
        "metric", "tier", "judgements", "called improved", "called worse", "withheld",
        "stated MDC95 (median)", "measured MDC95",
    )  # fmt: skip
    rows = []
    for metric in Metric:
        for tier in (tier.name for tier in TIERS):
            wrong = false_verdicts(results, tier, metric)
            rows.append((
                _WORDS[metric], tier, str(wrong.pairs), percent(wrong.improved),
                percent(wrong.worse), percent(wrong.withheld), number(wrong.noise, 3),
                number(cheek_mdc95(results, metric, tier), 3),
            ))  # fmt: skip
    return table(header, rows)


def _found(challenged: Sequence[ChallengeResult]) -> str:
    header = (
        "metric", "tier", "twice which MDC95", "judgements", "found", "95 % interval",
        "wrong way", "withheld", "cannot be made", "left of the change", "found if all were left",
    )  # fmt: skip
    rows = []
    for metric in Metric:
        for tier in (tier.name for tier in TIERS):
            for against, words in _AGAINST.items():
                seen = found(challenged, tier, metric, against)
                rows.append((
                    _WORDS[metric], tier, words, str(seen.pairs), percent(seen.found),
                    between(seen.low, seen.high), percent(seen.wrong_way), percent(seen.withheld),
                    str(seen.beyond), number(seen.kept), percent(seen.found_if_kept),
                ))  # fmt: skip
    return table(header, rows)


def _causes(results: Sequence[FaceResult]) -> str:
    rows = []
    for metric in Metric:
        cells = [_WORDS[metric]]
        for cause in CAUSES:
            error = repeat(results, value_of(metric), (metric.value, BOTH_CHEEKS), cause.name)
            wrong = false_verdicts(results, cause.name, metric)
            known = [share for share in (wrong.improved, wrong.worse) if share is not None]
            called = percent(sum(known)) if known else MISSING
            how_sure = f"{between(wrong.low, wrong.high)} of {wrong.pairs}"
            cells.append(f"{number(error.sem, 3)}, {called} ({how_sure})")
        rows.append(cells)
    return table(("metric", *(cause.name for cause in CAUSES)), rows)


def _tones(results: Sequence[FaceResult]) -> str:
    by_tone = _by_tone(results)
    rows = []
    for metric in Metric:
        chances = [number(ratio_by_chance(by_tone, metric, tier.name), 1) for tier in TIERS]
        tiers = [tone_rows(by_tone, metric, tier.name) for tier in TIERS]
        for pair in zip(*tiers, strict=True):
            sizes = zip(*(row.sizes for row in pair), strict=True)
            cells = [" / ".join(number(size, 3) for size in each) for each in sizes]
            ratios = " / ".join(number(row.worst_over_best, 1) for row in pair)
            name = f"{metric.value}, {pair[0].unit}"
            rows.append((name, *cells, ratios, " / ".join(chances)))
    for metric, words in _SHOWN.items():
        shown = [a_star_per_od(faces, metric) for faces in by_tone.values()]
        rows.append((words, *(number(each, 1) for each in shown), "", ""))
    names = [f"{tone}, n = {len(faces)}" for tone, faces in by_tone.items()]
    return table(("MDC95", *names, "worst / best", "equal tones, by chance up to"), rows)


def _by_tone(results: Sequence[FaceResult]) -> dict[str, list[FaceResult]]:
    by_tone: dict[str, list[FaceResult]] = {}
    for face in sorted(results, key=lambda face: face.tone):
        by_tone.setdefault(face.tone, []).append(face)
    return by_tone


def _leaks(results: Sequence[FaceResult]) -> str:
    rows = [
        (f"{leak.foreign.value} ({leak.foreign_level:g} {UNITS[leak.foreign]}) into {leak.metric}",
         f"{leak.own.value} ({leak.own_step:g} {UNITS[leak.own]})", number(leak.share))
        for leak in all_leaks(results)
    ]  # fmt: skip
    return table(("leak", "against", "share"), rows)


def _peers(results: Sequence[FaceResult]) -> str:
    header = ("figure", "tier", "known change", "MDC95 in it", "rho without nuisance", "rho")
    rows = [
        (row.what, tier.name, *_answer_cells(row))
        for tier in TIERS
        for row in all_peers(results, tier.name)
    ]
    return table(header, rows)
