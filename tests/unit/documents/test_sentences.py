import pytest

from courses.documents.sentences import sentence_of, split


def parts(text: str, marks: tuple[int, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in split(text, marks)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Ada Thorne built it. It stood.", 2),
        ("The U.S. government paid. The U.K. did not.", 2),
        ("It moved to the U.S. The firm grew.", 2),
        ("It cost $2.9 billion in 1925. Nobody paid.", 2),
        ("See No. 5 and Fig. 3 for more. Then go.", 2),
        ("He said no. Nobody spoke.", 2),
        ("Acme Inc. and Bolt Co. merged. They failed.", 2),
        ("J. R. Smith and A. Lee wrote it. They left.", 2),
        ('"Wake up!" he said. Then he left.', 2),
        ('He called it "good." Then he left.', 2),
        ("It closed at 5 p.m. on Monday. It stayed shut.", 2),
        ("Is it so? Yes! It is…", 3),
        ("Node.js and Next.js are tools. They help.", 2),
        ("クレーンは三基です。二基が残る。", 2),
        ("彼は「終わった。」と言った。", 1),
        ("One e.g. two, i.e. three. Four.", 2),
        ("", 0),
        ("...", 1),
    ],
)
def test_sentences_are_counted_right(text: str, count: int) -> None:
    assert len(parts(text)) == count, parts(text)


def test_a_citation_at_a_stop_ends_the_sentence_even_before_a_small_letter() -> None:
    text = "It ended well. iPhone sales rose."
    assert len(parts(text)) == 1
    assert parts(text, (13,)) == ["It ended well.", "iPhone sales rose."]


def test_a_citation_without_a_stop_ends_a_line_before_an_opening_word() -> None:
    assert parts("It ended well The firm grew", (13,)) == ["It ended well", "The firm grew"]
    assert len(parts("It ended at Bolt Hall", (11,))) == 1


def test_a_citation_belongs_to_the_sentence_that_it_follows() -> None:
    starts = [start for start, _ in split("One here. Two here. Three.")]
    assert [sentence_of(starts, at) for at in (0, 3, 8, 9, 18, 19, 26)] == [0, 0, 0, 0, 1, 1, 2]
