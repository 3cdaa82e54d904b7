"""What tells the title of a work in plain text: tables and patterns in, nothing out; `citing` and `naming` use them.

Names of authors, imprints, places of publishing, the words that periodicals, ships and bodies of people are called by.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

YEAR = r"(?:1[4-9]\d\d|20\d\d)"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Winter)\.?"
)
DATE = rf"(?:(?:\d{{1,2}} )?{MONTH}(?: \d{{1,2}})?,? {YEAR})"
PLACES = frozenset(
    "London Oxford Cambridge Paris Berlin Moscow Leiden Boston Chicago Edinburgh Glasgow Manchester Harmondsworth"
    " Dublin Princeton Toronto Vienna Leipzig Frankfurt Stuttgart Amsterdam Rome Milan Philadelphia Washington"
    " Basingstoke Ithaca Brighton Bristol Stanford Melbourne Sydney Liverpool Leeds Hamburg Munich Zurich Geneva"
    " Brussels Madrid Barcelona Turin Petrograd Leningrad Durham Berkeley Aldershot Abingdon New_York New_Haven".split()
)
PLACE = "|".join(sorted(PLACES)).replace("_", " ")
LANDS = PLACES | frozenset(
    "Britain England Scotland Wales Ireland France Germany Russia Italy Spain Sweden Norway Denmark Poland"
    " Hungary Austria Prussia Belgium Holland Portugal Greece Turkey Egypt India China Japan America Canada"
    " Australia Europe Africa Asia Mexico Brazil Cuba Chile Iran Israel Switzerland Finland".split()
)
INITIALS = r"(?:[A-Z](?:[A-Z]|\. ?|-[A-Z])*\.? )"
PARTICLE = r"(?:(?:de|da|di|del|van|von|der|den|du|la|le|ten|al|bin) )"
NO_NAME = r"(?!(?:The|An?|In|On|For|See|From|Of|To|At|By|As|It|So|This|That|And|But|Among|What|How|Why)\b)"
SURNAME = rf"{NO_NAME}{PARTICLE}{{0,2}}(?:O’|D’|d’|Mc|Mac)?[A-ZÀ-Þ][\w’]*[a-zß-ÿ](?:-[A-ZÀ-Þ][\w’]+)?"
GIVEN = rf"{NO_NAME}[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-Z][a-z]+)?"
PERSON = rf"(?:{INITIALS}{{1,3}}{SURNAME}|(?:{GIVEN} ){{1,2}}(?:{INITIALS})?{SURNAME}|{SURNAME})"
AND = r"(?:,? (?:and|&|und|et|y|e) )"
PEOPLE = rf"{PERSON}(?:, {PERSON}){{0,3}}(?:{AND}{PERSON})?(?: et al\.?)?"
# The same with the surname first: `Ames, Ann`, `Ames, A. B., & Barr, C.`, `Ames A`.
FILED_ONE = rf"{SURNAME},? (?:{GIVEN}(?: [A-Z]\.)?|[A-Z](?:[A-Z]|\. ?|-[A-Z])*\.?)"
FILED = rf"{FILED_ONE}(?:,? (?:(?:and|&) )?(?:{FILED_ONE}|{PERSON})){{0,4}}"
EDITED = r"(?:\(eds?\.?\)|,? eds?\.)"
# Bodies of people, laws, events, buildings and papers: what is named so is no work.
NO_WORK = frozenset(
    "party union league congress conference committee council government state kingdom republic army navy police"
    " church university college institute school academy press ministry department office board bank company court"
    " parliament commons lords senate assembly act acts bill law laws treaty peace convention constitution charter"
    " amendment revolution war wars battle siege strike uprising rebellion revolt riots commune international"
    " federation confederation association society brotherhood club trust commission exhibition festival museum"
    " library archive archives front alliance movement brigade corps regiment royal bounty riksdag reich empire"
    " hall street road bridge dock docks sons bros ltd minutes debates letter speech interview hansard guild"
    " crusade crisis election plan".split()
)
PERIODICAL = re.compile(
    r"\b(?:Times|Guardian|Gazette|Herald|Tribune|Chronicle|Telegraph|Courier|Observer|Examiner|Mercury|Echo|Argus|Express"
    r"|Messenger|Spectator|Economist|Quarterly|Weekly|Monthly|Daily|Journal|Review|Magazine|Bulletin|Annals|Proceedings"
    r"|Zeitung|Zeitschrift|Jahrbuch|Archiv|Revue|Cahiers|Annales|Rivista|Morning|Evening|Worker|Independent|Standard"
    r"|Mirror|Mail|Post|Star|News|Record|Sunday|Studies|Letters|Critique|Pravda)\b"
)
# Words that begin a sentence and hardly a title that nothing else shows.
SENTENCE_WORDS = frozenset(
    "this these that those it he she they we my our their among so thus see as compare figures numbers cf here there"
    " ibid such one some many figure table chapter part emphasis quoted according but for also letter speech".split()
)
CONNECTORS = frozenset(
    "of the and in for to a an on at by with from or among de la le les des du der die das und et y del di von van zur"
    " im den for& into over under without against between".split()
)


class Work(Struct, frozen=True):
    """A likely title at [start, end), and how sure that is."""

    start: int
    end: int
    confidence: float


def plain_words(title: str) -> list[str]:
    """The words of a title without what stands around them."""
    return [word.strip(".,:;!?’‘'()") for word in title.split()]


def is_sentence_case(words: Sequence[str]) -> bool:
    """Has a title words in small letters that carry its sense? Names of bodies and persons have none."""
    return any(word[:1].islower() and word not in CONNECTORS and len(word) > 2 for word in words[1:])


def is_no_work(words: Sequence[str]) -> bool:
    """Is this more likely a body of people, a law, an event, a place?"""
    lower = [word.lower().removesuffix("’s").removesuffix("’") for word in words]
    return not is_sentence_case(words) and any(word in NO_WORK for word in lower)


def is_person(words: Sequence[str]) -> bool:
    """May these words be a person's name?"""
    return 1 < len(words) < 4 and all(word[:1].isupper() for word in words) and words[0] not in ("The", "A", "An")
