"""Which marks belong together: short texts with every mark's reading, straight and curly."""

from time import perf_counter

import pytest

from pressbuild.quotation.marks import find_marks
from pressbuild.quotation.pairing import PERHAPS_GOES_ON, SPEECH_GOES_ON, pair

# Each text, and its marks as they should be read: o opens, c closes, a apostrophe, p prime, U unclosed, O orphan close.
READINGS = (
    ("It's the boys' 'big' day.", "a a o c"),
    ("the 'boys' brigades' marched", "o a c"),
    ("a 'no quarter for rowers' campaign", "o c"),
    ("the 'old guard' rowers' meeting", "o c a"),
    ("'patience' in rowers' and other hands", "o c a"),
    ("the 'women's room' and", "o a c"),
    ("The 'masters' met. The boys' 'strike' failed.", "o c a o c"),
    ("the 'old guards' left, and the rowers' 'first boat' stayed", "o c a o c"),
    ("what he called 'masters' 'tricks'", "o c o c"),
    ("In the 'new boats' the boys left. The rowers' oars stayed.", "o c a"),
    ("'tis the '90s, rock 'n' roll, 'em and '68", "a a a a a a"),
    ("'Tis true,' he said, ''tis pity.'", "o c o a c"),
    ("rod/'reel' and ('line')", "o c o c"),
    ("the 'leaky' 'new kind of boat'", "o c o c"),
    ("\"one 'two \"three\" two' one\"", "o o o c c c"),
    ("'one \"two 'three' two\" one'", "o o o c c c"),
    ("a board 5'10\" by 6' 2\" wide", "p p p p"),
    ("an unclosed \"quotation here", "U"),
    ("an orphan\" close here", "O"),
    ("He said:—'Go.'—and went.", "o c"),
    ("'Go—' he began", "o c"),
    ("\"'Go!' she said,\" he wrote", "o o c c"),
    ("''Tis the boys''", "o a a c"),
    ("o' the an' th' goin' on", "a a a a"),
    ("the 1930s' crisis and the Joneses' house", "a a"),
    ("'What?' 'Nothing.'", "o c o c"),
    ("(see 'A', 'B' and 'C'.)", "o c o c o c"),
    ("the year '1984' and the class of '84", "o c a"),
    ("'... and so on'", "o c"),
    ("l'esprit d'escalier, O'Brien's", "a a a a"),
    ("the dogs' 'kennel' and cats' basket", "a o c a"),
    ("a 6' man, a room of 12' x 15', a 40' mast", "p p p p"),
    ('boards of 2"x4" and 3"×2", 8\'x4\' sheets, a "big" 24" X 36½" frame', "p p p p p p o c p p"),
    ("'a 6'x3' table' and a \"block of 2½\"x4\"x8'\", versions \"1\" x \"2\"", "o p p c o p p p c o c o c"),
    ('a plank of 5¼".', "p"),
    ("it took 3½\" screws, 7⅛\" boards, a 3½' pole and 5'3½\" of rope", "p p p p p"),
    ('"the 3½" nails and the 5¼" plank," he said; "the plank was 5¼"', "o p p c o c"),
    ('she wrote "it was 5¼".', "o c"),
    ("a 12'' pipe and 3½'' screws", "p p p p"),
    ("the letter 'n' in 'can', an 'N' for it; in 'n' out, Guns 'N' Roses, drum-'n'-bass", "o c o c o c a a a a a a"),
    ("the symbol 'n' stands for a sound, and 'n', of course; salt 'n' pepper", "o c o c a a"),
    ("He said 'never and went. They said 'always and left.", "U U"),
    ("She said \"never and went. They said \"always and left.", "U U"),
    ("a 'small'beer and the 'dark'ale", "U a U a"),
    ("at 51° 30' N, or 51°30'N, lies", "p p"),
    ("f' and f''(x), g'(x) = y'", "p p p p p"),
    ("a 'man 6' tall' and a 'room of 12' x 15''", "o p c o p p c"),
    ("'the class of 6' sat, 'page 7', and 'plan b' failed", "o c o c o c"),
    ("'The class of 6' sat; the boys' hall", "o c a"),
    ("rock-'n'-roll, a drum-'n'-bass 'night'", "a a a a o c"),
    ("will-o'-the-wisp, jack-o'-lantern, cat-o'-nine-tails", "a a a"),
    ("„ja\" und ‚so' und „halb", "o c o c U"),
    ("“One, he said, “two” and three", "U o c"),
    ('"One, he said, "two" and three', "U o c"),
    ("\"'Tis a grand mornin',\" he said.", "o a a c"),
    ("\"'Course,\" he said. \"'Course it is a 'good' one.\"", "o a c o a o c c"),
    ("\"'Tis time,' was his word,\" she wrote. \"'Tis the rowers' day.\"", "o o c c o a a c"),
    ("'It's no' bad,' said he, but she said 'no' to the rowers' plan.", "o a a c o c a"),
    ("He called it 'small' and cheap.'", "o c O"),
    ("the 'course' of the 'rowers' plan'", "o c o a c"),
    ("'a will-o'-the-wisp' and 'rock-'n'-roll'", "o a c o a a c"),
)  # fmt: skip

SHORT = {"open": "o", "close": "c", "apostrophe": "a", "prime": "p", "lone-open": "U", "lone-close": "O"}


def read(text: str) -> str:
    return " ".join(SHORT[reading] for reading in pair(find_marks(text)).readings)


SWEDISH = (
    ("”Vad är det?” frågade hon. Han sa ”nej”.", "o c o c"),
    ("”Är ’bron’ kvar?” Annas’ egen, och Lars’ ’gamla’.", "o o c c a a o c"),
    ("”Ingen, sa han, ”vet”.", "U o c"),
    ("inget” slut", "O"),
)


@pytest.mark.parametrize(("text", "readings"), SWEDISH)
@pytest.mark.parametrize("lang", ["sv", "fi", "sv-FI", "da", "nb"])
def test_languages_of_the_north_open_with_what_they_close_with(text: str, readings: str, lang: str) -> None:
    assert " ".join(SHORT[reading] for reading in pair(find_marks(text, lang)).readings) == readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Er nannte es ‚Hans’ Haus‘.", "o a c"),
        ("Er sagte ‚Ich hab’ Bier‘ und ging.", "o a c"),
        ("Das ‚Haus’ und die ‚Stadt‘ und ‚Peters’ Boot‘.", "o c o c o a c"),
        ("Das ‚Haus’ und der ‚Hof’.", "o c o c"),
        ("‘Haus’ und ‘Hof’", "o c o c"),
    ],
)
def test_in_german_the_apostrophe_closes_only_where_an_englishman_typed(text: str, readings: str) -> None:
    assert " ".join(SHORT[reading] for reading in pair(find_marks(text, "de-DE")).readings) == readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("'s ist gut, auf'm Hof, nimm's, er hat's.", "a a a a"),
        ("Das war 'ne Kanne, 'n Krug, und 'nen Becher gab's auch, mit 'nem Deckel.", "a a a a a"),
        ("„'s ist 'n Bier“, sagte er, und 'Wohl' kaum. ‚Ich hab's‘", "o a a c o c o a c"),
        ("der Buchstabe 's' und das 'n' im Wort", "o c o c"),
        ("’s ist gut, auf’m Hof, mit ’nem Krug", "a a a"),
    ],
)
def test_german_words_that_have_lost_their_beginning(text: str, readings: str) -> None:
    assert " ".join(SHORT[reading] for reading in pair(find_marks(text, "de-DE")).readings) == readings


def test_clipped_words_that_no_list_has_end_no_speech() -> None:
    assert read("‘Ah cam’ hame fu’ late,’ he said; ‘it’s no’ bad.’") == "o a a c o a a c"


def test_feet_by_feet_that_a_word_processor_has_curled_close_no_quotation() -> None:
    assert read("‘A hut of 8’x4’ sheets’ and 2”×4” boards") == "o a a c p p"


def test_inches_that_a_word_processor_has_curled_close_no_quotation() -> None:
    assert read("“He is 6’6” tall”, with “a 12” disc”; “page 12” and 5’ 10” too") == "o a p c o p c o c a p"


def test_in_english_a_closing_mark_before_a_word_is_a_slip() -> None:
    assert read("He said ”no” to it.") == "O O"


@pytest.mark.parametrize(("text", "readings"), READINGS)
def test_straight_marks(text: str, readings: str) -> None:
    assert read(text) == readings


def curled(text: str, readings: str) -> str:
    """The text with curly marks, as the readings say."""
    glyphs = {"'": {"o": "‘", "U": "‘"}, '"': {"o": "“", "U": "“"}}
    closing = {"'": "’", '"': "”"}
    sides = iter(readings.split())
    return "".join(glyphs[c].get(next(sides), closing[c]) if c in "'\"" else c for c in text)


@pytest.mark.parametrize(("text", "readings"), [(t, r) for t, r in READINGS if "p" not in r])
def test_curly_marks(text: str, readings: str) -> None:
    assert read(curled(text, readings)) == readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Il dit «non» et «peut-être».", "o c o c"),
        ("Er sagte „nein“ und ‚vielleicht‘.", "o c o c"),
        ("Er sagte „nein ‚nie‘ nein“.", "o o c c"),
        ("Er sagte »nein« und ging.", "o c"),
        ("L’« eau » et l'« air »", "a o c a o c"),
        ("d’«eau» et qu'‹air›; »Hans’« und »Franz’«", "a o c a o c o a c o a c"),
        ("dell’“isola verde” e un'‘altra’", "a o c a o c"),
        ("« Non », dit-il, « l’autre “rive” ».", "o c o a o c c"),
    ],
)
def test_marks_of_other_languages(text: str, readings: str) -> None:
    assert read(text) == readings


# Opening marks that a program has made of apostrophes, beside an apostrophe that might close them; and such as open.
TURNED = (
    ("the ‘60s and the rowers’ club", "a a"),
    ("It was the ‘60s, and the oars were the rowers’.", "a a"),
    ("the ‘60’s, when the rowers’ club was shut", "a a a"),
    ("Sell ‘em what the oarsmen were pullin’ for.", "a a"),
    ("Wait ‘til the rowers’ return.", "a a"),
    ("‘Twas the rowers’ club.", "a a"),
    ("In May ‘68 and since, the rowers’ club", "a a"),
    ("in ‘68, and of ‘69 the rowers’ club", "a a a"),
    ("by ‘90 per cent of rowers’ was meant", "o c"),
    ("the lives of ‘90 rowers’ were", "o c"),
    ("rock ‘n’ roll at the rowers’ club", "a a a"),
    ("the ‘60s rowers’ oars", "a a"),
    ("the ‘60s rowing’ craze", "o c"),
    ("the ‘60s rowers’ were old", "o c"),
    ("the ‘60s’ and the ‘em’ of a page", "o c o c"),
    ("‘60s oars and all that’, said he", "o c"),
    ("‘Tis for the rowers’.", "o c"),
    ("‘Em dashes’ and ‘em rules’ are long, ‘re-used oars’ short", "o c o c o c"),
    ("‘50 years of rowers’ hopes’", "o a c"),
)


@pytest.mark.parametrize(("text", "readings"), TURNED)
def test_marks_that_a_program_has_turned(text: str, readings: str) -> None:
    assert read(text) == readings


def test_other_languages_have_other_elisions() -> None:
    text = "São ‘em todos os tempos’ assim, ‘em casa."
    assert " ".join(SHORT[reading] for reading in pair(find_marks(text, "pt")).readings) == "o c a"
    assert (
        " ".join(SHORT[reading] for reading in pair(find_marks("gli anni ‘60 di Carlos’ re", "it")).readings) == "a a"
    )


# What other languages clip and join before and behind marks; and », which in Swedish and Finnish closes what it opens.
ELSEWHERE = (
    ("it", 'Gli anni \'70 e la "barca". Un po\' di "pane".', "a o c a o c"),
    ("it", "Un po' di 'sale' e un''isola'. L''oste' non c'è.", "a o c a o c a o c a"),
    ("de", 'In den \'68er Jahren ging die "Fähre" um. Das war Franz\' "Boot".', "a o c a o c"),
    ("de", "In den ’90ern lag Hans’ „Boot“ hier.", "a a o c"),
    ("nl", "De ''t werk' van 's morgens; 't is 'klaar'.", "o a c a a o c"),
    ("sv", "Den »gamla båten» och »bron» låg där.", "o c o c"),
    ("fi", "Se oli ›vene›, hän sanoi.", "o c"),
    ("sv", "Den »gamla båten« och »bron« låg där.", "o c o c"),
)


@pytest.mark.parametrize(("lang", "text", "readings"), ELSEWHERE)
def test_what_other_languages_clip(lang: str, text: str, readings: str) -> None:
    assert " ".join(SHORT[reading] for reading in pair(find_marks(text, lang)).readings) == readings


def test_an_address_keeps_the_marks_in_it() -> None:
    assert [mark.offset for mark in find_marks("see https://example.org/it's/x' and 'y'")] == [30, 36, 38]


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    marks = find_marks("'The first of two paragraphs.")
    assert pair(marks).pairs == ()
    (continued,) = pair(marks, {"single": SPEECH_GOES_ON}).pairs
    assert continued.closing is None


POSSESSIVES = (
    "The rowers’ club was shut.",
    "The club was shut, and the porters’ hall too.",
    "The cox’s and rowers’ oars.",
)


@pytest.mark.parametrize("words", POSSESSIVES)
@pytest.mark.parametrize(("opening", "apostrophe"), ["‘’", "''"])
def test_a_possessive_cuts_no_continued_quotation(words: str, opening: str, apostrophe: str) -> None:
    marks = find_marks(opening + words.replace("’", apostrophe))
    (continued,) = pair(marks, {"single": SPEECH_GOES_ON}).pairs
    assert continued.closing is None
    perhaps = pair(marks, {"single": PERHAPS_GOES_ON})  # the next paragraph may begin with a term
    assert perhaps.doubtful or perhaps.pairs[0].closing is None


@pytest.mark.parametrize(
    "words", ["‘Come in.’", "‘Come in’", "‘The rowers’", "‘Yes,’ said the boys’ aunt.", "‘No’ was it."]
)
@pytest.mark.parametrize("price", [SPEECH_GOES_ON, PERHAPS_GOES_ON])
def test_each_paragraph_may_close_its_own_quotation(words: str, price: float) -> None:
    read = pair(find_marks(words), {"single": price})
    assert read == pair(find_marks(words))
    assert read.pairs[0].closing == 1


def test_a_possessive_before_a_conjunction_is_doubtful() -> None:
    marks = find_marks("‘The coxes’ and the rowers’ oars were gone.")
    assert 1 in pair(marks, {"single": SPEECH_GOES_ON}).doubtful


@pytest.mark.parametrize(
    "text",
    ["a 12' x 15' room", "51° 30' N", "f''(x)", "rock-'n'-roll", "drum-’n’-bass", "jack-o'-lantern", "l’« eau »"],
)
def test_no_doubt(text: str) -> None:
    assert not pair(find_marks(text)).doubtful


def test_a_doubt_is_told() -> None:
    doubtful = pair(find_marks("the 'rowers' boats' oars' ends"))
    assert doubtful.doubtful
    assert not pair(find_marks("the 'old guard' sat")).doubtful


def test_no_mark_no_pair() -> None:
    assert pair(find_marks("nothing here")).readings == ()


@pytest.mark.parametrize("glyph", ["“", "”", '"', "’", "'"])
def test_a_trap_of_marks_takes_no_minutes(glyph: str) -> None:
    began = perf_counter()
    assert len(pair(find_marks(glyph * 5_000)).readings) == 5_000
    assert perf_counter() - began < 5
