from courses.documents.reader import read_document


def headings(body: str) -> list[str]:
    head = "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n"
    return [lesson.heading for lesson in read_document(head + body, name="t.md").lessons]


def test_second_level_headings_make_lessons_and_deeper_ones_stay_inside() -> None:
    assert headings("Text\n## A\na\n### Inner\ni\n## B\nb\n") == ["Introduction", "A", "B"]


def test_where_levels_skip_every_outermost_heading_makes_a_lesson() -> None:
    assert headings("### First\na\n## Second\nb\n### Inside\nc\n") == ["First", "Second"]


def test_a_document_of_deep_headings_only() -> None:
    assert headings("### A\na\n### B\nb\n#### Inside\nc\n") == ["A", "B"]


def test_headings_in_code_do_not_count() -> None:
    assert headings("## A\n```\n## code\n```\n~~~\n# code\n~~~\nText\n") == ["A"]


def test_a_heading_of_the_first_level_counts_as_one_of_the_second() -> None:
    assert headings("## A\na\n# Top\nb\n## C\nc\n") == ["A", "Top", "C"]


def test_a_heading_that_repeats_the_title_is_no_lesson() -> None:
    assert headings("# T\n\nText\n\n## A\na\n") == ["Introduction", "A"]


def test_a_document_without_headings_is_one_lesson_named_after_it() -> None:
    assert headings("Only text.\n") == ["T"]


def test_the_words_of_a_heading_are_its_labels_without_citations() -> None:
    cite = '<a class="yt-timestamp" data-t="00:01:10">[1:10]</a>'
    body = f"## The [[x_y | Yard]] **case** {cite}\nText\n"
    document = read_document("---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n" + body, name="t.md")
    (lesson,) = document.lessons
    assert lesson.heading == "The Yard case"
    assert [link.label for link in lesson.links] == ["Yard"]
    assert (lesson.citations_found, lesson.slices[0].start) == (1, 70)


def test_equal_headings_get_slugs_and_keys_of_their_own() -> None:
    text = "## Same\na\n## Same\nb\n## Same\nc\n"
    lessons = read_document(text, name="t.md").lessons
    assert [lesson.slug for lesson in lessons] == ["same", "same-2", "same-3"]
    assert len({lesson.key for lesson in lessons}) == 3


def test_every_line_of_the_body_stands_in_one_lesson() -> None:
    body = "Intro\n\n## A\n\na1\n\n### Inner\n\n- a2\n- a3\n\n## B\n\n> b1\n"
    lessons = read_document(body, name="t.md").lessons
    words = " ".join(f"{lesson.heading} {lesson.source}" for lesson in lessons)
    for word in ("Intro", "a1", "Inner", "a2", "a3", "b1"):
        assert words.split().count(word) == 1
