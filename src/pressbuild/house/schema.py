"""What a house style may say: the tables of style.toml as frozen pydantic models. Pure; no I/O.

Each key has an effect that a test shows, and a description that docs/houses.md and the JSON schema repeat. The tables
follow DOMAIN.md §1.3 as far as the program carries them out. What changes words is in `[numerals] [abbr] [dates]
[heading]` and in a treatment's `prefix`, off unless a house says so, and declared to the proof of every edition.
"""

from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from pressbuild.diagnostics import CODES, ERROR
from pressbuild.document import Role

Pair = tuple[str, str]
MarksName = Literal["double", "single", "guillemets", "angles", "low", "low_single", "chevrons", "chevrons_single"]
Set = Literal[MarksName, "nesting", "written", "none"]
Letters = Literal["roman", "italic", "small-caps", "sans"]
ZoneName = Literal["standfirst", "headings", "captions", "body", "notes"]


class Table(BaseModel):
    """A table of style.toml; frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Style(Table):
    """The house itself."""

    id: str = Field(description="the folder's name")
    name: str = Field(description="the name that people read, in the colophon")
    lang: str = Field(description="the language whose readers the house has in mind, BCP 47; the text keeps its own")
    extends: str = Field(
        default="",
        description="a house whose values and stylesheets hold where this one has none; its own name means the one"
        " that ships",
    )
    manual: str = Field(description="the manual that the house follows, and where it departs from it")


class Marks(Table):
    """The pairs of marks, by the names that `set` and `nesting.order` use."""

    double: Pair = Field(default=("“", "”"), description="double marks")
    single: Pair = Field(default=("‘", "’"), description="single marks")
    guillemets: Pair = Field(default=("«\u202f", "\u202f»"), description="French marks, their spaces among them")
    angles: Pair = Field(default=("‹\u202f", "\u202f›"), description="single French marks")
    low: Pair = Field(default=("„", "“"), description="German marks")
    low_single: Pair = Field(default=("‚", "‘"), description="single German marks")
    chevrons: Pair = Field(default=("»", "«"), description="German marks of books")
    chevrons_single: Pair = Field(default=("›", "‹"), description="single German marks of books")
    apostrophe: str = Field(default="’", description="the apostrophe")
    adjacent_gap: str = Field(
        default="\u200a",
        description="between two marks that touch: a hair space, or nothing",
    )

    def pair(self, name: MarksName) -> Pair:
        """The pair of this name."""
        pair: Pair = getattr(self, name)
        return pair


class Nesting(Table):
    """Quotations in quotations, and those that run over paragraphs."""

    order: Annotated[tuple[MarksName, ...], Field(min_length=1)] = Field(
        default=("double", "single"),
        description='the marks by depth, for `set = "nesting"`; from the start again below',
    )
    merge_closers: bool = Field(
        default=False,
        description="where two quotations in the same marks end together, one closing mark stands for both",
    )
    paragraph: Literal["reopen", "none"] = Field(
        default="reopen", description="whether a quotation of several paragraphs repeats its opening mark"
    )


class Treatment(Table):
    """How a role is set: by marks, by letters, or both."""

    set: Set = Field(
        default="written",
        description="a pair of `[marks]`; `nesting` (by depth); `written` (the kind that the author wrote); `none`",
    )
    bare: Literal[MarksName, "nesting", "none"] = Field(
        default="single",
        description="with `written`: what an override in the manuscript gives to words without marks",
    )
    type: Letters = Field(
        default="roman", description="the letters; with `written` only where the author wrote no marks"
    )
    prefix: str = Field(
        default="",
        description="words that stand before it, such as `so-called `; not in heads, nor where they stand already",
    )
    aria: bool = Field(
        default=False,
        description="where no marks are set, a screen reader is told that the words are held at a distance",
    )


class RoleStyle(Treatment):
    """The treatment of a role's first use, and of later ones where they differ."""

    later: Treatment | None = Field(
        default=None,
        description="later uses of the same words, save a word that is spoken of as a word; left out: like the first",
    )


class Scare(RoleStyle):
    """Scare quotes."""

    so_called: Treatment | None = Field(
        default=None,
        description="right after “so-called”; left out: like any other",
    )


WORK = RoleStyle(bare="none", type="italic")


class Titles(Table):
    """Titles of works."""

    article: RoleStyle = Field(default=RoleStyle(), description="articles, essays, poems, chapters")
    book: RoleStyle = Field(default=WORK, description="books, films, newspapers")
    headline: RoleStyle = Field(default=RoleStyle(), description="headlines")


class Roles(Table):
    """A treatment for each role; words that are kept (`.keep`) have none."""

    scare: Scare = Field(default=Scare(), description="words held at a distance")
    term: RoleStyle = Field(default=RoleStyle(), description="words as words, and names for things")
    nickname: RoleStyle = Field(default=RoleStyle(), description="nicknames and pseudonyms")
    quotation: RoleStyle = Field(default=RoleStyle(bare="double"), description="somebody's words")
    title: Titles = Field(default=Titles(), description="titles of works")
    foreign: RoleStyle = Field(default=WORK, description="words of another language")


class FirstUse(Table):
    """What counts as the first use of the same words in the same role."""

    scope: Literal["work", "section"] = Field(
        default="work",
        description="counted over the whole work, or anew below every heading and in the notes",
    )
    zones: tuple[ZoneName, ...] = Field(
        default=("standfirst", "body", "notes"),
        description="where a use counts; elsewhere words are always set as a first use",
    )
    fold: tuple[Literal["case", "plural", "possessive"], ...] = Field(
        default=("case", "plural", "possessive"),
        description="what makes no other word of a word: the first letter's case, a plural s, ’s; inner capitals do",
    )


ZoneMarks = Literal["roles", "single", "none"]


class Zones(Table):
    """Where other marks are set than in the text: `roles` (as in the text), `single`, or `none` where that is safe."""

    headings: ZoneMarks = Field(default="roles", description="title, subtitle, kicker and headings")
    standfirst: ZoneMarks = Field(default="roles", description="the standfirst")
    captions: ZoneMarks = Field(default="roles", description="captions of pictures and tables")
    notes: ZoneMarks = Field(default="roles", description="the notes")


class Safety(Table):
    """What must hold before marks are taken away or letters changed; without it the marks stay."""

    min_confidence_destructive: float = Field(
        default=0.9, ge=0, le=1, description="how sure a role must be, where no person has signed it"
    )
    uncertain: Literal[MarksName, "nesting", "written"] = Field(
        default="written", description="the marks of what keeps them, for a role whose first use has none"
    )
    protect_self_reference: bool = Field(
        default=True,
        description="a sentence that speaks of its own marks keeps them, with a finding (style-self-reference)",
    )
    protect_adjacent: bool = Field(
        default=True,
        description="two marked phrases side by side keep their marks, for without them they read as one",
    )


class Stops(Table):
    """Where a comma or full stop beside a closing mark stands. `? ! ; :` never move."""

    placement: Literal["logical", "american", "as-written"] = Field(
        default="as-written",
        description="`logical`: outside unless it belongs to the words; `american`: inside, before a note's number",
    )
    never_into: tuple[Role, ...] = Field(
        default=("title.book",),
        description="with `american`: roles that a stop never enters; it never enters links and code",
    )


class Dash(Table):
    """Dashes."""

    parenthetical: str = Field(default="–", description="the dash of a parenthesis")
    open: bool = Field(default=True, description="spaces round it; the first of them does not break")
    convert: bool = Field(
        default=False,
        description="the author's own dashes become the house's too, not only hyphens",
    )
    range: str = Field(default="–", description="between the figures of a range; `-` leaves it alone")


class Points(Table):
    """The ellipsis."""

    glyph: str = Field(default="…", description="what is set for three full stops")
    before: str = Field(default="\u00a0", description="what stands before a spaced ellipsis")


class Spaces(Table):
    """Spaces before stops, and between a number and its unit. A key left out leaves them as written."""

    high_stops: str | None = Field(
        default=None, description='before `; ! ?`; with `""` no-break spaces there are closed up'
    )
    colon: str | None = Field(default=None, description="before a colon, likewise")
    unit: str | None = Field(
        default=None,
        description="instead of the space between a number and km, kg, per cent …",
    )


class Numerals(Table):
    """Figures. A key left out leaves them as written; words in quotations, titles and links are never touched."""

    century: Literal["words", "20th"] | None = Field(
        default=None, description="`words`: the twentieth century; `20th`: the 20th century; in English texts"
    )
    decade: Literal["1970s"] | None = Field(
        default=None, description="`1970s`: no apostrophe in the 1970’s; in English texts"
    )
    page_range: Literal["elide", "chicago", "full"] | None = Field(
        default=None,
        description="the last page of a range: `elide` as short as it is said (161–4, 115–16), `chicago` by the Manual"
        " (161–64, 101–8, 100–104), `full` (161–164)",
    )
    page_prefix: str | None = Field(
        default=None, description="instead of p, p., pp, pp. before page numbers, in the plural: `pp. `"
    )
    thousands: str | None = Field(
        default=None, description="between the thousands of numbers from 10 000, and of those with commas; in English"
    )
    style: Literal["lining", "oldstyle"] | None = Field(default=None, description="the figures of the text")


class Abbreviations(Table):
    """Abbreviations. A key left out leaves them as written; words in quotations, titles and links are never touched."""

    eg: str | None = Field(default=None, description="instead of eg, e.g.: `e.g.,` or `for example,`")
    ie: str | None = Field(default=None, description="instead of ie, i.e.")
    etc: str | None = Field(default=None, description="instead of etc, etc.")
    initials: Literal["N. A.", "N.A.", "N A", "NA"] | None = Field(
        default=None, description="initials with stops before a surname"
    )


class Dates(Table):
    """Dates with the month in letters, in English texts."""

    order: Literal["dmy", "mdy"] | None = Field(
        default=None, description="`dmy`: 16 March 2001; `mdy`: March 16, 2001; left out: as written"
    )


class HeadingStyle(Table):
    """The headings of the text; title and subtitle are the author's."""

    case: Literal["sentence", "title"] | None = Field(
        default=None,
        description="`title`: capitals on all words but the small ones, in English texts; `sentence`: small letters"
        " for what the text itself writes small, save in German; left out: as written",
    )


class Notes(Table):
    """The notes and the marks that call them."""

    at: Literal["end", "chapter", "foot"] = Field(
        default="end",
        description="where notes stand: at the `end`; at the end of each `chapter` of a book, of an essay at its end; "
        "or on paper at the `foot` of the page that calls them, where they all fit, and on screens at the end. `notes` "
        "in the front matter, or book.toml, says it for one title",
    )
    start: Literal["page", "run-on"] = Field(
        default="page",
        description="the endnotes of a work begin on a page of their own (of an essay whose last page holds five lines "
        "or fewer, below these) or run on below the text",
    )
    position: Literal["as-written", "after-stop", "before-stop"] = Field(
        default="as-written", description="a note's mark behind or before a stop; with either it goes before a dash"
    )
    numbering: Literal["work", "chapter", "section"] = Field(
        default="work",
        description="notes are numbered through, anew in each chapter of a book, or in each section of an essay too; "
        "book.toml and the front matter may say",
    )
    close_quote: Literal["as-written", "after", "before"] = Field(
        default="as-written",
        description="a note's mark behind or before the closing mark of a quotation that it ends",
    )
    resolve_ibid: bool = Field(
        default=False,
        description="ibid. and op. cit. are written out where one work alone can be meant",
    )


Level = Literal["off", "note", "warning", "error"]


class Check(BaseModel):
    """What `pressbuild check` makes of a finding, and from where on something is too long. Besides the keys below, any
    code with `off`, `note`, `warning` or `error`, as in `doubled-word = "error"`; docs/diagnostics.md has the codes.
    What is an error by itself stays one. A code that a house makes an error stops a build too."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Level] = Field(init=False)
    # Kobo shows up to 5,000 characters of a note in a pop-up (kobolabs/epub-spec, "Footnotes/Endnotes").
    longest_note: int = Field(default=5_000, gt=0, description="characters of a note before `note-too-long` speaks")
    longest_paragraph: int = Field(
        default=500,
        gt=0,
        description="words of a paragraph before `paragraph-long` speaks: 500 fill two pages of a pamphlet",
    )

    @model_validator(mode="after")
    def _known(self) -> "Check":
        for code in self.severities:
            if code not in CODES:
                near = get_close_matches(code, CODES, n=1)
                message = "there is no such code" + (f"; did you mean “{near[0]}”?" if near else "")
                raise PydanticCustomError("value_error", message, {"key": code})
            if CODES[code].severity is ERROR:
                raise PydanticCustomError("value_error", "this is always an error", {"key": code})
        return self

    @property
    def severities(self) -> dict[str, Level]:
        """The severities that the house gives, by code."""
        return self.__pydantic_extra__ or {}


class House(Table):
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
