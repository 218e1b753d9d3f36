"""What is said while someone waits."""

from __future__ import annotations

import io
import sys
import time

import pytest

from article_chat.progress import TerminalProgress, in_words


@pytest.mark.parametrize(
    ("stage", "done", "total", "words"),
    [
        ("fetching", 0, 0, "Fetching…"),
        ("fetching", 0, 3_400_000, "Fetching…"),
        ("fetching", 1_210_000, 3_400_000, "Fetching 1.2 of 3.4 MB…"),
        ("fetching", 12_000, 40_000, "Fetching 12 of 40 kB…"),
        ("fetching", 1_210_000, 0, "Fetching, 1.2 MB so far…"),
        ("fetching", 9_000, 8_000, "Fetching, 9 kB so far…"),
        ("reading pages", 0, 0, "Reading the article…"),
        ("reading pages", 11, 1_500, "Reading page 12 of 1,500…"),
        ("reading pages", 500, 500, "Reading page 500 of 500…"),
        ("reading", 3, 20, "Reading part 4 of 20…"),
        ("reading", 0, 1, "Reading the article…"),
        ("indexing", 1_200, 25_000, "Indexing 1,200 of 25,000 passages and sentences…"),
    ],
)
def test_every_stage_in_words(stage: str, done: int, total: int, words: str) -> None:
    assert in_words(stage, done, total) == words


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO) -> str:
    """What a bar of two stages leaves on standard error."""
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("article_chat.progress.DELAY_S", 0.0)
    progress = TerminalProgress()
    for stage, done, total in (("fetching", 0, 0), ("fetching", 1_000_000, 2_000_000), ("reading pages", 0, 100), ("reading pages", 80, 100)):
        progress(stage, done, total)
        time.sleep(0.12)  # a bar is not drawn more often
    progress.close()
    return screen.getvalue()


def test_a_terminal_shows_a_bar_for_every_stage_and_is_clean_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = shown(monkeypatch, Screen())
    assert "Fetching" in drawn
    assert "1.00M/2.00M" in drawn
    assert "80/100" in drawn
    assert drawn.rsplit("\r", 2)[1].strip() == ""


def test_where_there_is_no_terminal_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO()) == ""
