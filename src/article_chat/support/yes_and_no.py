"""Whether the yes or no before an answer is the opposite of what the sentences say that carry the answer.

Only what is plain is told: a reader trained on statements has to find what the other word says borne out, clearly more than what this one says, and
the whole check has to find the other supported. Of 97 right answers none is doubted that way, of the same with the wrong word a third
(`tests/golden/yes_and_no.json`).
"""

from __future__ import annotations

from collections.abc import Sequence

from article_chat.support.bearing import BearsOut
from article_chat.support.check import Embed, Evidence, check_statement
from article_chat.support.declaring import decision
from article_chat.support.tidy import yes_or_no_before

CLEARLY = 8.0
"""Logits by which the other word has to be borne out more: against a right yes that came to 6 at most, in written answers and in 133 made of SQuAD's."""
SURELY = 0.7
"""Score from which the other word counts as supported: more than a statement needs, as two are weighed against each other."""


def contradicted(question: str, reply: str, evidence: Sequence[Evidence], *, embed: Embed, bears_out: BearsOut) -> str:
    """The "yes" or "no" with which `reply` begins, where the `evidence` that carries its rest says the opposite; "" where it doesn't, or it isn't plain."""
    said, decided = yes_or_no_before(reply), decision(question)
    if not said or decided is None or not evidence:
        return ""
    this, other = (decided.yes, decided.no) if said == "yes" else (decided.no, decided.yes)
    texts = [item.text for item in evidence]
    for_this, for_other = (max(bears_out(claim, texts)) for claim in (this, other))
    if not for_this < 0 < for_other or for_other - for_this < CLEARLY:
        return ""
    return said if check_statement(other, evidence, embed=embed, bears_out=bears_out).score >= SURELY else ""
