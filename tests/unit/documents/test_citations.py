from collections.abc import Iterator

import pytest

from courses.documents.citations import START, Run, canonical, format_time, match_run
from courses.documents.reader import read_document
from courses.documents.rendering import render
from tests.unit.documents.html import text_of

HEAD = "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\n"


def find_runs(text: str) -> Iterator[Run]:
    """Every run of citations of a text, in order."""
    pos = 0
    while start := START.search(text, pos):
        run = match_run(text, start.start())
        if run:
            yield run
        pos = run.end if run else start.start() + 1


def seconds(text: str) -> list[int | None]:
    return [c.seconds for run in find_runs(text) for c in run.citations]


SHAPES: list[tuple[str, list[int | None]]] = [
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10"></a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10">00:01:10</a>', [70]),
    ('<a class="yt-timestamp" data-t="01:10">[01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10:15">[00:01:10:15]</a>', [70]),
    ('<a class="yt-timestamp" data-t="59:56:"></a>', [3596]),
    ('<a class="yt-timestamp" data-t="00:01:10]">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="HH:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="HH:MM:SS">[02:53:00]</a>', [10380]),
    ('<a class="yt-timestamp" data-00:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-00:01:10="00:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data="00:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-timestamp="00:01:10">x</a>', [70]),
    ('<a class="yt-timestamp" href="#t=00:01:10">[00:01:10]</a>', [70]),
    ('<a href="https://youtu.be/AbC-123_xyZ?t=70">[1:10]</a>', [70]),
    ('<a class="yt_timestamp" data-t="00:01:10">[00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="https://youtu.be/XYZ">01:10</a>', [70]),
    ('<a class="yt-timestamp" data-t="131:30">[131:30]</a>', [7890]),
    ('<a class="yt-timestamp" data-t="00:01:10">[[00:01:10]]</a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10" [00:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10] and on', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a></a>', [70]),
    ('[<a class="yt-timestamp" data-t="00:01:10">00:01:10</a>]', [70]),
    ('(see <a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>)', [70]),
    ('[00:01:10](<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>)', [70]),
    ('[00:01:10](<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>.', [70]),
    ('[00:01:10](<a class="yt-timestamp" data-t="00:01:15">[00:01:15]</a>)', [70, 75]),
    ('[01:10](<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>)', [70]),
    ('[17:04](<a class="yt-timestamp" data-t="17:04:00">[17:04:00]</a>)', [1024]),
    ("[00:01:10](#t=00:01:10)", [70]),
    ("[00:01:10]()", [70]),
    ("[00:01:10](.", [70]),
    ("[00:01:10]", [70]),
    ("[[00:01:10]]", [70]),
    ("[1:10]", [70]),
    ("[Timestamp: 00:01:10]", [70]),
    ("(00:01:10)", [70]),
    ("[00:01:10 - 00:01:20]", [70, 80]),
    ("[00:01:10–00:01:20]", [70, 80]),
    ("[00:01:10], [00:01:20]", [70, 80]),
    ('<a class="yt-timestamp" data-t="00:01:10-00:01:20">[00:01:10-00:01:20]</a>', [70, 80]),
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10 - 00:01:20]</a>', [70, 80]),
    ('[<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>](#)', [70]),
    ('<a class="yt-timestamp" data-t="HH:01:10">[HH:01:10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="001:01:10">[001:01:10]</a>', [3670]),
    ('<a class="yt-timestamp" data-t="00:01:010">[00:01:010]</a>', [70]),
    ('<a class="yt-timestamp" data-t="70">[70]</a>', [70]),
    ('<a class="yt-timestamp" data-t="70s">here</a>', [70]),
    ('<a class="yt-timestamp" data-t="00.01.10">[00.01.10]</a>', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a', [70]),
    ('<a class="yt-timestamp" data-t="00:01:10">[00:01:10</a>', [70]),
    ('<a class="yt-timestamp"\ndata-t="00:01:10">\n[00:01:10]</a>', [70]),
    ("[[00:01:10 | 1:10]]", [70]),
    ("[[#t=00:01:10|00:01:10]]", [70]),
    ("[00:01:10.500]", [70]),
    ("[00:01:10 --> 00:01:20]", [70, 80]),
    ("[00:01:10 → 00:01:20]", [70, 80]),
    ("[t=00:01:10]", [70]),
    ("[00:01:10+]", [70]),
    ("([00:01:10](#t=70))", [70]),
    ("[1:10](https://youtu.be/AbC-123_xyZ?t=70)", [70]),
    ('<a class="yt-timestamp" data-t="N/A">[N/A]</a>', [None]),
    ('<a class="yt-timestamp" data-t="">[]</a>', [None]),
]


@pytest.mark.parametrize(("written", "expected"), SHAPES)
def test_every_shape_of_citation_gives_its_second(written: str, expected: list[int]) -> None:
    assert seconds(f"A crane stood {written}") == expected


@pytest.mark.parametrize(("written", "expected"), SHAPES)
def test_no_shape_of_citation_leaves_residue(written: str, expected: list[int | None]) -> None:
    written = written.removesuffix(" and on").removesuffix(".")
    document = read_document(f"{HEAD}The mast fell {written}. It stood.\n", name="t.md")
    known = [second for second in expected if second is not None]
    assert (document.citations_found, document.citations_used) == (len(expected), len(known))
    assert document.citations_refused == len(expected) - len(known)
    refused = [w.line for w in document.warnings if w.message.startswith("No time")]
    assert refused == [6] * document.citations_refused
    (lesson,) = document.lessons
    assert [f.text for f in lesson.facts] == ["The mast fell."] * bool(known)
    shown = text_of(render(lesson.source, resolve=lambda _: None))
    assert shown == " ".join(["The mast fell.", *(format_time(s) for s in known), "It stood."])


@pytest.mark.parametrize(
    "text",
    [
        "[12]",
        "[16:9]",
        "[1:2]",
        "[60:90]",
        "(3:10)",
        "[a:10]",
        "[link](https://example.org/00:01:10)",
        '<a href="https://example.org">the site</a>',
        "at 10:30 in the morning",
        "[note 1:10 of the law]",
        "[2020]",
        "[see 3:16 John]",
        "[1:1]",
        "[10:30 am]",
        "[1, 2]",
        "[1:2:3]",
        "[00:70]",
        "[2001:db8::1]",
        "(12:30:45)",
        "(00:01:10 GMT)",
        "[00:01:10",
        "a ratio of [2:10]",
        "verse [3:16]",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert seconds(text) == []


def test_two_fields_in_plain_brackets_are_a_time_unless_the_words_before_say_otherwise() -> None:
    """6,801 citations of the family are written MM:SS; verses and ratios announce themselves."""
    assert seconds("He left in May [3:16].") == [196]
    assert seconds("It says so in Genesis [3:16].") == []
    assert seconds("They split it [50:50].") == [3050]
    assert seconds("The split [50:50] was fair.") == []


def test_a_run_takes_in_what_stands_between_and_around() -> None:
    text = "Steam [00:00:01], <a class='yt-timestamp' data-t='00:00:02'></a> [00:00:03]. Next"
    (run,) = find_runs(text)
    assert text[: run.start] + text[run.end :] == "Steam . Next"


def test_a_tag_and_a_label_that_disagree() -> None:
    def read(tag: str, label: str) -> tuple[int | None, str]:
        run = match_run(f'<a class="yt-timestamp" data-t="{tag}">[{label}]</a>', 0)
        assert run
        return run.citations[0].seconds, run.citations[0].state

    assert read("00:04:55", "00:05:03") == (295, "as_written")
    assert read("00:11:52", "01:11:52") == (712, "doubtful")
    assert read("00:99:99", "00:05:03") == (303, "doubtful")


def test_times_are_shown_without_needless_fields() -> None:
    assert [format_time(s) for s in (0, 70, 1024, 3723)] == ["0:00", "1:10", "17:04", "1:02:03"]
    assert seconds(canonical(3723)) == [3723]
