"""The models of loneliness there are figures of: what each figure means. No two of them can be compared."""

from collections.abc import Mapping
from typing import NamedTuple


class LonelinessModel(NamedTuple):
    """One model. `least`, `most`: figures outside of these cannot be right."""

    says: str
    unit: str
    source: str
    year: str
    least: float
    most: float


_SURVEY = "Community Life Survey of the Department for Culture, Media and Sport, modelled for small areas"
_PRESCRIPTIONS = "Prescriptions of GP practices, by the method of the Data Science Campus of the ONS"
_SCORE = (
    "How much more is prescribed for conditions that loneliness brings about or worsens than on average in {}; "
    "0 is the average"
)
_FURTHEST = 50.0  # standard deviations; the furthest small area lies at 13


def _by_prescriptions(nation: str) -> LonelinessModel:
    return LonelinessModel(_SCORE.format(nation), "standard deviations", _PRESCRIPTIONS, "2022", -_FURTHEST, _FURTHEST)


MEASURES: Mapping[str, LonelinessModel] = {
    "survey_england": LonelinessModel(
        "Adults who feel lonely often, always or some of the time", "percent", _SURVEY, "2020-21", 0, 100
    ),
    "prescriptions_scotland": _by_prescriptions("Scotland"),
    "prescriptions_wales": _by_prescriptions("Wales"),
    "prescriptions_northern_ireland": _by_prescriptions("Northern Ireland"),
}
"""Source: the data of humaniverse/loneliness on GitHub (Open Government Licence), which names both methods."""

HEADERS: Mapping[tuple[str, str], str] = {
    ("lsoa21_code", "perc"): "survey_england",
    ("dz11_code", "loneliness_zscore"): "prescriptions_scotland",
    ("lsoa21_code", "loneliness_zscore"): "prescriptions_wales",
    ("sdz21_code", "loneliness_zscore"): "prescriptions_northern_ireland",
}
"""Which file is of which measure, told by its columns of code and figure."""
