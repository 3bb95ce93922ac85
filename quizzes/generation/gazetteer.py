"""Names whose type everybody knows. Kept short: a type is better earned from the text."""

from __future__ import annotations

COUNTRIES = frozenset(
    """Afghanistan|Albania|Algeria|America|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|
    Bahrain|Bangladesh|Belarus|Belgium|Bolivia|Brazil|Britain|Bulgaria|Burma|Cambodia|Canada|Chile|
    China|Colombia|Croatia|Cuba|Cyprus|Czechoslovakia|Denmark|East Germany|Ecuador|Egypt|England|
    Estonia|Ethiopia|Finland|France|Georgia|Germany|Ghana|Great Britain|Greece|Guinea|Hong Kong|
    Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|
    Kenya|Korea|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Libya|Lithuania|Luxembourg|Macedonia|
    Malaysia|Mali|Malta|Mexico|Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|
    Netherlands|New Zealand|Niger|Nigeria|North Korea|Norway|Oman|Pakistan|Panama|Paraguay|Peru|
    Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|
    Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|Soviet Union|Spain|Sri Lanka|Sudan|
    Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Tunisia|Turkey|Turkmenistan|UAE|UK|
    US|USA|USSR|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan|
    Venezuela|Vietnam|Wales|West Germany|Yemen|Yugoslavia|Zambia|Zimbabwe|EU|European Union|Europe|
    Asia|Africa|Siberia|Latin America|Middle East|GDR|Soviets""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)

COMPANIES = frozenset(
    """3M|ABB|AMD|AMSL|ARM|ASE|ASML|AT&T|Adobe|Airbus|Alibaba|Amazon|Apple|Applied Materials|Arm|
    Atari|BMW|BP|BYD|Baidu|Boeing|Bosch|Broadcom|CATL|Canon|Casio|Chevron|Chrysler|Cisco|Citibank|
    Citigroup|Citizen|Commodore|Compaq|Daewoo|Dell|Disney|DuPont|Ericsson|Exxon|Facebook|Fairchild|
    Ferranti|Foxconn|Ford|Fujifilm|Fujitsu|GE|General Electric|General Motors|GlobalFoundries|
    Global Foundries|Google|HP|Hewlett-Packard|Hitachi|Honda|Honeywell|Huawei|Hyundai|IBM|Infineon|
    Intel|Intuit|KLA|Kodak|LG|Lam Research|Lenovo|Lotus|MediaTek|Meta|Micron|Microsoft|Mitsubishi|
    Mitsubishi Electric|Morgan Stanley|Motorola|NEC|NVIDIA|Netflix|Nikon|Nintendo|Nissan|Nokia|
    Nvidia|NXP|Olivetti|OpenAI|Oracle|Panasonic|Petrobras|Philips|Pilkington|Polaroid|Qualcomm|RCA|
    Renault|SAP|SMIC|Samsung|Seiko|Sharp|Shell|Siemens|SpaceX|Sony|Sumitomo|Sun Microsystems|
    Swatch|TSMC|Tencent|Tesla|Texas Instruments|Toshiba|Toyota|UMC|Univac|Volkswagen|Walmart|
    Western Digital|Western Electric|Westinghouse|Xerox|Xiaomi|YKK|Yahoo|ZTE|Zeiss|Carl Zeiss|
    Cymer|Anthropic|Uber|Twitter|Intersil|Signetics|Talon|Indofood|Alibaba Cloud""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)

GIVEN_NAMES = frozenset(
    """Adam Akio Albert Alan Alex Alexander Alexei Alfred Allen Andrei Andrew Andy Angela Ann Anna
    Anthony Arthur Barack Ben Benjamin Bernard Bill Bob Boris Brian Bruce Carl Carlos Carver Charles
    Chris Christian Christopher Claude Colin Craig Dan Daniel David Deng Dennis Dmitri Don Donald
    Doug Douglas Dwight Edward Edwin Elizabeth Elon Emmanuel Enrico Eric Erik Ernest Eugene
    Ferdinand Francis Frank Franz Fred Frederick Fritz Fumio Gary George Gerald Gordon Grace
    Graham Greg Harold Harry Heinrich Helmut Henry Herbert Hermann Hiro Hiroshi Howard Hugh Ian Igor
    Indira Isaac Ivan Jack Jacob James Jan Jane Jason Jawaharlal Jean Jeff Jeffrey Jensen Jerry Jim
    Jimmy Joe Joel Johannes John Jonathan Joseph Josef Julius Justin Karl Kazuo Keith Ken Kenneth
    Kevin Klaus Konrad Larry Lawrence Lee Leonid Leslie Lewis Lisa Louis Ludwig Lyndon Margaret
    Maria Mario Mark Martin Mary Masaru Matt Max Michael Michel Mike Mikhail Morris Nathan Neil
    Nelson Nicholas Nicolas Niels Nikita Nikola Nikolai Norman Oliver Oscar Otto Owen Pat Patrick
    Paul Peter Philip Pierre Ralph Ray Raymond Richard Rick Rob Robert Roger Ronald Roy Rudolf
    Russell Sam Samuel Sarah Satya Scott Sergei Sergey Seymour Shigeru Simon Stanley Stephen Steve
    Steven Stuart Susan Ted Theodore Thomas Tim Tom Tony Vannevar Victor Viktor Vladimir Walter
    Warren Werner Wilhelm William Winston Yakov Yuri Joshua Sundar Demis Geoffrey Ilya Dario Sheryl
    Emily Kate Rachel Amy Laura Jennifer Jessica Sophie Marie Ada""".split()
)  # fmt: skip

# Too wide, or no country today: never the answer, nor a wrong one.
REGIONS = frozenset(
    "EU|European Union|Europe|Asia|Africa|Siberia|Latin America|Middle East|GDR|Soviets|America|"
    "Korea|Scotland|Wales|Hong Kong".split("|")
)
# Names of one country, and of what it is a part of: never two of them among the options.
SAME_COUNTRY = tuple(
    frozenset(names.split("|"))
    for names in (
        "US|USA|United States|America",
        "UK|United Kingdom|Britain|Great Britain|England|Scotland|Wales",
        "Soviet Union|USSR|Russia|Ukraine|Belarus|Kazakhstan|Uzbekistan|Moldova|Georgia|Latvia|"
        "Estonia|Lithuania|Azerbaijan|Armenia|Kyrgyzstan|Tajikistan|Turkmenistan",
        "Korea|South Korea",
        "UAE|United Arab Emirates",
        "Germany|West Germany|East Germany|GDR",
        "Yugoslavia|Serbia|Croatia|Slovenia|Macedonia|Montenegro|Kosovo",
        "Burma|Myanmar",
        "China|Taiwan|Hong Kong",
    )
)
DEMONYMS: dict[str, tuple[str, ...]] = {
    "France": ("French",),
    "Britain": ("British", "UK", "London"),
    "United Kingdom": ("British", "London"),
    "UK": ("British", "London"),
    "England": ("English", "London"),
    "US": ("America", "U.S", "Washington"),
    "United States": ("America", "U.S", "Washington"),
    "Netherlands": ("Dutch",),
    "Switzerland": ("Swiss",),
    "Soviet Union": ("Russia", "Moscow"),
    "Russia": ("Soviet", "Moscow"),
    "Spain": ("Spanish",),
    "Poland": ("Polish",),
    "Greece": ("Greek",),
    "Denmark": ("Danish",),
    "Thailand": ("Thai",),
    "China": ("Beijing", "Mao"),
    "Peru": ("Peru",),
    "UAE": ("Emirat", "Dubai"),
}
