"""Channel, video and note are three things: notes share a video, videos share a channel."""

from __future__ import annotations

import pytest
from django.test import Client

from courses.documents.reader import read_document
from courses.importing.channels import settle_channels
from courses.importing.importer import import_document, import_sources
from courses.importing.sources import Source
from courses.models import Channel, Course, Module, Video
from tests.conftest import QueryCount
from tests.personas import make_course

pytestmark = pytest.mark.django_db


def note(number: int, channel: str, *, video: int = 1) -> Source:
    text = (
        f"---\ntitle: Coast {number}\nvideoId: abcDEF123{video:02d}\n---\n\n"
        + (f"From: [[{channel}]] <br/>\n\n" if channel else "")
        + f"The lamp of coast {number} burned oil in 1790 [00:05:00].\n"
    )
    return Source(f"coast_{number}.md", text)


def index(title: str, *videos: int) -> Source:
    entries = "\n\n".join(
        f"### [Video {one}](https://www.youtube.com/watch?v=abcDEF123{one:02d})\n"
        f"- [[coast_{one} | Coast]]"
        for one in videos
    )
    return Source(f"{title}.md", f"---\ntitle: {title}\n---\n{entries}\n")


def channel_of(video: int = 1) -> str | None:
    found = Video.objects.select_related("channel").get(key=f"abcDEF123{video:02d}").channel
    return found.name if found else None


@pytest.fixture
def coasts() -> Course:
    return make_course("coasts", notes=0, articles=0)


def test_videos_of_one_channel_share_its_row_whatever_its_spelling(coasts: Course) -> None:
    import_sources(
        course=coasts,
        sources=[note(1, "Coast_Lines", video=1), note(2, "coast lines", video=2), note(3, "")],
    )
    channel = Channel.objects.get()
    assert (channel.key, channel.name) == ("coast lines", "Coast_Lines")
    assert channel.videos.count() == 2


def test_a_name_of_signs_alone_is_none(coasts: Course) -> None:
    import_sources(course=coasts, sources=[note(1, "...")])
    assert channel_of() is None
    assert not Channel.objects.exists()


def test_the_channel_known_first_stays_until_most_notes_name_another(coasts: Course) -> None:
    import_sources(course=coasts, sources=[note(1, "harbour")])
    import_sources(course=coasts, sources=[note(2, "mills")])
    assert channel_of() == "harbour"
    import_sources(course=coasts, sources=[note(3, "")])
    assert channel_of() == "harbour"
    import_sources(course=coasts, sources=[note(4, "Mills")])
    assert channel_of() == "mills"
    # Named equally often again: what it has stays. And back, once a note says another thing.
    import_sources(course=coasts, sources=[note(2, "")])
    assert channel_of() == "mills"
    import_sources(course=coasts, sources=[note(4, "harbour")])
    assert channel_of() == "harbour"


def test_an_index_names_the_channel_where_no_note_does(coasts: Course) -> None:
    import_sources(course=coasts, sources=[note(1, "", video=1), note(2, "", video=2)])
    assert channel_of(1) is None
    import_sources(course=coasts, sources=[index("coastlines", 2, 1)])
    assert (channel_of(1), channel_of(2)) == ("coastlines", "coastlines")
    assert list(coasts.modules.order_by("position").values_list("title", flat=True)) == [
        "Coast 2",
        "Coast 1",
    ]


def test_an_index_goes_by_what_its_notes_call_the_channel_and_overrules_none(
    coasts: Course,
) -> None:
    notes = [note(1, "harbour"), note(2, "harbour", video=2), note(3, "mills", video=3)]
    sources = [index("all videos", 1, 2, 3, 4), *notes, note(4, "", video=4)]
    import_sources(course=coasts, sources=sources)
    assert [channel_of(one) for one in (1, 2, 3, 4)] == ["harbour", "harbour", "mills", "harbour"]


def test_a_name_that_a_person_wrote_better_is_kept_and_shown(
    coasts: Course, stranger_client: Client
) -> None:
    import_sources(course=coasts, sources=[note(1, "coast_lines"), note(2, ""), note(3, "mills")])
    Channel.objects.filter(key="coast lines").update(name="Coast Lines")
    import_sources(course=coasts, sources=[note(4, "COAST-LINES")])
    assert Channel.objects.get(key="coast lines").name == "Coast Lines"
    shown = {
        module.title: module.channel_name
        for module in Module.objects.select_related("video__channel")
    }
    # A note that contradicts is not put right: its document says so.
    assert shown == {
        "Coast 1": "Coast Lines",
        "Coast 2": "Coast Lines",
        "Coast 3": "mills",
        "Coast 4": "Coast Lines",
    }


def test_the_credit_shows_the_channels_name_without_a_query_more(
    coasts: Course, stranger_client: Client, query_count: QueryCount
) -> None:
    import_sources(course=coasts, sources=[note(1, "coast_lines")])
    Channel.objects.update(name="Coast Lines")
    coasts.status = Course.Status.PUBLISHED
    coasts.save()
    module = coasts.modules.get()
    lesson = module.lessons.get()
    paths = [one.get_absolute_url() for one in (coasts, module, lesson)]
    with_channel = []
    for path in paths:
        assert "<cite>Coast Lines</cite>" in stranger_client.get(path).content.decode()
        with_channel.append(query_count(stranger_client, path))
    Video.objects.update(channel=None)
    assert with_channel == [query_count(stranger_client, path) for path in paths]


@pytest.mark.parametrize("count", [4, 40])
def test_channels_cost_the_same_queries_for_more_notes(
    coasts: Course, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        source = note(number, f"channel {number % 3}", video=number // 2)
        import_document(course=coasts, document=read_document(source.text, name=source.name))
    modules = list(coasts.modules.values_list("pk", flat=True))
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        settle_channels(modules)
    assert Channel.objects.count() == 3 if count > 4 else Channel.objects.exists()
    assert not Video.objects.filter(channel=None).exists()
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        settle_channels(modules)
