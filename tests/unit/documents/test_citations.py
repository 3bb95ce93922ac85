import pytest

from courses.documents.citations import canonical, find_runs, format_time, match_run


def seconds(text: str) -> list[int | None]:
    return [c.seconds for run in find_runs(text) for c in run.citations]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
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
        ('<a class="yt-timestamp" data-t="N/A">[N/A]</a>', [None]),
    ],
)
def test_every_shape_of_citation_gives_its_second(written: str, expected: list[int]) -> None:
    assert seconds(f"A crane stood {written}") == expected


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
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert seconds(text) == []


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
