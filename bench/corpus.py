"""Notes from templates of our own, as many as are asked for, the same for the same seed.

Their shape follows what real notes measure: seven thousand characters, thirty citations, seven
sections, some bullets with bold lead-ins, a callout now and then, and links that mostly resolve.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

TOPICS = (
    "harbour", "railway", "observatory", "mill", "foundry", "canal", "telegraph", "lighthouse",
    "dockyard", "quarry", "brewery", "arsenal", "bridge", "reservoir", "glassworks", "shipyard",
)  # fmt: skip
PLACES = (
    "Northport", "Eastmere", "Saltwick", "Greyford", "Lowhaven", "Amberley", "Stonebridge",
    "Westfold", "Kelby", "Marrowdale", "Fenwick Cross", "Oakham Sound", "Tarn Head", "Ashcombe",
)  # fmt: skip
PEOPLE = ("Ada Merrow", "Jonas Pell", "Ruth Calder", "Otto Brandt", "Ines Faro", "Karl Weng")
SENTENCES = (
    "The {topic} of {place} was opened in {year} after {count} months of work{cite}.",
    "{person} paid {money} million pounds for the {topic} of {place}{cite}, and kept it{cite}.",
    "By {year} about {share} percent of the trade of {place} passed through the {topic}{cite}.",
    "The [[{link} | {label}]] supplied {count} engines to {place}, cutting costs by half{cite}.",
    "In {year}, {person} argued that the {topic} would fail because coal was dear{cite}.",
    "Its **main hall** held {count} workers, more than any other {topic} of the coast{cite}.",
)
BULLETS = (
    "*   **Cost:** The {topic} cost {money} million pounds, a third more than planned{cite}.",
    "*   **Labour:** {count} people worked at the {topic} in {year}{cite}.",
    "*   **Decline:** The {topic} closed in {year}, once the railway had come{cite}.",
)
SECTIONS = (
    "Beginnings",
    "Building",
    "Rivals",
    "The great strike",
    "War",
    "Closing",
    "What remains",
)


def corpus(count: int, *, seed: int = 7) -> Iterator[tuple[str, str]]:
    """``count`` notes as (file name, text). Memory holds one at a time."""
    for number in range(count):
        yield name_of(number) + ".md", note(number, count, random.Random(f"{seed}-{number}"))


def name_of(number: int) -> str:
    topic, place = TOPICS[number % len(TOPICS)], PLACES[number % len(PLACES)]
    return f"the_{topic}_of_{place.lower().replace(' ', '_')}_{number}"


def note(number: int, count: int, rng: random.Random) -> str:
    topic, place = TOPICS[number % len(TOPICS)], PLACES[number % len(PLACES)]
    # Five notes tell of one video, as in real vaults.
    video = f"v{number // 5:09d}x"
    second = 3
    lines = [
        f"---\ntitle: The {topic} of {place} {number}\nvideoId: {video}\n---\n",
        "From: [[coastlines]] <br/>\n",
    ]

    def fill(template: str) -> str:
        nonlocal second
        target = rng.randrange(count * 5 // 4)
        values = {
            "topic": topic,
            "place": place,
            "person": rng.choice(PEOPLE),
            "year": rng.randrange(1810, 1960),
            "count": rng.randrange(12, 900),
            "money": rng.randrange(2, 90),
            "share": rng.randrange(5, 95),
            "link": name_of(target),
            "label": f"{TOPICS[target % len(TOPICS)]} works",
        }
        parts = template.split("{cite}")
        text = parts[0].format(**values)
        for part in parts[1:]:
            second += rng.randrange(4, 30)
            clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
            text += f' <a class="yt-timestamp" data-t="{clock}">[{clock}]</a>'
            text += part.format(**values)
        return text

    for heading in ("", *SECTIONS):
        if heading:
            lines.append(f"\n## {heading}\n")
        for _ in range(2):
            lines.append(" ".join(fill(rng.choice(SENTENCES)) for _ in range(2)) + "\n")
        if heading == "War":
            lines.append(f"> [!info] A note on {place}\n> " + fill(rng.choice(SENTENCES)) + "\n")
        if heading in {"Building", "Rivals"}:
            lines.extend(fill(bullet) for bullet in BULLETS)
            lines.append("")
    return "\n".join(lines)
