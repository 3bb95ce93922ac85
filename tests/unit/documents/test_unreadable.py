import pytest

from courses.documents.model import DocumentError
from courses.documents.reader import decode, read_document


@pytest.mark.parametrize("text", ["", "   \n\n\t", "\ufeff"])
def test_an_empty_document_is_refused(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(text, name="a.md")
    assert "empty" in str(caught.value)


def test_binary_data_is_refused_with_the_line() -> None:
    with pytest.raises(DocumentError, match="binary"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(DocumentError) as caught:
        decode(b"one\ntwo\n\xe9t\xe9\n")
    assert caught.value.problems[0].line == 3


def test_marks_of_byte_order_are_taken_off() -> None:
    assert decode("text é\r\n".encode("utf-8-sig")) == "text é\n"
    assert decode("text é".encode("utf-16")) == "text é"


def test_a_broken_byte_in_a_sound_text_is_a_warning_with_its_line() -> None:
    sound = "# Café\n\nThe naïve façade of the “Größe” – it is said – fell.\n\nAnd still does.\n"
    data = sound.encode().replace(b"still", b"sti\xe2\x80ll")
    document = read_document(decode(data), name="a.md")
    assert "sti\ufffdll does." in document.lessons[0].source
    assert [(one.line, one.message) for one in document.warnings] == [
        (5, "A character cannot be read (shown as \ufffd).")
    ]
    assert read_document(sound, name="a.md").warnings == ()


def test_a_text_in_another_encoding_is_refused() -> None:
    for encoding in ("latin-1", "cp1251", "shift-jis"):
        with pytest.raises(DocumentError, match="not UTF-8"):
            decode("Größe Привет 灯台".encode(encoding, "ignore"))


def test_a_document_with_nothing_but_a_head_has_a_warning() -> None:
    document = read_document("---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n", name="a.md")
    assert document.lessons == ()
    assert [w.message for w in document.warnings] == [
        "The document has a title but no text to teach."
    ]
