"""E-mails (EML): the message without the lines that carried it, and who wrote it, about what and when."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.utils import parsedate_to_datetime

from article_chat.articles import html, plain
from article_chat.articles.characters import clean_characters, squeeze
from article_chat.articles.extract import Extract, Report, Source, Unreadable
from article_chat.articles.limits import Limits
from article_chat.articles.people import join_names
from article_chat.articles.tree import join_blocks
from article_chat.writing import counted


def extract(source: Source, limits: Limits, report: Report) -> Extract:
    """The message as plain text where it has that, otherwise as a page; attached files are left out and told of."""
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    data = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(data, bytes) or not data.strip():
        raise Unreadable("is an e-mail without a text in it: give the attached file you want to ask about.")
    source = Source(data, body.get_content_charset())
    read = html.extract(source, limits, report) if body.get_content_subtype() == "html" else plain.extract(source, limits, report)
    title = squeeze(clean_characters(str(message["subject"] or ""))) or None
    attached = sum(1 for _ in message.iter_attachments())
    return replace(
        read,
        text=join_blocks(read.text.split("\n\n"), title),
        title=title or read.title,
        author=join_names(address.display_name for address in getattr(message["from"], "addresses", ())) or read.author,
        date=_date(str(message["date"] or "")) or read.date,
        notes=(*read.notes, *([f"Not read: {counted(attached, 'attached file')}."] if attached else [])),
    )


def _date(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).strftime("%Y-%m-%d")
    except (ValueError, TypeError):
        return None
