from courses.documents.model import IndexEntry
from courses.documents.reader import read_document

HEAD = "---\ntitle: docks\n---\n"
TWO = (
    "### [Cranes | part [1]](https://www.youtube.com/watch?v=AbC-123_xyZ)\n"
    "- [[steam_cranes | Steam cranes]]\n- [[crane_crews | Crews]]\n\n"
    "### [Ships](https://youtu.be/xyZ_123-AbC)\n- [[Tall ships]]\n"
)


def test_the_index_of_a_channel_gives_its_videos_and_their_notes_in_order() -> None:
    document = read_document(HEAD + TWO, name="docks.md")
    assert document.kind == "note"
    assert document.index == (
        IndexEntry("AbC-123_xyZ", "Cranes | part [1]", ("steam_cranes", "crane_crews")),
        IndexEntry("xyZ_123-AbC", "Ships", ("Tall ships",)),
    )


def test_a_note_with_prose_or_a_video_of_its_own_is_no_index() -> None:
    assert read_document(HEAD + TWO + "\nIt fell in 1902.\n", name="d.md").index == ()
    assert read_document(HEAD + TWO + "- It fell [00:01:10]\n", name="d.md").index == ()
    own = "---\ntitle: docks\nvideoId: AbC-123_xyZ\n---\n"
    assert read_document(own + TWO, name="d.md").index == ()
    assert read_document("## [A](https://youtu.be/xyZ_123-AbC)\n", name="d.md").index == ()


def test_the_headings_of_the_rest_may_be_ordinary_where_they_are_few() -> None:
    many = TWO + "".join(
        f"### [V](https://youtu.be/xyZ_123-A{n:02})\n- [[n{n}]]\n" for n in range(8)
    )
    assert len(read_document(HEAD + "## Videos\n" + many, name="d.md").index) == 10
