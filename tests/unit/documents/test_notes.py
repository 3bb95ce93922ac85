from courses.documents.model import CitationRef, Document, LinkRef, Slice
from courses.documents.reader import read_document
from tests.unit.documents.conftest import DATA


def test_a_note_becomes_lessons(note: Document) -> None:
    assert note.title == "The harbour cranes of Port Ellery: a history"
    assert (note.kind, note.video_id) == ("note", "AbC-123_xyZ")
    assert note.credit.channel == "Dockside Lectures"
    assert [(x.heading, x.slug, x.line, x.is_intro) for x in note.lessons] == [
        ("Introduction", "introduction", 8, True),
        ("The Dock Company years", "the-dock-company-years", 10, False),
        ("What remains", "what-remains", 27, False),
    ]
    assert [x.position for x in note.lessons] == [1, 2, 3]
    assert (note.citations_found, note.citations_used) == (11, 11)
    assert note.warnings == ()


def test_slices_follow_the_citations(note: Document) -> None:
    assert [x.slices for x in note.lessons] == [
        (Slice(5, 31),),
        (Slice(70, 250),),
        (Slice(31, 70), Slice(1200, None)),
    ]


def test_facts_are_the_cited_sentences(note: Document) -> None:
    intro, years, rest = note.lessons
    assert [f.text for f in intro.facts] == [
        "Port Ellery bought its first steam crane in 1871 for $2.4 million.",
        "The crane, built by Dr. Ada Thorne, lifted 12.5 tons, although the quay could only bear "
        "ten.",
    ]
    assert intro.facts[1].citations == (
        CitationRef(19, "as_written"),
        CitationRef(27, "as_written"),
    )
    assert [(f.text, f.lead_in, f.heading) for f in years.facts] == [
        ("The Dock Company (港湾会社) leased 14 cranes by 1902.", "", "The Dock Company years"),
        ("Electric motors replaced steam in 1911.", "Power", "The Dock Company years"),
        ("Coal imports fell by 60%.", "Power", "The Dock Company years"),
        ("Each crane needed only two people.", "Crews", "The Dock Company years"),
        ("Wages rose to 9 shillings a day.", "", "Wages"),
    ]
    assert years.facts[0].terms == ("Dock Company",)
    assert [c.seconds for c in years.facts[3].citations] == [125, 131]
    assert [f.position for x in note.lessons for f in x.facts] == list(range(1, 10))
    assert rest.facts[1].citations[0].seconds == 31


def test_a_fact_knows_its_place_in_the_document(note: Document) -> None:
    text = (DATA / "harbour_note.md").read_text("utf-8")
    facts = [f for lesson in note.lessons for f in lesson.facts]
    first, power = facts[0], facts[3]
    assert text[first.start : first.end].startswith("Port Ellery bought")
    assert text[power.start : power.end].startswith("Electric motors")
    assert [text.count("\n", 0, f.start) + 1 for f in facts] == [f.line for f in facts]
    assert [f.paragraph for f in facts] == [1, 1, 2, 4, 4, 5, 6, 7, 7]


def test_wikilinks_are_kept_in_order(note: Document) -> None:
    assert note.lessons[1].links == (
        LinkRef("ellery_dock_company", "Dock Company", "ellery dock company"),
        LinkRef("ellery_dock_company", "Dock Company", "ellery dock company"),
        LinkRef("dock_wages", "dock_wages", "dock wages"),
    )


def test_source_is_the_section_without_its_heading(note: Document) -> None:
    source = note.lessons[2].source
    assert source.startswith("Two cranes still stand <a class=")
    assert "## What remains" not in source


def test_line_ends_of_other_systems_change_nothing() -> None:
    text = (DATA / "harbour_note.md").read_text("utf-8")
    unix = read_document(text, name="a.md")
    for ending in ("\r\n", "\r"):
        other = read_document(text.replace("\n", ending), name="a.md")
        assert [f.key for x in other.lessons for f in x.facts] == [
            f.key for x in unix.lessons for f in x.facts
        ]
        assert other.video_id == unix.video_id


def test_keys_stay_when_other_sentences_come_and_go() -> None:
    text = (DATA / "harbour_note.md").read_text("utf-8")
    before = {f.text: f.key for x in read_document(text, name="a").lessons for f in x.facts}
    changed = text.replace("Port Ellery bought", "This is new here [00:00:02]. Port Ellery bought")
    after = {f.text: f.key for x in read_document(changed, name="b").lessons for f in x.facts}
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after) == len(before) + 1


def test_the_same_sentence_twice_gives_two_keys() -> None:
    body = "It rained all day [00:00:01]. It rained all day [00:00:09].\n"
    facts = read_document("---\nvideoId: AbC-123_xyZ\n---\n" + body, name="t").lessons[0].facts
    assert len({f.key for f in facts}) == len(facts) == 2


def test_odd_citations_leave_no_residue(odd: Document) -> None:
    (lesson,) = odd.lessons
    assert [f.citations[0].seconds for f in lesson.facts] == list(range(10, 120, 10)) + [
        130,
        140,
        150,
        160,
    ]
    assert [f.text for f in lesson.facts][:2] == [
        "No label stands here.",
        "A plain label stands here.",
    ]
    for fact in lesson.facts:
        assert fact.text.endswith("."), fact.text
        assert not set(fact.text) & set("<>[]()"), fact.text
    assert (odd.citations_found, odd.citations_used) == (17, 16)
    assert [(w.line, "N/A" in w.message) for w in odd.warnings if "N/A" in w.message] == [
        (14, True)
    ]


def test_a_nested_list_keeps_label_and_place() -> None:
    body = (
        "1. **Hull**: The hull is oak [00:01:00].\n"
        "    - **Keel**: The keel is elm [00:01:10].\n"
        "2. **Mast**\n"
        "   The mast is pine [00:01:20].\n"
        "3) > [!tip] Look\n"
        "   > The sail is cotton [00:01:30].\n"
    )
    (lesson,) = read_document("---\nvideoId: AbC-123_xyZ\n---\n" + body, name="t").lessons
    assert [(f.lead_in, f.text) for f in lesson.facts][:2] == [
        ("Hull", "The hull is oak."),
        ("Keel", "The keel is elm."),
    ]
    assert lesson.facts[3].text == "The sail is cotton."


def test_cells_of_a_table_are_read_one_by_one() -> None:
    body = "| Part | Wood |\n|---|:-:|\n| [[hull|Hull]] plan | oak from the north [00:01:00] |\n"
    (lesson,) = read_document("---\nvideoId: AbC-123_xyZ\n---\n" + body, name="t").lessons
    assert [f.text for f in lesson.facts] == ["oak from the north"]
    assert [link.label for link in lesson.links] == ["Hull"]


def test_a_bold_opening_is_a_label_only_where_something_sets_it_off() -> None:
    body = (
        "- **Lack of oak** Despite the war the yard grew [00:01:00].\n"
        "- **Port Ellery** was founded in 1702 [00:01:10].\n"
        "- It was built by Bolt Inc. [00:01:20].\n"
    )
    (lesson,) = read_document("---\nvideoId: AbC-123_xyZ\n---\n" + body, name="t").lessons
    assert [(f.lead_in, f.text) for f in lesson.facts] == [
        ("Lack of oak", "Despite the war the yard grew."),
        ("Port Ellery", "Port Ellery was founded in 1702."),
        ("", "It was built by Bolt Inc."),
    ]
