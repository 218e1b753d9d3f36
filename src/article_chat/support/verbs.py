"""Which words are verbs here: everyday verbs, and where a form that may also be a noun stands in a sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from article_chat.support.lexicon import BE
from article_chat.support.words import is_past, stem

if TYPE_CHECKING:
    from article_chat.support.parsing import Sentence

_VERBS = """
abandon abolish absorb abstain abuse accelerate accept accompany accuse achieve acknowledge acquire acquit act adapt add address adjust admire admit
adopt advance advise affect afford agree aid aim alert allege allocate allow alter amend analyse announce answer apologise apologize appeal appear
applaud apply appoint appreciate approach approve argue arise arm arrange arrest arrive ask assassinate assert assess assign assist assume assure
attach attack attempt attend attract avoid award back backed balance ban bar base beat become beg begin believe belong bend benefit betray bid bind
bite blame block blow boast boil book boost borrow bother boycott breach break breed bribe bring broadcast build bully burn bury buy calculate call
campaign cancel capture care carry cast catch cause cease celebrate challenge change charge chase cheat check cheer choose circulate cite claim
clarify clash clean clear climb close collapse collect combine come command commit compare compensate compete complain complete comply compose conceal
concede conclude condemn conduct confess confirm confiscate confront connect conquer consider consist consult consume contact contain contest continue
contract contradict contribute control convert convict convince cook cooperate cope correct cost count cover crash create criticise criticize cross
crown cry cultivate cut damage dance deal debate deceive declare decline decorate decrease dedicate defeat defend define defy delay deliver demand
demolish demote deny depart depend deploy deport deprive descend describe deserve design destroy detain detect determine detonate devastate develop
devote diagnose dictate die differ dig direct disagree disappear disappoint discard discharge disclose discourage discover discuss dislike dismiss
display dispute disrupt dissolve distribute divide divorce dock dominate donate doubt drag drain draw dream drift drink drive drop drown dump earn
ease eat echo edit eject elect eliminate embarrass embrace emerge employ enable encounter encourage end endorse endure enforce engage enjoy enrol
ensure enter erect erupt escape escort establish estimate evacuate evade evict exaggerate examine exceed exchange exclude excuse execute exempt
exhibit exist expand expect expel experience expire explain explode exploit explore export expose express extend extract extradite face facilitate
fail fall favour fear feature feed feel fetch fight file fill finance find finish fire fit fix flatten flee float flood flow fly fold follow forbid
force forecast forget forgive form found free freeze frighten fulfil fund gain gamble gather generate get give go govern grab grade grant greet grow
guarantee guard guess guide halt halve hamper hand handle hang happen harass harm harvest hate head heal hear heat help hesitate hide hijack hire hit
hold honour hope host hunt hurt identify ignite ignore illustrate imagine implement imply impose impress imprison improve include increase indicate
infect inflict influence inform inherit initiate injure insert insist inspect inspire install insult intend interrupt intervene interview introduce
invade invent invest investigate invite involve issue jail join judge jump justify keep kick kidnap kill kiss knock know lack land last laugh launch
lay lead lean leap learn leave lend let level lie lift light like limit link listen live load lock look loot lose love lower maintain make manage
manipulate manufacture march mark marry match matter mean measure meet melt mention merge mind miss mix mock monitor mount mourn move murder name
narrow need neglect negotiate nominate note notice notify obey object observe obstruct obtain occupy occur offend offer omit open operate oppose order
organise organize oust overcome overrule oversee overtake overthrow overturn owe own pack paint panic pass pause pay perform permit persuade pick
place plan plant play plead please pledge plot pocket point poison possess post postpone pour praise preach predict prefer prepare present preserve
press prevent print proceed process proclaim produce prolong promise promote propose prosecute protect protest prove provide provoke publish pull pump
punish purchase pursue push put question quit quote race raid raise rally ratify reach react read realise realize reassure rebel rebuild recall
receive recognise recognize recommend reconsider record recover recruit reduce refer reflect refund refuse regain regard register regret regulate
reinforce reject relax release rely remain remember remind remove render renew renovate rent repair repay repeat replace reply report represent rescue
research resemble resign resist resolve respect respond rest restore restrict result resume retain retire retreat return reunite reveal reverse review
revise revive revoke reward ride ring rise risk rob rule run rush sabotage sack sail save say scare schedule score screen seal search seat secure see
seek seem seize select sell send sentence separate serve settle shake shape share shed shelter shift shine ship shock shoot shorten shout show shrink
shut sign sing sink sit slash sleep slip slow smash smell smile smoke smuggle snap snow soar solve sort spark speak speculate spend spill split spoil
sponsor spot spread squeeze stab stabilise stage stand start starve state stay steal steer step stick stir stop store strand strengthen stress stretch
strike strip struggle study stumble submit succeed sue suffer suggest summon supply support suppose surge surprise surrender surround survive suspect
suspend swallow swap swear sweep swim swing switch tackle take talk target taste teach tear tell tempt tend test testify thank think threaten throw
tie tighten topple touch tour trace track trade train transfer transform translate transport trap travel treat trigger trim trust try turn undergo
understand undertake unite unload unveil update upset urge use value vanish veto violate visit volunteer vote wait wake walk want warm warn wash waste
watch weaken wear weep weigh welcome win wipe wish withdraw withhold withstand witness wonder work worry worsen worship wound wrap wreck write yield"""

_MARKS = frozenset("to will would can could may might must shall should did does do not n't he she it they we i you who which that".split())
_MODALS = frozenset("will would can could must shall should did".split())
_DETERMINERS = frozenset("a an the his her its their our my your this these those that some any no every each another several many few all both".split())
_PREPOSITIONS = frozenset("of in on at by for from with as into about over under between against than during through across behind without near toward".split())
_HAVE = frozenset("has have had having".split())
_ADVERBS = frozenset(
    "also then now still never ever once twice often later soon already again just only even first not n't always almost nearly otherwise".split()
)
_CANNOT_FOLLOW = frozenset("of is was are were be been has had will would can could may might must and or".split())
_UNCHANGED = frozenset("cut put set hit let cost shut spread split hurt".split())
"""Verbs whose past is like their present."""
_SUBORDINATE = frozenset("which that who because after before when while although if since until".split())
_PEOPLE = frozenset("people police children men women who which that".split())


@cache
def verbs() -> frozenset[str]:
    """Stems of everyday verbs."""
    return frozenset(stem(word) for word in _VERBS.split())


def is_verb(root: str) -> bool:
    """Whether the stem is that of an everyday verb, a doubled last letter allowed ("controll")."""
    return root in verbs() or (root[-1:] == root[-2:-1] and root[:-1] in verbs())


def is_adverb(sentence: Sentence, position: int) -> bool:
    """Whether the word may stand between a subject and its verb."""
    token = sentence.tokens[position]
    return token.lower in _ADVERBS or (token.lower.endswith("ly") and len(token.text) > 4 and not is_verb(token.stem) and position not in sentence.in_name)


def main_verbs(sentence: Sentence) -> list[int]:
    """Positions of the verbs that say something: no auxiliaries, no participles used as adjectives ("a damaged cable").

    Where none is plain, the first form that may be a verb and has a subject in front of it is taken ("Kelp forests damage urchin populations").
    """
    open_words = [p for p in sentence.content if p not in sentence.in_name and p not in sentence.in_number]
    found = [p for p in open_words if _is_main_verb(sentence, p)]
    first = next((p for p, token in enumerate(sentence.tokens) if token.ends_clause or token.lower in _SUBORDINATE), len(sentence.tokens))
    if any(p < first for p in found) or any(token.lower in BE | _HAVE | _MODALS for token in sentence.tokens[:first]):
        return found
    return [*[p for p in open_words if p < first and is_verb(sentence.tokens[p].stem) and _has_subject(sentence, p, plain=False)][:1], *found]


def _is_main_verb(sentence: Sentence, position: int) -> bool:
    tokens = sentence.tokens
    word, before = tokens[position].lower, _before(sentence, position)
    follower = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    attributive = before in _DETERMINERS and not (position + 1 == len(tokens) or tokens[position + 1].ends_clause or follower in _PREPOSITIONS | {"to"})
    if before in _MARKS:
        known = is_verb(tokens[position].stem) or word.endswith(("ed", "ing")) or is_past(word)
        infinitive = before == "to" and _may_follow(sentence, position + 1, object_only=True)
        return (known or before in _MODALS or infinitive) and not is_adverb(sentence, position)
    if before in ("and", "or") and is_verb(tokens[position].stem) and _may_follow(sentence, position + 1, object_only=True):
        return True
    if word.endswith("ing"):
        hangs = position - 1 in sentence.content and before not in BE
        nominal = before in _DETERMINERS or follower in _CANNOT_FOLLOW or (hangs and not _may_follow(sentence, position + 1, object_only=True))
        return is_verb(tokens[position].stem) and not nominal
    if word.endswith("ed") and len(word) > 4:
        return not attributive
    if is_past(word) and is_verb(tokens[position].stem):
        return not attributive
    return is_verb(tokens[position].stem) and _has_subject(sentence, position) and follower not in _CANNOT_FOLLOW


def _before(sentence: Sentence, position: int) -> str:
    index = position - 1
    while index > 0 and is_adverb(sentence, index) and sentence.tokens[index].lower not in _MARKS:
        index -= 1
    return sentence.tokens[index].lower if index >= 0 else ""


def _has_subject(sentence: Sentence, position: int, *, plain: bool = True) -> bool:
    """Whether a noun stands right before a form that may be a noun itself, and something that a verb may be followed by stands behind it."""
    tokens = sentence.tokens
    index = position - 1
    while index > 0 and is_adverb(sentence, index):
        index -= 1
    if index > 0 and tokens[index].text == "," and tokens[position].lower.endswith("s"):
        return _may_follow(sentence, position + 1)
    if index < 0 or index not in sentence.content or tokens[index].ends_clause:
        return False
    named, plural = index in sentence.in_name, tokens[index].lower.endswith("s") or tokens[index].lower in _PEOPLE
    third = tokens[position].lower.endswith("s")
    if (tokens[position].lower not in _UNCHANGED and third == (plural and not named)) or tokens[index].lower in BE | _HAVE:
        return False
    if index and (tokens[index - 1].lower in _PREPOSITIONS and not named) and not third:
        return False
    return not plain or _may_follow(sentence, position + 1)


def _may_follow(sentence: Sentence, position: int, *, object_only: bool = False) -> bool:
    """Whether what stands here may follow a verb; `object_only`: whether it opens what the verb is done to."""
    if position == len(sentence.tokens):
        return not object_only
    token = sentence.tokens[position]
    opens = token.lower in _DETERMINERS or token.lower in ("it", "them", "him", "her", "me", "us") or position in sentence.in_name | sentence.in_number
    if object_only:
        return opens
    return opens or token.lower in _PREPOSITIONS | {"to", "up", "down", "out", "off", "that"} or token.ends_clause or token.lower.endswith("s")
