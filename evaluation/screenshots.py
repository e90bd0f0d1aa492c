"""Pictures of the desk's main pages on the samples, for the docs: `python -m evaluation.screenshots`."""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.app.web.site import site
from legation.pipeline import read_into
from legation.reading.sources import pages_in
from legation.store.record import open_record

ROOT = Path(__file__).parent.parent
CHROMIUM = "/usr/bin/chromium"
PAGES = {
    "home": "/",
    "pair": "/KAZ/JPN",
    "conflict-in-time": "/RUS/TUR",
    "network": "/network",
    "same-or-different": "/same",
    "search": "/search?q=визит президента",
    "home-ru": "/?lang=ru",
}
GLUED = "ru/rus-tur-2016-08-10-glued.txt"


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a desk over a record."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(site(record), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def take(where: str, out: Path, document: str, event: str) -> None:
    """Takes every picture at 1280 by 860."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en-GB")
        for name, path in {"document": f"/document/{document}", "event": f"/event/{event}", **PAGES}.items():
            page.goto(where + path)
            if "lang" not in path:
                page.wait_for_load_state("networkidle")
            if page.locator("[data-chart] svg").count():
                page.locator("figure.drawn canvas").first.wait_for(timeout=60_000)
                page.wait_for_timeout(500)
            page.screenshot(path=str(out / f"{name}.png"))
        browser.close()


def main() -> None:
    """Reads the samples into a record of the moment and takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "samples.db"
        with open_record(record, create=True) as held:
            read_into(held, pages_in([ROOT / "samples"]))
            document = held.document(GLUED).facts.id
            event = max(held.events(states=["KAZ", "JPN"]), key=lambda e: (e.sources, len(e.claims))).id
        with served(record) as where:
            take(where, out, document, event)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


if __name__ == "__main__":
    main()
