"""The words that tell a quotation's role: lists of verbs and nouns in, patterns out.

The lists are open: a word belongs in one if a reader who sees it before or behind a quotation mark expects that role.
"""

import re

from pressbuild.quotation.facts import WORD

# Verbs whose object is what somebody said, in the forms that stand beside a quotation.
SAY = (
    r"(?:says?|said|saying|writes?|wrote|written|writing|puts?|argu(?:es?|ed|ing)|asks?|asked|asking|repl(?:y|ies|ied)|"
    r"remark(?:s|ed|ing)?|declar(?:es?|ed|ing)|claim(?:s|ed|ing)|stat(?:es|ed|ing)|observ(?:es?|ed|ing)|add(?:s|ed|ing)|"
    r"not(?:es|ed|ing)|explain(?:s|ed|ing)?|exclaim(?:s|ed|ing)?|cr(?:y|ies|ied)|insist(?:s|ed|ing)?|answer(?:s|ed)?|"
    r"announc(?:es|ed|ing)|proclaim(?:s|ed|ing)?|quot(?:es?|ed|ing)|conclud(?:es?|ed|ing)|warn(?:s|ed|ing)?|"
    r"complain(?:s|ed|ing)?|admit(?:s|ted)?|maintain(?:s|ed)?|continu(?:es|ed)|recall(?:s|ed)?|repeat(?:s|ed)?|"
    r"confess(?:es|ed)?|promis(?:es|ed)|demanded|suggest(?:s|ed)|tells?|told|speaks|spoke|pursues?|pursued|objects|"
    r"objected|assert(?:s|ed)?|affirm(?:s|ed)?|comment(?:s|ed)|protest(?:s|ed)|retort(?:s|ed)?|shout(?:s|ed|ing)?|"
    r"whisper(?:s|ed)?|mutter(?:s|ed)?|murmur(?:s|ed)?|sneer(?:s|ed)?|jok(?:es|ed)|sang|sings|pray(?:s|ed)|inquir(?:es|ed)|"
    r"enquir(?:es|ed)|contend(?:s|ed)?|testif(?:ies|ied)|report(?:s|ed)|estimat(?:es|ed)|resolved|begs|begged|urg(?:es|ed)|"
    r"saith|quoth|boast(?:s|ed)?|quip(?:s|ped)|lament(?:s|ed)|predict(?:s|ed)|acknowledg(?:es|ed)|conced(?:es|ed)|denie[sd]|propos(?:es|ed)|ordered|teaches|taught)"
)
# Verbs that introduce words only with a comma or colon behind them: the poem runs: …
SAY_WITH_COLON = (
    r"(?:reads?|runs?|goes|went|began|begins|thinks?|thought|opens|ends|ended|knows?|sees?|decid(?:es|ed)|"
    r"provid(?:es|ed))"
)
NAME = r"(?:(?:Mr|Mrs|Ms|Dr|St|M|Sir|Lord|Lady)\.? )?(?:[A-Z][\w’'\-]*\.?\s?|(?:de|von|van|la|le|of|the)\s){1,5}"
PERSON = r"(?:he|she|they|I|we|it|you|one|some(?: author)?|others|another|someone)"
SPEAKER = rf"(?:{PERSON}|{NAME}|(?:the|this|that|an?|his|her|their|our|my|one|another|some)(?: \w+){{1,4}}?)"
ADVERB = r"(?:(?:once|has|had|have|also|then|further|well|later|often|now|never|is|was|been|\w+ly) )*"

# Works and parts of works that have a title of their own. The second list also means other things, so it counts only
# right before the mark.
TITLE_NOUN = (
    r"(?:headlined|entitled|titled|under the (?:title|heading|headline)|articles?|essays?|poems?|songs?|ballad|hymn|"
    r"short story|short stories|chapters?|pamphlets?|editorial|leaflet|headline|episode|sonnet|novel|film|"
    r"sermon|memoir)"
)
LOOSE_TITLE_NOUN = (
    r"(?:story|tale|lectures?|papers?|post|blog|piece|review|column|section|heading|headed|interview|obituary|speech|talk|"
    r"play|ode|fable|painting|exhibition|symposium|thesis|dissertation|report|book|volume|study|series|introduction to)"
)
HEADLINE_NOUN = r"(?:headlined|headline|heading|article|post|piece|editorial)"
HEADED = re.compile(r"\b(?:headlin(?:es?|ed)|headings?|headed|entitled|titled)\b")
LANGUAGE = (
    r"(?:Latin|Greek|French|German|Italian|Spanish|Portuguese|Dutch|Russian|Polish|Yiddish|Hebrew|Arabic|Welsh|Gaelic|"
    r"Irish|Norse|Danish|Swedish|Sanskrit|Hindi|Turkish|Japanese|Chinese)"
)

# Bodies that bear a name, not a title.
BODY = re.compile(
    r"\b(?:League|Part(?:y|ies)|Alliance|Association|Unions?|Society|Workers|Committee|Movement|Group|Club|Front|"
    r"International|Congress|Fraternity|Brotherhood|Order|Council|Institute|Foundation|Company|Guilds?|Army|Office|"
    r"Church|Act|Bill|Law|Treaty|Campaign|Revolution|War|Conference|Assembly|School|House|Estate|Court|Commission)\b"
)
# Nouns that say of the next words that they are words.
META_NOUN = (
    r"(?:words?|terms?|expressions?|phrases?|labels?|tags?|slogans?|names?|epithets?|adjectives?|nouns?|verbs?|"
    r"concepts?|notions?|nicknames?|designations?|category|categories|catchwords?|watchwords?|buzzwords?|"
    r"euphemisms?|metaphors?|clich[eé]s?|prefix|suffix|pronouns?|prepositions?|formula)"
)
NAMING = (
    r"(?:call(?:s|ed|ing)?|known (?:\w+ )?as|named|names|term(?:s|ed|ing)|dub(?:s|bed|bing)|label(?:l?ed|s|l?ing)|"
    r"styled|christened|nicknamed|described as|bapti[sz]ed|referred to (?:\w+ )?as|defined as|speak(?:s|ing)? of|"
    r"spoke of|spoken of as|branded|regarded as|dismissed as|denounced as|characteri[sz]ed as)"
)
OBJECT = (
    r"(?: (?:it|this|that|them|him|her|us|me|these|those|himself|themselves|ourselves|itself|herself|"
    r"(?:the|their|his|her|its|an?) \w+))?"
)
SAYING_NOUN = (
    r"(?:maxims?|dictum|dicta|proverbs?|mottos?|mottoes|commandments?|questions?|sayings?|adages?|remarks?|statements?|"
    r"principles?|aphorisms?|epigrams?|watchwords?|slogans?|chants?|verdicts?|precepts?|passages?|sentences?|lines?|"
    r"verses?|observations?|comments?|declarations?|objections?|replies|reply|answers?|cry|toast|oath|prayer|advice)"
)

FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|do|does|did|will|shall|would|should|could|can|may|might|must|cannot|hath|"
    r"doth|art|wilt|shalt)\b|n[’']t\b"
)
ARCHAIC = re.compile(r"\b(?:thou|thee|thy|thine|ye|hath|doth|unto|shalt|wilt|\w{3,}eth)\b", re.IGNORECASE)
VOICE = re.compile(r"\b(?:I|we|you|my|our|your|me|us|his|her|their|he|she|they)\b")
FUNCTION = frozenset(
    "and or of in is are was were as to for with that which who by from on at but not has have had would could should "
    "will may can than then when if while it he she they we you i so because although though however nor yet where "
    "a an the this these those be been being into upon about after before under over through between against did does "
    "do must might shall also only just".split()
)

WHOLE_WORK = re.compile(
    r"\b(?:novels?|books?|films?|movies?|memoirs?|plays?|albums?|operas?|musicals?|volumes?|collections?|magazines?|"
    r"novellas?|anthology|autobiography)\b[^.;]*$"
)


def words(text: str) -> int:
    """How many words a quotation has."""
    return len(WORD.findall(text))


def title_case(text: str) -> bool:
    """Whether the first word and nearly every long word has a capital, and there are at least two capitals."""
    found = WORD.findall(text)
    long = [w for w in found if len(w) > 3]
    capitals = [w for w in found if w[0].isupper()]
    high = sum(not w[0].islower() for w in long)
    return len(capitals) >= 2 and found[0][0].isupper() and high >= 0.75 * len(long)


# What a sentence says before a quotation: verbs of judging, of describing, of naming by a person; a source; a work.
JUDGING = re.compile(
    r"\b(?:thought|thinks?|believed?s?|considered?s?|found|feels?|felt|deem(?:s|ed)|judged|pronounced|hoped|feared|"
    r"denied|den(?:y|ies)|accused?s?|admitt?(?:s|ed)|promised?s?|demand(?:s|ed)|vow(?:s|ed)|pledged?s?|deplored?s?|"
    r"praised?s?|condemn(?:s|ed)|attack(?:s|ed)|hailed|blamed?s?|urged?s?|complain(?:s|ed)|warn(?:s|ed)|saw|sees|"
    r"called for|calls for|insist(?:s|ed)|assured?|declar(?:es|ed)|agreed|refused|expected|imagin(?:es|ed))\b"
)
DESCRIBING = re.compile(
    r"\b(?:describ(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|denounc(?:es?|ed|ing)|regard(?:s|ed|ing)?|characteri[sz](?:es?|ed)|"
    r"refer(?:s|red|ring)? to|depict(?:s|ed)|portray(?:s|ed)|defin(?:es?|ed)|spoke of|speaks? of|wrote of|writes of|"
    r"complain(?:s|ed) of|criticis(?:es?|ed)|mock(?:s|ed)|hail(?:s|ed)|condemn(?:s|ed)|treat(?:s|ed)?)"
    r"\b.*\b(?:as|to|of)\b"
)
NAMED_BY = re.compile(
    r"\b(?:what|which|whom|as) (?:[A-Z]\w+|he|she|they|it|the \w+)(?: [\w’']+){0,3} (?:call(?:s|ed)?|term(?:s|ed))\b|"
    r"\bcall(?:s|ed) (?:it|this|him|her|them|the \w+|his \w+)\b"
)
SOURCE = re.compile(
    r"\b(?:letters?|reports?|memo(?:randum|s)?|diar(?:y|ies)|petition|speech(?:es)?|statements?|bulletin|minutes|"
    r"resolutions?|spokes(?:man|woman|person)|reviewers?|critics?|witness(?:es)?|inquiry|testimony|interviews?|preface|"
    r"manifesto|constitution|charter|will|telegram|postcard|message|journal|notebook|declaration|according|"
    r"the (?:author|poet|historian|minister|judge|bishop|editor|narrator|speaker))\b"
)
WORK = re.compile(
    rf"\b(?:{TITLE_NOUN}|{LOOSE_TITLE_NOUN}|poetry|stories|films?|movies?|novels?|plays?|songs?|hymns?|pictures?|albums?|"
    r"records?|tracks?|tunes?|opera|concerto|works?|books? called|titles?)\b"
)
PERFORMED = re.compile(
    r"\b(?:sang|sung|sing(?:s|ing)?|play(?:s|ed|ing)|perform(?:s|ed|ing)|record(?:s|ed)|recit(?:es?|ed|ing)|hum(?:s|med)|"
    r"whistl(?:es?|ed|ing)|read(?:s|ing)?|wrote|writing|publish(?:es|ed)|paint(?:s|ed)|direct(?:s|ed)|watch(?:es|ed|ing)|"
    r"translat(?:es|ed)|contribut(?:es|ed)|print(?:s|ed)|issued|compos(?:es|ed)|starr(?:ed|ing)|entitled|titled)\b"
)
LETTERED = re.compile(
    r"\b(?:signs?|cards?|notices?|plaques?|placards?|banners?|posters?|walls?|samplers?|tablets?|tombstones?|badges?|"
    r"mottos?|mottoes|slogans?|inscriptions?|inscribed|marked|stamped|lettered|reads|chant(?:s|ed|ing)?|graffiti|margin|"
    r"captions?|captioned|signed)\b"
)
CALLED_IT = re.compile(
    r"(?<!\bI )(?<!\bwe )\bcall(?:s|ed) (?:it|this|him|her|them|us|me|(?:the|his|her|my) (?:\w+ )?\w+)\s*$"
)
