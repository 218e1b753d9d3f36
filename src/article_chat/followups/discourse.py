"""What a conversation has talked of: its mentions with their weight, and the last question as it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from article_chat.datatypes import MARKER, REFUSAL
from article_chat.followups import words
from article_chat.followups.leaning import fits
from article_chat.followups.mentions import Mention, Sort, names, opens_sentence, phrases, said_to_be, sort_of, sort_of_phrase, told_apart, without_markers
from article_chat.followups.noticing import as_noun, counted, is_heading, is_subject, named_last, to_go_on_from, together
from article_chat.writing import TITLES

FADE = 0.8
"""What is left of a mention's weight one turn later."""
IN_QUESTION, SUBJECT, IN_ANSWER, SHORT_ANSWER, ANSWER_OPENS, PHRASE, ASKED_PHRASE, MEANT = 2.0, 0.6, 0.7, 2.6, 0.5, 0.5, 1.0, 2.2
NAMED_LAST = 0.8
"""What is named without a determiner is less of a topic than "the fish" that it is said of."""
ANSWERS_WHO = 2.8
"""More than what the question called the same person."""

PUT_FORWARD = 3.2
"""The weight of what the article was asked about as such: it is what the next question means, more than what was asked of something else before."""
ALONGSIDE = 0.3
"""The share of a mention's weight in an answer that quotes whatever is said about something: it only stands beside it."""
NOTICED = 0.4
"""A mention that weighs less is no topic."""
UNSURE = 0.25
"""The weight of a word that may be capitalised only because it opens the answer."""
TOPIC = 1.3
"""What a heading said at the start never falls below."""

LEAST = 0.1
"""What fits a pronoun less than this is not meant by it, even where nothing else was said: "she" is no man."""
UNLIKELY = 0.15
"""What weighs less than this share of the likeliest is not what a pronoun stands for, whatever the article says of it."""

_NOT_ANSWERS = re.compile(
    r"i (?:don't|do not) know|the article does(?:n't| not) say|hello|you're welcome|goodbye|good\. what else|that (?:question|doesn't look)|nothing to answer",
    re.IGNORECASE,
)
_ITSELF = {"article", "text", "story", "document", "page", "passage"}
"""What is asked is no topic of the conversation for being asked."""
_WHO_IS = re.compile(r"(?:and |so )?(?:who is|who was|who's|whos) $", re.IGNORECASE)
_OF_AN_OFFICE = re.compile(rf"\b(?:{'|'.join(sorted(TITLES))}) of (?:the )?$", re.IGNORECASE)
"""What stands before the name of a place or a body, and of nobody: "the captain of Norvik"."""
_PEOPLE = {Sort.HE, Sort.SHE, Sort.PERSON, Sort.NAME}
_PERSONAL = re.compile(r"(?!(?:The|the) )[\w.-]+(?: [\w.-]+){1,2}")
_SOMEBODY = {"he": {"he", "him", "his"}, "she": {"she", "her", "hers"}}
_ASKS_THING = re.compile(r"(?:and |so )?(?:what|which)(?! (?:year|day|time|date|month)\b)\b", re.IGNORECASE)
_BARE_NOUN = re.compile(r"[a-z]{4,}(?: [a-z]{4,})?")
"""What can only be named by a short answer of a word or two, where it stands behind a preposition: "She had asked for asylum"."""
_SEVERAL = re.compile(r"(?:[Tt]he |[Tt]wo |[Tt]hree )?(?:[a-z-]+ )?[a-z]{3,}|[A-Z][a-z]{2,}s")
"""Several people who were asked for and have no name: "The first people", "two neighbours", "Painters"."""
_ASKS_WHOM = re.compile(r"(?:and |so )?whom?\b", re.IGNORECASE)
_WHOM_SOMEBODY = re.compile(
    rf"(?:(?:[Ww]ith|[Tt]o) )?[Ww]hom? (?:{'|'.join(sorted(words.AUXILIARIES))}) (?P<who>he|she|[A-Z][\w.-]+(?: [A-Z][\w.-]+){{0,2}}) [a-z]+(?: \w+)?\W*$"
)
"""A question that asks whom somebody met: "Who did Anna Lund marry?"."""
_BIDS = re.compile(rf"[A-Z][a-z]+ (?:for|{'|'.join(sorted(words.DETERMINERS))}) ")
"""How a sentence begins that tells somebody to do something: no name is followed by "the" ("Look for the stall", "Boil the potatoes")."""
_SMALL_TALK = re.compile(r"(?:hi|hello|hey|thanks|thank you|ok|okay|bye|goodbye|great|cool|yes|no|help)\b[\w ]{0,20}[.!?]*", re.I)


@dataclass
class Heard:
    """A mention and how much it is on people's minds."""

    mention: Mention
    weight: float
    least: float = 0.0


@dataclass
class Discourse:
    """The state of a conversation. `question` is the last question as read, `answer` its answer, empty when it was refused.

    `contrasted` is what the last question asked about in the place of something else, `whom` who was named when it asked whom, where that is known.
    `unnamed` are the pronouns, "he" and "she", that were said of somebody whom nobody has named: they go on meaning that person.
    """

    heard: dict[str, Heard] = field(default_factory=dict)
    question: str = ""
    answer: str = ""
    recent: list[str] = field(default_factory=list)
    meant: tuple[str, ...] = ()
    unnamed: set[str] = field(default_factory=set)
    contrasted: str = ""
    whom: str = ""

    def ask(self, reading: str, meant: tuple[str, ...] = (), contrasted: str = "", replaced: str = "") -> None:
        """Take in a question as it was read; `meant` are the keys of mentions that its pronouns stood for.

        What is asked about in the place of somebody is somebody: `contrasted` in that of `replaced`.
        """
        somebody = self.sort_of(replaced) in _PEOPLE - {Sort.NAME} if replaced else False
        for item in self.heard.values():
            item.weight = max(item.least, item.weight * FADE)
        if _SMALL_TALK.fullmatch(reading.strip()):
            return
        self.question, self.answer, self.meant = to_go_on_from(reading), "", meant
        self.contrasted, self.whom = contrasted, ""
        self.recent = [*self.recent[-6:], reading]
        self._note_unnamed(reading)
        least = TOPIC if is_heading(reading) else 0.0
        if least and len(reading.split()) <= 6 and reading[:1].isupper():
            title = re.sub(r"\s*\([^)]*\)", "", reading).strip()
            sort = Sort.GROUP if re.search(r"\((?:band|group|team)\)", reading) else sort_of(title)
            self._hear(Mention(title, 0, len(title), sort, named=True), IN_QUESTION + SUBJECT, least=least)
            return
        for mention in names(reading):
            if mention.start == 0 and " " not in mention.text and mention.sort is Sort.NAME and mention.key not in self.heard:
                continue  # capitalised only because it comes first: "Overflight rights"
            if mention.sort is Sort.NAME and _OF_AN_OFFICE.search(reading[: mention.start]):
                mention = replace(mention, sort=Sort.GROUP)
            if mention.sort is Sort.NAME and (_WHO_IS.match(reading[: mention.start]) or (somebody and mention.text == contrasted)):
                mention = replace(mention, sort=Sort.PERSON)
            subject = SUBJECT if is_subject(reading, mention) else 0.0
            self._hear(mention, MEANT if mention.key in meant else IN_QUESTION + subject, least=least)
        for mention in together(reading, names(reading)):
            self._hear(mention, IN_QUESTION + SUBJECT)
        if loosely := words.LOOSELY.fullmatch(reading):
            for mention in [*names(loosely.group(1)), *phrases(loosely.group(1))]:
                self._hear(mention, PUT_FORWARD)
        for mention in phrases(reading):
            if mention.key not in _ITSELF:
                topic = mention.sort in _PEOPLE and is_subject(reading, mention) and not self.asks_whom
                self._hear(mention, IN_QUESTION if topic else ASKED_PHRASE)
        for mention in counted(reading):
            self._hear(mention, IN_QUESTION)
        for mention in named_last(reading):
            self._hear(mention, NAMED_LAST)

    def _note_unnamed(self, reading: str) -> None:
        if any(mention.sort in _PEOPLE and (mention.start or " " in mention.text) for mention in names(reading)):
            self.unnamed.clear()
        said = {word for word in re.findall(r"[^\W\d_]+", reading) if word.islower()}  # Zheng He is a name
        self.unnamed |= {form for form, forms in _SOMEBODY.items() if forms & said and not self.candidates(form)}

    def ask_in_vain(self, question: str) -> None:
        """Take in a fragment that meant nothing by what was said: the question before it stays the one to go on from."""
        before = self.question
        self.ask(question)
        self.question = before

    def reply(self, text: str) -> None:
        """Take in an answer; refusals and small talk say nothing."""
        first = without_markers(MARKER.split(text, maxsplit=1)[0])
        text = without_markers(text)
        if not text or text.startswith(REFUSAL) or _NOT_ANSWERS.match(text):
            return
        self.answer = text
        self.recent = [*self.recent[-6:], text]
        share = ALONGSIDE if words.LOOSELY.fullmatch(self.question) else 1.0
        named = [mention for mention in told_apart(text, names(text)) if mention.start or " " in mention.text or not _BIDS.match(text)]
        short = self._is_the_name(text)
        if short and re.match(r"(?:from )?where\b|.{0,8}\b(?:city|country|town|state|place)\b", self.question, re.I):
            named = [replace(mention, sort=Sort.PLACE) for mention in named]
        self._hear_names(text, named, share, short=short)
        for mention in self._named_as_asked(text):
            self._hear(mention, IN_QUESTION + SUBJECT)
        known = {mention.end for mention in named if mention.sort in _PEOPLE}
        for mention in phrases(text):
            if mention.sort is not Sort.PERSON or mention.start - len(", ") not in known:  # "Olav Lund, a baker," is one person and not two
                self._hear(mention, share * PHRASE)
        of_whom = [mention for mention in named if mention.end <= len(first)]  # what is quoted beside it may tell of somebody else
        self._hear_the_two(of_whom)
        self._hear_the_couple(of_whom if self.asks_whom else named)

    def _is_the_name(self, answer: str) -> bool:
        """Whether an answer is hardly more than the name that was asked for."""
        asks_name = re.match(r"(?:\w+ )?(?:who|which|what|where|whom|name)\b", self.question, re.I)
        return bool(asks_name) and len(answer.split()) <= 6 and not re.search(r"['\u2019]s? ", self.question)

    def _hear_names(self, text: str, named: list[Mention], share: float, *, short: bool) -> None:
        """Take in the names of an answer: who answers a "who", what the question spoke of already, and what is new."""
        asked = set(re.findall(r"\w+", self.question.lower()))
        someone = self._asked_for(named) if re.match(r"who\b", self.question, re.IGNORECASE) else None
        headings = is_heading(self.question) and is_heading(text)
        for mention in [*named, *together(text, named)]:
            in_question = mention.key.split()[-1] in asked
            if mention.start == 0 and in_question and " " not in mention.text and re.search(rf"\b{re.escape(mention.text.lower())}\b", self.question):
                self._hear(as_noun(mention), IN_QUESTION)
                continue  # "Repairs will take six weeks", when it was asked how long repairs take
            answers_who = someone is not None and mention.key == someone.key
            if answers_who:
                self.unnamed.clear()
                if mention.sort is Sort.NAME and mention.start > 4:
                    mention = replace(mention, sort=Sort.PERSON)
            if answers_who or (in_question and self._fuller(mention.key) not in self.heard):
                self._hear(mention, ANSWERS_WHO if answers_who and mention.sort in {Sort.HE, Sort.SHE, Sort.PERSON} else IN_QUESTION)
            lone = " " not in mention.text and mention.sort is Sort.NAME and mention.key not in self.heard
            several = sort_of_phrase(mention.text.lower()) is Sort.THINGS and opens_sentence(text, mention.start)
            if lone and not short and (several or text[mention.start - 2 : mention.start] == "| "):
                continue  # "Repairs to the wall are expected", "| Year | Revenue |"
            opens = ANSWER_OPENS if mention.start <= 4 else 0.0
            unsure = headings or (lone and mention.start == 0)
            self._hear(mention, share * (UNSURE if unsure and not short else (SHORT_ANSWER if short else IN_ANSWER) + opens))

    def _hear_the_couple(self, named: list[Mention]) -> None:
        """Question and answer name two people in full, one of whom is known for a woman or a man: "they" may be both."""
        people = {m.key: m for m in [*names(self.question), *named] if m.sort in _PEOPLE and " " in m.text}
        if len(people) == 2 and {Sort.HE, Sort.SHE} & {self.sort_of(key) or mention.sort for key, mention in people.items()}:
            left, right = people.values()
            both = f"{left.text} and {right.text}"
            asked_for = self.asks_whom and not self._names_somebody()  # nobody else is likelier meant by "they"
            self._hear(Mention(both, 0, len(both), Sort.THINGS, named=True), ANSWERS_WHO if asked_for else IN_ANSWER + ANSWER_OPENS)

    def _named_as_asked(self, text: str) -> list[Mention]:
        """The name that an answer gives somebody whom the question asked about by what they are: "the foreman, Olav Lund"."""
        asked = [mention for mention in phrases(self.question) if mention.sort in _PEOPLE and is_subject(self.question, mention)]
        named = [mention for one in asked for mention in said_to_be(one.key.split()[-1], text)]
        return [replace(mention, sort=Sort.PERSON) if mention.sort is Sort.NAME else mention for mention in named] if len(named) == 1 else []

    def _hear_the_two(self, named: list[Mention]) -> None:
        """Take in who was asked about and the only one who was named, where it was asked whom somebody met: "they" are both."""
        asked = _WHOM_SOMEBODY.match(self.question)
        people = [mention for mention in named if mention.sort in _PEOPLE and _PERSONAL.fullmatch(mention.text) and mention.text not in self.question]
        if asked and len(people) == 1:
            both = f"{asked['who']} and {people[0].text}"
            self._hear(Mention(both, 0, len(both), Sort.THINGS, named=True), ANSWERS_WHO)

    def answer_with(self, short: str, sentence: str, form: str = "it") -> None:
        """Take in the short answer, as what a pronoun of this form means next.

        "It" is the trench in "She had discovered the trench", "he" is who was met when it was asked whom somebody met.
        """
        if form in _SOMEBODY or self.asks_whom:
            self._hear_whom(short, sentence, form)
            return
        match = re.search(r"\b(?:the|an?|its|his|her|their) (?P<thing>(?:[a-z-]+ ){0,2}[a-z-]{3,})$", sentence[: sentence.find(short) + len(short)])
        if short and _ASKS_THING.match(self.question) and match and sentence.count(short) and short.split()[-1] == match["thing"].split()[-1]:
            thing = f"the {match['thing']}"
            self._hear(Mention(thing, 0, len(thing), sort_of_phrase(match["thing"]), named=False), SHORT_ANSWER)
        elif _ASKS_THING.match(self.question) and _BARE_NOUN.fullmatch(short) and re.search(rf"\b(?:for|of|about|with) {short}\b", sentence):
            self._hear(Mention(short, 0, len(short), sort_of_phrase(short.split()[-1]), named=False), SHORT_ANSWER)

    def _hear_whom(self, short: str, sentence: str, form: str) -> None:
        """Take in who was named when it was asked who, unless the question names somebody whom the pronoun may mean as well."""
        named = self._whom(short, sentence)
        if form == "they" and not self._names_somebody() and _SEVERAL.fullmatch(short) and sort_of_phrase(short.split()[-1].lower()) is Sort.THINGS:
            named_so = re.sub("^the ", "", short, flags=re.IGNORECASE)
            people = f"the {named_so[:1].lower() + named_so[1:] if ' ' in named_so else named_so}"
            self._hear(Mention(people, 0, len(people), Sort.THINGS, named=False), ANSWERS_WHO)
        if named and form not in _SOMEBODY:
            named = named if form == "they" or (form == "it" and named.sort is Sort.GROUP) else None
            if named and not self._names_somebody(form):
                self._hear(named, ANSWERS_WHO)
        elif named and not self._names_somebody(form):
            likely = named.sort is Sort.NAME and _PERSONAL.fullmatch(named.text)
            self._hear(replace(named, sort=Sort.PERSON) if likely else named, ANSWERS_WHO)

    def name_whom(self, short: str, sentence: str) -> None:
        """Remember who was named when it was asked whom: "When was that?" after "Whom did she marry?" asks when she married him."""
        named = self._whom(short, sentence)
        self.whom = named.text if named else ""

    @property
    def asks_whom(self) -> bool:
        """Whether the last question asked for somebody."""
        return _ASKS_WHOM.match(self.question) is not None

    def _whom(self, short: str, sentence: str) -> Mention | None:
        """The only name of the short answer to "who"."""
        start = sentence.find(short) if short else -1
        named = [mention for mention in names(sentence) if start <= mention.start and mention.end <= start + len(short)]
        return named[0] if start >= 0 and len(named) == 1 and self.asks_whom else None

    def _names_somebody(self, form: str = "") -> bool:
        """Whether the last question is of a person by a name or a pronoun, who is likelier meant next than whom it asked for: "she" is not "him"."""
        said = set(re.findall(r"[a-z]+", self.question.lower()))
        if form in _SOMEBODY and (_SOMEBODY["she" if form == "he" else "he"] & said) and not _SOMEBODY[form] & said:
            return False
        personal = re.search(r"\b(?:his|her|him)\b", self.question)
        cannot = {Sort.NAME, {"he": Sort.SHE, "she": Sort.HE}.get(form, Sort.NAME)}
        meant = any((self.sort_of(key) or Sort.NAME) is Sort.NAME or self.sort_of(key) not in cannot for key in self.meant)
        named = any((self.sort_of(mention.text) or mention.sort) in _PEOPLE - cannot for mention in names(self.question))
        return bool(meant or personal or named)

    def _asked_for(self, named: list[Mention]) -> Mention | None:
        """Who the answer names, where it was asked who: the name it opens with, or the only person's where the question named nobody."""
        asked = set(re.findall(r"\w+", self.question.lower()))
        new = [mention for mention in named if mention.key.split()[-1] not in asked]
        opening = next((mention for mention in new if mention.start <= 4), None)
        people = [mention for mention in new if mention.sort in _PEOPLE and _PERSONAL.fullmatch(mention.text)]
        subject_asked = re.match(rf"who (?!(?:{'|'.join(words.AUXILIARIES)})\b)", self.question, re.IGNORECASE)
        return opening or (people[0] if subject_asked and not self._names_somebody() and len(people) == 1 else None)

    def sorts_as(self, key: str, form: str) -> None:
        """Remember that a pronoun of this form stood for the mention."""
        sort = {"he": Sort.HE, "she": Sort.SHE, "it": Sort.THING}.get(form.removesuffix("'s"))
        unsettled = {Sort.NAME, Sort.PERSON} if sort in {Sort.HE, Sort.SHE} else {Sort.NAME}
        if sort and key in self.heard and self.heard[key].mention.sort in unsettled:
            self.heard[key].mention = replace(self.heard[key].mention, sort=sort)

    def candidates(self, form: str, *, without: frozenset[str] = frozenset()) -> list[Mention]:
        """What a pronoun of this form may stand for, likeliest first."""
        if form.removesuffix("'s") in self.unnamed:
            return []
        fitting = {key: fits(form, item.mention) for key, item in self.heard.items() if key not in without}
        weights = {key: self.heard[key].weight * (1.0 if self.heard[key].mention.named else 0.8) for key in fitting}
        ranked = sorted(((weights[key] * fit, key) for key, fit in fitting.items() if fit >= LEAST), reverse=True)
        return [self.heard[key].mention for value, key in ranked if value > UNLIKELY * ranked[0][0]]

    @property
    def deed(self) -> str:
        """What it is called that the last question asks about somebody's doing: "pledge" of "What did he pledge?"; "" where it asks of none."""
        asked = re.findall(r"[^\W\d_]+", self.question)
        return next((words.DEEDS[word] for word in reversed(asked) if word in words.DEEDS), "")

    def does_it(self, mention: Mention) -> bool:
        """Whether the last question asks what it does: the builders of "What do the builders want?", not the house of "When was it built?"."""
        doers = re.search(rf"\b(?:do|does|did|will|would|can|could) (?:the )?{re.escape(mention.key)}\b", self.question, re.IGNORECASE)
        return doers is not None and re.match(r" (?:be|happen|begin|start|end|open|close)\b", self.question[doers.end() :]) is None

    def in_full(self, text: str) -> str:
        """A phrase with the full form of a name that ends it: "the statue of Cary Grant"."""
        match = re.search(r" of ([A-Z]\w+)$", text)
        full = self.heard.get(self._fuller(match.group(1).lower())) if match else None
        return f"{text[: match.start(1)]}{full.mention.text}" if match and full else text

    def sort_of(self, name: str) -> Sort | None:
        """The sort of a name that was heard, also by its last word; None when it was not heard."""
        key = name.lower()
        return next((item.mention.sort for heard, item in self.heard.items() if heard == key or heard.endswith(f" {key}")), None)

    def mentions_noun(self, noun: str) -> bool:
        """Whether the last turns have the noun, in the singular or the plural; a heading said at the start has all of its kind."""
        if noun in words.KINDS and any(item.least for item in self.heard.values()):
            return True
        return re.search(rf"\b{re.escape(noun.removesuffix('s'))}(?:s|es)?\b", " ".join(self.recent), re.IGNORECASE) is not None

    def called(self, noun: str) -> Mention | None:
        """The latest name that was said to be of a kind: Quaristice, where "the album" is asked about after "their ninth album, Quaristice"."""
        return next((mention for text in reversed(self.recent) for mention in reversed(said_to_be(noun, text))), None)

    def topics(self) -> Iterator[Mention]:
        """Named mentions that are no times, likeliest to be the topic first."""
        for item in sorted(self.heard.values(), key=lambda heard: -heard.weight - 2 * heard.least):
            if item.mention.named and item.mention.sort is not Sort.TIME and item.weight >= NOTICED:
                yield item.mention

    @property
    def kinds(self) -> list[Mention]:
        """Things that were spoken of by what they are, likeliest first: "the engine", "a permit"."""
        things = [item for item in self.heard.values() if not item.mention.named and item.mention.sort in {Sort.THING, Sort.THINGS, Sort.PERSON}]
        return [item.mention for item in sorted(things, key=lambda item: -item.weight)]

    @property
    def people(self) -> list[Mention]:
        """Somebody who was named, likeliest first."""
        people = [item for item in self.heard.values() if item.mention.named and item.mention.sort in _PEOPLE - {Sort.NAME}]
        return [item.mention for item in sorted(people, key=lambda item: -item.weight)]

    @property
    def subject(self) -> Mention | None:
        """What the conversation is about: a name, or where none was said what was asked about last."""
        return next(self.topics(), None) or next(iter(self.candidates("it") or self.candidates("they")), None)

    def _hear(self, mention: Mention, weight: float, *, least: float = 0.0) -> None:
        key = mention.key
        if mention.named:
            key = self._fuller(key)
        known = self.heard.get(key)
        if known is None:
            shorter = [k for k, item in self.heard.items() if mention.named and item.mention.named and " " not in k and key.endswith(f" {k}")]
            if len(shorter) == 1 and " and " not in key:
                older = self.heard.pop(shorter[0])
                weight, least = max(weight, older.weight), max(least, older.least)
                if mention.sort is Sort.NAME:
                    mention = replace(mention, sort=older.mention.sort)
            self.heard[key] = Heard(mention, weight, least)
            return
        known.weight = max(known.weight, 0.35 * known.weight + weight)
        if len(mention.text) > len(known.mention.text) or (known.mention.sort is Sort.NAME and mention.sort not in {Sort.NAME, Sort.PLACE}):
            longest = max(mention.text, known.mention.text, key=len)
            sort = known.mention.sort if known.mention.sort is not Sort.NAME else mention.sort
            known.mention = replace(mention, text=longest, sort=sort)

    def _fuller(self, key: str) -> str:
        """The key of a longer name that ends with, or begins with, this one ("Putin" for "Vladimir Putin")."""
        longer = [k for k, h in self.heard.items() if h.mention.named and k != key and " and " not in k and (k.endswith(" " + key) or k.startswith(key + " "))]
        return longer[0] if len(longer) == 1 else key
