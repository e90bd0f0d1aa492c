"""The desk in a real browser; nothing leaves the machine and nothing is complained of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.app.conftest import CHROMIUM, PAGES

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}")

MAIN = ["/", "/KAZ/JPN", "/documents", "/people", "/network", "/media", "/same", "/list/figure"]
# ruff: noqa: E501 - the script below is JavaScript
# Contrast, labels and headings, as axe looks at them: everything that is wrong with a page, a line each.
CHECKS = """() => {
  const wrong = [];
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c[3] > 0) return c; } return [255, 255, 255, 1]; };
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg, .unseen, .skip, option")) continue;
    const words = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!words || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) wrong.push("contrast: " + e.className + " " + e.textContent.trim().slice(0, 30));
  }
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!e.labels.length && !e.ariaLabel) wrong.push("label: " + e.name);
  for (const e of document.querySelectorAll("a[href], button"))
    if (!(e.textContent.trim() || e.ariaLabel || e.querySelector("title"))) wrong.push("name: " + e.outerHTML.slice(0, 80));
  let level = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4")) { const n = +h.tagName[1];
    if (n > level + 1) wrong.push("heading: " + h.textContent); level = n; }
  if (document.querySelectorAll("h1").length !== 1) wrong.push("h1");
  if (!document.documentElement.lang || !document.title || !document.querySelector("main")) wrong.push("page");
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push("id twice: " + id);
  return wrong;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=str(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, served: str) -> Iterator[Any]:
    """A page; at its end it must have complained of nothing and asked nobody else."""
    opened = chromium.new_page(base_url=served, locale="en-GB")
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request",
        lambda r: None if r.url.startswith((served, "data:", "blob:")) else complaints.append(r.url),
    )
    yield opened
    opened.close()
    assert complaints == []


@pytest.mark.parametrize("path", MAIN)
def test_pages_are_labelled_ordered_and_readable(page: Any, path: str) -> None:
    page.goto(path)
    assert page.evaluate(CHECKS) == []


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("path", ["/", "/KAZ/JPN", "/network", "/same"])
def test_pages_fit_narrow_and_wide_screens(page: Any, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_pair_is_filtered_and_its_evidence_opened(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Japan — Kazakhstan")).click()
    page.get_by_label("Since").fill("2019")
    page.get_by_role("button", name="Show").click()
    assert "since=2019" in page.url
    assert "April 1994" not in page.locator(".chronicle").first.inner_text()
    page.locator(".chronicle q.words a").first.click()
    page.wait_for_url(re.compile(r"/document/.*#m-\d+-\d+"))
    marked = page.locator(".mark:target")
    assert marked.count() == 1
    marked.click()
    assert page.locator(".card:target, .card.lit").count() >= 1
    page.locator(".card .title").first.click()
    assert page.locator("blockquote mark").count() >= 1


def test_words_are_found_in_any_form(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("визиты Назарбаева")
    page.get_by_role("searchbox").press("Enter")
    page.goto("/search?q=министры Японии")
    assert "министр" in page.locator(".hits mark").first.inner_text()


def test_charts_are_drawn_and_lead_on(page: Any) -> None:
    page.goto("/KAZ/JPN")
    page.locator("figure.drawn canvas").first.wait_for(timeout=30_000)


def test_a_dropped_file_is_read_with_progress(page: Any) -> None:
    page.goto("/")
    page.set_input_files("#files", str(PAGES / "dropped.txt"))
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url(re.compile("/reading/"))
    page.get_by_text("Done.").wait_for(timeout=60_000)
    page.get_by_role("link", name="To the record").click()
    assert page.get_by_role("link", name=re.compile("China — Mongolia")).count() == 1


def test_a_pair_is_decided_by_keyboard_alone_and_taken_back(page: Any) -> None:
    page.goto("/same")
    page.keyboard.press("d")
    page.get_by_text("No pair waits").wait_for()
    with page.expect_navigation():
        page.keyboard.press("u")
    page.goto("/judgements")
    page.get_by_text("taken back").first.wait_for()


def test_the_keyboard_reaches_text_and_links(page: Any) -> None:
    page.goto("/KAZ/JPN")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_pair_is_printed(page: Any, tmp_path: Path) -> None:
    page.goto("/KAZ/JPN")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".filter").first.is_visible()
    assert page.locator(".chronicle").first.is_visible()
    printed = page.pdf()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 5_000


def test_hostile_text_does_nothing(page: Any) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto("/search?q=друг")
    page.locator(".hits a").first.click()
    assert "<script>" in page.locator(".text").inner_text()


def test_the_language_is_chosen_and_kept(page: Any) -> None:
    page.goto("/KAZ/JPN")
    page.get_by_role("link", name="По-русски").click()
    assert "Хронология" in page.locator("main").inner_text()
    page.goto("/")
    assert "Пары государств" in page.locator("main").inner_text()


def test_everything_is_there_without_javascript(chromium: Any, served: str) -> None:
    plain = chromium.new_context(java_script_enabled=False, base_url=served, locale="en-GB").new_page()
    plain.goto("/KAZ/JPN")
    assert plain.locator("figure svg").count() == 2
    plain.locator(".chronicle q.words a").first.click()
    assert plain.locator(".mark:target").count() == 1
