"""The server that shows the page: where it listens, what it is kept from, and what its head brings along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.middleware import Middleware

from article_chat.errors import ConfigError
from article_chat.ui.address import HostCheck, is_operators_own, past_proxies, usable_port
from article_chat.ui.opener import Opener, SettingsOpener
from article_chat.ui.page import MISTAKES, Blocks, build_page, theme
from article_chat.ui.ports import AssistantLike, PageSettings
from article_chat.ui.security import NoFetching, OwnSite, SecurityHeaders
from article_chat.ui.warmup import WarmUp

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Server:
    """A page being served at `url`, until `close()`."""

    url: str
    blocks: Blocks

    def close(self) -> None:
        """Stop serving."""
        self.blocks.close(verbose=False)

    def wait(self) -> None:
        """Block until the server ends or the keyboard interrupts."""
        self.blocks.block_thread()


def start(assistant: AssistantLike, settings: PageSettings, *, host: str | None = None, port: int | None = None, opener: Opener | None = None) -> Server:
    """Serve the page in the background; the models load meanwhile.

    `opener` opens what visitors bring; real settings give one, and without one visitors stay with the default article.
    `host` and `port` default to the settings' own. Raises ConfigError when the port cannot be had.
    """
    host = host or settings.host
    port = usable_port(host, settings.port if port is None else port)
    warm_up = WarmUp(assistant)
    names = tuple(settings.further_hosts)
    middleware = [Middleware(SecurityHeaders), Middleware(HostCheck, host=host, further=names), Middleware(OwnSite), Middleware(NoFetching)]
    operator = is_operators_own(host, names)
    blocks = build_page(assistant, settings, warm_up=warm_up, opener=opener or _opener(settings), operator=operator)
    try:
        with past_proxies():
            _, url, _ = blocks.queue(default_concurrency_limit=16, max_size=256).launch(
                server_name=host,
                server_port=port,
                prevent_thread_lock=True,
                share=False,
                inbrowser=False,
                quiet=True,
                ssr_mode=False,
                mcp_server=False,
                enable_monitoring=False,
                show_error=False,
                _frontend=False,  # else a busy machine that answers itself too slowly is told to share the page with the world
                footer_links=[],
                max_file_size=settings.max_bytes,
                favicon_path=_HERE / "icon.svg",
                theme=theme(),
                head=_head(),
                app_kwargs={"middleware": middleware, "docs_url": None, "redoc_url": None, "openapi_url": None, "exception_handlers": MISTAKES},
            )
    except OSError as error:
        raise ConfigError(f"The page cannot be served at {host}:{port}: {error}. Choose another port.", name="port") from error
    warm_up.start()  # not before: both change what warnings the process shows, and would get in each other's way
    return Server(url.rstrip("/"), blocks)


def serve(assistant: AssistantLike, settings: PageSettings) -> None:
    """Serve the page until interrupted, printing its address."""
    server = start(assistant, settings)
    print(f"Article Chat is at {server.url} (Ctrl+C ends it)", flush=True)
    server.wait()


def _opener(settings: PageSettings) -> Opener | None:
    from article_chat.config import Settings

    return SettingsOpener(settings) if isinstance(settings, Settings) else None


def _head() -> str:
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    js = (_HERE / "page.js").read_text(encoding="utf-8")
    return f"<style>{css}</style><script>{js}</script>"
