"""A question and its answer as one statement: people asked in words of their own, so what comes out is a paraphrase of the text.

Only plain questions are turned: where the subject may end in two places, nothing is made.
"""

from __future__ import annotations

import re

from article_chat.support.declaring import DO, HAVE_AND_MODALS, clause
from article_chat.support.lexicon import BE
from article_chat.support.parsing import Sentence, is_verb_like, parse

_AUXILIARY = "|".join(sorted(DO | HAVE_AND_MODALS | BE - frozenset({"be", "been", "being"})))
_PREPOSITIONS = "of|in|on|at|by|to|for|from|with|about|as|into|during|after|before|under|between|through|against|since|until"
_ADVERBIAL = re.compile(
    rf"(?P<asked>when|where|(?:{_PREPOSITIONS}) (?:what|which|whom)(?: [\w-]+){{0,3}}?) (?P<auxiliary>{_AUXILIARY}) (?P<rest>.+)", re.IGNORECASE
)
_OBJECT = re.compile(rf"(?:what|whom?|which(?: [\w-]+){{1,2}}|what (?!(?:{_AUXILIARY})\b)[\w-]+) (?P<auxiliary>{_AUXILIARY}) (?P<rest>.+)", re.IGNORECASE)
_NOUN = rf"(?!(?:{_AUXILIARY})\b)[\w-]+"
_COUNTED = re.compile(rf"how many (?P<what>{_NOUN}(?: {_NOUN})??)(?: (?P<auxiliary>{_AUXILIARY}))? (?P<rest>.+)", re.IGNORECASE)
_HAS_PREPOSITION = re.compile(rf" (?:{_PREPOSITIONS})\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(r"(?:who|what|which)\b[^?]*\b(?:did|do|does)\b", re.IGNORECASE)
_ENDS_OPEN = re.compile(rf"\b(?:{_PREPOSITIONS}|called|named|like|mean|do)$", re.IGNORECASE)
_LEADING = re.compile(rf"(?:{_PREPOSITIONS})\b", re.IGNORECASE)
_BEHIND_BE = re.compile(r"[a-z]+(?:ed|en|ing)$|(?:the|an?|not|also|able|known|one|in|made|built|held|found|set|led|sold|born|told|left|lost|won|sent|paid)$")
_INVERTED = re.compile(r"\w+ (?:(?:the|his|her|its|their) )(?:[\w'’-]+ ){1,2}(?:[a-z]+ed|[a-z]+ing|made|meant) to\b")
_TELLS = re.compile(r"[a-z]{3,}ed|makes|made|led|took|became|gave")


def as_statement(question: str, answer: str, led_by: str = "") -> str | None:
    """The question said with its answer, or None where it is not plain how.

    `led_by` is the word before the answer where it stands ("in" 1912).
    """
    plain, answer = question.strip().rstrip(" ?"), answer.strip(" .,;:\"'")
    if not answer or "?" in plain:
        return None
    if pattern := pattern_of(question):
        return _capital(pattern.replace("{}", answer, 1))
    if match := _COUNTED.fullmatch(plain):
        return _counted(match, answer)
    if match := _ADVERBIAL.fullmatch(plain):
        said = clause(match["auxiliary"].lower(), match["rest"])
        place = answer if _LEADING.match(answer) else f"{led_by} {answer}".strip()
        return None if said is None or _ENDS_OPEN.search(said) or not _LEADING.match(place) else _capital(f"{said} {place}.")
    if (match := _OBJECT.fullmatch(plain)) and (match["auxiliary"].lower() in DO | HAVE_AND_MODALS):
        said = clause(match["auxiliary"].lower(), match["rest"])
        open_place = said is None or (_HAS_PREPOSITION.search(said) is not None and not _ENDS_OPEN.search(said))
        return None if open_place else _capital(f"{said} {answer}.")
    return None


def _counted(match: re.Match[str], answer: str) -> str | None:
    """ "How many goals did Ida score?", "three" -> "Ida scored three goals."."""
    counted = answer if match["what"].split()[-1] in answer else f"{answer} {match['what']}"
    if not match["auxiliary"]:
        parsed = parse(f"{match['what']} {match['rest']}")
        verb = len(match["what"].split())
        return _capital(f"{counted} {match['rest']}.") if verb < len(parsed.tokens) and is_verb_like(parsed, verb) else None
    if match["auxiliary"].lower() in BE:
        return _capital(f"{counted} {match['auxiliary']} {match['rest']}.") if _BEHIND_BE.match(match["rest"].split()[0]) else None
    said = clause(match["auxiliary"].lower(), match["rest"])
    return None if said is None or _HAS_PREPOSITION.search(said) else _capital(f"{said} {counted}.")


def pattern_of(question: str) -> str | None:
    """The question as a statement with `{}` where the answer stands, when its subject is what is asked for; else None."""
    words = question.strip().rstrip(" ?").split()
    if len(words) < 4 or words[0].lower() not in ("who", "what", "which") or _NO_SUBJECT.match(question):
        return None
    if words[0].lower() == "who" or words[1].lower() in BE | HAVE_AND_MODALS or _TELLS.fullmatch(words[1]):
        cut = 1
    else:
        parsed = parse(" ".join(words))
        verb = next((p for p in range(2, min(5, len(parsed.tokens))) if _opens_verb(parsed, p)), None)
        if verb is None:
            return None
        cut = len(question[: parsed.tokens[verb].start].split())
    rest = words[cut:]
    inverted = rest[0].lower() in BE | HAVE_AND_MODALS and (len(rest) < 3 or not _BEHIND_BE.match(rest[1]) or _INVERTED.match(" ".join(rest)) is not None)
    return None if inverted or _ENDS_OPEN.search(rest[-1]) else f"{{}} {' '.join(rest)}."


def _opens_verb(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position]
    return word.lower in BE | HAVE_AND_MODALS or (not word.is_capital and is_verb_like(sentence, position))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
