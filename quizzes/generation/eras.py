"""When well-known things existed. General knowledge: a well-read person needs no document for it.

Each line is a pattern and the years from which and to which what it names could act or be spoken
of. A year outside them is no wrong answer to a question that names it: everybody can rule it out.
Kept to what is named in a stem without doubt; years are generous where sources differ.
"""

from __future__ import annotations

import re

OPEN = 2100  # it exists today

_STATES = (
    ("Soviet|USSR", 1922, 1991),
    ("(?:West|East)\\sGerman(?:y|s)?|GDR|DDR", 1949, 1990),
    ("Nazi|Third\\sReich|Wehrmacht|Luftwaffe|SS\\sofficer", 1933, 1945),
    ("Weimar", 1919, 1933),
    ("People['’]s\\sRepublic\\sof\\sChina|PRC|Chinese\\sCommunist\\sgovernment", 1949, OPEN),
    ("Yugoslav(?:ia)?", 1918, 2003),
    ("Czechoslovak(?:ia)?", 1918, 1992),
    ("Ottomans?|Ottoman\\sEmpire", 1500, 1922),
    ("Austro-Hungarian|Austria-Hungary", 1867, 1918),
    ("European\\sUnion|EU", 1993, OPEN),
    ("European\\s(?:Economic\\s)?Community|EEC", 1957, 1993),
    ("NATO", 1949, OPEN),
    ("Warsaw\\sPact", 1955, 1991),
    ("Comecon", 1949, 1991),
    ("(?<!the\\s)United\\sNations|UN|UNESCO|UNICEF|IMF|World\\sBank", 1945, OPEN),
    ("League\\sof\\sNations", 1920, 1946),
    ("WTO|World\\sTrade\\sOrgani[sz]ation", 1995, OPEN),
    ("OPEC", 1960, OPEN),
    ("North\\sMacedonia", 2018, OPEN),
    ("(?:South|North)\\sKorean?s?", 1948, OPEN),
    ("Bangladeshi?", 1971, OPEN),
    ("Pakistani?s?", 1947, OPEN),
    ("(?:State\\sof\\s)?Israelis?", 1948, OPEN),
    ("Bolsheviks?", 1917, 1927),
    ("People['’]s\\sCommissars?", 1917, 1946),
    ("Red\\sArmy", 1918, 1946),
    ("Vichy", 1940, 1944),
    ("Meiji", 1868, 1912),
    ("CIA", 1947, OPEN),
    ("KGB", 1954, 1991),
    ("NASA", 1958, OPEN),
    ("DARPA", 1972, OPEN),
    ("Viet\\s?Cong|South\\sVietnam(?:ese)?|North\\sVietnam(?:ese)?", 1955, 1975),
    ("Taliban", 1994, OPEN),
    ("(?:Prime\\sMinister|government)\\sof\\sIndia|Indian\\sPrime\\sMinister", 1947, OPEN),
    ("[Zz]aibatsu", 1870, 1950),
)

_TIMES = (
    ("World\\sWar\\sII|Second\\sWorld\\sWar|WWII", 1939, 1945),
    ("World\\sWar\\sI|First\\sWorld\\sWar|Great\\sWar|WWI", 1914, 1918),
    ("Cold\\sWar", 1947, 1991),
    ("Korean\\sWar", 1950, 1953),
    ("Vietnam\\sWar", 1955, 1975),
    ("Gulf\\sWar", 1990, 1991),
    ("Great\\sDepression", 1929, 1939),
    ("October\\sRevolution|newly\\sformed\\sSoviet", 1917, 1923),
    ("Cultural\\sRevolution", 1966, 1976),
    ("Great\\sLeap\\sForward", 1958, 1962),
    ("Manhattan\\sProject", 1942, 1946),
    ("[Pp]erestroika|[Gg]lasnost", 1985, 1991),
    ("Asian\\s[Ff]inancial\\s[Cc]risis", 1997, 1999),
    ("(?:[Gg]lobal\\s)?[Ff]inancial\\s[Cc]risis|Lehman", 2007, 2010),
    ("Arab\\sSpring", 2010, 2012),
    ("COVID(?:-19)?|pandemic|lockdowns?", 2019, 2022),
    ("Cuban\\sMissile\\sCrisis", 1962, 1962),
    ("Sputnik", 1957, 1958),
    ("9/11|September\\s11", 2001, 2001),
)

_PEOPLE = (
    ("Lenin", 1917, 1924),
    ("Stalin", 1922, 1953),
    ("Khrushchev", 1953, 1964),
    ("Brezhnev", 1964, 1982),
    ("Gorbachev", 1985, 1991),
    ("Yeltsin", 1990, 1999),
    ("Putin", 1999, OPEN),
    ("Hitler", 1921, 1945),
    ("Mussolini", 1922, 1945),
    ("Mao(?:\\sZedong)?|Chairman\\sMao", 1935, 1976),
    ("Zhou\\sEnlai", 1935, 1976),
    ("Deng(?:\\sXiaoping)?", 1949, 1997),
    ("Xi\\sJinping", 2007, OPEN),
    ("Chiang\\sKai-?shek", 1925, 1975),
    ("Nehru", 1929, 1964),
    ("Indira\\sGandhi", 1966, 1984),
    ("Rajiv\\sGandhi", 1984, 1991),
    ("Modi", 2001, OPEN),
    ("Sukarno", 1945, 1967),
    ("Suharto", 1965, 1998),
    ("Park\\sChung[- ][Hh]ee", 1961, 1979),
    ("Kim\\sIl[- ][Ss]ung", 1945, 1994),
    ("Kim\\sJong[- ][Ii]l", 1994, 2011),
    ("Kim\\sJong[- ][Uu]n", 2011, OPEN),
    ("Lee\\sKuan\\sYew", 1959, 2015),
    ("Gaddafi", 1969, 2011),
    ("Saddam(?:\\sHussein)?", 1979, 2003),
    ("Khomeini", 1979, 1989),
    ("Nasser", 1952, 1970),
    ("(?:Fidel\\s)?Castro", 1959, 2008),
    ("Ch[aá]vez", 1992, 2013),
    ("Maduro", 2013, OPEN),
    ("Churchill", 1940, 1955),
    ("Harold\\sWilson", 1963, 1976),
    ("Thatcher", 1975, 1990),
    ("(?:Tony\\s)Blair", 1994, 2007),
    ("de\\sGaulle", 1940, 1969),
    ("Mitterrand", 1981, 1995),
    ("Adenauer", 1949, 1963),
    ("Helmut\\sKohl", 1982, 1998),
    ("Merkel", 2000, 2021),
    ("Zelensk(?:yy?|iy)", 2019, OPEN),
    ("Erdo[gğ]an", 1994, OPEN),
    ("Abiy\\sAhmed", 2018, OPEN),
    ("Roosevelt|FDR", 1933, 1945),
    ("Truman", 1945, 1953),
    ("Eisenhower", 1943, 1961),
    ("(?:John\\sF\\.?\\s|President\\s)Kennedy|JFK", 1947, 1963),
    ("(?:President|Lyndon)\\s(?:B\\.?\\s)?Johnson|LBJ", 1961, 1969),
    ("Nixon", 1950, 1974),
    ("(?:Gerald|President)\\sFord", 1974, 1977),
    ("(?:Jimmy|President)\\sCarter|Carter\\sadministration", 1977, 1981),
    ("(?:President|Ronald)\\sReagan|Reagan\\sadministration", 1981, 1989),
    ("(?:President|Bill)\\sClinton|Clinton\\sadministration", 1993, 2001),
    ("George\\sW\\.?\\sBush", 2001, 2009),
    ("Obama", 2005, 2017),
    ("President(?:-elect)?\\s(?:Donald\\s)?Trump|Trump\\sadministration", 2016, OPEN),
    ("President(?:-elect)?\\s(?:Joe\\s)?Biden|Biden\\sadministration", 2020, 2025),
)

_FIRMS = (
    ("IBM", 1924, OPEN),
    ("Intel", 1968, OPEN),
    ("AMD", 1969, OPEN),
    ("Apple(?:['’]s)?(?!\\s[a-z]*tree)", 1976, OPEN),
    ("Microsoft", 1975, OPEN),
    ("Oracle", 1977, OPEN),
    ("Google", 1998, OPEN),
    ("Alphabet", 2015, OPEN),
    ("Amazon(?!\\s(?:rain|river|basin|forest))", 1994, OPEN),
    ("AWS|Amazon\\sWeb\\sServices", 2002, OPEN),
    ("Facebook", 2004, OPEN),
    ("Meta", 2021, OPEN),
    ("Tesla(?!\\scoil)", 2003, OPEN),
    ("SpaceX", 2002, OPEN),
    ("N[Vv](?:idia|IDIA)", 1993, OPEN),
    ("TSMC|Taiwan(?:['’]s)?\\sSemiconductor", 1987, OPEN),
    ("UMC", 1980, OPEN),
    ("SMIC", 2000, OPEN),
    ("ASML", 1984, OPEN),
    ("SK\\sHynix", 2012, OPEN),
    ("Huawei", 1987, OPEN),
    ("Alibaba", 1999, OPEN),
    ("Tencent", 1998, OPEN),
    ("Baidu", 2000, OPEN),
    ("ByteDance", 2012, OPEN),
    ("TikTok", 2016, OPEN),
    ("Xiaomi", 2010, OPEN),
    ("BYD", 1995, OPEN),
    ("CATL", 2011, OPEN),
    ("Evergrande", 1996, OPEN),
    ("Evergrande\\sAuto", 2019, OPEN),
    ("Foxconn", 1974, OPEN),
    ("Netflix", 1997, OPEN),
    ("Twitter", 2006, 2023),
    ("YouTube", 2005, OPEN),
    ("Instagram", 2010, OPEN),
    ("WhatsApp", 2009, OPEN),
    ("LinkedIn", 2003, OPEN),
    ("Uber", 2009, OPEN),
    ("Airbnb", 2008, OPEN),
    ("Stripe", 2010, OPEN),
    ("PayPal", 1999, OPEN),
    ("Spotify", 2006, OPEN),
    ("OpenAI|Open\\sAI", 2015, OPEN),
    ("Anthropic", 2021, OPEN),
    ("DeepMind", 2010, OPEN),
    ("DeepSeek", 2023, OPEN),
    ("Cisco", 1984, OPEN),
    ("Dell", 1984, OPEN),
    ("Compaq", 1982, 2002),
    ("Sun\\sMicrosystems", 1982, 2010),
    ("Qualcomm", 1985, OPEN),
    ("Bell\\sLabs", 1925, OPEN),
    ("Fairchild", 1957, OPEN),
    ("Texas\\sInstruments", 1951, OPEN),
    ("Airbus", 1970, OPEN),
    ("Sony", 1946, OPEN),
    ("Toyota", 1937, OPEN),
    ("Honda", 1948, OPEN),
    ("GlobalFoundries|Global\\sFoundries", 2009, OPEN),
    ("Infineon", 1999, OPEN),
    ("Renesas", 2002, OPEN),
    ("STMicroelectronics", 1987, OPEN),
    ("YMTC", 2016, OPEN),
)

_INVENTIONS = (
    ("transistors?", 1947, OPEN),
    ("integrated\\scircuits?|ICs?", 1958, OPEN),
    ("microprocessors?", 1970, OPEN),
    ("DRAMs?", 1966, OPEN),
    ("FinFETs?", 1999, OPEN),
    ("PowerPC", 1991, OPEN),
    ("lasers?", 1960, OPEN),
    ("satellites?", 1957, OPEN),
    ("nuclear\\s(?:reactors?|power)", 1942, OPEN),
    ("(?:atomic|nuclear|hydrogen)\\s(?:bombs?|weapons?)|deuterium\\sweapon", 1939, OPEN),
    ("Internet|internet", 1983, OPEN),
    ("World\\sWide\\sWeb|websites?", 1990, OPEN),
    ("smartphones?", 1999, OPEN),
    ("iPhones?", 2007, OPEN),
    ("iPads?", 2010, OPEN),
    ("Android", 2007, OPEN),
    ("Windows", 1985, OPEN),
    ("Unix", 1969, OPEN),
    ("Linux", 1991, OPEN),
    ("Bitcoin|[Bb]lockchain|[Cc]ryptocurrenc(?:y|ies)", 2009, OPEN),
    ("Minecraft", 2009, OPEN),
    ("ChatGPT|Chat\\sGPT", 2022, OPEN),
    ("GPT-?\\d|Claude|generative\\sAI|Generative\\sAI", 2018, OPEN),
    ("(?:7|N7|5|N5|3|2)[- ]?(?:nm|nanometer)|N[2357]", 2016, OPEN),
    ("(?:10|14|16|20|22|28)[- ]?(?:nm|nanometer)", 2009, OPEN),
    ("(?:32|40|45|65)[- ]?(?:nm|nanometer)", 2004, OPEN),
    ("(?:90|130|180)[- ]?(?:nm|nanometer)", 1997, OPEN),
    ("GAAFETs?|[Gg]ate-[Aa]ll-[Aa]round", 2017, OPEN),
    ("EVs?|electric\\svehicles?", 1990, OPEN),
    ("5G", 2014, OPEN),
    ("4G|LTE", 2007, OPEN),
    ("OLEDs?", 1987, OPEN),
    ("LCDs?|[Ll]iquid\\s[Cc]rystal\\s[Dd]isplays?", 1964, OPEN),
    ("LNG", 1959, OPEN),
    ("USB", 1996, OPEN),
    ("DVDs?", 1995, OPEN),
)

Era = tuple[re.Pattern[str], int, int]


def _compiled(*lists: tuple[tuple[str, int, int], ...]) -> tuple[Era, ...]:
    return tuple(
        (re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w-])"), first, last)
        for pattern, first, last in (one for lines in lists for one in lines)
    )


TIMES = (*_compiled(_TIMES), (re.compile(r"€|\beuros?\b"), 1998, OPEN))
ERAS = _compiled(_STATES, _TIMES, _PEOPLE, _FIRMS, _INVENTIONS)

# What happened then is taught at school, or was in everybody's news.
KNOWN_EVENTS = re.compile(
    r"\b(?:"
    r"(?:come|came|rise|rose|return|sweep|swept)\s(?:back\s)?(?:in)?to\s(?:power|office)|"
    r"(?:take|seize|lose|assume|leave)\s(?:power|office)|"
    r"(?:become|became|elected|appointed|named|sworn\sin\sas)\s(?:as\s)?(?:the\s)?(?:\w+\s){0,3}"
    r"(?:president|prime\sminister|chancellor|king|queen|emperor|pope)|"
    r"overthrown?|dethrone|abdicate|coups?(?:\sd['’][ée]tat)?|assassinat\w+|massacre|genocide|"
    r"civil\swar|revolution|sovereign|killed|executed|"
    r"independen(?:ce|t)\b(?!\s(?:company|firm|of|contractor|agency|directors?|body|subsidiary))|"
    r"(?:join|enter|leave|accede\sto)\s(?:the\s)?(?:EU|European|NATO|UN|United\sNations|WTO|Euro)|"
    r"Fukushima|Chernobyl|Hiroshima|Nagasaki|Pearl\sHarbor|Kanto\s[Ee]arthquake|Titanic|"
    r"Crimea|Brexit|Tiananmen|Watergate|Apollo\s11|moon\slanding|"
    r"(?:fall|collapse|dissolution|break-?up)\sof\sthe\s(?:Berlin|Soviet)|"
    r"(?:Soviet\sUnion|USSR|Berlin\sWall)\s(?:fall|collapse|dissolve|break|cease)|"
    r"invasion\sof|invaded?|annex(?:ed|ation)?|surrender(?:ed)?|armistice|"
    r"(?:Asian|global)\s[Ff]inancial\s[Cc]risis\s(?:begin|hit|strike|erupt)|"
    r"ChatGPT|Chat\sGPT|COVID|pandemic|lockdowns?|"
    r"sanctions\s(?:on|against)\sRussia|"
    r"Arab\sSpring|September\s11|9/11|Cuban\sMissile\sCrisis|October\sRevolution|"
    r"World\sWar\sI*\s(?:begin|break|end|start)|(?:begin|end|outbreak)\sof\s(?:World\s)?War|"
    r"Ottomans\sfrom\sEurope"
    r")(?!\w)",
    re.I,
)
