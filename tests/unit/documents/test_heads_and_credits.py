import pytest

from courses.documents.credit import read_byline, read_date
from courses.documents.frontmatter import read_channel, read_front_matter, read_video_id
from courses.documents.model import Credit, Document
from courses.documents.reader import read_document


def test_titles_keep_their_colons_and_quotes() -> None:
    head = read_front_matter('---\ntitle: A: "b" c\nvideoId: "AbC-123_xyZ"\n---\nText')
    assert head.values == {"title": 'A: "b" c', "videoid": "AbC-123_xyZ"}
    assert (head.next_line, "Text") == (5, 'x---\ntitle: A: "b" c\nText'[-4:])


@pytest.mark.parametrize(
    "value",
    [
        "AbC-123_xyZ",
        "https://youtu.be/AbC-123_xyZ?t=5",
        "https://www.youtube.com/watch?a=b&v=AbC-123_xyZ",
    ],
)
def test_video_ids_and_addresses(value: str) -> None:
    head = read_front_matter(f"---\nvideoId: {value}\n---\n")
    assert read_video_id(head) == ("AbC-123_xyZ", [])


def test_a_bad_video_id_is_a_warning_with_its_line() -> None:
    document = read_document("---\ntitle: T\nvideoId: short\n---\n\nText.\n", name="t.md")
    assert document.video_id == ""
    assert document.kind == "note"
    assert [(w.line, "short" in w.message) for w in document.warnings] == [(3, True)]


@pytest.mark.parametrize(
    "text", ["---\n\nText after a rule.\n", "---\n- a list\n---\n", "Text\n---\nmore\n", "..."]
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert not read_front_matter(text).found or "Text" not in text


def test_front_matter_that_is_never_closed_is_a_warning() -> None:
    document = read_document("---\ntitle: T\nvideoId: AbC-123_xyZ\n\nText here.\n", name="t.md")
    assert (document.title, document.video_id) == ("T", "AbC-123_xyZ")
    assert document.warnings
    assert "Text here." in document.lessons[0].source


def test_the_source_line_of_a_note() -> None:
    assert read_channel("From: [[dockside_lectures | Dockside]] <br/> ") == "Dockside"
    assert read_channel("From: [[dockside]]") == "dockside"
    assert read_channel("From: here on the whole story goes on and on, as told before.") is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("March 3 2023", "2023-03-03"),
        ("Mar. 3, 2023", "2023-03-03"),
        ("3rd March 2023", "2023-03-03"),
        ("2023-03-03", "2023-03-03"),
        ("(2023, March 3)", "2023-03-03"),
        ("February 31 2023", ""),
        ("in March", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert read_date(text) == iso


def test_bylines() -> None:
    assert read_byline("March 3 2023, by Ines Calloway and Tomas Berg") == (
        "2023-03-03",
        ("Ines Calloway", "Tomas Berg"),
    )
    assert read_byline("By Ines Calloway, Tomas Berg, and Jo Ek") == (
        "",
        ("Ines Calloway", "Tomas Berg", "Jo Ek"),
    )
    assert read_byline("On March 3 2023 the keepers came back to the towers.") is None
    assert read_byline("The towers were bought by the council.") is None


def test_the_record_of_an_article_is_credit_and_not_text(article: Document) -> None:
    assert article.credit == Credit(
        channel="",
        authors=("Ines Calloway", "Tomas Berg"),
        date="2023-03-03",
        publisher="Northern Wire",
        address="https://example.org/news/2023-03-lighthouse.html",
        rights="© 2023 Northern Wire\nThis document is subject to copyright. "
        "Nothing of it may be printed again without permission.",
        citation="Lighthouse keepers return to the northern coast (2023, March 3) retrieved 9 May "
        "2023 from https://example.org/news/2023-03-lighthouse.html",
    )
    text = "".join(lesson.source for lesson in article.lessons)
    for record in ("©", "Citation", "subject to copyright", "Calloway", "March", "---", "# Light"):
        assert record not in text
