"""The player beside the results: which evidence waits in it, and the timeline beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from courses.learning.stretches import Stretch
from courses.learning.timeline import Timeline, build_timeline
from quizzes.taking.telling import Told


@dataclass(frozen=True)
class Slice:
    """Seconds of the video."""

    start: int
    end: int | None


@dataclass(frozen=True)
class Player:
    """What ``courses/_player.html`` asks for; see its head."""

    video_id: str
    title: str
    slices: tuple[Slice, ...]
    label: str
    resume: int | None = None
    watched_url: str = ""
    shortcuts: str = "none"


def player_of(told: Told | None) -> dict[str, Player | Timeline | None]:
    """Context of the player with this question's evidence, None without any video."""
    if told is None or told.evidence is None or not told.evidence.video:
        return {"player": None, "timeline": None}
    proof = told.evidence
    lesson = Stretch(title=proof.lesson, slices=proof.slices, citations=proof.citations)
    return {
        "player": Player(
            video_id=proof.video,
            title=proof.title,
            slices=(Slice(proof.start, proof.end),),
            label=f"Evidence for question {told.position}",
        ),
        "timeline": build_timeline(
            [lesson], current=0, head=proof.start, evidence=(proof.start, proof.end)
        ),
    }
