"""The ways in which one thing may be written: tables of patterns, by the kind of thing. Pure."""

import re

from pressbuild.patterns import lazily

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ORDINAL = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twenty-first"
    "|(?:eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|twentie)th)"
)
# The U.S. Treasury is nobody's initials, nor is what stands behind an article.
NO_STATE = r"(?<![\w.])(?<![Tt]he )(?!(?:U\. ?[KNS]|D\. ?C|A\. ?D|B\. ?C|P\. ?[OS]|N\. ?B|I\. ?Q)\.)"
# Words that British books write in either way, unlike surprise; small ones, for an Organization chose its name.
IN_EITHER = "|".join(
    """apolog author bapt capital categor central character civil colon commercial critic crystall custom democrat
    emphas equal familiar fertil final general global harmon hospital ideal immun industrial institutional international
    legal liberal local margin material maxim memor minim mobil modern monopol national natural normal optim organ
    patron penal popular privat public real recogn reorgan revolution scrutin social special stabil standard steril
    subsid summar symbol sympath theor util visual""".split()
)
# Four figures are a year or the number of a thing, save behind a sign for money or before what is counted.
MONEY = r"(?<![\w.,/+#-])[£$€¥]"
COUNTED = (
    r"(?= (?:(?:square|cubic|other|more|new|dead|armed) )?(?:[a-z]{4,}s|people|men|women|children|tons?|miles?)\b)"
)
OTHER = (  # than a number of things: RFC 2616, port 8080, 4096 x 4096
    r"(?<![\w.,/+#:–-])(?<!\bx )(?<!\bby )(?<!\b[Nn]o )(?<!\b[Nn]o\. )(?<!port )(?<!line )(?<!page )(?<!number )"
    r"(?<![A-Z] )(?<![A-Z]\. )"
)
YEAR = r"(?<!\b[Ii]n )(?<!\bof )(?<!\bto )(?<!since )(?<!until )(?<!year )(?<!\bthe )(?<!and )(?<!\bor )"
# German words whose ß became ss in 1996 (Duden, Rechtschreibung, D 159); none that has ß still, as groß and heißt, nor
# a name, as Weiß and Groß.
UNTIL_1996 = (
    r"(?<![\w-])(?:[Dd]aß|[Ss]odaß|[Mm]uß(?:t\w*)?|[Mm]üßt\w*|\w*läßt|[Ww][uü]ßt\w*|\w*bewußt\w*|gewußt|(?:un)?gewiß"
    r"|\w*(?:[Ff]luß|[Ss]chluß|[Ss]chuß|[Gg]enuß|[Pp]rozeß|[Kk]ongreß|[Kk]ompromiß|[Aa]nlaß|[Nn]achlaß)|[Hh]aß|naß|blaß"
    r"|häßlich\w*|\w*faßt\w*|\w*paßt\w*|vergißt|Erlaß|Umriß|Rußlands?|[Mm]iß[bfghlmtv]\w+)(?![\w-])"
)
PER_CENT = {"de": "Prozent", "es": "por ciento", "fr": "pour cent", "it": "per cento", "nl": "procent", "sv": "procent"}
BEFORE_THOUSANDS = r"(?<![\w.,/+#§-])(?<!§ )[£$€]?"
# Two short forms side by side; ~ stands for what is between them.
GERMAN_SHORT = (
    r"(?<![\w.])(?:z\.~[BTZ]|d\.~h|[uv]\.~a|u\.~[äU]|s\.~[ou]|o\.~[äÄ]|m\.~E|i\.~d\.~R|u\.~v\.~m|u\.~s\.~w)\."
)
FORMS: dict[str, dict[str, re.Pattern[str]]] = {
    "thousands": {
        "1,000": lazily(r"(?<![\w.,/+#-])[£$€¥]?\d,\d{3}(?![\w/-]|[.,]\d)"),
        "1000": lazily(
            rf"{MONEY}[1-9]\d{{3}}(?![\w/-]|[.,]\d)|{OTHER}(?:(?:2[1-9]|[3-9]\d)\d\d|{YEAR}1[0-4]\d\d){COUNTED}"
        ),
        "1 000": lazily(r"(?<![\w.,/+#-])(?<!\d )[£$€¥]?\d[\u00a0\u2009\u202f]\d{3}(?![\w/-]|[.,]\d)"),
    },
    "ten thousands": {
        "10,000": lazily(r"(?<![\w.,/+#-])[£$€¥]?\d{1,3}(?:,\d{3}){1,4}(?<!\b\d,\d{3})(?![\w/-]|[.,]\d)"),
        "10000": lazily(rf"{MONEY}[1-9]\d{{4,9}}(?![\w/-]|[.,]\d)|{OTHER}[1-9]\d{{4,9}}{COUNTED}"),
        "10 000": lazily(
            r"(?<![\w.,/+#-])(?<!\d )[£$€¥]?\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}| 000){1,4}"
            r"(?<!\b\d[\u00a0\u2009\u202f ]\d{3})(?![\w/-]|[.,]\d)"
        ),
    },
    "dates-mixed": {
        "16 March 2001": lazily(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}\b"),
        "March 16 2001": lazily(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"),
    },
    "centuries-mixed": {
        "19th century": lazily(r"\b\d{1,2}(?:st|nd|rd|th)[ \u00a0-]centur(?:y|ies)\b"),
        "nineteenth century": lazily(rf"\b{ORDINAL}[ -]centur(?:y|ies)\b", re.IGNORECASE),
    },
    "percent-mixed": {
        "5%": lazily(r"\d[\d.,]*[ \u00a0\u202f]?%"),
        "5 per cent": lazily(r"\d[\d.,]*[ \u00a0\n]per cent\b"),
        "5 percent": lazily(r"\d[\d.,]*[ \u00a0\n]percent\b"),
    },
    "signs of percentages": {
        "5 %": lazily(r"\d[\d.,]*[ \u00a0\u202f]%(?![\w-])"),
        "5%": lazily(r"\d[\d.,]*%(?![\w-])"),
    },
    **{
        f"percentages in {language}": {
            "5 %": lazily(r"\d[\d.,]*[ \u00a0\u202f]?%(?![\w-])"),
            "5 per cent": lazily(rf"\d[\d.,]*[ \u00a0\n]{words}\b"),
        }
        for language, words in PER_CENT.items()
    },
    "thousands abroad": {
        "10.000": lazily(rf"{BEFORE_THOUSANDS}\d{{1,3}}(?:\.\d{{3}})+(?![\w/-]|[.,]\d)"),
        "10 000": lazily(rf"{BEFORE_THOUSANDS}(?<!\d )\d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}}| 000)+(?![\w/-]|[.,]\d)"),
        "10’000": lazily(rf"{BEFORE_THOUSANDS}\d{{1,3}}(?:[’']\d{{3}})+(?![\w/-]|[.,]\d)"),
    },
    "abbreviations of German": {
        "z. B.": lazily(GERMAN_SHORT.replace("~", r"[ \u00a0\u2009\u202f]")),
        "z.B.": lazily(GERMAN_SHORT.replace("~", "")),
    },
    "abbreviations of English": {
        "e. g.": lazily(r"(?<![\w.])(?:e\.[ \u00a0\u2009\u202f]g|i\.[ \u00a0\u2009\u202f]e)\."),
        "e.g.": lazily(r"(?<![\w.])(?:e\.g|i\.e)\."),
        "eg": lazily(r"(?:(?<=[,;:–—(] )|(?<=\())(?:eg|ie)(?=,? \w)"),
    },
    "pages-mixed": {
        "p. 5": lazily(r"\bpp?\.[ \u00a0]\d[\d–-]*"),
        "p.5": lazily(r"\bpp?\.\d[\d–-]*"),
        "pg. 5": lazily(r"\bpgs?\.?[ \u00a0]?\d[\d–-]*"),
        "p 5": lazily(r"\bpp?[ \u00a0]\d[\d–-]*"),
        "p5": lazily(r"\bpp?\d[\d–-]*"),
    },
    "initials-mixed": {
        "J. S. Mill": lazily(rf"{NO_STATE}(?:[A-Z]\.[ \u00a0]){{2,3}}[A-Z][a-z]+"),
        "J.S. Mill": lazily(rf"{NO_STATE}(?:[A-Z]\.){{2,3}}[ \u00a0][A-Z][a-z]+"),
    },
    "spelling-mixed": {
        "realise": lazily(rf"\b(?:{IN_EITHER})is(?:e[ds]?|ing|ations?|ers?)\b"),
        "realize": lazily(rf"\b(?:{IN_EITHER})iz(?:e[ds]?|ing|ations?|ers?)\b"),
    },
    "ß and ss": {
        "daß": lazily(UNTIL_1996),
        "dass": lazily(UNTIL_1996.replace("ß", "ss")),
    },
}
# What every form of a code has, by which a passage without any is passed over quickly.
SIGNS: dict[str, re.Pattern[str]] = {
    "thousands": lazily(r"\d[,\u00a0\u2009\u202f]\d|[£$€¥]\d{4}|\d{4} [a-z]"),
    "ten thousands": lazily(r"\d[,\u00a0\u2009\u202f]\d|[£$€¥]\d{5}|\d{5} [a-z]|\d 000"),
    "dates-mixed": lazily(r"\d"),
    "centuries-mixed": lazily("entur", re.IGNORECASE),
    "percent-mixed": lazily("%|cent"),
    "signs of percentages": lazily("%"),
    **{f"percentages in {language}": lazily(f"%|{words}") for language, words in PER_CENT.items()},
    "thousands abroad": lazily(r"\d[.\u00a0\u2009\u202f’']\d{3}|\d 000"),
    "abbreviations of German": lazily(r"[a-zA-Z]\.[ \u00a0\u2009\u202f]?[a-zA-ZäÄ]\."),
    "abbreviations of English": lazily(r"[ \n\u00a0(][ei](?:[ge,]|\.)"),
    "pages-mixed": lazily(r"p(?:gs?)?\.?[ \u00a0]?\d"),
    "initials-mixed": lazily(r"[A-Z]\.[ \u00a0]?[A-Z]\."),
    "spelling-mixed": lazily("i[sz](?:e|ing|ation)"),
    "dashes-mixed": lazily("[–—]"),
    "ß and ss": lazily("ß|ss"),
}
THINGS = {  # what a mixture is one of
    "thousands": "numbers of four figures",
    "ten thousands": "numbers of five figures or more",
    "dates-mixed": "dates",
    "centuries-mixed": "centuries",
    "percent-mixed": "percentages",
    "signs of percentages": "percentages",
    **{f"percentages in {language}": "percentages" for language in PER_CENT},
    "thousands abroad": "thousands",
    "abbreviations of German": "abbreviations",
    "abbreviations of English": "abbreviations",
    "pages-mixed": "page numbers",
    "initials-mixed": "initials",
    "spelling-mixed": "verbs",
    "dashes-mixed": "dashes",
    "ß and ss": "words",
}
IN_A_SENTENCE_ALONE = frozenset(
    {
        "percent-mixed",
        "signs of percentages",
        "thousands",
        "ten thousands",
        "thousands abroad",
        *(f"percentages in {language}" for language in PER_CENT),
    }
)  # a table’s columns have their own way
