"""The seed documents keep every figure, name, time and view of their sources.

The lists below are the record: whoever rewords a seed document may change its sentences, but
not lose a fact. Times are in seconds from the start of the video.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ORIGINALS = ROOT.parent / "shared" / "originals"
NOTE = (ROOT / "seeds" / "japans_digital_trade_deficit_and_software_imports.md").read_text("utf-8")
ARTICLE = (ROOT / "seeds" / "japan_seeks_to_reclaim_tech_edge.md").read_text("utf-8")

VIDEO_ID = "ky1nGQhHTso"
IBM_NOTE = "the_impact_of_ibm_on_japans_technology_landscape"
CULTURE_NOTE = "cultural_and_economic_factors_affecting_japans_software_development"
LINK_TARGETS = Counter(
    {
        "asianometry": 1,
        "rise_and_decline_of_japans_sharp_corporation": 1,
        IBM_NOTE: 28,
        "the_history_of_japans_computer_and_software_industry": 1,
        CULTURE_NOTE: 2,
        "the_challenges_faced_by_japanese_software_startups": 1,
    }
)

HEADINGS = ["##"] * 7 + ["###", "##"]

# (second of the video, words that stand in the text which that second is evidence for)
CITED: list[tuple[int, tuple[str, ...]]] = [
    (2, ("Japan", "digital trade deficit", "about 5.5 trillion yen", "$37 billion", "2023")),
    (11, ("cloud services", "software licenses", "digital services", "trillions of yen")),
    (19, ("growing", "2023", "twice", "2015")),
    (26, ("Sony", "Fujitsu", "Hitachi", "Panasonic", "Canon", "Sharp", "Toshiba", "hardware")),
    (37, ("Microsoft", "Oracle", "Adobe", "SAP", "global software", "no ")),
    (48, ("Ministry of International Trade and Industry", "MITI", "20th century", "computer")),
    (56, ("competitor", "MITI", "IBM")),
    (60, ("IBM", "1925", "tabulating machines")),
    (70, ("IBM Japan", "subsidiary", "1937", "confiscated", "World War II")),
    (77, ("IBM", "1949", "new Japanese law", "every foreign", "joint venture", "technology")),
    (96, ("IBM", "refused", "100%", "IBM Japan")),
    (107, ("MITI", "IBM Japan", "often", "access to the market")),
    (113, ("officials", "local products", "import licenses")),
    (124, ("Customers", "IBM", "technology", "clearly superior")),
    (135, ("IBM", "System/360", "groundbreaking", "1964")),
    (141, ("MITI", "Super High-Performance Computer Project", "1966", "1971", "System/360")),
    (155, ("hardware alone", "System/360", "software compatibility", "no longer ignore")),
    (173, ("October 1966", "MITI", "Japan Software Company", "日本ソフトウェア")),
    (180, ("joint venture", "Hitachi", "NEC", "Fujitsu", "Industrial Bank of Japan")),
    (198, ('"common language"', "universal operating system", "every Japanese computer")),
    (212, ("MITI", "only 25%", "10 billion yen", "afterthought")),
    (225, ("Japan Software Company", "requirements ballooned", "external sales")),
    (238, ("Japan Software Company", "1972", "subsidies")),
    (244, ("Paradoxically", "hardware", "often", "software", "IBM")),
    (250, ("1969", "IBM", "unbundled", "anti-trust", "America")),
    (262, ("software", "overall bundle", "computing services")),
    (276, ("unbundling", "price", "smaller companies", "compete")),
    (293, ("software industry", "United States", "today")),
    (305, ("Japan", "IBM", "software subsidiaries", '"adopt"', "reverse-engineering")),
    (317, ("1971", "Fujitsu", '"IBM-compatible"', "mainframe")),
    (339, ("IBM", "kanji", "business practices", "locked", "higher prices")),
    (359, ("Japan", '"little IBMs"')),
    (378, ("Reverse-engineering", "IBM", "against the law")),
    (391, ("over a decade", "copyright", "Copyright Act of 1976", "1978", "amendments")),
    (401, ("IBM", "titanic anti-trust case", "1982")),
    (424, ("anti-trust case was over", "IBM", "theft", "Japanese companies")),
    (427, ("1982", "IBM", "Fujitsu", "Hitachi", "others")),
    (436, ("System/360", "OS", "public domain", "standard", "copyright")),
    (458, ("Spy Case", "US Government", "18 Japanese", "Hitachi", "Mitsubishi Electric", "sting")),
    (478, ("Spy Case", "friction", "Japan", "United States")),
    (515, ("Fujitsu", "settled", "one-time lump sum", "up to $60 million a year", "IP rights")),
    (528, ("licensing fees", "serious threat", "competitiveness")),
    (534, ("MITI", "15 years", "international standard", "50 years", "did not take hold")),
    (568, ("government", "severe", '"software crisis"')),
    (572, ("tech providers", "software imports", "IBM", "Microsoft", "domestic alternatives")),
    (580, ("persistent shortage", "qualified programmers", "major obstacle")),
    (593, ("Education:", "Universities", "teachers of computer science", "professors", "slow")),
    (608, ("bilingual", "English", "experience overseas")),
    (614, ("Job Attractiveness:", "Software engineering", "appealing job")),
    (618, ("largest employers", "business families", "lifetime employment")),
    (628, ("career progression", "poor pay", "unfulfilling", "customization or maintenance")),
    (643, ("2010", "Infosys CEO", "80%", "maintenance of existing systems", "60%", "West")),
    (
        671,
        (
            "United States",
            "Microsoft",
            "Oracle",
            "Adobe",
            "Lotus",
            "Intuit",
            "Electronic Arts",
            "Synopsys",
            "Cadence",
            "1980s",
        ),
    ),
    (694, ("no companies", "Japan")),
    (698, ("customer acceptance", "venture capital", "lifetime employment", "risk-taking")),
    (711, ("engineers", "unproductive", '"software environment"', "operating system", "hardware")),
    (733, ("TRON", "domestic OS project", "1984", "Dr. Ken Sakamura")),
    (744, ("TRON", '"open" operating system', "Microsoft", "Intel")),
    (766, ("Business TRON (BTRON)", "PC makers", "schools")),
    (782, ("April 1989", "US Trade Representative", "BTRON", "trade barrier")),
    (798, ("BTRON", "later removed", "microprocessor", "semiconductor disputes", "collapsed")),
    (
        843,
        (
            "MITI",
            "SIGMA",
            "Software Industrialized Generators and Maintenance Aids",
            "five-year",
            "25 billion yen",
            "1985",
            "programmers",
        ),
    ),
    (862, ("SIGMA", "standards", "applications", "networked", "workstation", "Unix")),
    (873, ("SIGMA", "Fujitsu", "Hitachi", "NEC", "IBM platforms", "Unix", "customized heavily")),
    (897, ('"second wind"', "mainframes", "supercomputers", "1990s", "fastest")),
    (918, ("real estate bubble", "1990", "prolonged recession")),
    (925, ("Customers", "expensive", "mainframe makers", "declined")),
    (940, ("confidence", "United States", "pull ahead", "competitive advantages", "software")),
    (955, ("MITI", "domestic champions", "reverse-engineer", "steel", "automobiles")),
    (970, ("standards", "networks", "users", "applications", "familiarity", "replication econ")),
    (999, ("personal computer (PC)", "classic example", "misstep", "consumer electronics")),
    (1005, ("NEC", "domestic PC market", "over a decade", "PC-98", "MS-DOS", "Japanese")),
    (1017, ("early 1990s", "IBM", "Microsoft", "Intel", "monopoly", "NEC", "DOS")),
    (1027, ("opened", "market", "hardware and software from abroad")),
    (1032, ("government", "MITI", "globalized approach")),
    (1041, ("NEC", "overpriced", "collapsed", "Microsoft", "dominance")),
    (1055, ("No software maker", "credibly challenged", "American giant")),
    (1061, ("I-mode", "NTT DoCoMo", "mobile 2G web browser", "1999")),
    (1071, ("more than 40 million subscribers", "2003")),
    (1074, ("NTT", "export", "revenue")),
    (1087, ("I-mode", "no traction abroad", "handset partners")),
    (1095, ("window of opportunity", "iPhone", "ecosystem of applications")),
    (1116, ("large software industry",)),
    (1120, ("custom-made packages", "limited market potential", "imported products")),
    (1131, ("Gaming", "arguably", "brightest spot")),
    (1154, ("lag", "global software industry", "technological era")),
]

# Statements of the note that carry no citation.
UNCITED = (
    "it had several causes",
    "cultural and economic factors behind Japan's software development",
    "challenges for software startups in Japan",
    "the same playbook of MITI proved ineffective",
)

KHOS_ERDENE = "Khos-Erdene"
# Words that stand together in one paragraph of the article, in the order of the article.
TOLD: list[tuple[str, ...]] = [
    ("Three million people", "AI training", "Microsoft"),
    ("investments", "abroad", "tech crown", "alternative to China", "rapid innovation", "experts"),
    ("1980s", "hardware industry", "US tech giants", "billions of dollars", "cybersecurity"),
    ("Google", "regional cyber defense hub", "March 2024"),
    ("Amazon Web Services", r"\$14 billion", "cloud infrastructure"),
    ("Microsoft", "ChatGPT", "OpenAI", "April 2024", r"\$2.9 billion"),
    ("Khos-Erdene Baatarkhuu", "CEO", "AND Global", "fintech", "geopolitical", "than China"),
    ("told AFP", "leader in the past", "South Korea", "slower", "digital and mobile trends"),
    (KHOS_ERDENE, "opportunity", "policies", "resilient start-ups", "shifting"),
    ("IMD", "Swiss management school", "32nd", "digital competitiveness"),
    ("CB Insights", "1,200", '"unicorns"', r"\$1 billion", "only seven"),
    (KHOS_ERDENE, '"perfection-seeking approach"', "stability and gradual improvement"),
    ("his view", "corporate culture", "risk", "hierarchy", "stifle", "software industry"),
    ("Billions", "tech giants", "AI industry of Japan"),
    ("Masayoshi Son", "CEO of SoftBank Group", "investment vehicle", '"goldfish"', "ignores AI"),
    ('"Wake up Japan!"', "corporate event", "October 2023", "side of evolution"),
    ("Fumio Kishida", "Joe Biden", "Tim Cook", "Apple", "Jeff Bezos", "Amazon", "Washington"),
    ("Wednesday, April 10 2024", "dine"),
    ("Biden and Kishida", "summit", "same day", '"global leaders"', "critical and emerging"),
    ("joint statement", '"like-minded countries"', "supply chains of semiconductors"),
    ("Semiconductors", "cars", "mobile phones", "key battleground"),
    ("military use", "United States", "some countries of Europe", "export", "China"),
    ("TSMC", "Taiwanese", "diversify its production", "governments", "customers", "invade Taiwan"),
    ("TSMC", r"\$8.6 billion", "southern Japan", "February 2024", "second", r"\$20 billion"),
    ("Kishida", "TSMC plant", "April 2024", '"revival"', "semiconductor industry"),
    ("US and Japan", "'global leaders'", "Biden and Kishida"),
    ("past three years", "3.9 trillion yen", r"\$25 billion", "gross domestic product", "Germany"),
    ("Sony", "Toyota", "IBM", "Rapidus", "two nanometers", "mass-produce", "2027"),
    ("Hideaki Yokota", "vice president", "MM Research Institute", "think-tank", "34 years", "yen"),
    ("Yokota", "told AFP", '"best partner in Asia"', "highly educated", "engineers"),
    ("established businesses", "cars", "household appliances", "real-world opportunities", "AI"),
    (KHOS_ERDENE, "warned", "legacy", "labor productivity is low", "workforce is shrinking"),
    (KHOS_ERDENE, "CEO of a tech company", "crossroads", "producer", "consumer", "how fast"),
    ("Microsoft", "three million", "125 million"),
    ("Universities in Japan and America", "research programs", "Nvidia", "Arm"),
    (KHOS_ERDENE, "commitment to AI", '"tremendous potential"', "economy"),
    ("AI gap", "collaboration", "top talent", "China and the US", "major force"),
]

CREDIT = (
    "April 12 2024, by Hiroshi Hiyama and Etienne Balmer",
    "© 2024 AFP",
    "published by Tech Xplore (2024, April 12)",
    "retrieved on 20 June 2024",
    "<https://techxplore.com/news/2024-04-japan-reclaim-tech-edge-overseas.html>",
)

_CITATION = re.compile(r'<a class="yt-timestamp" data-t="([\d:]+)">\[([\d:]+)\]</a>')
_LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]*))?\]\]")


def _seconds(timecode: str) -> int:
    hours, minutes, seconds = (int(field) for field in timecode.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def _citations(note: str) -> list[int]:
    return [_seconds(found[1]) for found in _CITATION.finditer(note)]


def _targets(note: str) -> Counter[str]:
    return Counter(found[1].strip() for found in _LINK.finditer(note))


def _plain(text: str) -> str:
    """Wikilinks become their labels, and bold loses its stars."""
    return _LINK.sub(lambda link: (link[2] or link[1]).strip(), text).replace("**", "")


def _evidence(note: str) -> list[tuple[int, str]]:
    """Each citation's second with the text of its own line since the citation before."""
    pairs = []
    for line in note.splitlines():
        start = 0
        for found in _CITATION.finditer(line):
            pairs.append((_seconds(found[1]), _plain(line[start : found.start()])))
            start = found.end()
    return pairs


def _place(words: tuple[str, ...]) -> int | None:
    """The number of the first paragraph of the article that holds all the words."""
    for number, paragraph in enumerate(ARTICLE.split("\n\n"), start=1):
        if all(word in paragraph for word in words):
            return number
    return None


def test_note_cites_exactly_the_listed_seconds_in_order() -> None:
    assert _citations(NOTE) == [second for second, _ in CITED]


def test_no_time_stands_outside_a_well_formed_citation() -> None:
    assert all(found[1] == found[2] for found in _CITATION.finditer(NOTE))
    assert "yt-timestamp" not in _CITATION.sub("", NOTE)
    assert not re.search(r"\d\d:\d\d", _CITATION.sub("", NOTE))


@pytest.mark.parametrize(("second", "words"), CITED, ids=[str(second) for second, _ in CITED])
def test_text_before_a_citation_holds_its_figures_and_names(
    second: int, words: tuple[str, ...]
) -> None:
    (text,) = [text for at, text in _evidence(NOTE) if at == second]
    assert [word for word in words if word not in text] == []


def test_note_keeps_its_uncited_statements() -> None:
    assert [words for words in UNCITED if words not in _plain(NOTE)] == []


def test_note_keeps_its_front_matter_and_source_line() -> None:
    _, front, body = NOTE.split("---\n", 2)
    assert sorted(front.splitlines()) == [
        "title: Japan's digital trade deficit and software imports",
        f"videoId: {VIDEO_ID}",
    ]
    assert body.lstrip().startswith("From: [[asianometry]] <br/>")


def test_note_keeps_its_headings_and_links() -> None:
    assert re.findall(r"^(#+) ", NOTE, re.MULTILINE) == HEADINGS
    assert _targets(NOTE) == LINK_TARGETS


@pytest.mark.parametrize("words", TOLD, ids=[words[0] for words in TOLD])
def test_one_paragraph_of_the_article_holds_the_words(words: tuple[str, ...]) -> None:
    assert _place(words) is not None


def test_article_tells_its_facts_in_order() -> None:
    paragraphs = ARTICLE.split("\n\n")
    places = [
        next(
            at
            for at, paragraph in enumerate(paragraphs)
            if all(word in paragraph for word in words)
        )
        for words in TOLD
    ]
    assert places == sorted(places)


def test_article_keeps_the_shape_of_its_format() -> None:
    assert re.findall(r"^(#+) ", ARTICLE, re.MULTILINE) == ["#", "###", "##"]
    assert "[chip production](#)" in ARTICLE
    assert not re.search(r"(?<!\\)\$", ARTICLE), "a dollar sign of an article is escaped"
    assert ARTICLE.index("April 12 2024, by") < ARTICLE.index("\n---\n")


def test_article_credits_its_source() -> None:
    assert [words for words in CREDIT if words not in ARTICLE] == []
    assert "retelling" in ARTICLE.rstrip().splitlines()[-1]


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the source documents are not at hand")
def test_note_keeps_the_times_and_links_of_its_original() -> None:
    (path,) = ORIGINALS.glob("000_*.txt")
    original = path.read_text("utf-8")
    assert Counter(_citations(NOTE)) == Counter(_citations(original))
    assert _targets(NOTE) == _targets(original)
    assert f"videoId: {VIDEO_ID}\n" in original
