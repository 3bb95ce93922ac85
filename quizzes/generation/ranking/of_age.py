"""What a well-read person can tell without the document: how much of the stem dates itself."""

from __future__ import annotations

import re
from statistics import pstdev

from quizzes.generation.ages import age_of, known_in
from quizzes.generation.drafts import Draft
from quizzes.generation.gazetteer import COUNTRIES

# Of states, wars and offices most is told at school; of firms and machines little.
_PUBLIC = re.compile(
    r"\b(?:governments?|presidents?|prime\sministers?|ministers?|parliament|congress|army|war|troops|"
    r"attack(?:ed)?|military|treaty|election|party|communist\w*|socialist\w*|republic|soviet|"
    r"revolution|king|queen|emperor|rebels?|forces|coup|sanctions|border|territor\w+|nuclear|"
    r"policy|policies|reforms?|law|act|tariffs?)\b",
    re.I,
)
_COUNTRY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, COUNTRIES)))})(?!\w)")
_WIDEST = 60.0


def age_features(draft: Draft) -> dict[str, float]:
    """How well known what the stem speaks of is, and how the years offered lie about the key."""
    stem = draft.stem
    found = {
        "known_names": float(len({name for name, _, _ in known_in(stem)})),
        "public_words": float(min(4, len(_PUBLIC.findall(stem)))),
        "countries": float(min(3, len(set(_COUNTRY.findall(stem))))),
        "title_in_stem": float(draft.fact.title.strip() in stem),
    }
    value = draft.value
    if value is None or value.kind != "year" or not draft.wrong:
        return found
    key = value.number
    years = [wrong.number for wrong in draft.wrong]
    age = age_of(stem, int(key), draft.index.spans)
    near = min(abs(key - year) for year in years)
    return found | {
        "age_room": min(_WIDEST, float(age.last - age.first)) / _WIDEST,
        "years_range": float(max(key, *years) - min(key, *years)),
        "key_alone": near / max(1.0, pstdev(years)),
    }
