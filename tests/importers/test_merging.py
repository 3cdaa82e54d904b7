"""The three-way merge: what the editor and the source have changed, together; what cannot be decided, kept for both."""

from hypothesis import given
from hypothesis import strategies as st

from pressbuild.importers.account.merging import merge, relabelled

BASE = """---
title: Bread
---

One rose. Two fell. Three stood.

Four.[^1]

Five.[^2]

[^1]: The first note.

[^2]: The second note.
"""


def test_each_side_s_changes_are_in_it() -> None:
    mine = BASE.replace("Four.", "Four and a half.").replace("---\n\nOne", "house: oxford\n---\n\nOne")
    theirs = BASE.replace("Five.", "Five and a half.").replace("title: Bread", "title: Bread and salt")
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.taken == 2
    assert merged.text == (
        BASE.replace("Four.", "Four and a half.")
        .replace("Five.", "Five and a half.")
        .replace("title: Bread\n", "title: Bread and salt\nhouse: oxford\n")
    )


def test_two_sentences_of_one_paragraph() -> None:
    mine, theirs = BASE.replace("One rose.", "One rose high."), BASE.replace("Three stood.", "Three stood still.")
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert "One rose high. Two fell. Three stood still." in merged.text


def test_paragraphs_that_touch_are_no_conflict() -> None:
    merged = merge(BASE, BASE.replace("Four.", "Quattro and four."), BASE.replace("Five.", "Cinque and five."))
    assert merged.conflicts == ()
    assert "Quattro and four.[^1]\n\nCinque and five.[^2]" in merged.text


def test_one_sentence_changed_by_both_keeps_the_editor_s() -> None:
    merged = merge(BASE, BASE.replace("Two fell.", "Two fell down."), BASE.replace("Two fell.", "Two fell over."))
    [conflict] = merged.conflicts
    assert "One rose. Two fell down. Three stood." in merged.text
    assert conflict.theirs == "One rose. Two fell over. Three stood."
    assert "<!-- the source has here now:\nOne rose. Two fell over. Three stood.\n-->" in merged.text
    assert conflict.differing == ("… rose. Two fell down. …", "… rose. Two fell over. …")
    assert "<<<<" not in merged.text
    assert merged.text.split("\n")[conflict.line - 1] == "One rose. Two fell down. Three stood."


def test_a_conflict_in_the_front_matter_is_a_comment_of_yaml() -> None:
    merged = merge(BASE, BASE.replace("Bread", "Bread, mine"), BASE.replace("Bread", "Bread, theirs"))
    assert merged.text.startswith("---\ntitle: Bread, mine\n# the source has here now: title: Bread, theirs\n---\n")


def test_a_new_note_of_the_source_gets_a_label_of_its_own() -> None:
    theirs = BASE.replace("Four.[^1]\n\nFive.[^2]", "New.[^1]\n\nFour.[^2]\n\nFive.[^3]")
    theirs = theirs[: theirs.index("[^1]: ")]
    theirs += "[^1]: Quite another.\n\n[^2]: The first note.\n\n[^3]: The second note.\n"
    mine = BASE.replace("The first note.", "The first note, mended.").replace("Five.[^2]", "Five.[^2][^3]")
    merged = merge(BASE, mine + "\n[^3]: The editor's.\n", theirs)
    assert merged.conflicts == ()
    assert "New.[^4]\n\nFour.[^1]\n\nFive.[^2][^3]" in merged.text
    assert "[^4]: Quite another." in merged.text
    assert "[^1]: The first note, mended." in merged.text
    assert "[^3]: The editor's." in merged.text


def test_the_labels_of_notes_that_kept_theirs_are_known_by_those_of_the_source() -> None:
    theirs = BASE.replace("[^2]", "[^3]").replace("[^1]", "[^2]").replace("rose.", "rose.[^1]")
    merged = merge(BASE, BASE, f"{theirs}\n[^1]: A new note.\n")
    assert merged.labels == {"1": "3", "2": "1", "3": "2"}
    assert relabelled("Four.[^2] \\[^2]", merged.labels) == "Four.[^1] \\[^2]"


def test_what_one_side_deleted_is_gone() -> None:
    merged = merge(BASE, BASE.replace("Four.[^1]\n\n", "").replace("[^1]: The first note.\n\n", ""), BASE)
    assert "Four" not in merged.text
    merged = merge(BASE, BASE, BASE.replace("One rose. Two fell. Three stood.\n\n", ""))
    assert "One rose" not in merged.text
    assert merged.conflicts == ()


def test_what_one_side_deleted_and_the_other_changed_is_asked() -> None:
    without = BASE.replace("One rose. Two fell. Three stood.\n\n", "")
    changed = BASE.replace("Two fell.", "Two fell over.")
    assert len(merge(BASE, without, changed).conflicts) == 1
    merged = merge(BASE, changed, without)
    assert "Two fell over." in merged.text
    assert len(merged.conflicts) == 1


def test_a_change_of_the_source_in_a_paragraph_that_the_editor_moved_is_counted() -> None:
    one, two, three = "One rose and shone.\n\n", "Two fell and broke. Nobody saw.\n\n", "Three stood.\n"
    merged = merge(one + two + three, two + one + three, one + two.replace(" Nobody saw.", "") + three)
    assert (merged.text, merged.taken) == ("Two fell and broke.\n\n" + one + three, 1)


sentences = st.sampled_from(["Bread rose.", "It fell.", "Salt helps.", "Who knows?", "Nobody baked."])
paragraphs = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5)
texts = paragraphs.map(lambda parts: "\n\n".join(parts) + "\n")


@given(texts, texts)
def test_without_a_change_on_one_side_the_other_s_text_comes_out(base: str, other: str) -> None:
    assert merge(base, other, base).text == other
    assert merge(base, base, other).text == other
    assert merge(base, other, other).text == other


@given(texts, texts, texts)
def test_no_word_of_the_editor_is_lost(base: str, mine: str, theirs: str) -> None:
    """What is not in the merged text, the source has taken out where the editor had left it."""
    merged = merge(base, mine, theirs)
    lost = [part for part in mine.strip().split("\n\n") if part not in merged.text]
    assert all(part in base.split("\n\n") or part in base or merged.taken for part in lost)


def test_a_paragraph_that_the_source_parts_and_the_editor_changed_stands_once() -> None:
    mine = BASE.replace("Two fell.", "Two fell over.")
    theirs = BASE.replace("Two fell. Three stood.", "\n\nTwo fell. Three stood.").replace("rose. \n", "rose.\n")
    merged = merge(BASE, mine, theirs)
    kept, _, remark = merged.text.partition("<!-- the source has here now:\n")
    assert kept.count("Three stood.") == 1
    assert "One rose. Two fell over. Three stood.\n" in kept
    assert remark.startswith("One rose.\n\nTwo fell. Three stood.\n-->")
    assert merged.text.count("Four.") == 1


def test_two_paragraphs_that_the_source_joins_and_the_editor_changed_stand_once() -> None:
    base = "One rose and shone.\n\nTwo fell and broke.\n"
    mine = base.replace("Two fell", "Two always fell")
    merged = merge(base, mine, "One rose and shone. Two fell and broke.\n")
    assert merged.text.partition("\n\n<!--")[0] + "\n" == mine
    assert len(merged.conflicts) == 1


MILLS = """---
title: Mills
---

The northern millers met early and spoke of rye.[^1] Nobody wrote it down.

The southern millers met late and spoke of oats.[^2] A clerk wrote it down.

The eastern millers never met at all.[^3] They sent letters to the council.

[^1]: A ledger of rye.

[^2]: A ledger of oats.

[^3]: A bundle of letters.
"""


def moved(text: str, first: int, to: int) -> str:
    blocks = text.split("\n\n")
    blocks.insert(to, blocks.pop(first))
    return "\n\n".join(blocks)


def test_a_paragraph_that_the_editor_moved_takes_the_source_s_change_along() -> None:
    merged = merge(MILLS, moved(MILLS, 1, 3), MILLS.replace("spoke of rye", "spoke of rye and bran"))
    assert merged.conflicts == ()
    assert merged.text == moved(MILLS, 1, 3).replace("spoke of rye", "spoke of rye and bran")


def test_a_paragraph_that_the_source_moved_keeps_the_editor_s_change_and_its_note() -> None:
    theirs = moved(moved(MILLS, 2, 3), 5, 6)
    for old, new in (("^2", "^x"), ("^3", "^2"), ("^x", "^3")):  # the source numbers its notes anew
        theirs = theirs.replace(old, new)
    merged = merge(MILLS, MILLS.replace("spoke of oats", "talked of oats"), theirs)
    assert merged.conflicts == ()
    assert "talked of oats.[^2] A clerk" in merged.text
    assert "spoke of oats" not in merged.text
    assert merged.text.index("eastern") < merged.text.index("southern")
    assert merged.text.count("[^2]: A ledger of oats.") == 1


def test_what_the_source_took_out_and_the_editor_changed_keeps_its_note() -> None:
    theirs = "\n\n".join(block for block in MILLS.split("\n\n") if "oats" not in block)
    merged = merge(MILLS, MILLS.replace("A clerk", "Two clerks"), theirs)
    [conflict] = merged.conflicts
    assert conflict.theirs == ""
    assert "Two clerks" in merged.text.split("\n")[conflict.line - 1]
    assert "[^2]: A ledger of oats." in merged.text


def test_what_the_editor_took_out_and_the_source_changed_is_named_at_its_comment() -> None:
    mine = "\n\n".join(block for block in MILLS.split("\n\n") if "oats" not in block)
    merged = merge(MILLS, mine, MILLS.replace("A clerk", "Two clerks"))
    [conflict] = merged.conflicts
    assert conflict.deleted
    assert conflict.differing[1] == "… spoke of oats.[^2] Two clerks …"
    assert merged.text.split("\n")[conflict.line - 1].startswith("<!-- the source has here now:")


def test_a_call_without_its_note_calls_no_other_after_a_merge() -> None:
    """The source's note 1 keeps the label 2; what the source calls 2 without a note of its own has another."""
    theirs = BASE.replace("Four.[^1]\n\n", "").replace("[^1]: The first note.\n\n", "").replace("^2", "^1")
    theirs = theirs.replace("Three stood.", "Three stood.[^2]")
    merged = merge(BASE, BASE, theirs)
    assert merged.labels == {"1": "2", "2": "3"}
    assert "Three stood.[^3]\n" in merged.text
    assert "Five.[^2]\n" in merged.text
