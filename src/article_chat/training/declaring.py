"""A question and its answer as one statement: people asked in words of their own, so what comes out is a paraphrase of the text.

Only plain questions are turned: where the subject may end in two places, nothing is made.
"""

from __future__ import annotations

import re

from article_chat.support.lexicon import BE, is_verb
from article_chat.support.parsing import Sentence, is_verb_like, parse
from article_chat.support.verbs import is_adverb
from article_chat.support.words import is_past
from article_chat.training.forms import past_of, third_person_of

_DO = frozenset("do does did".split())
_MODALS = frozenset("can could will would shall should may might must has have had".split())
_AUXILIARY = "|".join(sorted(_DO | _MODALS | BE - frozenset({"be", "been", "being"})))
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
_DETERMINERS = frozenset("a an the his her its their our my your this these those that some any no every each many most all both of in and or to".split())
_PRONOUNS = frozenset("i you he she it we they".split())
_LONGEST_SUBJECT = 9


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
        said = _said(match["auxiliary"].lower(), match["rest"])
        place = answer if _LEADING.match(answer) else f"{led_by} {answer}".strip()
        return None if said is None or _ENDS_OPEN.search(said) or not _LEADING.match(place) else _capital(f"{said} {place}.")
    if (match := _OBJECT.fullmatch(plain)) and (match["auxiliary"].lower() in _DO | _MODALS):
        said = _said(match["auxiliary"].lower(), match["rest"])
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
    said = _said(match["auxiliary"].lower(), match["rest"])
    return None if said is None or _HAS_PREPOSITION.search(said) else _capital(f"{said} {counted}.")


def pattern_of(question: str) -> str | None:
    """The question as a statement with `{}` where the answer stands, when its subject is what is asked for; else None."""
    words = question.strip().rstrip(" ?").split()
    if len(words) < 4 or words[0].lower() not in ("who", "what", "which") or _NO_SUBJECT.match(question):
        return None
    if words[0].lower() == "who" or words[1].lower() in BE | _MODALS or _TELLS.fullmatch(words[1]):
        cut = 1
    else:
        parsed = parse(" ".join(words))
        verb = next((p for p in range(2, min(5, len(parsed.tokens))) if _opens_verb(parsed, p)), None)
        if verb is None:
            return None
        cut = len(question[: parsed.tokens[verb].start].split())
    rest = words[cut:]
    inverted = rest[0].lower() in BE | _MODALS and (len(rest) < 3 or not _BEHIND_BE.match(rest[1]) or _INVERTED.match(" ".join(rest)) is not None)
    return None if inverted or _ENDS_OPEN.search(rest[-1]) else f"{{}} {' '.join(rest)}."


def _opens_verb(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position]
    return word.lower in BE | _MODALS or (not word.is_capital and is_verb_like(sentence, position))


def _said(auxiliary: str, rest: str) -> str | None:
    """ "did", "the king leave the city" -> "the king left the city"."""
    parsed = parse(rest)
    verb = _only_verb(parsed, auxiliary)
    if verb is None:
        return None
    at = parsed.tokens[verb].start
    subject, behind = rest[:at].strip(), rest[at:]
    if auxiliary not in _DO:
        return f"{subject} {auxiliary} {behind}"
    word = parsed.tokens[verb].text
    form = past_of(word) if auxiliary == "did" else third_person_of(word) if auxiliary == "does" else word
    return f"{subject} {form}{behind[len(word) :]}"


def _only_verb(sentence: Sentence, auxiliary: str) -> int | None:
    """Where the subject ends and the verb begins, if there is but one such place near enough."""
    fits = _is_base if auxiliary in _DO | {"can", "could", "will", "would", "shall", "should", "may", "might", "must"} else _is_participle
    last = min(len(sentence.tokens), _LONGEST_SUBJECT)
    if sentence.tokens and sentence.tokens[0].lower in _PRONOUNS and len(sentence.tokens) > 1:
        return 1 if fits(sentence, 1) else None
    found = [p for p in range(1, last) if fits(sentence, p) and sentence.tokens[p - 1].lower not in _DETERMINERS]
    end = next((p for p in range(1, last) if sentence.tokens[p].ends_clause or sentence.tokens[p].lower in ("that", "who", "which")), last)
    found = [p for p in found if p < end]
    if not found or (len(found) > 1 and found[1] - found[0] < 2):
        return None
    first = found[0]
    while first > 1 and is_adverb(sentence, first - 1):
        first -= 1
    return found[0] if auxiliary in _DO else first


def _is_base(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position].text
    inflected = word.endswith(("ed", "ing")) or (word.endswith("s") and not word.endswith("ss")) or is_past(word)
    return (is_verb(sentence.tokens[position].stem) or word in ("be", "have")) and word.islower() and not inflected and position not in sentence.in_name


def _is_participle(sentence: Sentence, position: int) -> bool:
    word = sentence.tokens[position].text
    formed = (word.endswith(("ed", "ing")) and len(word) > 4) or (is_past(word) and is_verb(sentence.tokens[position].stem)) or word == "been"
    return formed and word.islower() and position not in sentence.in_name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
