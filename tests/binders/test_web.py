"""The web page: one valid file that holds all it shows, fetches nothing, runs nothing, and reads well to machines."""

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from msgspec import Struct
from msgspec.structs import replace

from pressbuild.binders.web import bind_web
from pressbuild.document import Attributes, Code, Heading, Inlines, Link, NoteRef, Paragraph, Span, Strong, Text
from tests.binders import everything
from tests.desk import document
from tests.tools import axe, browser, nu

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The checker does not know that `img-src data:` allows data URIs; test_fetches_nothing shows that it does.
BLIND = "image “data:"


def parsed(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode())


@pytest.fixture(scope="module")
def page() -> bytes:
    return bind_web(everything.edition())


@pytest.fixture(scope="module")
def tree(page: bytes) -> html.HtmlElement:
    return parsed(page)


@pytest.fixture
def file(page: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "all-kinds.html"
    path.write_bytes(page)
    return path


def test_same_bytes(page: bytes) -> None:
    assert bind_web(everything.edition()) == page


@pytest.mark.java
def test_is_valid(file: Path) -> None:
    assert [message for message in nu.messages(file) if BLIND not in message.text] == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 360])
def test_is_accessible(chromium: "Browser", file: Path, scheme: str, width: int) -> None:
    with browser.page(chromium, width=width, color_scheme=scheme) as shown:
        shown.goto(file.as_uri())
        assert axe.violations(shown) == []
        shown.goto(f"{file.as_uri()}#note-2")
        assert axe.violations(shown) == []


@pytest.mark.browser
def test_fetches_nothing(chromium: "Browser", file: Path) -> None:
    with browser.page(chromium, width=1400) as shown:
        asked: list[str] = []
        said: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.on("console", lambda message: said.append(message.text))
        shown.goto(file.as_uri())
        assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
        assert said == []  # what the policy blocks is said here
        assert shown.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)")
        assert shown.evaluate("document.fonts.check('16px \"EB Garamond\"')")


def test_one_script_and_its_policy(tree: html.HtmlElement) -> None:
    data, opening = tree.iter("script")
    assert data.get("type") == "application/ld+json"
    assert opening.attrib == {}
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    digest = b64encode(sha256(opening.text.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")


def test_no_script_without_notes() -> None:
    page = parsed(bind_web(everything.edition(everything.short(Paragraph((Text("Words."),))))))
    assert [script.get("type") for script in page.iter("script")] == ["application/ld+json"]


def test_loads_only_itself(tree: html.HtmlElement) -> None:
    loaded = tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    assert loaded
    assert all(address.startswith("data:") for address in loaded)
    assert "http" not in "".join(style.text for style in tree.iter("style"))


def test_two_paragraphs_of_a_definition_are_two() -> None:
    """Pandoc calls both close where no blank line stands behind the term."""
    typed = document("ale\n:   First of it\n\n    Second of it\n\n- malt\n- hops")
    page = parsed(bind_web(everything.edition(everything.short(*typed.blocks))))
    assert [[p.text for p in dd.iter("p")] for dd in page.iter("dd")] == [["First of it", "Second of it"]]
    assert [item.text for item in page.iterfind(".//main//ul/li")] == ["malt", "hops"]


def test_notes_are_linked_both_ways(tree: html.HtmlElement) -> None:
    calls = tree.xpath("//a[@role='doc-noteref']")
    backs = tree.xpath("//*[@role='doc-endnotes']//a[@role='doc-backlink']")
    assert [call.text for call in calls] == ["1", "2", "3", "4", "2"]
    assert sorted(back.get("href") for back in backs) == sorted(f"#{call.get('id')}" for call in calls)
    assert len({back.get("aria-label") for back in backs}) == len(backs)
    for call in calls:
        assert tree.get_element_by_id(call.get("href")[1:]).tag == "li"
    assert len(tree.xpath("//*[@role='doc-endnotes']/ol/li")) == len(everything.NOTES)


def test_ids_are_unique(tree: html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(address[1:] in ids for address in tree.xpath("//a/@href") if address.startswith("#"))


def test_every_word_is_there_once(tree: html.HtmlElement) -> None:
    shown = tree.body.text_content()
    for words in (
        "small capitals",
        "a stanza.",
        "its other meaning",
        "A caption with ",
        "a < b && c",
        "To whom it may",
    ):
        assert shown.count(words) == 1, words


def test_metadata(tree: html.HtmlElement) -> None:
    title = "All the kinds & “<b>”: A work to be ‘read’ by machines"
    assert tree.findtext(".//title") == title
    assert tree.xpath("string(//meta[@property='og:title']/@content)") == title
    assert tree.xpath("string(//link[@rel='canonical']/@href)") == everything.FRONT.url
    assert tree.xpath("//meta[@name='author']/@content") == ["Ada Byron Lovelace", "Jean Paul"]
    data = json.loads(tree.xpath("string(//script)"))
    assert data["headline"] == title
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [author["name"] for author in data["author"]] == ["Ada Byron Lovelace", "Jean Paul"]


def test_title_cannot_end_the_linked_data() -> None:
    hostile = "</script><script>alert(1)</script>"
    work = everything.short(Paragraph((Text("Words."),)), title=(Text(hostile),), description="<!-- <script>")
    page = bind_web(everything.edition(work))
    tree = parsed(page)
    assert [script.get("type") for script in tree.iter("script")] == ["application/ld+json"]
    assert json.loads(tree.xpath("string(//script)"))["headline"] == hostile
    assert tree.xpath("string(//h1)").strip() == hostile


def test_css_of_a_house_cannot_end_the_style_element() -> None:
    page = bind_web(everything.edition(css={"web": "p::after { content: '</style><script>alert(1)</script>' }"}))
    assert len(list(parsed(page).iter("style"))) == 1
    assert len(list(parsed(page).iter("script"))) == 2  # the linked data, and what opens notes


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc", "#no"]
)
def test_link_that_an_edition_may_not_carry_keeps_its_words(target: str) -> None:
    work = everything.short(Paragraph((Link(target, (Text("words"),)),)))
    page = bind_web(everything.edition(work))
    assert target.strip().encode() not in page
    assert [link.get("href") for link in parsed(page).xpath("//main//a")] == [None]


def test_policy_names_what_the_file_holds(tree: html.HtmlElement) -> None:
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy
    assert {style.get("nonce") for style in tree.iter("style", "link") if style.get("nonce")} == {
        policy.split("'nonce-")[1].split("'")[0]
    }


def test_carries_only_the_faces_it_needs(page: bytes) -> None:
    plain = bind_web(everything.edition(everything.short(Paragraph((Text("Roman."),)))))
    bold = bind_web(everything.edition(everything.short(Paragraph((Strong((Text("Bold."),)),)))))
    assert [text.count(b"@font-face") for text in (plain, bold, page)] == [2, 3, 5]


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ((Text("Łódź, Αθήνα, “Zürich”"),), 0),
        ((Text("Huế"),), 2),
        ((Text("a "), Strong((Text("bold"),)), Text(" Huế")), 2),
        ((Strong((Text("Huế"),)),), 3),
        ((Span("", (Text("Правда"),), Attributes(classes=("sans",))),), 4),
        ((Code("Правда"),), 2),
    ],
)
def test_rarer_letters_are_carried_where_the_text_has_them(text: Inlines, faces: int) -> None:
    page = bind_web(everything.edition(everything.short(Paragraph(text))))
    assert page.count(b"unicode-range: U+0180-") == faces


def test_other_editions() -> None:
    page = parsed(bind_web(everything.edition(slug="a b", offered=("html", "epub", "pamphlet"))))
    assert page.xpath("//header//nav//a/@href") == ["a%20b.epub", "a%20b-pamphlet.pdf"]
    assert not parsed(bind_web(everything.edition(offered=("html",)))).xpath("//header//nav")


def test_contents_only_where_they_help() -> None:
    work = everything.short(*(Heading(level, (Text(f"H{level}"), NoteRef("a"))) for level in (2, 3, 3, 2)))
    assert not parsed(bind_web(everything.edition(work))).xpath("//nav[@id='contents']")
    work = replace(work, front=replace(work.front, contents=True))
    lines = parsed(bind_web(everything.edition(work))).xpath("//nav[@id='contents']/ol/li")
    assert [[link.text for link in line.iter("a")] for line in lines] == [["H2", "H3", "H3"], ["H2"]]


def test_language_and_direction() -> None:
    page = parsed(bind_web(everything.edition(everything.short(Paragraph((Text("שלום"),)), lang="he"))))
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")


def test_work_without_anything() -> None:
    page = parsed(bind_web(everything.edition(everything.short(title=()))))
    assert page.xpath("string(//h1)") == "all-kinds"
    assert not page.xpath("//*[@role='doc-endnotes']")


# --- in a browser --------------------------------------------------------------------------------------------------


def box(shown: "Page", selector: str) -> dict[str, float]:
    return shown.evaluate("s => document.querySelector(s).getBoundingClientRect().toJSON()", selector)  # type: ignore[no-any-return]


@pytest.mark.browser
def test_notes_stand_beside_their_lines_where_there_is_room(chromium: "Browser", file: Path) -> None:
    with browser.page(chromium, width=1400) as shown:
        shown.goto(file.as_uri())
        text, above = box(shown, "main"), 0.0
        for number in (1, 2, 3, 4):
            call, note = box(shown, f"#ref-{number}"), box(shown, f"#note-{number}")
            assert note["left"] > text["right"]
            assert note["top"] >= above
            assert abs(note["top"] - call["top"]) < 40 or note["top"] - above < 40
            above = note["bottom"]
        assert box(shown, "#note-5")["left"] < text["right"]  # nothing refers to it: it stays below the text


@pytest.mark.browser
def test_without_script_a_call_is_a_link_and_its_note_a_sheet(chromium: "Browser", file: Path) -> None:
    with browser.page(chromium, width=360, height=700, java_script_enabled=False) as shown:
        shown.goto(file.as_uri())
        shown.locator("#ref-3").scroll_into_view_if_needed()
        shown.click("#ref-3")
        assert shown.url.endswith("#note-3")
        note, call = box(shown, "#note-3"), box(shown, "#ref-3")
        assert note["bottom"] == 700
        assert 0 <= call["top"] < note["top"]
        shown.click("#note-3 [role=doc-backlink]")
        assert box(shown, "#note-3")["bottom"] != 700


class Now(Struct, frozen=True):
    """What a reader sees: the note that is open, what has the focus, how far the page is scrolled."""

    opened: str
    focus: str
    place: int


def now(shown: "Page") -> Now:
    return Now(
        *shown.evaluate(
            """() => [document.querySelector('[popover]:popover-open')?.id ?? '',
                document.activeElement.id || document.activeElement.localName, Math.round(scrollY)]"""
        )
    )


@contextmanager
def reading(chromium: "Browser", file: Path, width: int, height: int = 700) -> Iterator["Page"]:
    """The page with the call of the third note in the middle of the screen."""
    with browser.page(chromium, width=width, height=height, reduced_motion="reduce") as shown:
        shown.goto(file.as_uri())
        shown.evaluate("document.querySelector('#ref-3').scrollIntoView({ block: 'center' })")
        yield shown


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(1100, 800), (360, 700), (320, 256)])  # 1280 by 1024 at 400 %
def test_note_opens_over_the_page_and_closes_again(chromium: "Browser", file: Path, width: int, height: int) -> None:
    with reading(chromium, file, width, height) as shown:
        place = now(shown).place
        shown.click("#ref-3")
        assert now(shown) == Now("note-3", "note-3", place)
        note, call = box(shown, "#note-3"), box(shown, "#ref-3")
        assert note["bottom"] <= call["top"] or note["top"] >= call["bottom"]  # the call is still seen
        assert note["left"] >= 0 <= note["top"]
        assert note["right"] <= width
        assert note["bottom"] <= height
        assert shown.locator("#note-3").inner_text().count("The first of two paragraphs") == 1
        shown.keyboard.press("Escape")
        assert now(shown) == Now("", "ref-3", place)
        shown.wait_for_function("!document.querySelector('[popover]')")
        assert "#" not in shown.url  # the way back leads to the page before, not through all notes


@pytest.mark.browser
def test_keyboard_opens_reads_and_comes_back(chromium: "Browser", file: Path) -> None:
    with reading(chromium, file, 360) as shown:
        place = now(shown).place
        shown.focus("#ref-3")
        shown.keyboard.press("Enter")
        assert now(shown) == Now("note-3", "note-3", place)
        shown.keyboard.press("Tab")
        assert shown.evaluate("document.activeElement.getAttribute('role')") == "doc-backlink"
        shown.keyboard.press("Enter")
        assert now(shown) == Now("", "ref-3", place)


@pytest.mark.browser
def test_pointer_closes_a_note(chromium: "Browser", file: Path) -> None:
    with reading(chromium, file, 1100, 800) as shown:
        place = now(shown).place
        shown.click("#ref-3")
        shown.click("#ref-3")
        assert now(shown) == Now("", "ref-3", place)
        shown.click("#ref-3")
        shown.mouse.click(5, 400)
        assert now(shown).opened == ""
        shown.click("#ref-3")
        shown.click("#note-3 [role=doc-backlink]")
        assert now(shown) == Now("", "ref-3", place)


@pytest.mark.browser
def test_each_call_has_its_note_come_and_take_it_back(chromium: "Browser", file: Path) -> None:
    with browser.page(chromium, width=360, height=700, reduced_motion="reduce") as shown:
        shown.goto(file.as_uri())
        for call in ("ref-1", "ref-2", "ref-4", "ref-2-2"):
            shown.evaluate("id => document.getElementById(id).scrollIntoView({ block: 'center' })", call)
            place = now(shown).place
            shown.click(f"#{call}")
            note = f"note-{call.split('-')[1]}"
            assert now(shown) == Now(note, note, place)
            assert shown.get_attribute(f"#{note}", "value") == call.split("-")[1]
            shown.keyboard.press("Escape")
            assert now(shown) == Now("", call, place)
        shown.click("#ref-2-2")
        shown.click("#note-2 [href='#ref-2']")  # the other place that calls it: there the reader goes
        assert now(shown).opened == ""
        assert shown.url.endswith("#ref-2")


@pytest.mark.browser
def test_note_beside_its_line_is_shown_there(chromium: "Browser", file: Path) -> None:
    with reading(chromium, file, 1400) as shown:
        place = now(shown).place
        shown.click("#ref-3")
        assert now(shown) == Now("", "note-3", place)
        shown.keyboard.press("Escape")
        assert now(shown) == Now("", "ref-3", place)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_note_is_accessible(chromium: "Browser", file: Path, scheme: str) -> None:
    with browser.page(chromium, width=360, color_scheme=scheme) as shown:
        shown.goto(file.as_uri())
        shown.click("#ref-3")
        assert axe.violations(shown) == []


@pytest.mark.browser
def test_print_has_the_notes_as_a_list(chromium: "Browser", file: Path) -> None:
    with reading(chromium, file, 360) as shown:
        shown.click("#ref-3")
        shown.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert now(shown).opened == ""
        shown.emulate_media(media="print")
        tops = [box(shown, f"#note-{number}")["top"] for number in range(1, 6)]
        assert tops == sorted(tops)
        assert len(set(tops)) == 5


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 768, 320])
def test_nothing_runs_out_of_the_window(chromium: "Browser", file: Path, width: int) -> None:
    with browser.page(chromium, width=width) as shown:
        shown.goto(file.as_uri())
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_measure(chromium: "Browser", tmp_path: Path) -> None:
    words = "The quick and the dead, the slow and the living, are set alike in lines of some sixty-six characters. "
    path = tmp_path / "page.html"
    path.write_bytes(bind_web(everything.edition(everything.short(Paragraph((Text(words * 12),))))))
    with browser.page(chromium, width=1400) as shown:
        shown.goto(path.as_uri())
        lines = shown.evaluate("p => p.getBoundingClientRect().height / 33", shown.query_selector("main p"))
    assert 60 <= len(words) * 12 / lines <= 72


@pytest.mark.parametrize(
    ("words", "said"), [(1, "One minute to read"), (5_000, "21 minutes to read"), (50_000, "4 hours to read")]
)
def test_reading_time(words: int, said: str) -> None:
    page = parsed(bind_web(everything.edition(everything.short(Paragraph((Text("word " * words),))))))
    assert page.xpath("string(//div[@class='facts']/p)") == said


def test_shown_address_may_break_and_stays_whole() -> None:
    address = "https://www.example.org/a/b_c.html?d=e"
    work = everything.short(Paragraph((Link(address, (Text(address),)), Link(address, (Text("and/or"),)))))
    page = bind_web(everything.edition(work))
    shown, words = parsed(page).xpath("//main//a")
    assert shown.text_content() == address
    assert b">https://<wbr>www.example.org<wbr>/a<wbr>/b<wbr>_c<wbr>.html<wbr>?d<wbr>=e</a>" in page
    assert b"</wbr>" not in page
    assert not list(words.iter("wbr"))


@pytest.mark.browser
def test_a_table_that_ends_in_a_call_does_not_scroll(chromium: "Browser", tmp_path: Path) -> None:
    text = "| Rope | Price |\n|:-----|------:|\n| hemp | 4[^1] |\n\n[^1]: A day, of a ferryman's wage.\n"
    file = tmp_path / "table.html"
    file.write_bytes(bind_web(everything.edition(document(text))))
    with browser.page(chromium, width=1200) as shown:
        shown.goto(file.as_uri())
        box = "document.querySelector('.scrolling')"
        assert shown.evaluate(f"{box}.scrollWidth <= {box}.clientWidth")
        assert shown.evaluate(f"{box}.scrollHeight <= {box}.clientHeight")
