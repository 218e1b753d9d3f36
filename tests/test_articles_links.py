"""Links: what is fetched, what never is, and what is said when it cannot be."""

from __future__ import annotations

import gzip
import ipaddress
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import httpcore
import pytest

from article_chat.articles import Article, Limits
from article_chat.articles.extract import Unreadable
from article_chat.articles.fetching import Fetched, Fetcher
from article_chat.articles.network import CheckedBackend, OutOfTime, _TimedStream, _within, is_public, resolve_by_system
from article_chat.errors import ArticleError, LimitError
from tests.documents import pages
from tests.documents.packages import CHAPTERS, book
from tests.documents.pdfs import Page, column, pdf
from tests.documents.site import Reply, Site, resolver, running_site
from tests.documents.texts import prose

RUSSIAN = "Мэр города сообщил, что мост откроют весной."
PAGE = pages.LAYOUTS[0].html.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


def read(url: str, limits: Limits | None = None, **options: object) -> Article:
    return Article.from_url(url, limits=limits, fetcher=Fetcher(**{"allow_loopback": True, **options}))  # type: ignore[arg-type]


def test_a_page_is_read(site: Site) -> None:
    site.replies["/story.html"] = Reply(PAGE)
    article = read(site.url("/story.html"))
    assert article.source == site.url("/story.html")
    assert (article.title, article.author, article.date) == (pages.TITLE, "Astrid Nordmann", "2019-05-16")
    assert pages.PARAGRAPHS[0] in article.text
    assert article.notes == ()
    assert site.asked == [(f"127.0.0.1:{site.port}", "/robots.txt"), (f"127.0.0.1:{site.port}", "/story.html")]


@pytest.mark.parametrize(
    ("path", "content_type", "body", "text"),
    [
        ("/a", "application/pdf", pdf([Page(column(prose(3), 60, 780, 470))]), prose(3)),
        ("/a.epub", "application/epub+zip", book(CHAPTERS), "The tide went out"),
        ("/a.txt", "text/plain", prose(3).encode(), prose(3)),
        ("/a.txt", "text/plain; charset=windows-1251", RUSSIAN.encode("cp1251"), RUSSIAN),
        ("/a.md", "text/plain", b"# Head\n\nSome *words* here.", "Some words here."),
        ("/a.md", "text/markdown", b"# Head\n\nSome *words* here.", "Some words here."),
        ("/a", "application/octet-stream", prose(3).encode(), prose(3)),
    ],
)  # fmt: skip
def test_other_formats_are_read(site: Site, path: str, content_type: str, body: bytes, text: str) -> None:
    site.replies[path] = Reply(body, headers={"Content-Type": content_type})
    article = read(site.url(path))
    assert text in article.text
    assert article.notes == ()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_compressed_pages_are_unpacked(site: Site, encoding: str) -> None:
    packer = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE), "raw deflate": packer.compress(PAGE) + packer.flush()}[encoding]
    site.replies["/"] = Reply(packed, headers={"Content-Type": "text/html", "Content-Encoding": encoding.split()[-1]}, pieces=7)
    assert pages.PARAGRAPHS[0] in read(site.url()).text


@pytest.mark.parametrize("pieces", [1, 7, len(PAGE)])
def test_a_page_packed_in_several_members_is_read_whole(site: Site, pieces: int) -> None:
    packed = gzip.compress(PAGE[:1_500]) + gzip.compress(PAGE[1_500:]) + bytes(8)
    site.replies["/"] = Reply(packed, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}, pieces=pieces)
    assert pages.PARAGRAPHS[-1] in read(site.url()).text


@pytest.mark.parametrize("packed", [gzip.compress(PAGE), zlib.compress(PAGE), gzip.compress(PAGE[:1_500]) + gzip.compress(PAGE[1_500:])])
def test_a_packed_page_that_was_cut_short_is_refused(site: Site, packed: bytes) -> None:
    encoding = "gzip" if packed.startswith(b"\x1f\x8b") else "deflate"
    site.replies["/"] = Reply(packed[:-200], headers={"Content-Type": "text/html", "Content-Encoding": encoding})
    with pytest.raises(ArticleError, match="damaged"):
        read(site.url())


def test_members_together_are_bounded_too(site: Site) -> None:
    site.replies["/"] = Reply(gzip.compress(bytes(4_000_000)) * 20, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    with pytest.raises(LimitError, match=r"max_ratio|max_bytes"):
        read(site.url())


def test_a_server_is_told_who_asks_under_the_name_that_its_robots_know_and_that_it_may_pack_the_page(site: Site) -> None:
    site.replies["/"] = Reply(PAGE)
    fetch(site.url())
    assert site.told["user-agent"].startswith("article-chat/")
    assert site.told["accept-encoding"] == "gzip"
    assert site.told["accept"].startswith("text/html,")


def test_redirects_are_followed_and_told(site: Site) -> None:
    site.replies["/old"] = Reply(status=301, headers={"Location": "/older"})
    site.replies["/older"] = Reply(status=302, headers={"Location": f"http://localhost:{site.port}/story"})
    site.replies["/story"] = Reply(PAGE)
    article = read(site.url("/old"))
    assert article.source == site.url("/old")
    assert article.notes == (f"The link led on to http://localhost:{site.port}/story.",)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_letters_in_the_address_that_a_redirect_leads_to_may_stand_as_they_are(site: Site, encoding: str) -> None:
    # Headers are sent as latin-1: the bytes that a server writes are these.
    site.replies["/"] = Reply(status=302, headers={"Location": "/caf\u00e9".encode(encoding).decode("latin-1")})
    site.replies["/caf%C3%A9"] = Reply(PAGE)
    assert pages.PARAGRAPHS[0] in read(site.url()).text


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    return Fetcher(allow_loopback=True).fetch(url, limits or Limits())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_followed_and_a_sites_robots_are_asked_once(site: Site, status: int) -> None:
    site.replies.update({"/old": Reply(status=status, headers={"Location": "/new#part"}), "/new": Reply(PAGE)})
    found = fetch(f" {site.url('/old#there')}\n")
    assert (found.data, found.address) == (PAGE, site.url("/new"))
    assert [path for _, path in site.asked] == ["/robots.txt", "/old", "/new"]


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(status=302, headers={"Location": "http://[::1"}), "leads on to something that is not a web address"),
        (Reply(PAGE, status=301, headers={}), "answers with status 301"),
        (Reply(PAGE, status=206), "answers with status 206"),
    ],
)
def test_what_leads_nowhere_is_told(site: Site, reply: Reply, told: str) -> None:
    site.replies["/"] = reply
    with pytest.raises(Unreadable, match=told):
        fetch(site.url())


@pytest.mark.parametrize(
    ("headers", "body", "read", "encoding"),
    [
        ({"Content-Type": "TEXT/HTML; Charset='utf-8'"}, b"x", b"x", "utf-8"),
        ({}, b"x", b"x", None),
        ({"Location": "/elsewhere"}, b"x", b"x", None),
        ({"Content-Encoding": ""}, b"x", b"x", None),
        ({"Content-Encoding": "Identity"}, b"x", b"x", None),
        ({"Content-Encoding": "X-Gzip"}, gzip.compress(b"x"), b"x", None),
        ({"Content-Encoding": "gzip"}, b"", b"", None),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(900_000)), bytes(900_000), None),
        ({"Content-Encoding": "deflate"}, zlib.compress(b"x") + gzip.compress(b"y"), b"x", None),
    ],
)
def test_however_a_page_is_sent_its_bytes_are_read(site: Site, headers: dict[str, str], body: bytes, read: bytes, encoding: str | None) -> None:
    site.replies["/"] = Reply(body, headers={"Connection": "close", **headers})
    found = fetch(site.url())
    assert (found.data, found.encoding) == (read, encoding)


@pytest.mark.parametrize(
    ("robots", "welcome"),
    [
        (Reply(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), True),
        (Reply(b"User-agent: *\nDisallow: /", headers={"Content-Encoding": "br"}), True),
        (Reply(b"User-agent: *\nDisallow: /", status=403), True),
        (Reply(b"# caf\xe9\nUser-agent: *\nDisallow: /"), False),
        (Reply(b"User-agent: article-chat\nDisallow: /"), False),
        (Reply(b"User-agent: another\nDisallow: /"), True),
    ],
)
def test_rules_that_cannot_be_read_forbid_nothing(site: Site, robots: Reply, welcome: bool) -> None:
    site.replies.update({"/robots.txt": robots, "/": Reply(PAGE)})
    if welcome:
        assert fetch(site.url()).data == PAGE
    else:
        with pytest.raises(Unreadable, match=r"robots\.txt says so"):
            fetch(site.url())


def test_a_server_of_something_else_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"SSH-2.0-x\r\n\r\n")

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(Unreadable, match="does not speak proper HTTP"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")


def test_redirects_have_a_limit(site: Site) -> None:
    site.replies["/"] = Reply(status=302, headers={"Location": "/"})
    with pytest.raises(LimitError, match=r"6 redirects or more, 5 allowed\. Open it in a browser.*raise max_redirects:"):
        read(site.url())
    assert len(site.pages_asked()) == Limits().max_redirects + 1


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/", "http://192.168.1.1:8080/admin"],
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, target: str) -> None:
    site.replies["/"] = Reply(status=302, headers={"Location": target})
    with pytest.raises(ArticleError, match="private or local address"):
        read(site.url())


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://example.org", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, target: str) -> None:
    site.replies["/"] = Reply(status=302, headers={"Location": target})
    with pytest.raises(ArticleError, match="not a web address"):
        read(site.url())


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[::1]",
        "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1]", "[fc00::1]", "[2002:7f00:1::]", "224.0.0.1", "[ff02::1]", "255.255.255.255",
        "168.63.129.16", "100.100.100.200", "198.18.0.1", "192.88.99.1", "[fec0::1]", "[::7f00:1]",
    ],
)  # fmt: skip
def test_no_link_leads_inside(host: str) -> None:
    with pytest.raises(ArticleError, match=r"private or local address|name is not known"):
        Article.from_url(f"http://{host}:8123/x")


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:80b::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert is_public(ipaddress.ip_address(address), allow_loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::1", "64:ff9b:1::1", "2001::1", "2002:808:808::1", "::808:808", "fec0::1", "192.88.99.1", "168.63.129.16", "::ffff:93.184.216.34", "4000::1",
        "224.0.1.1", "ff0e::1", "240.0.0.1", "0.0.0.0", "::", "::1", "127.0.0.1", "169.254.1.1", "fe80::1", "10.0.0.1", "100.64.0.1",
    ],
)  # fmt: skip
def test_other_addresses_are_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_the_allowance_for_tests_covers_loopback_alone() -> None:
    assert is_public(ipaddress.ip_address("127.0.0.1"), allow_loopback=True)
    assert is_public(ipaddress.ip_address("::1"), allow_loopback=True)
    for address in ("10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "0.0.0.0"):
        assert not is_public(ipaddress.ip_address(address), allow_loopback=True)


def test_the_allowance_cannot_come_from_the_environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ALLOW_LOOPBACK", "ARTICLE_CHAT_ALLOW_LOOPBACK", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{site.port}")
    with pytest.raises(ArticleError, match="private or local address"):
        Article.from_url(site.url())
    assert site.asked == []
    assert os.environ["HTTP_PROXY"]


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(ArticleError, match="private or local address"):
        Article.from_url("http://mixed.test/", fetcher=Fetcher(resolve=resolver(["93.184.216.34", "10.0.0.1"])))


def test_a_name_is_resolved_once_for_each_connection_and_that_answer_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.replies["/"] = Reply(PAGE)
    # Whatever the system would say of this name has no say.
    monkeypatch.setattr("socket.getaddrinfo", _only_numbers)
    article = read(site.url(host="rebound.test"), resolve=resolve)
    assert article.title == pages.TITLE
    assert set(asked) == {"rebound.test"}
    assert len(asked) <= len(site.asked)
    assert {host for host, _ in site.asked} == {f"rebound.test:{site.port}"}


def test_rebinding_fails(site: Site) -> None:
    """A name that was public for the first request (robots.txt) and is private for the second is refused at the second."""
    site.replies["/robots.txt"] = Reply(b"", headers={"Content-Type": "text/plain", "Connection": "close"})
    site.replies["/"] = Reply(PAGE)
    with pytest.raises(ArticleError, match="private or local address"):
        read(site.url(host="rebound.test"), resolve=resolver(["127.0.0.1"], ["10.0.0.1"]))
    assert site.pages_asked() == []


def test_tls_is_asked_for_by_name_at_the_checked_address(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, object]] = []

    class Stream(httpcore.NetworkStream):
        def start_tls(self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
            seen.append(("tls", server_hostname))
            raise httpcore.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]")

        def close(self) -> None:
            seen.append(("closed", None))

    def connect(self: object, host: str, port: int, **options: object) -> httpcore.NetworkStream:
        seen.append(("connect", (host, port)))
        return Stream()

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(ArticleError, match="certificate is not valid"):
        Article.from_url("https://news.test/a", fetcher=Fetcher(resolve=resolver(["93.184.216.34"])))
    assert seen[:2] == [("connect", ("93.184.216.34", 443)), ("tls", "news.test")]


@pytest.mark.parametrize(
    "url",
    ["", " ", "example.org", "ftp://example.org/a", "file:///etc/passwd", "http://", "http:///a", "javascript:alert(1)", "http://[::1", "http://a\ud800b/"],
)
def test_what_is_not_a_web_address_is_told(url: str) -> None:
    with pytest.raises(ArticleError, match="not a web address"):
        Article.from_url(url)


@pytest.mark.parametrize("rest", ["?by=@jane", "#@jane", "/a?by=@jane/b", "/@jane"])
def test_an_at_sign_behind_the_server_is_no_login(site: Site, rest: str) -> None:
    site.replies[("/" if rest[0] in "?#" else "") + rest.partition("#")[0]] = Reply(PAGE)
    assert read(site.url(rest)).source == site.url(rest)


def test_a_fragment_of_any_length_stays_here(site: Site) -> None:
    site.replies["/a?" + "x" * 40_000] = Reply(PAGE)
    article = read(site.url("/a?" + "x" * 40_000 + "#" + "\u5b57" * 15_000))
    assert pages.PARAGRAPHS[0] in article.text
    assert article.notes == ()


def test_a_link_must_be_text() -> None:
    with pytest.raises(ArticleError, match="int"):
        Article.from_url(7)  # type: ignore[arg-type]


def test_a_password_in_a_link_is_refused_and_not_repeated() -> None:
    with pytest.raises(ArticleError, match="user name or password") as caught:
        Article.from_url("https://jane:secret@example.org/a")
    with pytest.raises(ArticleError, match="user name or password"):
        Article.from_url("https://jane@example.org/a")
    assert "secret" not in f"{caught.value} {caught.value.source}"


@pytest.mark.parametrize("port", [22, 25, 1023])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(ArticleError, match=f"port {port}"):
        Article.from_url(f"http://example.org:{port}/")


@pytest.mark.parametrize("url", ["https://news.test:80/", "http://news.test:443/", "http://news.test:1024/"])
def test_where_web_pages_are_served_a_port_is_none_of_another_service(url: str) -> None:
    with pytest.raises(ArticleError, match="private or local address"):
        Article.from_url(url, fetcher=Fetcher(resolve=resolver(["10.0.0.1"])))


def test_links_can_be_switched_off(site: Site) -> None:
    with pytest.raises(ArticleError, match="switched off"):
        Article.from_url(site.url(), links_allowed=False, fetcher=Fetcher(allow_loopback=True))
    assert site.asked == []


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "login"), (402, "subscribers"), (403, "refuses"), (404, "does not exist"), (410, "no longer"), (429, "too often"),
     (500, "error"), (503, "error"), (418, "418")],
)  # fmt: skip
def test_a_status_is_put_into_words(site: Site, status: int, words: str) -> None:
    site.replies["/"] = Reply(PAGE, status)
    with pytest.raises(ArticleError, match=words):
        read(site.url())


def test_a_page_for_subscribers_is_told(site: Site) -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    site.replies["/closed"] = Reply(f"<html><head>{data}</head><body><p>Log in.</p></body></html>".encode())
    site.replies["/partly"] = Reply(PAGE.replace(b"</head>", data.encode() + b"</head>"))
    with pytest.raises(ArticleError, match="subscribers only"):
        read(site.url("/closed"))
    assert any("not free" in note for note in read(site.url("/partly")).notes)


def test_robots_are_obeyed(site: Site) -> None:
    rules = Reply(b"User-agent: *\nDisallow: /private/\n", headers={"Content-Type": "text/plain"})
    site.replies.update({"/robots.txt": rules, "/private/a": Reply(PAGE), "/open": Reply(PAGE)})
    with pytest.raises(ArticleError, match=r"robots\.txt"):
        read(site.url("/private/a"))
    assert site.pages_asked() == []
    assert read(site.url("/open")).title == pages.TITLE
    assert read(site.url("/private/a"), obey_robots=False).title == pages.TITLE


@pytest.mark.parametrize("content_type", ["image/png", "application/json", "video/mp4", "text/css", "application/rss+xml"])
def test_what_is_no_article_is_not_downloaded(site: Site, content_type: str) -> None:
    site.replies["/"] = Reply(b"x" * 2_000_000, headers={"Content-Type": content_type}, pieces=200, pause=0.05)
    start = time.monotonic()
    with pytest.raises(ArticleError, match=content_type.replace("+", r"\+")):
        read(site.url())
    assert time.monotonic() - start < 5


def test_the_announced_size_is_checked_before_the_body(site: Site) -> None:
    site.replies["/"] = Reply(b"x", headers={"Content-Type": "text/plain", "Content-Length": "99999999"})
    with pytest.raises(LimitError, match=r"99,999,999 bytes.*max_bytes"):
        read(site.url())


def test_the_real_size_counts(site: Site) -> None:
    site.replies["/"] = Reply(b"words " * 20_000, headers={"Content-Type": "text/plain"})
    with pytest.raises(LimitError, match="max_bytes"):
        read(site.url(), Limits(max_bytes=50_000))


def test_a_compressed_bomb_is_refused(site: Site) -> None:
    site.replies["/"] = Reply(gzip.compress(bytes(40_000_000)), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    with pytest.raises(LimitError, match="max_ratio"):
        read(site.url())


def test_an_unasked_compression_is_told(site: Site) -> None:
    site.replies["/"] = Reply(b"x", headers={"Content-Type": "text/html", "Content-Encoding": "br"})
    with pytest.raises(ArticleError, match="br"):
        read(site.url())


def test_damaged_compression_is_told(site: Site) -> None:
    site.replies["/"] = Reply(b"not packed", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    with pytest.raises(ArticleError, match="damaged"):
        read(site.url())


def test_a_slow_server_does_not_hold_the_app(site: Site) -> None:
    site.replies["/"] = Reply(PAGE, pieces=len(PAGE) // 10, pause=0.1)
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"max_fetch_seconds"):
        read(site.url(), Limits(max_fetch_seconds=0.7))
    assert time.monotonic() - start < 4


def test_a_slow_name_server_does_not_hold_the_app() -> None:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["93.184.216.34"]

    start = time.monotonic()
    with pytest.raises(LimitError, match=r"max_fetch_seconds"):
        Article.from_url("http://slow.test/", limits=Limits(max_fetch_seconds=0.3), fetcher=Fetcher(resolve=resolve))
    assert time.monotonic() - start < 2


def test_nobody_there(site: Site) -> None:
    with pytest.raises(ArticleError, match="does not answer"):
        read("http://127.0.0.1:1025/")
    with pytest.raises(ArticleError, match="name is not known"):
        Article.from_url("http://nowhere.test/", fetcher=Fetcher(resolve=resolver([])))


def test_progress_is_told_and_can_cancel(site: Site) -> None:
    site.replies["/"] = Reply(PAGE, headers={"Content-Type": "text/html", "Content-Length": str(len(PAGE))})
    told: list[tuple[str, int, int]] = []
    Article.from_url(site.url(), fetcher=Fetcher(allow_loopback=True), progress=lambda *what: told.append(what))
    assert ("fetching", len(PAGE), len(PAGE)) in told
    assert told[-1][0] == "reading"

    class Cancelled(Exception):
        pass

    def cancel(stage: str, done: int, total: int) -> None:
        raise Cancelled(stage)

    with pytest.raises(Cancelled):
        Article.from_url(site.url(), fetcher=Fetcher(allow_loopback=True), progress=cancel)


class Enough(Exception):
    pass


def impatient(seconds: float) -> Callable[[str, int, int], None]:
    """A progress that gives up after so many seconds."""
    end = time.monotonic() + seconds

    def progress(stage: str, done: int, total: int) -> None:
        if time.monotonic() > end:
            raise Enough

    return progress


@pytest.mark.parametrize("silent", ["body", "head", "accept", "name"])
def test_a_fetch_is_cancelled_within_a_second_however_silent_the_server(site: Site, silent: str) -> None:
    site.replies["/"] = Reply(PAGE, pieces=2, pause=30)
    resolve = resolve_by_system
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = site.url()
        if silent == "head":  # connects, and never answers
            url = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        elif silent == "accept":  # connects, and never shakes hands
            url = f"https://127.0.0.1:{mute.getsockname()[1]}/"
        elif silent == "name":
            url, resolve = "http://slow.test/", _never_resolves
        start = time.monotonic()
        with pytest.raises(Enough):
            Article.from_url(url, fetcher=Fetcher(allow_loopback=True, resolve=resolve), progress=impatient(0.5))
        assert time.monotonic() - start < 2


def _never_resolves(host: str, port: int) -> list[str]:
    time.sleep(30)
    return ["127.0.0.1"]


def test_the_backend_refuses_names_that_are_no_addresses() -> None:
    backend = CheckedBackend(deadline=time.monotonic() + 5, resolve=resolver(["not an address"]))
    with pytest.raises(Unreadable, match="no proper address"):
        backend.connect_tcp("odd.test", 80)


@pytest.mark.parametrize("error", [socket.gaierror("no such name"), UnicodeError("label too long")])
def test_a_name_that_cannot_be_looked_up_is_not_known(error: Exception) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise error

    with pytest.raises(Unreadable, match="name is not known"):
        CheckedBackend(deadline=time.monotonic() + 5, resolve=resolve).connect_tcp("odd.test", 80)


def test_where_one_address_does_not_answer_the_next_is_tried() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[str] = []

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.2", "127.0.0.1"]

        backend = CheckedBackend(deadline=time.monotonic() + 20, resolve=resolve, allow_loopback=True)
        backend.connect_tcp("[::1]", server.getsockname()[1]).close()
        assert asked == ["::1"]


def test_what_comes_too_late_is_closed() -> None:
    late, closed, beats = threading.Event(), threading.Event(), list[float]()

    def work() -> threading.Event:
        late.wait(20)
        return closed

    with pytest.raises(OutOfTime):
        _within(time.monotonic() + 0.4, work, lambda: beats.append(time.monotonic()), discard=threading.Event.set)
    assert beats
    assert not closed.is_set()
    late.set()
    assert closed.wait(20)
    assert _within(time.monotonic() + 20, lambda: "here", lambda: None) == "here"


def test_what_comes_in_the_moment_of_giving_up_is_discarded_once() -> None:
    class GivenUp(Exception):
        pass

    before, go, discarded = threading.active_count(), threading.Event(), list[str]()

    def work() -> str:
        go.wait(20)
        return "a connection"

    def beat() -> None:
        go.set()
        while threading.active_count() > before:
            time.sleep(0.01)
        raise GivenUp

    with pytest.raises(GivenUp):
        _within(time.monotonic() + 20, work, beat, discard=discarded.append)
    assert discarded == ["a connection"]


def test_nothing_on_a_connection_waits_past_the_deadline() -> None:
    waited: list[float | None] = []
    replies: list[bytes | Exception] = [httpcore.ReadTimeout(), b"x"]
    beats: list[int] = []

    class Stream(httpcore.NetworkStream):
        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            waited.append(timeout)
            if isinstance(reply := replies.pop(0), Exception):
                raise reply
            return reply

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            waited.append(timeout)

        def start_tls(self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
            waited.append(timeout)
            return self

    stream: httpcore.NetworkStream = _TimedStream(Stream(), time.monotonic() + 30, lambda: beats.append(1))
    for _ in range(2):
        stream.write(b"x", 90)
        stream = stream.start_tls(ssl.create_default_context(), "a.test", 90)
    assert all(timeout is not None and timeout <= 30 for timeout in waited)
    assert stream.read(1, 90) == b"x"
    assert (beats, max(filter(None, waited[-2:])) <= 0.25) == ([1], True)


def test_the_system_resolves_loopback() -> None:
    assert "127.0.0.1" in resolve_by_system("localhost", 80)


def _only_numbers(host: str, port: int, *arguments: object, **options: object) -> list[tuple[object, ...]]:
    address = ipaddress.ip_address(host)
    assert address.is_loopback
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
