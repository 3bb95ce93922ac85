"""Features in an instructor's words: what it means that one is higher, or lower, than usual."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "natural": ("it is asked as a question", "it is a sentence with a gap"),
    "stem_words": ("the question is long", "the question is short"),
    "stem_very_long": ("the question is very long", "the question is not too long"),
    "stem_very_short": ("the question is very short", "the question is long enough"),
    "stem_names": ("the question names several things", "the question names few things"),
    "stem_one_name": (
        "the question names just one thing",
        "the question names more than one thing, or none",
    ),
    "stem_numbers": ("the question holds other figures", "the question holds no other figures"),
    "stem_commas": ("the question has many commas", "the question has few commas"),
    "stem_asides": ("the question has asides or quotations", "the question has no asides"),
    "stem_pronouns": (
        "the question has words like “it” or “this”",
        "no word of the question refers back",
    ),
    "stem_definites": (
        "the question speaks of “the …” as if known",
        "nothing in the question is taken as known",
    ),
    "stem_plain_thing": (
        "“the company” or the like is not named",
        "the question names what it speaks of",
    ),
    "stem_now": ("it depends on when it was said", "it does not depend on when it was said"),
    "stem_loose": ("the question has loose words", "the question has no loose words"),
    "stem_names_subject": (
        "the question begins with a name",
        "the question does not begin with a name",
    ),
    "stem_names_topic": (
        "the question names the document's topic",
        "the question leaves the document's topic unsaid",
    ),
    "stem_and_or": ("the question joins several things", "the question says one thing"),
    "stem_is_question": ("it is asked as a question", "it is a sentence to complete"),
    "subject_put_in": (
        "its subject was put in for a pronoun",
        "its subject stands in the sentence",
    ),
    "opens_with_connective": (
        "the question opens with a word that leans back",
        "the question opens by itself",
    ),
    "pointing_words": (
        "words like “another” point to something unsaid",
        "no word points to something unsaid",
    ),
    "relative_clauses": ("the question has clauses within it", "the question is one clause"),
    "names_main_thing": (
        "the question names what the document is about",
        "the question names nothing that the document often names",
    ),
    "stem_kept": ("the question keeps the sentence's words", "the question is worded anew"),
    "quoted_title": ("the question begins with the title", "the question needs no title"),
    "ends_on_verb": ("the question ends on a verb", "the question does not end on a verb"),
    "ends_on_small_word": (
        "the question ends on a small word, as if cut short",
        "the question is not cut short",
    ),
    "bare_subject": (
        "its subject is a bare “the …”",
        "its subject is more than a bare “the …”",
    ),
    "bare_objects": (
        "things in it are only called “the …”",
        "the things in it are told apart",
    ),
    "finite_verbs": ("the question has several verbs", "the question has one verb"),
    "unclear_words": (
        "the sentence's structure is unclear in places",
        "the sentence's structure is clear",
    ),
    "coordinated": ("the sentence lists or joins things", "the sentence joins nothing"),
    "options_own_words": (
        "the wrong answers bring words of their own",
        "the wrong answers bring few words of their own",
    ),
    "options_pronouns": (
        "options have words like “its” that point elsewhere",
        "no option points elsewhere",
    ),
    "key_pronoun": (
        "the answer has a word like “its” that points elsewhere",
        "the answer points to nothing unsaid",
    ),
    "options_named": ("the options name things", "the options name nothing"),
    "key_named": ("the answer names something", "the answer names nothing"),
    "options_lower": ("the options are phrases", "the options are names or figures"),
    "has_date": ("the question says when", "the question does not say when"),
    "figure_undated": (
        "it asks for a figure without saying of when",
        "the figure's time is told, or does not matter",
    ),
    "fronted_words": ("much stands before what is asked", "it comes to what is asked at once"),
    "fronted_unnamed": (
        "what stands before the question names nothing",
        "nothing unnamed stands before the question",
    ),
    "subject_has_name": ("its subject is named", "its subject is not named"),
    "subject_one_word": ("its subject is a single name", "its subject is more than a single name"),
    "subject_words": ("its subject is long", "its subject is short"),
    "options_least_said": ("every option says enough", "an option says very little"),
    "options_numbers": ("the options have figures", "the options have no figures"),
    "key_words": ("the answer has many words", "the answer has few words"),
    "key_length": ("the answer is long", "the answer is short"),
    "key_share_of_sentence": (
        "the answer is much of the sentence",
        "the answer is a small part of the sentence",
    ),
    "key_told_again": ("the answer is told elsewhere too", "the answer is told only once"),
    "hedge_bound": ("the figure is a bound", "the figure is stated, not bounded"),
    "hedge_about": ("the figure is a rough one", "the figure is exact"),
    "gap_place": ("the gap stands late", "the gap stands early"),
    "key_place": (
        "the answer stands late in the sentence",
        "the answer stands early in the sentence",
    ),
    "key_digits": ("the figure is precise", "the figure is a round one"),
    "key_in_words": ("the figure is written in words", "the figure is written in digits"),
    "key_small": ("the number is small", "the number is not small"),
    "key_decimals": ("the figure has decimals", "the figure has no decimals"),
    "year_old": ("the year is long ago", "the year is not long ago"),
    "year_late": ("the year is recent", "the year is not recent"),
    "own_share": ("the wrong answers come from the document", "the wrong answers were computed"),
    "own_same_lesson": (
        "the wrong answers come from the same lesson",
        "the wrong answers come from elsewhere",
    ),
    "own_same_paragraph": (
        "wrong answers come from the same paragraph",
        "no wrong answer comes from the same paragraph",
    ),
    "own_shares_names": (
        "a wrong answer is said of the same names",
        "no wrong answer is said of the same names",
    ),
    "length_ratio": ("the answer stands out by its length", "the answer is as long as the others"),
    "length_spread": ("the options differ in length", "the options are equally long"),
    "key_longest": ("the answer is the longest option", "the answer is not the longest option"),
    "key_in_stem": (
        "words of the answer stand in the question",
        "no word of the answer stands in the question",
    ),
    "wrong_in_stem": (
        "words of wrong answers stand in the question",
        "no word of a wrong answer stands in the question",
    ),
    "alike_key": (
        "wrong answers share words with the answer",
        "wrong answers share no words with the answer",
    ),
    "alike_wrong": ("the wrong answers share words", "the wrong answers share no words"),
    "options_words": ("the options are long", "the options are short"),
    "key_rank": (
        "the answer is among the larger figures",
        "the answer is among the smaller figures",
    ),
    "year_nearest": ("the nearest wrong year is far", "the nearest wrong year is close"),
    "known_names": (
        "the question names things that many can date",
        "the question names nothing that many can date",
    ),
    "public_words": (
        "it is about states, wars or offices, of which many know",
        "it is not about states, wars or offices",
    ),
    "countries": ("the question names countries", "the question names no country"),
    "title_in_stem": (
        "the question is led by the document's title",
        "the question needs no title before it",
    ),
    "age_room": (
        "what the question names lasted long",
        "what the question names lasted only a few years",
    ),
    "years_range": ("the years offered span long", "the years offered span few years"),
    "key_alone": (
        "the right year lies apart from the others",
        "the right year lies among the others",
    ),
    "year_spread": ("the years offered lie far apart", "the years offered lie close together"),
    "number_nearest": ("the nearest wrong figure is far", "the nearest wrong figure is close"),
    "number_spread": (
        "the figures offered lie far apart",
        "the figures offered lie close together",
    ),
    "sentence_words": ("the cited sentence is long", "the cited sentence is short"),
    "sentence_whole": ("the whole sentence is asked", "only a part of the sentence is asked"),
    "sentence_values": ("the sentence has several figures", "the sentence has few figures"),
    "sentence_opening": ("the sentence leans on the one before", "the sentence begins afresh"),
    "sentence_lead_in": ("the sentence belongs to a bold lead-in", "the sentence has no lead-in"),
    "sentence_terms": ("the sentence links to other notes", "the sentence links to no other notes"),
    "sentence_first": ("it opens its paragraph", "it stands within its paragraph"),
    "clauses": ("the sentence has many clauses", "the sentence is simple"),
    "depth": ("the sentence is deeply nested", "the sentence is plainly built"),
    "roots": ("the text is more than one sentence", "the text is one sentence"),
    "root_past": ("it tells of something that happened", "it tells of how things are"),
    "root_passive": ("the sentence is passive", "the sentence is active"),
    "root_modal": ("it tells of what may or will be", "it tells of what is or was"),
    "root_no_verb": ("the sentence's verb was not found", "the sentence has a clear verb"),
    "subject_pronoun": (
        "the sentence's subject is a pronoun",
        "the sentence's subject is no pronoun",
    ),
    "subject_name": ("the sentence's subject is a name", "the sentence's subject is no name"),
    "subject_missing": ("the sentence's subject was not found", "the sentence has a clear subject"),
    "entities": ("the sentence names many things", "the sentence names few things"),
    "verb_say": ("it tells what somebody said", "it tells what is, not what somebody said"),
    "verb_be": ("it tells what something is", "it tells what something does"),
    "verb_have": ("it tells what something has", "it does not just tell what something has"),
    "verb_make": ("it tells of making or founding something", "nothing is made or founded in it"),
    "verb_move": (
        "it tells of buying, joining or paying",
        "nothing is bought, joined or paid in it",
    ),
    "verb_change": ("it tells of a rise or a fall", "nothing rises or falls in it"),
    "article": ("the document is an article", "the document is a note on a video"),
    "document_facts": ("the document has many key facts", "the document has few key facts"),
    "document_years": ("the document tells many years", "the document tells few years"),
    "document_names": ("the document names many things", "the document names few things"),
    "document_place": ("it comes late in the document", "it comes early in the document"),
}

FORMS: dict[str, str] = {
    "year": "questions for a year",
    "money": "questions for a sum of money",
    "share": "questions for a share",
    "count": "questions for a number",
    "duration": "questions for a duration",
    "measure": "questions for a measure",
    "rank": "questions for a rank",
    "name": "questions for a name",
    "effect": "questions for an effect",
    "purpose": "questions for a purpose",
    "means": "questions for a means",
    "cause": "questions for a cause",
    "term": "questions for a term",
    "order": "questions for an order of events",
    "contrast": "questions for a contrast",
    "model": "questions that a language model wrote",
}


def phrase(name: str, *, high: bool) -> str:
    """What a feature says when it is higher, or lower, than usual."""
    if name.startswith("form_"):
        form = FORMS.get(name.removeprefix("form_"), f"questions of the form “{name[5:]}”")
        return f"it is one of the {form}" if high else f"it is none of the {form}"
    if name not in WORDS:
        return f"“{name}” is {'high' if high else 'low'}"
    return WORDS[name][0 if high else 1]
