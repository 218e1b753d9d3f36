"""Pages that a browser saved whole, as one MIME message (MHTML)."""

from __future__ import annotations

import email
import email.policy

from article_chat.articles import html
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.limits import Limits


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The first HTML part of the message, read like any web page."""
    message = email.message_from_bytes(source.data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                address = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                return html.extract(Source(data, part.get_content_charset(), str(address) if address else source.address), limits, report)
    raise Unreadable("is a saved page without a page in it: save it again, as HTML.")
