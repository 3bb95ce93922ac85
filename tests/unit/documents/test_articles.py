from courses.documents.model import Document
from courses.documents.reader import read_document
from courses.documents.rendering import render


def test_an_article_becomes_lessons(article: Document) -> None:
    assert (article.kind, article.video_id) == ("article", "")
    assert article.title == "Lighthouse keepers return to the northern coast"
    assert [(x.heading, x.is_intro) for x in article.lessons] == [
        ("Introduction", True),
        ("Empty towers", False),
        ("'A promise'", False),
    ]
    assert all(x.slices == () for x in article.lessons)
    assert article.citations_found == 0


def test_facts_are_the_sentences_that_can_be_checked(article: Document) -> None:
    facts = [(f.paragraph, f.text) for x in article.lessons for f in x.facts]
    assert facts == [
        (
            3,
            "Norland is spending $14 million on the towers, and Brightwater adds another $2.5 "
            "billion over ten years.",
        ),
        (4, '"We think so," said Mara Lindqvist, head of the council.'),
        (5, "Nine lighthouses of the northern coast will have keepers again by June."),
        (7, "Only three of 41 towers had a keeper in 2001, according to the Norland Register."),
        (9, '"It is a promise," Lindqvist told the Norland Post in February.'),
    ]
    assert all(f.citations == () for x in article.lessons for f in x.facts)


def test_captions_are_marked_and_teach_nothing(article: Document) -> None:
    source = article.lessons[0].source
    assert "*Keepers will live again in nine lighthouses of the north.*" in source
    assert "*A tower near Holm after its last storm.*" in source
    html = render(source, resolve=lambda _: None, numbered=True)
    assert html.count('class="caption"') == 2


def test_paragraph_numbers_of_facts_and_pages_agree(article: Document) -> None:
    for lesson in article.lessons:
        html = render(
            lesson.source,
            resolve=lambda _: None,
            first_paragraph=lesson.first_paragraph,
            numbered=True,
        )
        for fact in lesson.facts:
            start = html.index(f'id="p-{fact.paragraph}"')
            assert fact.text[:12].strip('"') in html[start : html.index("</p>", start)]
        assert html.count("data-p=") == lesson.last_paragraph - lesson.first_paragraph + 1


def test_escaped_dollars_show_as_dollars(article: Document) -> None:
    html = render(article.lessons[0].source, resolve=lambda _: None, numbered=True)
    assert "is spending $14 million" in html
    assert "\\" not in html


def test_a_plain_text_is_an_article_named_after_its_file() -> None:
    document = read_document("Just a line of words.\n", name="notes/dock_of_the_bay.txt")
    assert (document.kind, document.title, document.slug) == (
        "article",
        "Dock of the bay",
        "dock-of-the-bay",
    )
    assert [x.heading for x in document.lessons] == ["Dock of the bay"]
