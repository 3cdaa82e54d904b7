"""The words that the proof takes from a source are those that the reader takes, whatever the markup between them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pressbuild.diagnostics import CODES, Severity
from pressbuild.document import NoteRef
from pressbuild.tree import FRONT_TEXTS, plain, walk
from pressbuild.verify.source import source_words, words
from tests.desk import document

MARKUP = {
    "emphasis": "un*frigging*believable __two__ _three_ ***four*** snake_case_word *a **b** c* 2*3*4 * five",
    "sub and sup": "H~2~O and x^2^ and ~~gone~~ 12^th^",
    "links": "[one](https://e.org) [two *three*](<https://e.org/a b> \"A title\") [four](https://e.org/a_(b) 'T')\n<https://e.org/x_y>",
    "links over lines": '[one\ntwo](https://e.org\n"A title") three',
    "no links": "[one] (two) [three](four five) a](six) [seven]{eight} [nine][ten]",
    "brackets": "[one [two] three](https://e.org) [four `]` five](https://e.org) \\[six\\](seven)",
    "references": "[one][ref] [Two words][] [ref] ![three][ref] [four][No]\n\n[ref]: https://e.org 'A title'\n[two  WORDS]: <https://e.org>\n  \"over\"\n[Editor]: this is text",  # noqa: E501  # one manuscript
    "mail": "<a@e.org> and a@e.org",
    "escapes": "\\*one\\* \\`two\\` \\[three\\](four) 5\\. six \\<seven> \\&amp; \\{.eight} 9\\_ten",
    "entities": "a &amp; b &copy; 2024 &copy2024 caf&eacute; &#65;&#x42; &unknown; &nbsp;x R&D",
    "names of no entity": "&notanentity; &ampersand; &not; &copycat; &NOT;",
    "code": "`one` ``two ` three`` `[^1]` `<b>four</b>` `&amp;` `\\*` `[five](six)` `{.seven}` `unclosed",
    "code over lines": "`one\ntwo` three `` four\n` five ``",
    "code with attributes": "`one`{#two .three} [four]{.scare} [five *six*]{lang=fr .x} *seven*{.eight}",
    "attributes that are none": "{nine} {} {ten eleven} { .twelve",
    "braces that are no attributes": "[one]{.two.three} [four]{.five#six} `seven`{.c++} [x]{#y.z} [x]{#a/b} *y*{.z.}",
    "attributes after words": "one{.two} three {.four} five",
    "fences": "```py\none <b>two</b> [three](four)\n```\n\n~~~~\nfive\n```\n~~~\nsix\n~~~~\n\n``` {#seven .eight}\nnine\n```",  # noqa: E501  # one manuscript
    "fence that is open": "one\n\n```\ntwo\n\n[three](four)",
    "indented code": "one\n\n    two [three](four)\n    <b>five</b>\n\nsix",
    "raw inlines": "a <b>one</b> <sub>2</sub> x<br>three <!-- four --> <!-- five\nsix --> 1 < 2 > 0 a<b c",
    "raw blocks": "<div>\none *two* &amp; [three](four)\n</div>\n\nfive\n\n<!-- six\n\nseven -->\n\n<ul><li>eight</li></ul>",  # noqa: E501  # one manuscript
    "raw attributes": "`<b>`{=html}one`</b>`{=html} two\n\n```{=html}\n<p>three</p>\n```",
    "comments in code": "`<!-- one -->`\n\n```\n<!-- two -->\n```",
    "headings": "# One\n\n## Two ##\n\nThree\n=====\n\nFour\n---\n\n### Five {#six .seven}\n\n# 1. Eight\n",
    "bullets": "- one\n- two\n  three\n\n  four\n    - five\n+ six\n* seven\n\neight",
    "numbers": "1. one\n2. two\n10) three\n\n1986. A year\n\ntext\n1986. a year\n\ntext\n1. an item",
    "numbers within": "7 one 1986. two\n1987. three\n\n> 1988. four\n\n- 1989. five",
    "what only looks like an item": "p. 45\n\nc. 1900\n\n(c) 2026 Ann\n\nA. Smith\n\ni. e. this\n\n-one\n\n1.two",
    "quotations": "> one\n> two\nlazy\n\n> > three\n> 1. four\n> - five\n\n>six",
    "code in quotations": "> ```\n> one <b>two</b>\n> ```\n\n- ```\n  three [four](five)\n  ```",
    "definitions": "one\n:   two\n\nthree *four*\n\n:   five\n\n    six\n:   seven",
    "table": "| one | two *three* |\n|:---|---:|\n| four \\| five | `six` |\n| [seven](https://e.org) | 8 |",
    "table of fences": '::: {.table caption="one & two"}\n| three |\n|---|\n| four |\n:::',
    "table without bars": "one | two\n--- | ---\nthree | four",
    "pictures": '![one](a.png)\n\ntwo ![three](a.png) four\n\n![five](a.png){caption="six seven" width=50%}\n\n![eight *nine*](a.png "ten")',  # noqa: E501  # one manuscript
    "pictures in links": "[![one](a.png)](https://e.org) two",
    "caption without quotation marks": "![one](a.png){caption=two}",
    "verse": "::: verse\none\\\ntwo\nthree  \nfour\n\nfive\n:::",
    "divisions": "::: epigraph\none\n:::\n\n:::: {#two .three}\n::: dedication\nfour\n:::\n::::",
    "breaks": "one\n\n***\n\n* * *\n\ntwo\\\nthree  \nfour\n\n---\n\nfive",
    "notes": "one[^1] two[^b]three[^1]\n\n[^1]: four *five*\n\n    six\n\n    - seven\n\n        code [x](y)\n[^b]: eight\nlazy\n\nnine",  # noqa: E501  # one manuscript
    "notes between": "one[^1]\n\n[^1]: two\n\nthree[^2]\n\n[^2]: four\n# Five\n\nsix",
    "notes in quotations": "> one[^1]\n>\n> [^1]: two\n>     three\n\nfour",
    "notes with fences": "one[^1]\n\n[^1]: two\n\n    ```\n    [^9]\n    ```\n\nthree",
    "notes without definition": "one[^9] \\[^8\\] `[^7]`",
    "notes that call": "one[^1] two[^2]\n\n[^1]: three[^2]\n[^2]: four[^9]",
    "note defined twice": "one[^1]\n\n[^1]: two\n[^1]: three",
    "note in capitals": "one[^A]\n\n[^a]: two",
    "notes in lists": "- one[^1]\n- [^1]: two\n\n1. three[^2]\n2. > [^2]: four\n\nfive",
    "note in code": "one[^1]\n\n    [^1]: two\n\n`[^1]: three`",
    "brackets that begin no note": "[^1] and see [2]: two\n\n[^]: three\n\n[^2] : four",
    "note of code": "one[^1]\n\n[^1]: ```\n    two\n    ```\n\nthree",
    "front matter": "---\ntitle: One[^1]\nkicker: Two\n---\nthree\n\n[^1]: four",
    "no front matter": "---\n\none\n\n---\n",
    "quotation marks": "'one' \"two\" ‘three’ “four” it's o'clock -- --- ... dogs'",
    "letters": "Größe naïve Ελλάς 日本語 ½ x² ﬁn e\u0301 a\u00adb c\u200bd",
    "spaces": "one\u00a0two\u2009three\ttab",
    "line ends": "one\r\ntwo[^1]\r\n\r\n[^1]: three\r\n",
    "mathematics": "$5 and $6, a_1 + b_2, x < y > z, 100%, C# and F#, #hash, @name",
    "a tag alone in its line": "<br>\n[x](https://e.org)\n# two\n\n> <br>\n> 1. three\n\n- four\n\n  <br>\n  *five*\n",
    "a note called in code over two lines": "one `two\n[^1] three` four\n\n> five `six\n> [^1] seven`\n\n[^1]: eight",
    "a note that is not there": "one[^2][there] [^2](a.png) ![^2](a.png)\n\n[there]: https://e.org",
    "a note behind an exclamation mark": "one![^1](a.png)\n\n![^1](a.png)\n\n[^1]: two",
    "addresses": "https://e.org/a_b*c?d=e&f=g#h www.e.org",
}


def letters(of: tuple[str, ...]) -> str:
    return "".join(of)


def agree(text: str) -> None:
    """The two ways come to the same letters in the same order, in body and notes, and to the same calls."""
    work = document(text)
    taken = source_words(text)
    assert letters(taken.body) == letters(words(plain(work.blocks)))
    notes = {note.label: letters(words(plain(note.children))) for note in work.notes}
    assert {label: letters(note) for label, note in taken.notes.items() if note or label in notes} == notes
    front = [node for name in FRONT_TEXTS for node in getattr(work.front, name)]
    called = [
        node.label for node in walk((*front, *work.blocks)) if isinstance(node, NoteRef) and "\0" not in node.label
    ]
    defined = {note.label for note in work.notes}
    counts: dict[str, int] = {}
    for label in called:
        if label in defined:
            counts[label] = counts.get(label, 0) + 1
    assert taken.calls == counts
    assert list(taken.calls) == list(counts)


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)
def test_no_markup_is_taken_for_words(text: str) -> None:
    agree(text)


def test_everything_in_one() -> None:
    texts = [text for name, text in MARKUP.items() if "front" not in name and "open" not in name]
    agree("\n\n".join(text.replace("[^", f"[^{number}-") for number, text in enumerate(texts)))


NEVER_BOUND = {code for code, rule in CODES.items() if rule.severity is Severity.ERROR and not rule.allowable}
# Words, marks and markup, whole and in pieces.
PIECES = st.sampled_from(
    """one two three 12 1986. a_b * ** _ ` `` ~ ^ [ ] ( ) [x](https://e.org) ![y](a.png) [^1] [^2] <b> </b> <br> &amp;
    & \\ \\* {.scare} {#i} [z]{.term} https://e.org ' " ‘ ’ “ ” - – … . , ; : ! ? # > | < [ref] <!-- --> `c*d` *e*
    **f**""".split()
)
LINES = st.lists(PIECES, min_size=1, max_size=7).map(" ".join)
GLUED = st.lists(PIECES, min_size=1, max_size=5).map("".join)
STARTS = st.sampled_from(["", "", "", "# ", "> ", "- ", "1. ", "  ", "7. ", "> > ", ":   "])
BLOCKS = st.builds(
    lambda start, lines: start + "\n".join(lines), STARTS, st.lists(LINES | GLUED, min_size=1, max_size=3)
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


@given(TEXTS)
def test_any_markdown(text: str) -> None:
    source = f"{text}\n\n[^1]: A note of *words*\n\n[ref]: https://e.org\n"
    assume(not NEVER_BOUND & {finding.code for finding in document(source).findings})
    agree(source)


def test_captions_in_braces_are_no_markdown() -> None:
    """They are set as they stand, and so they are read."""
    table = '::: {.table caption="of [old]{.scare} nets"}\n| net |\n|---|\n| hole |\n:::\n'
    picture = '![](a.png){caption="of [new](nets) &amp; more"}\n'
    said = source_words(f"{table}\n{picture}").body
    assert said == tuple("of old scare nets net hole of new nets more".split())
