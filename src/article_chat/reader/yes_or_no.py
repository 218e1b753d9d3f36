"""Questions that are answered by yes or no, told from others. What answers one is the sentence that decides it."""

from __future__ import annotations

import re

AUXILIARIES = "is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
"""Verbs that open such a question, as alternatives of a pattern."""

_CONTRACTED = r"(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should)n['’]t"
_YES_OR_NO = re.compile(rf"\W*(?:{AUXILIARIES}|{_CONTRACTED})\b(?!.*\bor\b)", re.IGNORECASE | re.DOTALL)


def is_yes_or_no(question: str) -> bool:
    """Whether it is answered by yes or no; "Is it red or blue?" is not."""
    return _YES_OR_NO.match(question) is not None
