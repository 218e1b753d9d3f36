"""Words, names and numbers of training texts, and one put in the place of another."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w'’-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d+\b")
STOP = frozenset(
    (
        "the a an of in on at to and or is was were are did do does what which who whom whose when where how why that this it its for by with from as "
        "be been many much"
    ).split()
)
"""Not the stop words of other modules, on purpose: the training examples, and with them the weights and their calibration, came of this list."""
_ANTONYMS = [pair.split("/") for pair in """
first/last largest/smallest highest/lowest most/least more/fewer before/after increase/decrease increased/decreased north/south northern/southern
east/west eastern/western early/late earliest/latest old/new oldest/newest oldest/youngest high/low higher/lower long/short longest/shortest
best/worst major/minor majority/minority maximum/minimum won/lost win/lose start/end began/ended begin/end open/closed opened/closed positive/negative
success/failure successful/unsuccessful strong/weak stronger/weaker large/small larger/smaller rich/poor wealthy/poor public/private inside/outside
above/below top/bottom upper/lower left/right support/oppose supported/opposed allowed/forbidden allow/forbid legal/illegal accepted/rejected
accept/reject agreed/refused agree/refuse gained/lost rise/fall rose/fell hot/cold hottest/coldest warm/cool male/female men/women ally/enemy
give/take gave/took given/taken years/centuries year/decade months/years days/weeks weeks/months similar/dissimilar before/during increasing/decreasing
attack/defend attacked/defended joined/left entered/left advantage/disadvantage include/exclude included/excluded internal/external domestic/foreign
urban/rural ancient/modern permanent/temporary direct/indirect formal/informal possible/impossible likely/unlikely common/rare buy/sell bought/sold
created/destroyed build/destroy built/destroyed import/export love/hate present/absent same/different similar/different always/never can/cannot
important/unimportant popular/unpopular known/unknown usual/unusual common/uncommon certain/uncertain able/unable aware/unaware fair/unfair
necessary/unnecessary equal/unequal stable/unstable reliable/unreliable limited/unlimited related/unrelated official/unofficial safe/unsafe
happy/unhappy healthy/unhealthy satisfied/dissatisfied expected/unexpected intended/unintended changed/unchanged affected/unaffected named/unnamed
employed/unemployed employment/unemployment protected/unprotected published/unpublished finished/unfinished developed/undeveloped educated/uneducated
effective/ineffective active/inactive complete/incomplete correct/incorrect dependent/independent visible/invisible capable/incapable accurate/inaccurate
sufficient/insufficient expensive/inexpensive significant/insignificant efficient/inefficient practical/impractical perfect/imperfect legal/illegal
moral/immoral mature/immature mobile/immobile regular/irregular rational/irrational relevant/irrelevant responsible/irresponsible
agree/disagree agreed/disagreed agreement/disagreement liked/disliked approve/disapprove approved/rejected appear/disappear appeared/disappeared
connect/disconnect connected/disconnected continue/discontinue continued/ended encouraged/discouraged encourage/discourage honest/dishonest
proved/disproved prove/disprove obey/disobey trust/distrust allowed/banned permit/prohibit permitted/prohibited protect/endanger praised/criticized
raise/lower raised/lowered expand/shrink expanded/shrank enter/leave arrive/depart arrived/departed remember/forget
send/receive sent/received teach/learn lend/borrow hire/fire hired/fired employ/dismiss promoted/demoted appointed/dismissed elected/defeated
married/divorced born/died alive/dead birth/death peace/war victory/defeat profit/loss friend/enemy hero/villain buyer/seller employer/employee
parent/child teacher/student winner/loser master/slave landlord/tenant king/queen father/mother son/daughter brother/sister husband/wife
morning/evening day/night summer/winter spring/autumn land/sea mountain/valley heaven/hell front/back horizontal/vertical wide/narrow
deep/shallow thick/thin heavy/light bright/dark dry/wet hard/soft fast/slow faster/slower quick/slow rough/smooth clean/dirty sharp/dull
simple/complex easy/difficult easier/harder good/bad better/worse true/false right/wrong real/fake natural/artificial voluntary/compulsory
optional/mandatory democratic/autocratic liberal/conservative conservative/liberal primary/secondary acidic/alkaline solid/liquid organic/inorganic
singular/plural literal/figurative theoretical/practical passive/active objective/subjective abstract/concrete general/specific
majority/minority superior/inferior senior/junior former/latter previous/next past/future over/under up/down near/far closest/farthest
nearest/farthest help/hinder helped/hindered improve/worsen improved/worsened strengthen/weaken strengthened/weakened
cause/prevent caused/prevented attract/repel attracted/repelled absorb/emit absorbed/emitted add/remove added/removed preserve/destroy
preserved/destroyed free/imprison freed/imprisoned released/arrested saved/killed hidden/revealed hide/reveal confirmed/denied confirm/deny
admit/deny admitted/denied ignored/noticed ignore/notice advance/retreat advanced/retreated invaded/liberated united/divided unite/divide
is/isn't was/wasn't were/weren't did/didn't does/doesn't has/hasn't had/hadn't
""".split()]  # fmt: skip
OPPOSITES = {a: b for pair in _ANTONYMS for a, b in (pair, pair[::-1])}
AUXILIARIES = frozenset(w for w in OPPOSITES if OPPOSITES[w].endswith("n't"))
"""Nearly every question has one: negating them all would teach that a negation means "no answer"."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return WORD.findall(text.lower())


def replace_word(text: str, old: str, new: str, count: int) -> str:
    """Whole words only; a capital at the beginning stays one. `count` 0 means all."""

    def put(match: re.Match[str]) -> str:
        return new[0].upper() + new[1:] if match.group()[0].isupper() else new

    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", put, text, count=count, flags=re.IGNORECASE)


def changes_all(word: str, text: str) -> bool:
    """Whether replacing the word leaves nothing of it in the text: a name always, a common word only where it stands once."""
    return word[0].isupper() or len(re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)) == 1


def shared_words(words: set[str], text: str) -> int:
    """How many of the words, in lower case, the text has."""
    return len(words & set(WORD.findall(text.lower())))
