"""What tests ask of rendered HTML: that it is well nested, and what its elements are."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img"}
ADDRESSES = {"href", "src"}


class Checker(HTMLParser):
    """Collects elements and text; ``faults`` says what is badly nested or dangerous."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag in ("script", "style", "iframe", "object", "embed", "svg", "form"):
            self.faults.append(f"<{tag}>")
        for name, value in values.items():
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name}=")
            if name in ADDRESSES and value.strip().lower().startswith(("javascript:", "data:")):
                self.faults.append(value)
        if tag == "a" and "a" in self.stack:
            self.faults.append("link in link")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-1:]}")
        else:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def check(html: str) -> Checker:
    """Parses the HTML and asserts that nothing in it is wrong."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.faults == []
    assert checker.stack == []
    return checker


def text_of(html: str) -> str:
    return " ".join("".join(check(html).text).split())
