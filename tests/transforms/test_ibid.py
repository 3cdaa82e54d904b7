"""Ibid. and op. cit. written out: what is sure, what is not, and the proof of what was changed."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from pressbuild.house import read_house
from pressbuild.house.schema import Abbreviations, House, Notes
from pressbuild.quotation import recognise
from pressbuild.transforms import apply
from pressbuild.transforms.ibid import ibid
from pressbuild.tree import plain
from tests.desk import call, document, write

AS_WRITTEN = read_house("as-written", Path())
HOUSE = replace(AS_WRITTEN, notes=Notes(resolve_ibid=True))
AMES = "Ann Ames, *Small Beer* (London, 1990), p. 4."


def noted(*notes: str) -> str:
    calls = " ".join(f"One.[^{number}]" for number in range(len(notes)))
    return calls + "\n\n" + "".join(f"[^{number}]: {note}\n" for number, note in enumerate(notes))


def written_out(*notes: str, house: House = HOUSE) -> str:
    """The last of some notes as the house writes it."""
    return plain(ibid(recognise(document(noted(*notes))), house).notes[-1].children)


@pytest.mark.parametrize(
    ("back", "words"),
    [
        ("Ibid.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("*Ibid.*", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("*Ibid*.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("Ibid", "Ann Ames, Small Beer (London, 1990), p. 4"),
        ("Ibid., p. 9.", "Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Ibid. p. 9.", "Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Ibid 9.", "Ann Ames, Small Beer (London, 1990), 9."),
        ("*Ibid.*, ch. 2.", "Ann Ames, Small Beer (London, 1990), ch. 2."),
        ("See ibid., p. 9.", "See Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Ames, op. cit., p. 9.", "Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Ames op cit p. 9.", "Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Ames, loc. cit.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("Cf. Ames, op. cit.", "Cf. Ann Ames, Small Beer (London, 1990)."),
        ("Loc. cit.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("Op. cit., p. 9.", "Ann Ames, Small Beer (London, 1990), p. 9."),
        ("Vgl. ebd., S. 5.", "Vgl. Ann Ames, Small Beer (London, 1990), S. 5."),
        ("Ebenda.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("Ames, a. a. O., S. 9.", "Ann Ames, Small Beer (London, 1990), S. 9."),
        ("Ames, a.a.O.", "Ann Ames, Small Beer (London, 1990), p. 4."),
        ("Voir ibid.", "Voir Ann Ames, Small Beer (London, 1990), p. 4."),
    ],
)
def test_what_is_sure_is_written_out(back: str, words: str) -> None:
    assert written_out(AMES, back) == words


@pytest.mark.parametrize(
    ("before", "back"),
    [
        (AMES, "B. Sloe, *Ale*, p. 1; ibid., p. 2."),
        (AMES, "Sloe, op. cit., p. 2."),
        (AMES, "So she says, ibid., p. 2."),
        (AMES, "Ibid., p. 2, and again ibid., p. 3."),
        (AMES, "The ibidem of the scholars."),
        (AMES, "*Ibid.* means the same place."),
        (AMES, "‘Ibid.’ stands for the same place."),
        ("Ann Ames, *Small Beer*, p. 4. She says more.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, p. 4; B. Sloe, *Ale*, p. 1.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, <https://example.org/beer>.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, p. 4.\n\n    And more.", "Ibid., p. 9."),
        ("Ames.", "Ibid., p. 9."),
        ("Id., *Ale*, p. 3.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, p. 4 (emphasis added).", "Ibid., p. 9."),
        ("Sloe thought otherwise: Ann Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("Sloe doubts it: see Ann Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("Quoted in Ann Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("Quoted Ann Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("Contra Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("Nach Ames, *Small Beer*, S. 4.", "Ebd., S. 9."),
        ("Ann Ames, *Small Beer*, p. 4, who doubts it.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, p. 4, citing Sloe’s *Ale*.", "Ibid., p. 9."),
        ("Ann Ames, *Small Beer*, p. 4 and B. Sloe, *Ale*, p. 3.", "Ibid., p. 9."),
        ("Ames, *Small Beer*, pp. 4–6, contra Sloe, *Ale*, p. 6.", "Ibid., p. 9."),
        ("Ames, *Small Beer*, p. 5, and B. Sloe, *Ale* (Hull, 1830), p. 1.", "Ibid., p. 2."),
        ("Ames, *Small Beer*, p. 5, B. Sloe, Ale, p. 1.", "Ibid., p. 2."),
        ("*Ale* and *Stout*, 1822.", "Ibid., p. 17."),
        ("The brewer was called Sloe, and nobody knew his age.", "Ibid."),
        ("The Brewery, Hull.", "Ibid."),
        ("Ann Ames, ‘On beer’, *Brewing*, 3.", "Ibid., p. 9."),
        ("*pace* Ames, *Small Beer*, p. 4.", "Ibid., p. 9."),
        ("B. Sloe, *Ames and her Beer*, p. 4.", "Ames, op. cit., p. 9."),
    ],
)
def test_what_is_not_sure_stays(before: str, back: str) -> None:
    assert written_out(before, back) == back.replace("*", "")


BARR = "Bob Barr, ‘Tolls: a history’, *Quays*, 3 (1901), 4–9, at 5."


@pytest.mark.parametrize(
    ("back", "words"),
    [
        ("Barr, art. cit., p. 6.", "Barr, ‘Tolls’, p. 6."),
        ("Barr, *art. cit.*, p. 6.", "Barr, ‘Tolls’, p. 6."),
        ("See Barr, op. cit. p. 6.", "See Barr, ‘Tolls’, p. 6."),
        ("Ames, *op. cit.,* p. 9.", "Ames, Small Beer, p. 9."),
        ("Ann Ames, op. cit., p. 9.", "Ann Ames, Small Beer, p. 9."),
        ("A. Ames, op. cit.", "A. Ames, Small Beer."),
        ("Ames (op. cit., p. 9) doubts it.", "Ames (Small Beer, p. 9) doubts it."),
        ("So says Ames, loc. cit., p. 9, of ale.", "So says Ames, Small Beer, p. 9, of ale."),
        ("Ames, op. cit., p. 3; Barr, art. cit., p. 6.", "Ames, Small Beer, p. 3; Barr, ‘Tolls’, p. 6."),
        ("So Ames, *op. cit.*, p. 9, and others.", "So Ames, Small Beer, p. 9, and others."),
    ],
)
def test_behind_its_author_a_work_is_named_by_its_short_title(back: str, words: str) -> None:
    assert written_out(AMES, BARR, "Ames says so.", back) == words
    assert written_out(AMES, BARR, "Barr, art. cit., p. 5.", "Ibid.", back) == words


@pytest.mark.parametrize(
    ("before", "back"),
    [
        ("Ann Ames, *Ale*, p. 3; C. Coot, *Cod*.", "Ames, *op. cit.*, p. 9."),
        ("Ames’s *Ale* is doubted.", "Ames, *op. cit.*, p. 9."),
        ("Ames, p. 30 of her book.", "Ames, *op. cit.*, p. 9."),
        ("Bob Ames, *Small Beer*, p. 5.", "Ames, *op. cit.*, p. 9."),
        ("C. Coot, *Cod*, p. 3, whom Ames doubts.", "Ames, *op. cit.*, p. 9."),
        ("Nobody.", "Bob Ames, op. cit., p. 9."),
        ("Nobody.", "Ames, *loc. cit.*"),
        ("Nobody.", "Ames, *op. cit.*, vol. 2, p. 9."),
        ("Nobody.", "Ames’s op. cit., p. 9."),
        ("Nobody.", "Ames’s view, op. cit., p. 9."),
        ("Nobody.", "The word *op. cit.* of Ames, ‘op. cit.’, is Latin."),
        ("Sloe, in Ann Ames and C. Coot, *Cod*, p. 3.", "Ames, *op. cit.*, p. 9."),
    ],
)
def test_an_author_of_whom_two_works_are_meant_keeps_the_latin(before: str, back: str) -> None:
    assert written_out(AMES, before, back) == back.replace("*", "")


def test_a_chain_leads_to_its_beginning_and_breaks_where_it_is_not_sure() -> None:
    assert written_out(AMES, "Ibid., p. 9.", "Ibid.") == "Ann Ames, Small Beer (London, 1990), p. 9."
    assert written_out(AMES, "Ibid., p. 9. She says more.", "Ibid.") == "Ibid."


def test_the_first_note_points_nowhere() -> None:
    assert written_out("Ibid., p. 9.") == "Ibid., p. 9."


def test_a_house_that_does_not_ask_for_it_changes_nothing() -> None:
    read = recognise(document(noted(AMES, "Ibid.")))
    assert ibid(read, AS_WRITTEN) is read


def test_writing_out_twice_changes_nothing_more() -> None:
    read = recognise(document(noted(AMES, "Ibid., p. 9.", "*Ibid.*", "Ames, op. cit.", "No; ibid.")))
    once = ibid(read, HOUSE)
    assert ibid(once, HOUSE) == once


def test_the_house_s_own_words_hold_in_what_is_written_out() -> None:
    house = replace(HOUSE, abbr=Abbreviations(initials="NA"))
    notes = apply(recognise(document(noted("A. B. Ames, *Beer*, p. 4.", "Ibid., p. 9."))), house).notes
    assert plain(notes[1].children).replace("\u00a0", " ") == "AB Ames, Beer, p. 9."


STYLE = """[style]
id = "ours"
name = "Ours"
lang = "en"
manual = "Our own."

[abbr]
initials = "NA"

[notes]
resolve_ibid = true
"""


def test_every_edition_is_proved_with_the_words_that_were_written_out(tmp_path: Path) -> None:
    write(tmp_path, STYLE, "styles/ours/style.toml")
    text = noted("See A. B. Ames, ‘On *beer*’, *Brewing* 3 (1970), pp. 1–3.", "*Ibid.*, p. 2.", "Ames, op. cit., p. 3.")
    write(tmp_path, f"---\ntitle: T\nhouse: ours\n---\n{text}")
    done = call(tmp_path, "html", "--strict")
    assert (done.status, done.err) == (0, "")
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "Ibid" not in page
    assert page.count("Brewing") == 3
    said = call(tmp_path, "check", "--strict")
    assert said.status == 0
    assert said.out.count("note: note-ibid") == 2
    assert "the house writes it out" in said.out
    assert "the house sets “AB” for “A. B.”" in said.out


def test_every_edition_is_proved_with_the_titles_that_were_put(tmp_path: Path) -> None:
    write(tmp_path, STYLE, "styles/ours/style.toml")
    last = "So Ames, *op. cit.*, p. 2; and A. B. Ames, art. cit., p. 3, and Barr (art. cit., p. 7)."
    text = noted("A. B. Ames, *Small Beer: a history* (Hull, 1970), p. 1.", BARR, last)
    write(tmp_path, f"---\ntitle: T\nhouse: ours\n---\n{text}")
    done = call(tmp_path, "html", "--strict")
    assert (done.status, done.err) == (0, "")
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "cit." not in page
    assert page.count("Small Beer") == 3
    assert page.count("‘Tolls") == 2
    assert call(tmp_path, "check", "--strict").status == 0


def test_a_lead_is_no_sentence_of_its_own() -> None:
    assert written_out("Cf. Ann Ames, *Small Beer*, p. 4.", "See ibid., p. 9.") == "See Ann Ames, Small Beer, p. 9."
    assert written_out("Anna Maier, *Bier*, Bd. II, S. 4.", "Ebd., S. 9.") == "Anna Maier, Bier, Bd. II, S. 9."


def test_a_volume_is_kept_or_nothing_is_written_out() -> None:
    first = "Ann Ames, *Small Beer*, vol. 2, p. 4."
    assert written_out(first, "Ibid., p. 9.") == "Ann Ames, Small Beer, vol. 2, p. 9."
    assert written_out(first, "Ibid., vol. 3, p. 9.") == "Ibid., vol. 3, p. 9."
    assert written_out(first, "Ames, op. cit., p. 9.") == "Ames, op. cit., p. 9."


def test_the_page_of_what_is_written_out_is_the_new_one_alone() -> None:
    article = "Ann Ames, ‘On beer’, *Brewing* 3 (1970), 14–19."
    assert written_out(article, "Ibid., 15.") == "Ann Ames, ‘On beer’, Brewing 3 (1970), 15."
    assert written_out("Ann Ames, *Small Beer*, 14 and 19.", "Ibid., 15.") == "Ann Ames, Small Beer, 15."
    assert written_out("Ann Ames, *Small Beer*, ch. 2, pp. 4 f.", "Ibid.") == "Ann Ames, Small Beer, ch. 2, pp. 4 f."
    letter = "Bella Sloe to Ann Ames, 4 May 1811, Hull Archives, DX 12/4."
    assert written_out(letter, "Ibid.") == letter


def test_an_author_of_two_works_is_cited_as_neither() -> None:
    two = ("Ann Ames, *Small Beer*, p. 4.", "Ames, *Stout*, p. 2.")
    assert written_out(*two, "Ames, op. cit., p. 9.") == "Ames, op. cit., p. 9."
    assert written_out(two[0], "Ames, *Small Beer*, p. 2.", "Ames, op. cit., p. 9.") == "Ames, Small Beer, p. 9."


def test_what_is_copied_has_no_id_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, STYLE, "styles/ours/style.toml")
    text = "The ‘small’ beer was ‘small’. " + noted("Ann Ames, ‘On beer’, *The ‘small’ Brewer*, 1970.", "Ibid., p. 2.")
    write(tmp_path, f"---\ntitle: T\nhouse: ours\n---\n{text}")
    done = call(tmp_path, "html")
    assert (done.status, done.err) == (0, "")
