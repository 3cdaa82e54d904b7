"""The language that a text is in, told by its small words: a text in, a `Tongue` out. Pure.

Small words are a third of every text and hardly ever borrowed: a German essay may quote ten English titles and still
say `und` more often than `and`.
"""

import re
from collections import Counter

from msgspec import Struct

WORD = re.compile(r"[^\W\d_]+")
READ = 200_000  # characters tell which language a text is in
# Words that are frequent in one of these languages (BCP 47) and rare in the others.
TELLING = {
    "en": frozenset("the and of that with was for this which they are have".split()),
    "de": frozenset("und der die das nicht ist ein eine mit auf sich auch".split()),
    "fr": frozenset("les des est une dans qui pour pas sur avec aux ces".split()),
    "it": frozenset("che il della di non sono gli nel anche questo più alla".split()),
    "es": frozenset("los las el por una con del pero como más sus muy".split()),
    "pt": frozenset("os uma não do da em com mas são ao pela mais".split()),
    "nl": frozenset("het een van niet zijn voor met ook aan werd deze naar".split()),
    "sv": frozenset("och att inte är för till från när också ett jag eller".split()),
    "da": frozenset("af efter blev nogle sig mig hvad mellem meget hvor ud noget".split()),
    "nb": frozenset("av etter ble noen seg meg hva mellom mye hvor ut noe".split()),
    "fi": frozenset("ja ei että oli hän mutta kun niin myös ovat joka sen".split()),
    "pl": frozenset("się nie jest przez który była oraz dla jak ale jego w że".split()),
    "cs": frozenset("že se není který jsou byl nebo jeho která při jako je v".split()),
    "ru": frozenset("и что как это его она они был было если уже только или из".split()),
    "uk": frozenset("і що як це його вона вони був було якщо вже тільки або з".split()),
    "tr": frozenset("ve bir bu için ile olarak gibi daha çok değil olan kadar".split()),
}
NAMES = {
    "en": "English", "de": "German", "fr": "French", "it": "Italian", "es": "Spanish", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish",
}  # fmt: skip
NORWEGIAN = frozenset({"no", "nn"})
FEWEST = 0.02  # of a text's words give its language away, at the least
PLAIN, TIMES, COUNTED = 0.06, 3, 10  # and where no other can be meant: so many, so many times the next, so many words


class Tongue(Struct, frozen=True):
    """A language (BCP 47), "" where none stands out; `plain` says that no other can be meant."""

    language: str = ""
    plain: bool = False

    @property
    def name(self) -> str:
        """Its English name."""
        return NAMES[self.language]

    def denies(self, lang: str) -> bool:
        """Whether a text cannot be in the language of a tag."""
        said = lang.partition("-")[0].lower()
        return self.plain and self.language != (said if said not in NORWEGIAN else "nb")


def spoken(told: Tongue) -> str:
    """What an import says of a language that it had to tell by the words."""
    return f"the text is {told.name} by its words: the front matter says `lang: {told.language}`"


def tongue(text: str) -> Tongue:
    """The language of a text."""
    counts = Counter(word.lower() for word in WORD.findall(text, 0, READ))
    told = {language: sum(counts[word] for word in words) for language, words in TELLING.items()}
    first, second, *_ = sorted(told, key=lambda language: -told[language])
    if told[first] <= FEWEST * counts.total():
        return Tongue()
    enough = told[first] >= max(PLAIN * counts.total(), COUNTED)
    return Tongue(first, plain=enough and told[first] >= TIMES * told[second])
