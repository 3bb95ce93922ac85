import pytest

from courses.documents.text import fold_name
from courses.documents.wikilinks import match_wikilink


@pytest.mark.parametrize(
    ("text", "target", "label"),
    [
        ("[[dock_company | Dock Company]]s", "dock_company", "Dock Company"),
        ("[[dock_company|Dock Company]]", "dock_company", "Dock Company"),
        ("[[The Dock Company]]", "The Dock Company", "The Dock Company"),
        (r"[[dock\|Dock]]", "dock", "Dock"),
        ("[[dock#wages|Dock]]", "dock#wages", "Dock"),
        ("[[dock#wages]]", "dock#wages", "dock"),
        ("[[dock | the [[crane | big crane]] there]]", "dock", "the big crane there"),
        ("[[dock|]]", "dock", "dock"),
    ],
)
def test_target_and_label(text: str, target: str, label: str) -> None:
    link = match_wikilink(text, 0)
    assert link
    assert (link.target, link.label) == (target, label)


@pytest.mark.parametrize("text", ["[[", "[[]]", "[[ | ]]", "[[open", "[single]", "[[a\n\nb]]"])
def test_what_is_no_wikilink(text: str) -> None:
    assert match_wikilink(text, 0) is None


def test_names_are_compared_without_case_punctuation_and_apostrophes() -> None:
    names = ["japans_software", "Japan's Software", "JAPAN’S-software", " japans  software!"]
    assert {fold_name(name) for name in names} == {"japans software"}
