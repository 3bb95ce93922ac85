"""The colours: readable on each other in both themes, and the dark theme written twice alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text()
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")


def block(opening: str) -> dict[str, str]:
    start = CSS.index(opening) + len(opening)
    return dict(COLOUR.findall(CSS[start : CSS.index("}", start)]))


LIGHT = block("\n:root {")
CHOSEN_DARK = block(':root[data-theme="dark"] {')
SYSTEM_DARK = block(':root:not([data-theme="light"]) {')
THEMES = {"light": LIGHT, "dark": LIGHT | CHOSEN_DARK}

# (what is seen, its ground, least ratio): 4.5 for text, 3 for edges and shapes (WCAG 2.2)
PAIRS = [
    *[
        (ink, ground, 4.5)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("paper", "sheet", "lane")
    ],
    ("ink-3", "cue-wash", 4.5),
    ("ink", "cue-wash", 4.5),
    ("ink", "now-wash", 4.5),
    ("ink", "right-wash", 4.5),
    ("ink-2", "right-wash", 4.5),
    ("ink-3", "right-wash", 4.5),
    ("cue", "paper", 4.5),
    ("cue", "sheet", 4.5),
    ("cue", "lane", 4.5),
    ("cue", "cue-wash", 4.5),
    ("cue-2", "cue-wash", 4.5),
    ("cue", "right-wash", 4.5),
    ("cue", "now-wash", 4.5),
    ("on-cue", "cue", 4.5),
    ("on-cue", "cue-2", 4.5),
    ("on-now", "now", 4.5),
    ("right", "paper", 4.5),
    ("right", "right-wash", 4.5),
    ("wrong", "paper", 4.5),
    ("wrong", "sheet", 4.5),
    ("on-block", "block", 4.5),
    ("paper", "ink", 4.5),
    ("film-label", "film", 4.5),
    ("on-film-button", "film-button", 4.5),
    ("line-2", "paper", 3.0),
    ("line-2", "sheet", 3.0),
    ("line-2", "lane", 3.0),
    ("now-edge", "now-wash", 3.0),
    ("now-edge", "paper", 3.0),
    ("now", "film", 3.0),
    ("now", "block", 3.0),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("seen", "ground", "least"), PAIRS)
def test_what_is_seen_stands_out_from_its_ground(
    theme: str, seen: str, ground: str, least: float
) -> None:
    colours = THEMES[theme]
    assert ratio(colours[seen], colours[ground]) >= least


def test_both_dark_blocks_are_the_same() -> None:
    assert CHOSEN_DARK == SYSTEM_DARK


def test_the_dark_theme_names_no_colour_that_light_lacks() -> None:
    assert set(CHOSEN_DARK) <= set(LIGHT)


def test_no_other_stylesheet_names_a_colour() -> None:
    folder = Path(__file__).parents[2] / "static" / "css"
    for sheet in sorted(folder.glob("*.css")):
        if sheet.name == "tokens.css":
            continue
        # print needs plain black and white; nothing else may
        named = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,\s)])", sheet.read_text()))
        assert named <= {"#fff", "#000"}, sheet.name
