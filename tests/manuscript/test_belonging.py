"""The title of a file: books that list it, and all that is none."""

from pathlib import Path

import pytest

from pressbuild.manuscript.belonging import title_of
from tests.desk import inside, write

HERE = 'title = "B"\nchapters = ["one.md"]\n\n[[part]]\ntitle = "P"\nchapters = ["deep/two.md"]\n'


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, HERE, "manuscript/ferry/book.toml")
    for name in ("one", "deep/two", "draft"):
        write(tmp_path, "# A\n\nB.\n", f"manuscript/ferry/{name}.md")
    return tmp_path


@pytest.mark.parametrize("name", ["one.md", "deep/two.md", "book.toml", ""])
def test_a_chapter_belongs_to_the_book_that_lists_it(press: Path, name: str) -> None:
    with inside(press):
        assert title_of(Path("manuscript/ferry") / name).samefile("manuscript/ferry/book.toml")


@pytest.mark.parametrize("name", ["manuscript/ferry/draft.md", "manuscript/gone.md", "n" * 300 + ".md"])
def test_any_other_file_is_a_title_of_its_own(press: Path, name: str) -> None:
    assert title_of(press / name) == press / name


def test_a_book_outside_the_press_folder_lists_nothing(press: Path) -> None:
    write(press, 'chapters = ["manuscript/ferry/draft.md"]', "book.toml")
    (press / "manuscript/ferry/pressbuild.toml").touch()
    draft = press / "manuscript/ferry/draft.md"
    assert title_of(draft) == draft


@pytest.mark.parametrize("said", ['chapters = ["one.md"', 'chapters = ["one.md", "\\u0000"]\n'])
def test_a_book_that_cannot_be_read_is_asked_where_it_speaks_of_the_file(press: Path, said: str) -> None:
    book = write(press, said, "manuscript/ferry/book.toml")
    assert title_of(press / "manuscript/ferry/one.md") == book.resolve()
    assert title_of(press / "manuscript/ferry/draft.md").name == "draft.md"
