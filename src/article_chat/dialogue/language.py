"""Whether a question is in English, and what to tell people about other languages.

The models that come with the package were trained on English; anything else would be answered by guessing.
"""

from __future__ import annotations

import re
import unicodedata

from article_chat.errors import advised
from article_chat.writing import LANGUAGE_NAMES

MULTILINGUAL = (
    "A multilingual model, such as sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2, can be set with ARTICLE_CHAT_EMBEDDING_MODEL, "
    "together with ARTICLE_CHAT_MULTILINGUAL=true."
)  # fmt: skip
"""What whoever runs the program can do to have other languages read, in one sentence."""


def language_notice(language: str | None, *, multilingual: bool = False) -> str | None:
    """What to tell a reader whose article is in `language` (a code such as "de"), or None when there is nothing to tell."""
    if multilingual or not language or language.lower().split("-")[0] in {"en", "eng", "english", "und"}:
        return None
    name = LANGUAGE_NAMES.get(language.lower().split("-")[0])
    spoken = f"This article seems to be in {name}" if name else "This article does not seem to be in English"
    return advised(f"{spoken}, and the models here were trained on English: answers may be missed or wrong.", MULTILINGUAL)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_QUOTED = re.compile(r"[\"“«„][^\"”»“]*[\"”»“]")
_ENGLISH = _words(
    """
    what who whom whose when where why how which is are was were be been do does did has have had can could will would should may might must the of
    and to a an in on at by for from with about that this these those it its his her he she they them their not or as if than there into over after
    before between during against
    """
)
_ASKING = _words(
    """
    warum wieso weshalb wer wen wem wann woher wohin welche welcher welches wieviel wieviele viele vielen pourquoi quoi quand où combien quel quelle quels
    quelles qu qué quién quiénes cuándo dónde cómo cuál cuáles cuánto cuántos cuántas quien cuando donde cuanto perché quando dove dov quanto quanti quale
    quali porquê porque quem qual quais onde quantos waarom wanneer hoeveel welke waar dlaczego kiedy gdzie jaki jaka jakie kto varför vem när vad
    hvilken hvorfor hvem hvornår hvordan hvad hvor miksi milloin missä neden niçin nerede kaç proč kdo kdy kde jak miért hogyan mikor siapa mengapa
    kapan bagaimana dimana
    """
)
_TELLING = _words(
    """
    ist sind hat haben wird wurde wurden nicht und auch noch über für zwischen dieser diese dieses dem des einer eine einem einen sich wie sagte
    gesagt gemacht passiert versprochen geht steht gibt kann worum bitte bedeutet heißt est sont était étaient été qui que quels dit fait avec dans
    pour sur pas une elle ils nous vous cet cette ces leur aux parle résumé está están fue fueron ha hizo dijo pasó es qué para por una como muy más
    también sobre este esta estos trata resumen significa è sono stato stata della delle degli nel nella che chi cosa più anche questo questa hanno
    detto articolo perche são foi foram não uma mais também isso disse você artigo het een niet van zijn heeft werd naar met voor wat deze gaat zegt
    nie jest są był była było czy przez dla się który która och är att inte på som har vad det ikke og ovat mikä mitä kuka ve bu için ne ile değil
    oldu je není byl jsou és hogy nem volt dengan untuk adalah tidak dari itu
    """
)
_LINKING = _words(
    """
    der die das ein le la les un des du de et en el los las lo il gli i o os da do em no van si se al del ce à di per com con comment
    """
)
_OPENING = _words(
    """
    warum wieso weshalb wer wann woher wohin welche welcher welches pourquoi quoi quel quelle quels quelles combien qué quién cuándo dónde cómo cuál
    quien cuando donde perché porquê quem waarom wanneer hoeveel dlaczego kiedy gdzie proč kdo kdy kde varför vem när vad hvorfor hvem hvornår hvordan
    hvad hvor miksi milloin missä miért hogyan neden niçin nerede mengapa kapan bagaimana siapa
    """
)
_GERMAN_WAS = re.compile(r"was (?:hat|haben|ist|sind|sagt|sagte|wird|wurde|wollte|will|macht|machte|bedeutet|passiert|passierte|geschah|steht|geht)\b")


def is_foreign(text: str) -> bool:
    """Whether the text is in another language: mostly another script, or held together by another language's function words.

    Quoted words do not count, names weigh nothing, and one English function word outweighs a foreign one.
    """
    if text.startswith("¿") or text.startswith("¡"):
        return True
    unquoted = _QUOTED.sub(" ", text)
    letters = [char for char in (unquoted if _WORD.search(unquoted) else text) if char.isalpha()]
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    if latin * 2 < len(letters):
        return True
    spoken = unquoted.lower().replace("\u2019", "'")
    ordered = [word for match in _WORD.findall(spoken) for word in _split_elision(match)]
    words = set(ordered)
    foreign = 2.0 * len(words & _ASKING) + len(words & (_TELLING - _ASKING)) + 0.5 * len(words & _LINKING)
    english = len((words & _ENGLISH) - _LINKING - _TELLING)
    if ordered[:1] and ordered[0] in _OPENING and not english:
        return True
    if _GERMAN_WAS.match(spoken.strip()) and english <= 1:
        return True
    return foreign >= 2.5 + 1.5 * english


def _split_elision(word: str) -> tuple[str, ...]:
    """French and Italian "qu'est", "dov'è" as the two words that they are."""
    head, apostrophe, tail = word.partition("'")
    return (head, tail) if apostrophe and head in {"qu", "l", "d", "c", "j", "s", "n", "m", "dell", "nell", "all", "dov", "cos", "com"} else (word,)
