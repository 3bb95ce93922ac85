"""When well-known things existed. General knowledge: a well-read person needs no document for it.

Each line is a pattern and the years from which and to which what it names could act or be spoken
of. A year outside them is no wrong answer to a question that names it: everybody can rule it out.
Kept to what is named in a stem without doubt; years are generous where sources differ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .states import OPEN, STATES

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
    ("COVID(?:-19)?|pandemic|lockdowns?", 2019, 2023),
    ("Cuban\\sMissile\\sCrisis", 1962, 1962),
    ("Sputnik", 1957, 1958),
    ("Prague\\sSpring", 1968, 1968),
    ("Solidarity(?:\\s(?:movement|trade\\sunion))|Solidarno[sś][cć]", 1980, 1990),
    ("Marshall\\sPlan", 1947, 1953),
    ("New\\sDeal", 1933, 1941),
    ("Prohibition", 1919, 1933),
    ("Russian\\sCivil\\sWar", 1917, 1922),
    ("Spanish\\sCivil\\sWar", 1936, 1939),
    ("Falklands\\sWar", 1982, 1982),
    ("Yom\\sKippur\\sWar", 1973, 1973),
    ("Six-Day\\sWar", 1967, 1967),
    ("Iran[–-]Iraq\\sWar", 1980, 1988),
    ("Space\\sRace", 1955, 1975),
    ("Apollo\\s(?:[Pp]rogram(?:me)?|[Mm]ission)s?", 1960, 1975),
    ("Space\\sShuttle", 1968, 2011),
    ("9/11|September\\s11", 2001, 2001),
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
    ("SGS-Thomson", 1987, 1998),
    ("ICL|International\\sComputers\\sLimited", 1968, 2002),
    ("Digital\\sEquipment|DEC", 1957, 1998),
    ("Cray\\sResearch", 1972, 1996),
    ("Netscape", 1994, 2008),
    ("Yahoo", 1994, OPEN),
    ("Nokia", 1865, OPEN),
    ("Acorn\\sComputers?", 1978, 2000),
    ("Hynix", 2001, OPEN),
    ("Elpida", 1999, 2013),
    ("MediaTek", 1997, OPEN),
    ("Broadcom", 1991, OPEN),
    ("Lenovo", 2003, OPEN),
    ("Micron(?:\\sTechnology)?", 1978, OPEN),
    ("Applied\\sMaterials", 1967, OPEN),
    ("Samsung\\sElectronics", 1969, OPEN),
    ("Kioxia", 2019, OPEN),
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
    ("U(?:nix|NIX|nics)", 1969, OPEN),
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

__all__ = ["ERAS", "KNOWN_EVENTS", "OPEN", "TIMES"]

Era = tuple[re.Pattern[str], int, int]

# "Sino-Soviet" and "Soviet-built" are of the Soviet time, "post-Soviet" is not.
_BEFORE = (
    r"(?:(?<![\w’'-])|(?<=[a-z]-)(?<!post-)(?<!Post-)(?<!pre-)(?<!Pre-)(?<!anti-)(?<!Anti-)"
    r"(?<!non-)(?<!neo-)(?<!ex-)|(?<=US-))"
)
_AFTER = r"(?!\w)(?!-\d)"


def _compiled(*lists: Sequence[tuple[str, int, int]]) -> tuple[Era, ...]:
    return tuple(
        (re.compile(rf"{_BEFORE}(?:{pattern}){_AFTER}"), first, last)
        for pattern, first, last in (one for lines in lists for one in lines)
    )


TIMES = (*_compiled(_TIMES), (re.compile(r"€|\beuros?\b"), 1998, OPEN))
ERAS = _compiled(STATES, _TIMES, _FIRMS, _INVENTIONS)

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
