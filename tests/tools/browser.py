"""Headless Chromium, driven by Playwright: the system's own, reaching nothing but this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.tools import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root, in a container
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def launched() -> "Iterator[Browser]":
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(*CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def page(browser: "Browser", width: int = 1280, height: int = 900, **context: str | bool) -> "Iterator[Page]":
    """A page of its own context, as in `page(browser, color_scheme="dark")`; a script that fails, fails the test."""
    errors: list[str] = []
    opened = browser.new_context(viewport={"width": width, "height": height}, **context)  # type: ignore[arg-type]
    try:
        shown = opened.new_page()
        shown.set_default_timeout(20_000)
        shown.on("pageerror", lambda error: errors.append(str(error)))
        yield shown
    finally:
        opened.close()
    assert not errors, errors
