"""Whether a sentence speaks of marks or letters: its text in, yes or no out. Pure.

A table by language of the words for marks (DOMAIN.md §1.4). All languages are asked of every text, for an essay may
speak of marks in a language that is not its own. A word that has another use counts only beside what leaves none: “in
quotes”, but not “she quotes Hume”; “my emphasis”, but not “my emphasis on trade”.
"""

import re
from functools import lru_cache

from pressbuild.patterns import lazily

_OPENING = "[‘“'\"«‹„‚»›]"  # “so-called” right before a mark is only another way to hold a word off
_IT = rf"(?:it|this|that|them|these|those|the (?:words?|phrases?|terms?|names?)|{_OPENING})"
_WHICH = "(?:the|these|those|my|his|her|its|their|no|single|double|ironic)"
_NOBODY = r"(?! (?:from|by|of)\b)"  # quotes from somebody are his words

SPEAKS: dict[str, tuple[str, ...]] = {
    "en": (
        r"(?:scare|sneer|shudder|air)[-\s]quot(?:es?|ed|ing)",
        r"(?:quot(?:ation|e|ing)|speech)[-\s]marks?",
        r"quotemarks?",
        r"inverted[-\s]commas?",
        r"guillemets?",
        rf"(?:in|within|inside|between|without|into|with) (?:{_WHICH} )?quotes{_NOBODY}",
        rf"(?:single|double|ironic|ironical) quotes{_NOBODY}",
        rf"(?:mind|put|puts|note|notice|keep|kept|drop|omit|use|add|remove) (?:{_WHICH} )?quotes{_NOBODY}",
        r"(?:the|these|those|my|his|her|its) quotes (?:are|were) (?:mine|ours|his|hers|theirs|ironic)",
        rf"(?:marks|quotes) (?:a?round|about) {_IT}",
        r"quoted here(?! (?:from|by|after|as)\b)",
        r"italics?",
        r"itali[cs]i[sz](?:e[ds]?|ing)",
        r"emphas[ie]s (?:(?:is|are|was|were) )?(?:added|supplied|mine|ours|(?:as )?in (?:the )?original)",
        r"(?:my|our|original|added) (?:own )?emphas[ie]s(?=\s*(?:[)\].,;:–—]|$))",
        r"in (?:small |block )?capitals|small (?:caps|capitals)|capital letters?|boldface|bold type",
    ),
    "fr": (
        r"(?:en |d[’']|[ld][’']|les |des |aux )italiques?",
        r"(?:c[’']est (?:moi|nous|l[’']auteur) qui |je |nous )soulign(?:e|ons)(?! qu)",
        r"souligné(?:e|s|es)? par (?:moi|nous|l[’']auteur)",
        r"(?:en|petites) capitales|majuscules",
    ),
    "de": (
        r"(?:Anführungszeichen|Anführungsstrichen?|Anführungen|Gänsefüßchen)",
        r"kursiv\w*",
        r"Hervorhebung(?:en)? (?:von mir|im Original|hinzugefügt|d\. Verf|des Verfassers|der Verfasserin)",
        r"Versalien|Kapitälchen|Großbuchstaben|Fettdruck",
    ),
    "es": (
        r"comillas|cursivas?|bastardillas?|versalitas?|mayúsculas",
        r"(?:énfasis|subrayado) (?:es )?(?:mío|nuestro|añadido|agregado|del original|en el original)",
    ),
    "it": (
        r"virgolette|corsiv[oi]|maiuscolett[oi]|(?:fra|tra) caporali",
        r"(?:enfasi|sottolineatura) (?:mia|nostra|aggiunta|dell[’']autore|nell[’']originale)",
    ),
    "pt": (
        r"(?:entre|com|sem|as|nas|das) aspas|itálicos?|versaletes?|maiúsculas",
        r"(?:grifos?|destaques?) (?:meus?|nossos?|do autor|da autora|do original|no original)",
        r"ênfase (?:minha|nossa|acrescentada|adicionada|no original)",
    ),
    "nl": (
        r"aanhalingstekens?|cursief|cursivering(?:en)?|cursiveren|kleinkapitalen|hoofdletters?",
        r"nadruk (?:van mij|toegevoegd|in (?:het )?origineel)",
    ),
}
_SO_CALLED = lazily(rf"\bso-called\b(?!\s*{_OPENING})", re.IGNORECASE)
_SPEAKS = lazily(rf"(?<!\w)(?:{'|'.join(word for words in SPEAKS.values() for word in words)})(?!\w)", re.IGNORECASE)


@lru_cache(256)  # of each sentence it is asked for every quotation in it and beside it
def speaks_of_marks(sentence: str) -> bool:
    """Whether a sentence says something of marks or letters, its own or those of a sentence beside it."""
    return _SPEAKS.search(sentence) is not None


@lru_cache(256)
def holds_off(sentence: str) -> bool:
    """Whether a sentence does with a word what marks do, which says nothing of any other sentence."""
    return _SO_CALLED.search(sentence) is not None
