"""Small word lists that the checks lean on: opposites, sets of which only one can be true, verbs, negation, hedges, words for the same thing."""

from __future__ import annotations

import re
from functools import cache

from article_chat.support.words import stem

OPPOSITES = """
profit/loss rise/fall,drop,decline,decrease,lower,shrink,sink,dip,cut increase/decrease,fall,drop,decline,reduce,cut,lower,shrink
gain/loss,lose,drop,fall,decline grow/shrink,decline,fall,contract climb/fall,drop,decline up/down raise/lower,cut,reduce win/lose,defeat,loss
victory/defeat,loss accept/reject,refuse,decline approve/reject,veto,block,refuse agree/disagree,refuse allow/ban,forbid,prohibit,block,prevent
permit/ban,forbid,prohibit support/oppose,reject,condemn back/oppose,reject for/against start/end,stop,finish begin/end,stop,finish open/close,shut
launch/cancel,end,halt join/leave,quit arrive/leave,depart enter/leave,exit buy/sell purchase/sell borrow/lend hire/fire,dismiss,sack,lay find/lose
remember/forget succeed/fail pass/fail success/failure guilty/innocent,acquit,cleared convict/acquit,clear arrest/release free/arrest,jail,imprison alive/dead
live/die survive/die,kill born/die love/hate,dislike like/hate,dislike fond/hate,dislike friend/enemy ally/enemy,rival war/peace attack/defend
safe/dangerous,unsafe strong/weak strengthen/weaken high/low highest/lowest large/small big/small,tiny largest/smallest biggest/smallest great/small
long/short longest/shortest old/young,new older/younger oldest/youngest,newest early/late earlier/later first/last before/after more/less,fewer
most/least best/worst better/worse good/bad hot/cold warm/cold,cool wet/dry light/dark,heavy heavy/light fast/slow faster/slower quick/slow rich/poor
richest/poorest expensive/cheap full/empty public/private domestic/foreign national/international local/foreign,international urban/rural true/false
right/wrong correct/incorrect legal/illegal lawful/unlawful present/absent include/exclude add/remove,subtract above/below inside/outside push/pull
import/export importer/exporter ancient/modern natural/artificial temporary/permanent partial/complete,full voluntary/compulsory,mandatory,forced
optional/mandatory,compulsory,required majority/minority surplus/deficit,shortage shortage/surplus maximum/minimum expand/shrink,contract,reduce
extend/shorten improve/worsen,deteriorate confirm/deny admit/deny praise/criticise,criticize,condemn welcome/criticise,criticize,condemn,reject
condemn/praise optimistic/pessimistic pleased/disappointed,angry happy/sad,unhappy,angry employ/dismiss reveal/hide,conceal save/waste,spend
create/destroy build/demolish,destroy deepen/ease tighten/loosen,relax ease/tighten lift/impose impose/lift cause/prevent encourage/discourage
advance/retreat,withdraw deploy/withdraw upgrade/downgrade hero/villain winner/loser buyer/seller teacher/pupil,student parent/child lender/borrower
employer/employee husband/wife victim/attacker predator/prey plaintiff/defendant senior/junior major/minor simple/complex common/rare rare/common
frequent/rare always/never often/rarely,seldom,never soft/hard thick/thin wide/narrow deep/shallow clean/dirty fresh/stale tall/short
upstream/downstream uphill/downhill clockwise/anticlockwise odd/even freeze/melt,boil boil/freeze solid/liquid male/female masculine/feminine
maternal/paternal supporter/opponent,critic proponent/opponent ahead/behind exceed/miss beat/miss outperform/underperform overestimate/underestimate
advantage/disadvantage upstairs/downstairs cover/uncover lock/unlock delay/accelerate,hasten postpone/advance resign/appoint retire/appoint
keep/abandon,sell,drop,discard retain/abandon,sell,drop mild/severe gentle/harsh harmless/harmful,dangerous able/unable likely/unlikely
possible/impossible legalise/ban legalize/ban reopen/close,shut wholesale/retail gross/net inbound/outbound visitor/host day/night morning/evening
summer/winter dawn/dusk midday/midnight sunrise/sunset"""
"""A word, and behind the "/" the words that contradict it."""

EXCLUSIVE = """monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
spring summer autumn winter
north south east west
northern southern eastern western
northeast northwest southeast southwest
red blue green yellow black white orange purple brown pink grey
father mother son daughter brother sister uncle aunt nephew niece grandfather grandmother husband wife cousin
man woman boy girl
king queen prince princess
minute hour day week month year decade century second
morning afternoon evening night noon midnight
metre kilometre mile foot inch yard centimetre millimetre
kilogram gram ton tonne pound ounce litre gallon
dollar euro pound yen yuan rupee rouble franc
gold silver bronze
actor singer painter novelist footballer
left right
million billion trillion thousand hundred
quarter half third
first second third fourth fifth sixth seventh eighth ninth tenth
kill injure wound
prime vice deputy
primary secondary tertiary
conservative liberal labour republican democrat
christian muslim jewish hindu buddhist
cat dog horse cow sheep goat pig
bus train plane ship car lorry tram ferry bicycle
school university hospital church prison
army navy police
lung heart liver kidney brain stomach
tea coffee milk beer wine"""
"""A line each: words of which only one can be true of the same thing."""

SAME = """
buy purchase acquire acquisition|firm company business corporation group|begin start launch commence|end finish conclude stop cease
kill dead die death|injure wound hurt injury|big large huge major|fall drop decline decrease slip slump shrink dip
rise increase grow climb gain jump growth|chief boss head leader|ceo executive|car vehicle auto|job post work employment position
worker employee staff workforce|film movie|house home|child kid|doctor physician|attorney lawyer|police officer cop|judge court ruling|money cash fund
show reveal indicate demonstrate|help aid assist assistance|ask request|agree accept|approve back endorse pass|refuse reject decline
quit resign leave depart|fire sack dismiss|arrest detain custody|jail prison imprison|say tell state announce add claim declare note
win victory triumph beat defeat|build construct construction|close shut|choose select pick|make produce manufacture create|famous celebrated renowned
nation country state|town city|area region|near close nearby|cut reduce reduction trim lower|plan intend aim propose|buyer purchaser|cost price
earn revenue income sale|illness disease sickness|medicine drug|fire blaze|storm hurricane cyclone typhoon|flood flooding|ship vessel boat
plane aircraft airliner jet|road street highway|fight battle combat|war conflict|attack assault strike raid|bomb explosive blast explosion explode
gun weapon firearm|soldier troop military force army|talk discussion negotiation discuss negotiate|deal agreement pact accord treaty|poll survey
vote election ballot elect|woman female|man male|boy girl child|young youth|old elderly|quick fast rapid swift|happen occur|get receive obtain
give donate grant provide supply|find discover discovery uncover|find locate|stay remain|need require|want wish|try attempt|use employ utilise
keep retain|let allow permit|stop halt prevent block|look search seek|teach instruct|writer author novelist|student pupil|teacher professor instructor
study research|scientist researcher|rule regulation|law legislation act|tax levy|parliament lawmaker legislature|minister ministry
president presidential|author write|movie cinema|photo picture photograph image|phone telephone mobile|web internet online|song music track|game match
team side squad club|player footballer|goal score|coach manager|prize award medal|year annual annually yearly|month monthly|week weekly|day daily
percent percentage|tell inform|warn caution|like love fond enjoy|promise pledge vow|help assistance|stop fail|thick heavy dense
protect protection guard|sound noise|mainly mostly|fear worry concern|angry furious|happy pleased glad delighted|sad unhappy|rich wealthy
poor impoverished|begin onset|before earlier ahead prior previously|after later following subsequently|yearlong annual|quarter quarterly three-month
wed marry marriage wedding|divorce separate|born birth|dead late deceased|investigate investigation probe inquiry|charge accuse|crime offence
steal theft rob robbery|murder kill homicide|damage harm|destroy ruin wreck|empty vacant|people person resident|mother mum mom parent
father dad parent|tree wood forest|flat apartment|shop store retailer|boss manager|annual yearly|repair fix mend|return back|carry transport
travel journey trip tour|visit trip|sea ocean|river stream|rain rainfall|heat warm warmth hot|cold cool chill|grow cultivate|pick harvest|eat consume
drink consume|cook boil bake|mix stir blend|remove take|put place set|leave abandon|light lamp|keeper guard warden
found establish establishment set create founder foundation|include contain comprise|lead head|join enter|send dispatch|tell narrate|hide conceal
hold keep|throw hurl|fill load|sell sale|open opening|spend expenditure|lose loss|grow growth|warn warning|see observe
acquit clear exonerate|guilty convict|oppose reject resist|support back endorse favour favor|disclose reveal divulge|prosecute charge"""
"""Groups of words for about the same thing, parted by "|" or a new line."""

_PLACES = """
us u.s. usa america american united washington|moscow russia russian kremlin|beijing china chinese|london britain british
uk britain british england english|france french|germany german|spain spanish|netherlands dutch|greece greek|switzerland swiss|denmark danish
turkey turkish|china chinese|japan japanese|poland polish|wales welsh|ireland irish|sweden swedish|finland finnish|norway norwegian|iraq iraqi
eu european"""

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

NEGATORS = frozenset("not no never without none neither nor nobody nothing cannot hardly barely scarcely unable rather instead".split()) | frozenset(
    stem(word) for word in "refuse deny fail lack decline".split()
)
"""Words that turn what follows them around, as stems where they have any."""

NEGATIVE = frozenset(
    stem(word)
    for word in """miss missing against without stop end halt ban avoid prevent lose quit drop cancel reject decline abandon dead absent empty only few
little yet until hard difficult too despite spare escape hide prohibit forbid block oppose opposed exclude omit cease dismiss disagree dispute doubt
reluctant secret split wrong mistake false contradict withdraw divorce""".split()
)
"""Words that deny or end something by what they mean."""

HEDGES = frozenset(
    """may might could perhaps possibly possible probably likely allegedly alleged reportedly apparently seemingly suspected suspect believed believe
believes thought think thinks reckon reckons reckoned
plan plans planned planning intend intends intended hope hopes hoped expects expect expected consider considering considers considered
propose proposes proposed proposal seek seeks sought aim aims aimed want wants wanted appear appears appeared seem seems seemed suggest suggests
suggested if unless whether rumoured rumored rumour rumours claim claims claimed claiming accused accuse accuses allege alleges predicted
predicts potential potentially tentative tentatively unconfirmed pending should try tries tried attempt attempts attempted offered offers offer
threatened threatens threaten ready willing hoping demand demands demanded urge urges urged request requested recommend recommended recommends
asked""".split()
)
FUTURE = frozenset("will would shall going set due scheduled 'll upcoming".split())
UNIVERSAL = frozenset(
    """all every always only entirely completely everyone everybody everything nobody none never whole sole solely exclusively guaranteed proven proved
proves prove certainly definitely""".split()
)
PARTIAL = frozenset("some most many several few part partly mostly often usually sometimes half majority almost nearly at".split())
SPEECH = frozenset(
    stem(word)
    for word in """say tell state announce claim argue warn add declare write insist believe suggest admit deny report according explain note think
predict confirm""".split()
)
SYMMETRIC = frozenset(
    stem(word)
    for word in """meet marry agree join talk speak discuss share merge differ border include with between and be sign cooperate compete play""".split()
)
ERGATIVE = frozenset(
    stem(word) for word in "end begin start open close change move rise grow increase decrease drop fall stop break sink improve worsen turn develop".split()
)
"""Verbs whose subject may be what it is done to: "the war ended", "they ended the war"."""
CONVERSE = frozenset(stem(word) for word in "buy sell purchase acquire win lose beat lend borrow give receive teach learn".split())
"""Verbs whose opposite tells the same event from the other side."""
BE = frozenset("be am is are was were been being get got".split())
PRONOUNS = frozenset("he him his she her hers it its they them their theirs this these that those who which".split())
TITLES = frozenset(
    """mr mrs ms dr sir lady lord dame president minister prime secretary general king queen prince professor chief officer the of de van von la le
judge mayor captain senator governor sergeant detective inspector lieutenant colonel congressman chancellor ambassador bishop""".split()
)


_OVERRIDES = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}"
    r"\b(?:above|previous|prior|earlier|preceding|other|instructions?|passages?|article|text|everything)\b",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(
    r"\b(?:assistants?|AI|LLMs?|language models?|chat ?bots?|system prompt|instructions?|summari[sz]ers?|if you are|you must|you are now|"
    r"your (?:answer|reply|response))\b"
)
_DEMANDS = re.compile(r"\b(?:say|answer|reply|respond|write|output|tell|state|claim|pretend|print|repeat|include|insert|mention)\b", re.IGNORECASE)
_COMMANDS = re.compile(r"^\W*(?:please )?(?:say|answer|reply|respond|output|pretend|repeat)\b", re.IGNORECASE)


def is_instruction(text: str) -> bool:
    """Whether a sentence tells whoever reads it what to say: what stands in it is demanded, not stated."""
    return bool(_OVERRIDES.search(text) or _COMMANDS.search(text) or (_ADDRESSES.search(text) and _DEMANDS.search(text)))


@cache
def opposites() -> dict[str, frozenset[str]]:
    """For each stem, the stems that contradict it."""
    table: dict[str, set[str]] = {}
    for entry in OPPOSITES.split():
        left, _, right = entry.partition("/")
        for other in right.split(","):
            a, b = stem(left), stem(other)
            table.setdefault(a, set()).add(b)
            table.setdefault(b, set()).add(a)
    for line in EXCLUSIVE.splitlines():
        stems = [stem(word) for word in line.split()]
        for one in stems:
            table.setdefault(one, set()).update(other for other in stems if other != one)
    return {key: frozenset(value) for key, value in table.items()}


@cache
def same() -> dict[str, frozenset[int]]:
    """For each stem, the numbers of the groups of near synonyms that it belongs to."""
    table: dict[str, set[int]] = {}
    groups = [group for line in (SAME + _PLACES).splitlines() for group in line.split("|")]
    for number, group in enumerate(groups):
        for word in group.split():
            table.setdefault(stem(word), set()).add(number)
    return {key: frozenset(value) for key, value in table.items()}


def is_known(root: str) -> bool:
    """Whether the stem is an everyday word of these lists, and so no name when it opens a sentence."""
    return (root in same() or root in opposites()) and root not in _place_names()


@cache
def _place_names() -> frozenset[str]:
    return frozenset(stem(word) for word in re.split(r"[|\s]+", _PLACES))


@cache
def verbs() -> frozenset[str]:
    """Stems of everyday verbs."""
    return frozenset(stem(word) for word in _VERBS.split())


def is_verb(root: str) -> bool:
    """Whether the stem is that of an everyday verb, a doubled last letter allowed ("controll")."""
    return root in verbs() or (root[-1:] == root[-2:-1] and root[:-1] in verbs())


def contradict(first: str, second: str) -> bool:
    """Whether two stems exclude each other: listed opposites, or one is the other with a negative prefix."""
    table = opposites()
    if any(other in table.get(one, frozenset()) for one in _degrees(first) for other in _degrees(second)):
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in ("un", "in", "im", "dis", "non", "ir", "il", "mis", "de"))


@cache
def _degrees(root: str) -> tuple[str, ...]:
    """The stem, and what it is without the ending of a comparative or a superlative."""
    return (root, *(root[: -len(ending)] for ending in ("er", "est") if root.endswith(ending) and len(root) > len(ending) + 2))


def are_synonyms(first: str, second: str) -> bool:
    """Whether two stems share a group of near synonyms."""
    return bool(same().get(first, frozenset()) & same().get(second, frozenset()))
