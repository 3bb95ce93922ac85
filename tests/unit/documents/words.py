"""The words of a Markdown text, found by other means than the reader's own, to compare them."""

import re

from courses.documents.model import Document

_HEAD = re.compile(r"\s*---\n.*?\n---[ \t]*\n", re.DOTALL)
_TIME = re.compile(r"\d+(?::\d+)+")
_WIKILINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_TAG = re.compile(r"<[^<>]{0,400}>")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words(text: str) -> list[str]:
    """Words and numbers in order, without times, tags and the targets of labelled wikilinks."""
    text = _TIME.sub(" ", text)
    for _ in range(3):
        text = _WIKILINK.sub(lambda m: m[2] if (m[2] or "").strip() else m[1], text)
    return _WORD.findall(_TAG.sub(" ", text))


def body(text: str) -> str:
    """The text below its front matter."""
    head = _HEAD.match(text)
    return text[head.end() :] if head else text


def taught(document: Document) -> list[str]:
    """The words of all lessons in order, with the headings that the document itself wrote."""
    found: list[str] = []
    for lesson in document.lessons:
        found += [] if lesson.is_intro else words(lesson.heading)
        found += words(lesson.source)
    return found


def recorded(document: Document) -> set[str]:
    """The words of the source's record: title and credit."""
    credit = document.credit
    parts = [document.title, credit.channel, *credit.authors, credit.publisher, credit.citation]
    parts += [credit.rights, credit.address, "From by and Citation", credit.date]
    return set(words(" ".join(parts)))


def lost(text: str, document: Document) -> list[str]:
    """The words of a document's text that neither a lesson nor its record has, in order."""
    lessons = taught(document)
    record = recorded(document)
    missing: list[str] = []
    at = 0
    for word in words(body(text)):
        if at < len(lessons) and lessons[at] == word:
            at += 1
        elif word not in record:
            missing.append(word)
    # What a lesson has and the text has not, or has in another order, is as wrong.
    return missing + lessons[at:]
