"""The words of prose, and what tells them from the names of programs, files and hosts: parts of patterns and sets of
words. Pure.

Hull.The is a slip, `math.Floor` and `node.Next` are none: a name of a program is written close on both sides, and what
stands behind its stop may be any word but one that begins or goes on with a sentence and that nobody calls a part of a
program.
"""

from pressbuild.quotation.cues import FUNCTION
from pressbuild.tongue import TELLING

LOW, HIGH = "a-zß-öø-ÿœ’", "A-ZÀ-ÖØ-ÞŒ"
# On either side of a word that is no piece of a name: ale.txt, the/ale, ale-9.
NO_NAME_BEFORE, NO_NAME_BEHIND = r"(?<![\w’/.-])", r"(?![\w’/-])"
# Before a word that stands behind a space, or behind a mark or dash with nothing else before it.
FREE_BEFORE = r"(?<![^\s“‘\"'(*_—–])"

# Words that begin sentences and name nothing: npm and zlib may stand small at a beginning.
BEGIN = (
    FUNCTION
    | TELLING["de"]
    | TELLING["fr"]
    | frozenset(
        """all any every his her its their our my such some many most few no there here what how why your
        den dem des einer er sie es wir ich ihr aber dies diese dieser im am bei von vom nach wenn weil nur so
        le la un du il elle ils elles nous vous mais et ce cette par""".split()
    )
)
# Whole words of three letters, which no abbreviation is.
SHORT_WORDS = frozenset(
    """end old sea day men war low new one two six her him out off ago too all die lie say see get got ran due way ate
    bad big red dry hot wet won sky top bit few how why yes yet say lay try cut put job age""".split()
)
# What programs call their parts by too, so that one of them proves no sentence: query.Where, list.All, expect.To.
OF_PROGRAMS = frozenset(
    "all any where with that first last to is not has can on off for as by from at of if else do did does in into no "
    "only also over under between will".split()
)
GOES_ON = BEGIN - OF_PROGRAMS
BEGINNERS = frozenset(
    word.capitalize()
    for word in GOES_ON
    | frozenset(
        """nobody everybody somebody everyone someone nothing everything each another such now perhaps maybe yes later
        soon dann doch dort da nun man mein dein sein niemand jeder alle danach damals heute gestern
        nul puis alors ainsi ensuite personne aucun
        el los las ella ellos pero como cuando entonces il lo gli una poi però quando""".split()
    )
)
