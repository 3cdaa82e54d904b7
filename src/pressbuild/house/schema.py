"""What a house style may say: the tables of style.toml as frozen structs. Pure; no I/O.

Each key has an effect that a test shows, and a description that docs/houses.md and the JSON schema repeat. The tables
follow DOMAIN.md §1.3 as far as the program carries them out. What changes words is in `[numerals] [abbr] [dates]
[heading]` and in a treatment's `prefix`, off unless a house says so, and declared to the proof of every edition.
"""

from difflib import get_close_matches
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from pressbuild.diagnostics import CODES, ERROR
from pressbuild.document import Role
from pressbuild.settings.tables import Table, says

Pair = tuple[str, str]
MarksName = Literal["double", "single", "guillemets", "angles", "low", "low_single", "chevrons", "chevrons_single"]
Set = Literal[MarksName, "nesting", "written", "none"]
Letters = Literal["roman", "italic", "small-caps", "sans"]
ZoneName = Literal["standfirst", "headings", "captions", "body", "notes"]


class Style(Table, frozen=True, kw_only=True):
    """The house itself."""

    id: Annotated[str, says("the folder's name")]
    name: Annotated[str, says("the name that people read, in the colophon")]
    lang: Annotated[str, says("the language whose readers the house has in mind, BCP 47; the text keeps its own")]
    extends: Annotated[
        str,
        says(
            "a house whose values and stylesheets hold where this one has none; its own name means the one that ships"
        ),
    ] = ""
    manual: Annotated[str, says("the manual that the house follows, and where it departs from it")]


class Marks(Table, frozen=True, kw_only=True):
    """The pairs of marks, by the names that `set` and `nesting.order` use."""

    double: Annotated[Pair, says("double marks")] = ("“", "”")
    single: Annotated[Pair, says("single marks")] = ("‘", "’")
    guillemets: Annotated[Pair, says("French marks, their spaces among them")] = ("«\u202f", "\u202f»")
    angles: Annotated[Pair, says("single French marks")] = ("‹\u202f", "\u202f›")
    low: Annotated[Pair, says("German marks")] = ("„", "“")
    low_single: Annotated[Pair, says("single German marks")] = ("‚", "‘")
    chevrons: Annotated[Pair, says("German marks of books")] = ("»", "«")
    chevrons_single: Annotated[Pair, says("single German marks of books")] = ("›", "‹")
    apostrophe: Annotated[str, says("the apostrophe")] = "’"
    adjacent_gap: Annotated[str, says("between two marks that touch: a hair space, or nothing")] = "\u200a"

    def pair(self, name: MarksName) -> Pair:
        """The pair of this name."""
        pair: Pair = getattr(self, name)
        return pair


class Nesting(Table, frozen=True, kw_only=True):
    """Quotations in quotations, and those that run over paragraphs."""

    order: Annotated[
        tuple[MarksName, ...],
        Meta(min_length=1),
        says('the marks by depth, for `set = "nesting"`; from the start again below'),
    ] = ("double", "single")
    merge_closers: Annotated[
        bool, says("where two quotations in the same marks end together, one closing mark stands for both")
    ] = False
    paragraph: Annotated[
        Literal["reopen", "none"],
        says("whether a quotation of several paragraphs repeats its opening mark"),
    ] = "reopen"


class Treatment(Table, frozen=True, kw_only=True):
    """How a role is set: by marks, by letters, or both."""

    set: Annotated[
        Set,
        says("a pair of `[marks]`; `nesting` (by depth); `written` (the kind that the author wrote); `none`"),
    ] = "written"
    bare: Annotated[
        Literal[MarksName, "nesting", "none"],
        says("with `written`: what an override in the manuscript gives to words without marks"),
    ] = "single"
    type: Annotated[Letters, says("the letters; with `written` only where the author wrote no marks")] = "roman"
    prefix: Annotated[
        str,
        says("words that stand before it, such as `so-called `; not in heads, nor where they stand already"),
    ] = ""
    aria: Annotated[
        bool, says("where no marks are set, a screen reader is told that the words are held at a distance")
    ] = False


class RoleStyle(Treatment, frozen=True, kw_only=True):
    """The treatment of a role's first use, and of later ones where they differ."""

    later: Annotated[
        Treatment | None,
        says("later uses of the same words, save a word that is spoken of as a word; left out: like the first"),
    ] = None


class Scare(RoleStyle, frozen=True, kw_only=True):
    """Scare quotes."""

    so_called: Annotated[Treatment | None, says("right after “so-called”; left out: like any other")] = None


WORK = RoleStyle(bare="none", type="italic")


class Titles(Table, frozen=True, kw_only=True):
    """Titles of works."""

    article: Annotated[RoleStyle, says("articles, essays, poems, chapters")] = RoleStyle()
    book: Annotated[RoleStyle, says("books, films, newspapers")] = WORK
    headline: Annotated[RoleStyle, says("headlines")] = RoleStyle()


class Roles(Table, frozen=True, kw_only=True):
    """A treatment for each role; words that are kept (`.keep`) have none."""

    scare: Annotated[Scare, says("words held at a distance")] = Scare()
    term: Annotated[RoleStyle, says("words as words, and names for things")] = RoleStyle()
    nickname: Annotated[RoleStyle, says("nicknames and pseudonyms")] = RoleStyle()
    quotation: Annotated[RoleStyle, says("somebody's words")] = RoleStyle(bare="double")
    title: Annotated[Titles, says("titles of works")] = Titles()
    foreign: Annotated[RoleStyle, says("words of another language")] = WORK


class FirstUse(Table, frozen=True, kw_only=True):
    """What counts as the first use of the same words in the same role."""

    scope: Annotated[
        Literal["work", "section"],
        says("counted over the whole work, or anew below every heading and in the notes"),
    ] = "work"
    zones: Annotated[
        tuple[ZoneName, ...], says("where a use counts; elsewhere words are always set as a first use")
    ] = ("standfirst", "body", "notes")
    fold: Annotated[
        tuple[Literal["case", "plural", "possessive"], ...],
        says("what makes no other word of a word: the first letter's case, a plural s, ’s; inner capitals do"),
    ] = ("case", "plural", "possessive")


ZoneMarks = Literal["roles", "single", "none"]


class Zones(Table, frozen=True, kw_only=True):
    """Where other marks are set than in the text: `roles` (as in the text), `single`, or `none` where that is safe."""

    headings: Annotated[ZoneMarks, says("title, subtitle, kicker and headings")] = "roles"
    standfirst: Annotated[ZoneMarks, says("the standfirst")] = "roles"
    captions: Annotated[ZoneMarks, says("captions of pictures and tables")] = "roles"
    notes: Annotated[ZoneMarks, says("the notes")] = "roles"


class Safety(Table, frozen=True, kw_only=True):
    """What must hold before marks are taken away or letters changed; without it the marks stay."""

    min_confidence_destructive: Annotated[
        float, Meta(ge=0, le=1), says("how sure a role must be, where no person has signed it")
    ] = 0.9
    uncertain: Annotated[
        Literal[MarksName, "nesting", "written"],
        says("the marks of what keeps them, for a role whose first use has none"),
    ] = "written"
    protect_self_reference: Annotated[
        bool,
        says("a sentence that speaks of its own marks keeps them, with a finding (style-self-reference)"),
    ] = True
    protect_adjacent: Annotated[
        bool, says("two marked phrases side by side keep their marks, for without them they read as one")
    ] = True


class Stops(Table, frozen=True, kw_only=True):
    """Where a comma or full stop beside a closing mark stands. `? ! ; :` never move."""

    placement: Annotated[
        Literal["logical", "american", "as-written"],
        says("`logical`: outside unless it belongs to the words; `american`: inside, before a note's number"),
    ] = "as-written"
    never_into: Annotated[
        tuple[Role, ...],
        says("with `american`: roles that a stop never enters; it never enters links and code"),
    ] = ("title.book",)


class Dash(Table, frozen=True, kw_only=True):
    """Dashes."""

    parenthetical: Annotated[str, says("the dash of a parenthesis")] = "–"
    open: Annotated[bool, says("spaces round it; the first of them does not break")] = True
    convert: Annotated[bool, says("the author's own dashes become the house's too, not only hyphens")] = False
    range: Annotated[str, says("between the figures of a range; `-` leaves it alone")] = "–"


class Points(Table, frozen=True, kw_only=True):
    """The ellipsis."""

    glyph: Annotated[str, says("what is set for three full stops")] = "…"
    before: Annotated[str, says("what stands before a spaced ellipsis")] = "\u00a0"


class Spaces(Table, frozen=True, kw_only=True):
    """Spaces before stops, and between a number and its unit. A key left out leaves them as written."""

    high_stops: Annotated[str | None, says('before `; ! ?`; with `""` no-break spaces there are closed up')] = None
    colon: Annotated[str | None, says("before a colon, likewise")] = None
    unit: Annotated[str | None, says("instead of the space between a number and km, kg, per cent …")] = None


class Numerals(Table, frozen=True, kw_only=True):
    """Figures. A key left out leaves them as written; words in quotations, titles and links are never touched."""

    century: Annotated[
        Literal["words", "20th"] | None,
        says("`words`: the twentieth century; `20th`: the 20th century; in English texts"),
    ] = None
    decade: Annotated[Literal["1970s"] | None, says("`1970s`: no apostrophe in the 1970’s; in English texts")] = None
    page_range: Annotated[
        Literal["elide", "chicago", "full"] | None,
        says(
            "the last page of a range: `elide` as short as it is said (161–4, 115–16), `chicago` by the Manual"
            " (161–64, 101–8, 100–104), `full` (161–164)"
        ),
    ] = None
    page_prefix: Annotated[str | None, says("instead of p, p., pp, pp. before page numbers, in the plural: `pp. `")] = (
        None
    )
    thousands: Annotated[
        str | None,
        says("between the thousands of numbers from 10 000, and of those with commas; in English"),
    ] = None
    style: Annotated[Literal["lining", "oldstyle"] | None, says("the figures of the text")] = None


class Abbreviations(Table, frozen=True, kw_only=True):
    """Abbreviations. A key left out leaves them as written; words in quotations, titles and links are never touched."""

    eg: Annotated[str | None, says("instead of eg, e.g.: `e.g.,` or `for example,`")] = None
    ie: Annotated[str | None, says("instead of ie, i.e.")] = None
    etc: Annotated[str | None, says("instead of etc, etc.")] = None
    initials: Annotated[Literal["N. A.", "N.A.", "N A", "NA"] | None, says("initials with stops before a surname")] = (
        None
    )


class Dates(Table, frozen=True, kw_only=True):
    """Dates with the month in letters, in English texts."""

    order: Annotated[
        Literal["dmy", "mdy"] | None,
        says("`dmy`: 16 March 2001; `mdy`: March 16, 2001; left out: as written"),
    ] = None


class HeadingStyle(Table, frozen=True, kw_only=True):
    """The headings of the text; title and subtitle are the author's."""

    case: Annotated[
        Literal["sentence", "title"] | None,
        says(
            "`title`: capitals on all words but the small ones, in English texts; `sentence`: small letters"
            " for what the text itself writes small, save in German; left out: as written"
        ),
    ] = None


class Notes(Table, frozen=True, kw_only=True):
    """The notes and the marks that call them."""

    at: Annotated[
        Literal["end", "chapter", "foot"],
        says(
            "where notes stand: at the `end`; at the end of each `chapter` of a book, of an essay at its end; "
            "or on paper at the `foot` of the page that calls them, where they all fit, and on screens at the end. "
            "`notes` in the front matter, or book.toml, says it for one title"
        ),
    ] = "end"
    start: Annotated[
        Literal["page", "run-on"],
        says(
            "the endnotes of a work begin on a page of their own (of an essay whose last page holds five lines "
            "or fewer, below these) or run on below the text"
        ),
    ] = "page"
    position: Annotated[
        Literal["as-written", "after-stop", "before-stop"],
        says("a note's mark behind or before a stop; with either it goes before a dash"),
    ] = "as-written"
    numbering: Annotated[
        Literal["work", "chapter", "section"],
        says(
            "notes are numbered through, anew in each chapter of a book, or in each section of an essay too; "
            "book.toml and the front matter may say"
        ),
    ] = "work"
    close_quote: Annotated[
        Literal["as-written", "after", "before"],
        says("a note's mark behind or before the closing mark of a quotation that it ends"),
    ] = "as-written"
    resolve_ibid: Annotated[bool, says("ibid. and op. cit. are written out where one work alone can be meant")] = False


Level = Literal["off", "note", "warning", "error"]


def _settable(code: str) -> str:
    """A code whose severity a house may give."""
    if code not in CODES:
        near = get_close_matches(code, CODES, n=1)
        raise ValueError("there is no such code" + (f"; did you mean “{near[0]}”?" if near else ""))
    if CODES[code].severity is ERROR:
        raise ValueError("this is always an error")
    return code


class Check(Table, frozen=True, kw_only=True):
    """What `pressbuild check` makes of a finding, and from where on something is too long. Besides the keys below, any
    code with `off`, `note`, `warning` or `error`, as in `doubled-word = "error"`; docs/diagnostics.md has the codes.
    What is an error by itself stays one. A code that a house makes an error stops a build too."""

    # Kobo shows up to 5,000 characters of a note in a pop-up (kobolabs/epub-spec, "Footnotes/Endnotes").
    longest_note: Annotated[int, Meta(gt=0), says("characters of a note before `note-too-long` speaks")] = 5_000
    longest_paragraph: Annotated[
        int,
        Meta(gt=0),
        says("words of a paragraph before `paragraph-long` speaks: 500 fill two pages of a pamphlet"),
    ] = 500
    severities: dict[Annotated[str, _settable], Level] = field(default_factory=dict)


class House(Table, frozen=True, kw_only=True):
    """A house style, whole. Source of the parameters: the manual named in `style.manual`."""

    style: Style
    marks: Marks = Marks()
    nesting: Nesting = Nesting()
    role: Roles = Roles()
    first_use: FirstUse = FirstUse()
    zones: Zones = Zones()
    safety: Safety = Safety()
    stops: Stops = Stops()
    dash: Dash = Dash()
    ellipsis: Points = Points()
    spaces: Spaces = Spaces()
    numerals: Numerals = Numerals()
    abbr: Abbreviations = Abbreviations()
    dates: Dates = Dates()
    heading: HeadingStyle = HeadingStyle()
    notes: Notes = Notes()
    check: Check = Check()

    def treatment(self, role: Role) -> RoleStyle:
        """How this house sets a role; `keep` is always as written."""
        if role == "keep":
            return RoleStyle()
        table: Any = self.role
        for part in role.split("."):
            table = getattr(table, part)
        assert isinstance(table, RoleStyle)
        return table
