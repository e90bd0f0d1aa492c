"""A site on this machine that answers well, badly, slowly or without end, as its path says."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = (
    "<html lang='ru'><head><title>Встреча</title></head><body><article><p>АСТАНА, 5 мая 2019 года. "
    "Посол Франции встретился с министром торговли Казахстана.</p></article></body></html>"
)
LINKED = (
    "<item><title>{0}</title><link>/news/{0}</link><pubDate>Tue, 0{0} May 2019 10:00:00 GMT</pubDate></item>"
)
PATIENT = 8  # seconds that a bad answer goes on at most, so that no test leaves a thread behind


class Site:
    """What was asked for, and how the site behaves."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        self.robots = "User-agent: *\nDisallow: /closed/\n"
        self.entries = 2
        self.port = 0

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset([f"127.0.0.1:{self.port}"])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    site: Site

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.site.asked[path] += 1
        if path != "/robots.txt":
            self.site.times.append(time.monotonic())
        self.site.headers.append(dict(self.headers.items()))
        answer = ANSWERS.get(path) or (well if path.startswith(("/news/", "/closed/")) else missing)
        with suppress(OSError):  # the other side hung up, as it should
            answer(self)

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        for name, value in {**told, **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def well(on: Handler) -> None:
    on.give(PAGE.replace("5 мая", f"{sum(on.path.encode()) % 9 + 1} мая").encode(), ETag='"1"')


def missing(on: Handler) -> None:
    on.give(b"nothing here", 404)


def robots(on: Handler) -> None:
    on.give(on.site.robots.encode()) if on.site.robots else on.give(b"", 503)


def known(on: Handler) -> None:
    same = on.headers.get("If-None-Match") == '"1"'
    on.give(b"", 304) if same else well(on)


def silent(on: Handler) -> None:
    time.sleep(2)


def dripping_head(on: Handler) -> None:
    on.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _until_hung_up(on, b"X: y\r\n", 0.1)


def dripping(on: Handler) -> None:
    on.send_response(200)
    on.send_header("Content-Length", "1000000")
    on.end_headers()
    _until_hung_up(on, b"x", 0.1)


def endless(on: Handler) -> None:
    on.send_response(200)
    on.end_headers()
    _until_hung_up(on, b"x" * 65536, 0)


def endless_head(on: Handler) -> None:
    on.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _until_hung_up(on, b"X: " + b"y" * 60000 + b"\r\n", 0)


def _until_hung_up(on: Handler, chunk: bytes, pause: float) -> None:
    end = time.monotonic() + PATIENT
    while time.monotonic() < end:
        on.wfile.write(chunk)
        time.sleep(pause)


def huge(on: Handler) -> None:
    on.send_response(200)
    on.send_header("Content-Length", str(10**12))
    on.end_headers()


def bomb(on: Handler) -> None:
    on.give(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")


def torn_bomb(on: Handler) -> None:
    on.give(gzip.compress(PAGE.encode())[:-12], Content_Encoding="gzip")


def packed(on: Handler) -> None:
    on.give(gzip.compress(PAGE.encode()), Content_Encoding="gzip")


def cut_off(on: Handler) -> None:
    on.send_response(200)
    on.send_header("Content-Length", "5000")
    on.end_headers()
    on.wfile.write(b"<html>")


def no_http(on: Handler) -> None:
    on.wfile.write(b"\x00\xffSSH-2.0 hello\r\n")


def busy_once(on: Handler) -> None:
    on.give(b"", 503) if on.site.asked["/busy-once"] == 1 else well(on)


def to(place: str) -> Callable[[Handler], None]:
    return lambda on: on.give(b"", 302, Location=place)


def feed(on: Handler) -> None:
    if on.headers.get("If-None-Match") == f'"{on.site.entries}"':
        on.give(b"", 304)
        return
    items = "".join(LINKED.format(n + 1) for n in range(on.site.entries))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>X</title>{items}</channel></rss>'
    on.give(body.encode(), Content_Type="application/rss+xml", ETag=f'"{on.site.entries}"')


def sitemap(on: Handler) -> None:
    where = on.site.url
    body = (
        f"<urlset><url><loc>{where('/news/a')}</loc><lastmod>2019-01-01</lastmod></url><url>"
        f"<loc>{where('/news/b')}</loc><lastmod>2024-01-01T10:00:00Z</lastmod></url>"
        f"<url><loc>javascript:alert(1)</loc></url></urlset>"
    )
    on.give(gzip.compress(body.encode()), Content_Type="application/gzip")


def index(on: Handler) -> None:
    inner = "".join(f"<sitemap><loc>{on.site.url(p)}</loc></sitemap>" for p in ("/map.xml.gz", "/index.xml"))
    on.give(f"<sitemapindex>{inner}</sitemapindex>".encode())


ANSWERS: dict[str, Callable[[Handler], None]] = {
    "/robots.txt": robots,
    "/known": known,
    "/silent": silent,
    "/dripping-head": dripping_head,
    "/dripping": dripping,
    "/endless": endless,
    "/endless-head": endless_head,
    "/huge": huge,
    "/bomb": bomb,
    "/torn-bomb": torn_bomb,
    "/packed": packed,
    "/cut-off": cut_off,
    "/no-http": no_http,
    "/busy": lambda on: on.give(b"", 503),
    "/busy-long": lambda on: on.give(b"", 429, Retry_After="86400"),
    "/busy-once": busy_once,
    "/picture": lambda on: on.give(b"\x89PNG", Content_Type="image/png"),
    "/circle": to("/circle-2"),
    "/circle-2": to("/circle"),
    "/far": lambda on: on.give(b"", 302, Location=f"/far?{on.site.asked['/far']}"),
    "/moved": to("/news/moved"),
    "/to-closed": to("/closed/x"),
    "/to-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/to-other-port": to("http://127.0.0.1:9/"),
    "/to-file": to("file:///etc/passwd"),
    "/nowhere": lambda on: on.give(b"", 301),
    "/feed": feed,
    "/map.xml.gz": sitemap,
    "/index.xml": index,
}


@contextmanager
def served() -> Iterator[Site]:
    """The site, served on loopback."""
    on = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"site": on}))
    server.daemon_threads = True
    server.block_on_close = False
    on.port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield on
    finally:
        server.shutdown()
        server.server_close()
