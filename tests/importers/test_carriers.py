"""What carried a text: heads of e-mails and Project Gutenberg's licence go, and their title and author are kept."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import body, proved

FIRST = (
    "The bakers of the town met early in the year, for the price of flour had risen again. They spoke of nothing else."
)
SECOND = "They met again in March. Nobody slept, and the wheels of the mill were heard all night across the water."
TEXT = f"{FIRST}\n\n{SECOND}\n"
SAID = f"{FIRST}\n\n{SECOND}\n"
GUTENBERG = (
    "The Project Gutenberg eBook of The Price of Bread\n\nThis ebook is for the use of anyone anywhere.\n\n"
    "Title: The Price of Bread\n       A History of Flour\n\nAuthor: Jane Roe\n\n"
    "Release date: May 1, 2004 [eBook #9]\n\n"
    "Language: English\n\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE PRICE OF BREAD ***\n\n\n\n"
)
LICENCE = (
    "\n\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE PRICE OF BREAD ***\n\nUpdated editions will replace this one.\n\n"
    "START: FULL LICENSE\n\nTHE FULL PROJECT GUTENBERG LICENSE\n\n1.A. By reading any part of this work you agree.\n"
)
OLD = (
    "*The Project Gutenberg Etext of The Price of Bread, by Jane Roe*\n\nTitle: The Price of Bread\n\n"
    "Author: Jane Roe\n\n"
    "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.1*END*\n\n\n"
)
TITLE_PAGE = "THE PRICE OF BREAD\n\nBy Jane Roe\n\n"
MAIL = "From: Jane Roe <jane@example.org>\nTo: John Doe <john@example.org>\nSubject: {}The price of bread\nDate: {}\n\n"


def imported(text: str) -> Imported:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result


def front(result: Imported) -> dict[str, str]:
    assert result.markdown.startswith("---\n")
    return dict(row.split(": ", 1) for row in result.markdown.split("\n---\n")[0].split("\n")[1:])


def left_out(result: Imported) -> set[str]:
    return {part["why"] for part in result.report["words"]["left_out"]} - {"written as author: Jane Roe"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_gutenbergs_head_and_licence_go(end: str) -> None:
    result = imported(f"{GUTENBERG}Produced by Some Volunteers\n\n\n{TEXT}{LICENCE}".replace("\n", end))
    assert front(result) == {"title": "The Price of Bread", "subtitle": "A History of Flour", "author": "Jane Roe"}
    assert body(result) == SAID
    assert left_out(result) == {"Project Gutenberg’s head", "Project Gutenberg’s licence"}
    said = [finding.message for finding in result.findings if finding.message.startswith("left out, Project")]
    assert len(said) == 2


def test_the_title_page_below_gutenbergs_head_is_not_said_twice() -> None:
    result = imported(f"{GUTENBERG}{TITLE_PAGE}{TEXT}{LICENCE}")
    assert front(result) == {"title": "The Price of Bread", "subtitle": "A History of Flour", "author": "Jane Roe"}
    assert body(result) == SAID
    assert "said in the head above it" in left_out(result)


def test_an_old_gutenberg_file() -> None:
    result = imported(
        f"{OLD}{TITLE_PAGE}{TEXT}\n\nEnd of The Project Gutenberg Etext of The Price of Bread, by Jane Roe\n"
    )
    assert front(result) == {"title": "The Price of Bread", "author": "Jane Roe"}
    assert body(result) == SAID


def test_a_text_about_gutenberg_stays() -> None:
    text = f"Of Files\n\n{FIRST} Project Gutenberg was asked.\n\nStart of the project: Gutenberg\n\n{SECOND}\n"
    result = imported(text)
    assert result.report["words"]["left_out"] == []


DATES = ["Mon, 4 Mar 2019 10:15:00 +0000", "4 March 2019 10:15", "March 4, 2019 at 10:15", "2019-03-04T10:15"]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("reply", ["", "Re: ", "Fwd: RE: ", "AW: "])
def test_an_e_mails_head_becomes_front_matter(date: str, reply: str) -> None:
    result = imported(MAIL.format(reply, date) + TEXT)
    assert front(result) == {"author": "Jane Roe", "title": "The price of bread", "date": "2019-03-04"}
    assert body(result) == SAID
    assert "an e-mail’s head" in left_out(result)


def test_an_address_alone_is_no_author() -> None:
    result = imported(f"From: jane@example.org\nSubject: The price of bread\n\n{TEXT}")
    assert front(result) == {"title": "The price of bread"}


def test_the_title_page_of_a_text_wins_over_a_subject() -> None:
    result = imported(MAIL.format("", "4 March 2019").replace("The price of bread", "as promised") + TITLE_PAGE + TEXT)
    assert front(result) == {"date": "2019-03-04", "title": "THE PRICE OF BREAD", "author": "Jane Roe"}
    assert body(result) == SAID


OPENING = (
    "Here is the essay about the price of bread, with the notes that you asked for at its end [1]. In it there are"
    " these things:"
)


@pytest.mark.parametrize("greeting", ["Dear John,\n\n", "John,\n\n", "Lieber Hans,\n\n", ""])
def test_a_letter_with_a_list_has_its_subject_for_a_title(greeting: str) -> None:
    head = MAIL.format("", "4 March 2019")
    listed = "- flour\n- salt\n- a tin"
    result = imported(f"{head}{greeting}{OPENING}\n\n{listed}\n\n{FIRST} [2]\n\n{SECOND}\n\n[1] As ever.\n[2] All.\n")
    assert front(result) == {"author": "Jane Roe", "title": "The price of bread", "date": "2019-03-04"}
    said = OPENING.replace(" [1]", "[^1]")
    assert body(result) == f"{greeting}{said}\n\n{listed}\n\n{FIRST}[^2]\n\n{SECOND}\n\n[^1]: As ever.\n\n[^2]: All.\n"


@pytest.mark.parametrize(
    "line", ["---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded message:\n"]
)
def test_what_stands_above_a_forwarded_e_mail_stays_and_is_said(line: str) -> None:
    result = imported(f"Hi,\n\nthis is the essay.\n\n{line}\n{MAIL.format('', '4 March 2019')}{TEXT}")
    assert front(result) == {"author": "Jane Roe", "title": "The price of bread", "date": "2019-03-04"}
    assert body(result) == f"Hi,\n\nthis is the essay.\n\n{SAID}"
    assert any("an e-mail that was forwarded begins in line 5" in finding.message for finding in result.findings)


@pytest.mark.parametrize(
    "head", ["From: Flour to Bread\n\n", "To: all bakers\nNote: this is urgent\n\n", "Dear John: Title: the mill\n\n"]
)
def test_labels_that_are_no_head(head: str) -> None:
    assert not any("head" in why for why in left_out(imported(f"{head}{TEXT}")))


def test_a_line_that_a_person_names_as_the_title_is_heard() -> None:
    result = import_plain(Source("x.txt", MAIL.format("", "4 March 2019") + TEXT, "0", 3))
    assert "Subject" in front(result)["title"]


def test_a_signature_goes_and_is_said() -> None:
    signature = "-- \nJane Roe\n12 Mill Street\ntel. 01234 567890\n"
    result = imported(MAIL.format("", "1 May 2004") + TEXT + "\n" + signature)
    assert body(result) == SAID
    left = {part["why"]: " ".join(part["text"].split()) for part in result.report["words"]["left_out"]}
    assert left["an e-mail’s signature"] == " ".join(signature.split())


@pytest.mark.parametrize("end", ["\n--\n" + "They met.\n" * 12, "\n-- Jane Roe\n"])
def test_what_is_no_signature_stays(end: str) -> None:
    assert end.rsplit(maxsplit=1)[-1] in body(imported(MAIL.format("", "1 May 2004") + TEXT + end))


def test_a_greeting_that_goes_on_in_its_line_is_no_title() -> None:
    result = imported(f"Hi Tom, the last text is below, notes in brackets. x Ida\n\n{TEXT}")
    assert result.markdown.startswith("Hi Tom, the last text")
