"""A typewriter's dashes that have a space on one side alone, or a hyphen beside them: the expressions that find those
which are surely dashes, and no options of a program (--quiet), no ends of a compound (pre-- and post-war), no code.

Every expression matches the dash with the spaces that a house sets anew; FAR_SPACE also what stands before it, as its
`word` or `name`; DOUBLED has the dash that the author set as `dash` or `last`.
"""

from pressbuild.quotation.marks import OPAQUE

BLANK = "[ \t\n\u00a0\u202f]"
_LOWER = "a-zß-öø-ÿ"
_UPPER = "A-ZÀ-ÖØ-Þ"
_SMALL = rf"[^\W\d_{_UPPER}]"
# Words that go on with a sentence and that no program calls an option by.
_SENTENCE = (
    "and|but|so|or|nor|the|an?|that|this|these|those|it|he|she|they|we|you|his|her|their|our|its|as|though|although"
    "|because|perhaps|not|if|is|are|in|whether|when|where|like|even|indeed|especially|rather|already|which|who|whose|was|were|had|und|oder|aber|der|die|das|ein|eine|wie|et|mais|ou|le|la|les|une?"
)
_ENDS = rf"[^\W\d_]{{2}}--(?=[\s,.;:?!)\]’”{OPAQUE}]|$)(?!{BLANK}\w+ \w+-\w)"  # where an insertion ends: by monks-- was
_INSERTION = rf"[^\W_](?:[^-–—=]|(?<=\w)-(?=\w)){{0,200}}?{_ENDS}"
_NAMED = rf"[{_UPPER}](?:{_SMALL}|[ .’])"  # no option begins with a capital
_BEGINS = rf"(?=(?:{_SENTENCE})[ ,]|{_NAMED}|{_INSERTION})"
_LETTER = r"(?:[^\W\d_]|’(?=\w))"
_BEFORE = rf"(?<![\w’']){_SMALL}{_LETTER}+|[,;:)\]’”»{OPAQUE}]"

DOUBLED = r"(?<![-–—])(?:(?P<dash>[–—])-{1,2}(?!\d)|-{1,2}(?P<last>[–—]))(?![-–—])"  # so—-and
NEAR_SPACE = rf"(?<=[\w,;:)\]{OPAQUE}]){BLANK}--{_BEGINS}"  # so --and
FAR_SPACE = (  # so-- and
    rf"(?:(?P<word>{_BEFORE})-{{2,3}}|(?P<name>(?<![\w’'])[{_UPPER}]{_LETTER}{{2,}})--){BLANK}"
    rf"(?=[{_LOWER}])(?!\w+ \w+-\w)"
)
AT_EDGE = rf"(?:^{BLANK}?|(?<=[(\[‘“„«])|(?<=[.?!…’”»]{BLANK}))--{_BEGINS}"  # --so it goes on
BREAKS_OFF = (  # so--, so-- The, B-- said
    rf"(?:(?<=[^\W\d_]{{2}})|(?<=[.?!…”’»)]))--(?=[,.:?!]|{BLANK}?$|{BLANK}[^\s\w-]|{BLANK}[{_UPPER}])"
    rf"|(?<=(?<!\w)[{_UPPER}])--(?={BLANK}[^\W\d_])|(?<=(?<!\w)[{_UPPER}][{_LOWER}])--(?={BLANK}[^\W\d_])"
)
