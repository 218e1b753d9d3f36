"""The wordings of everything that is not a question for the article: each pattern has to match the whole utterance.

Patterns meet text that `plain` has folded: lower case, no punctuation, "what's" as "what is". In them, ARTICLE, IT and the other capitals stand
for the fragments below.
"""

from __future__ import annotations

import re

from article_chat.dialogue.courtesy import ASKS, CLOSINGS, FRAMES, OPENINGS
from article_chat.writing import MARKS

_FRAGMENTS = {
    "PLURAL": "(?:(?:the|these|those|all|both|all (?:of )?(?:the|these|those)|both (?:of )?(?:the|these)) )?(?:articles|texts|documents|pages|stories)",
    "NAMED": "(?:the|this|that|your|our) (?:(?:whole|entire|full|news|current|above|loaded) )?(?:article|text|piece|document|passage|page|story|news story)",
    "SHOWN": "(?:this|the news|the whole thing|this (?:report|paper|essay|post|book|file|pdf|blog|blog post|chapter|thing|news|read|one))",
    "ARTICLE": "(?:NAMED|SHOWN|PLURAL)",
    "IT": "(?:ARTICLE|it|that|they|them|these|those|(?:all|both|each) of (?:them|these)|all this|all of this|everything)",
    "HOW": "(?: (?:briefly|quickly|shortly|simply|mainly|basically|overall|all|really|generally|in (?:brief|short|general|total|a nutshell|AMOUNT)))?",
    "AMOUNT": "(?:simple|plain) (?:words|terms|english)|(?:(?:a|one|two|three|four|five|\\d+) )?(?:(?:few|couple of|short|simple|brief) )?(?:UNIT)s?",
    "UNIT": "sentence|word|line|paragraph|point|bullet|bullet point",
    "SUMMARY": "(?:summ?[ae]ry|overview|gist|synopsis|abstract|recap|outline|tl ?dr|summari[sz]ation|digest|rundown)",
    "SIZE": "(?:very )?(?:short|brief|quick|concise|small|one sentence|simple|general|little)",
    "MAIN": "(?:main|key|central|biggest|most important|overall|general|core|primary|principal|big|basic|essential|important)",
    "POINT": "(?:points?|ideas?|messages?|topics?|themes?|subjects?|take ?aways?|arguments?|thesis|claims?|facts?|story|news|focus|conclusions?|details)",
    "WHICH": "(?:what|which|in what|in which)",
    "WRITTEN": "(?:written|published|posted|released|printed|issued|put out|dated|updated)",
    "PAPER": "(?:newspaper|magazine|publication|website|site|paper|outlet|journal|news outlet)",
    "HELLO": "(?:h+i+|hello+|he+y+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|hallo|hola|salut|bonjour|ciao|sup)",
    "FRIEND": "(?: (?:there|again|everyone|all|bot|assistant|chat|you|friend|buddy|guys|article chat|my friend|sir|mate))?",
    "WELL": "(?:how (?:are|r) (?:you|u)(?: doing)?(?: today)?|how is it going|what is up|nice to meet you|are you there)",
    "THANKS": "(?:(?:many |a thousand )?thanks|thank (?:you|u)|thx|thnx|tks|ty|tysm|cheers|much appreciated|merci|danke|gracias|i appreciate (?:it|that))",
    "MUCH": "(?: (?:a lot|so much|very much|a bunch|a million|again|indeed|everyone|mate|bye|goodbye|FOR|you are (?:great|the best|very helpful)))*",
    "FOR": "for (?:(?:your|the|all your) (?:help|answers?|time|explanation|info|information)|(?:that|this|everything|helping|explaining|answering)(?: me)?)",
    "FINE": "(?:ok|okay|k|alright|all right|sure|fine|right|yes|yep|yeah|yup|no|nope|i see|got it|understood|NOISE|PRAISE)",
    "NOISE": "(?:makes sense|hm+|aha|oh|ah|lol|haha+)",
    "PRAISE": "(?:(?:that|this) (?:helps|helped|is GOOD)|(?:very )?GOOD|well done|(?:good|great|nice) (?:job|answer|bot|work|to know))",
    "GOOD": "(?:great|perfect|awesome|nice|cool|good|excellent|wonderful|fantastic|brilliant|super|wow|interesting|amazing|lovely|helpful|useful|correct|fine)",
    "BYE": "(?:(?:good ?)?bye(?: bye)?|see (?:you|ya)(?: (?:later|soon|around|tomorrow))?|cya|good ?night|farewell|so long|take care|ENJOY|until next time)",
    "ENJOY": "have a (?:nice|good|great) (?:day|evening|one|weekend|night)",
    "THIS": "(?:this|it|this (?:page|site|app|tool|thing|chat|program|bot|assistant)|article chat)",
    "BOT": "(?:human|person|robot|bot|machine|ai|real|llm|chatgpt|gpt|computer|language model|chat ?bot|real person|real human)",
    "MADE": "(?:essay|poem|song|email|e mail|letter|tweet|post|blog post|story|quiz|quiz questions|test|flash ?cards|mind map|diagram|chart|graph|slides"
    "|presentation|script|timeline|chronology|infographic|podcast|joke|headline|title|caption|hash ?tags|shopping list)",
    "PICTURE": "(?:pictures?|images?|photos?|photographs?|videos?|illustrations?|audio)",
    "PLAINER": "(?:simple|simpler|plain|easy|other|your own|layman's|everyday) (?:words|terms|english|language)",
    "QUESTIONS": "(?:(?:kinds?|sorts?|types?) of )?(?:questions|things)",
}


def any_of(*wordings: str) -> re.Pattern[str]:
    """One pattern for all `wordings`, their fragments filled in."""
    pattern = "|".join(wordings)
    while (filled := re.sub(r"\b[A-Z]{2,}\b", lambda match: _FRAGMENTS[match.group()], pattern)) != pattern:
        pattern = filled
    return re.compile(pattern)


GIST = any_of(
    "what (?:is|are) IT(?:HOW) about(?:HOW)",
    "what (?:is|was) (?:article|text|document|story)(?: all| mainly)? about",
    "what (?:does|do|did) (?:ARTICLE|they) (?:say|talk about|discuss|cover|deal with|describe|report|tell(?: us| me)?|mean|argue|claim|explain)(?:HOW)",
    "what (?:is|are) ARTICLE (?:saying|talking about|discussing|covering|describing|reporting|telling(?: us| me)?|on about)",
    "(?:what|which) (?:topics?|subjects?|themes?) (?:does|do) ARTICLE (?:cover|discuss|deal with|talk about)",
    "(?:summ?[ae]r[iy][sz]e|sum up|recap|outline|condense|shorten)(?: IT)?(?: up)?(?:HOW)",
    "sum IT up(?:HOW)",
    "(?:(?:(?:give|write|make|provide|show|get)(?: me| us)?|i (?:want|need|would like)|i'd like|(?:can|may|could) i (?:have|get)) )?"
    "(?:a |an |the )?(?:SIZE )?SUMMARY(?: (?:of|for) IT)?(?:HOW)",
    "what (?:is|are) (?:the|its|your) (?:short |brief )?SUMMARY(?: of IT)?",
    "(?:(?:what (?:is|are|was|were)|give me|name|list) )?(?:(?:the|its|ARTICLE's) )?(?:(?:one|two|three|four|five) )?MAIN POINT"
    "(?: (?:of|in|from|for|behind|to) ARTICLE| here)?(?:HOW)",
    "(?:what (?:is|are) )?(?:the |ARTICLE's )(?:point|topic|subject|theme|message|gist|thesis|conclusion|takeaways?) (?:of|in) ARTICLE",
    "what (?:is|are) (?:ARTICLE's|its) (?:MAIN )?POINT",
    "what (?:is|was) the (?:topic|subject|theme|gist|takeaway|thesis|story|news)(?: here)?",
    "what is (?:going on|happening) (?:here|in ARTICLE)",
    "what (?:happened|happens) in ARTICLE",
    "(?:explain|describe) ARTICLE(?:HOW)",
    "tell me (?:more )?(?:about|what) ARTICLE(?: is about| says)?(?:HOW)",
    "what (?:ARTICLE|it) is(?: all| mainly)? about(?:HOW)",
    "what (?:do i|should i|do we) (?:need to |have to )?know (?:about|from) ARTICLE",
    "what (?:can|do|could|will) (?:i|we|you) learn (?:from|in) ARTICLE",
    "in (?:a|one|two|three|four|five|\\d+) (?:(?:few|couple of|short|simple|brief) )?(?:UNIT)s?",
    "what should i (?:remember|take away)",
    "tl ?dr|in (?:short|brief|a nutshell)|too long didn't read|(?:(?:in|as) )?(?:bullet points|bullets)",
    "(?:(?:give|tell|show|list|make)(?: me)? )?(?:the )?(?:(?:two|three|four|five|[2-5]) )(?:(?:short|key|main) )?"
    "(?:bullet points|bullets|points|sentences|facts)"
    "(?: (?:on|about|of|from) ARTICLE)?",
    "(?:explain|tell)(?: (?:it|this|ARTICLE))?(?: to me)? like (?:i am|im|i'm|i were) (?:5|five|a (?:child|kid))(?: years old)?|eli5",
)

ABOUT = {
    "title": any_of(
        "(?:what (?:is|are) )?(?:the |its |their )?(?:article's |article )?(?:title|headline)s?(?: of ARTICLE| of it)?",
        "what is ARTICLE(?:'s)? (?:title|headline|name|called|titled|entitled)",
        "(?:what|how) (?:is|are) IT (?:called|titled|entitled|headlined)",
        "what is the name of ARTICLE",
    ),
    "author": any_of(
        "who (?:wrote|has written|authored|is writing|penned|created) IT",
        "(?:who|what) (?:is|are|was|were) (?:the |its )?(?:name of the )?(?:author|writer|journalist|reporter)s?(?: of IT| here)?",
        "who (?:is|was|are) ARTICLE's (?:author|writer)s?",
        "(?:the )?(?:author|writer)(?: of IT)?",
        "what is the author's name",
        "(?:by whom|who) (?:is|was) IT (?:written|authored)(?: by)?",
        "whose article is this",
    ),
    "source": any_of(
        "(?:what|where) (?:is|was) (?:the |its )?(?:article's )?(?:source|origin|publisher|url|link|publication)(?: of IT)?",
        "(?:the )?source(?: of IT)?",
        "where (?:is|are|was|were|does|do|did) IT (?:come )?(?:from|(?:originally |first )?published|printed|posted|appear)",
        "who (?:published|printed|released) IT",
        "who is (?:the|its) publisher(?: of IT)?",
        "WHICH PAPER is IT (?:from|in|published in)",
        "WHICH PAPER (?:published|printed|wrote|ran) IT",
        "WHICH PAPER (?:was|did) IT (?:published|printed|appear|come|run)(?: in| from)?",
    ),
    "date": any_of(
        "(?:when|on WHICH (?:date|day)|WHICH (?:date|day|year)) (?:is|was|were|did) IT WRITTEN(?: on| in)?",
        "what (?:is|was) (?:the |its )?(?:article's )?(?:date of publication|publication date|publishing date|release date)(?: of IT)?",
        "what (?:is|was) (?:the )?date of ARTICLE",
        "(?:what is )?ARTICLE's date|(?:the )?publication date",
        "how (?:old|recent|new) is ARTICLE",
        "when did ARTICLE (?:appear|come out)",
        "what date is ARTICLE(?: from)?|when is ARTICLE from",
    ),
    "length": any_of(
        "how (?:long|short|big|large) (?:is|are) IT",
        "how many (?:words|pages|sentences|paragraphs|characters|letters) (?:does|do) IT (?:have|contain)",
        "how many (?:words|pages|sentences|paragraphs|characters|letters) (?:(?:is|are)(?: there)?(?: in)? IT(?: long)?|in IT|has IT(?: got)?)",
        "(?:what is )?(?:the |its )?(?:word count|page count|length|reading time)(?: of IT)?",
        "(?:what is )?ARTICLE's (?:length|word count)",
        "how (?:long|much time) (?:does|will|would) (?:it|ARTICLE) take(?: me)? to read(?: IT)?",
        "how (?:long|much time) (?:do|will|would) (?:i|you|we) need to read IT",
        "how many (?:words|sentences|paragraphs)(?: (?:are|is) there)?|how long to read(?: IT)?",
    ),
    "language": any_of(
        "(?:in )?(?:what|which) (?:is the )?languages? (?:is|are|was|were|of) IT(?: written)?(?: in)?",
        "what is (?:the|its) language(?: of IT)?",
        "is ARTICLE (?:written )?in (?:english|german|french|spanish|russian|another language)",
    ),
}
"""The aspects of the article itself that can be asked for."""

BARE_ABOUT = {
    "who": "author", "by whom": "author", "who by": "author", "when": "date", "on what date": "date", "in what year": "date", "date": "date",
    "the date": "date", "its date": "date", "where": "source", "in which newspaper": "source", "how long": "length", "in what language": "language",
}  # fmt: skip
"""What a part of a question asks for that another part completes: the second in "Who wrote this and when?"."""

SAID = {
    ("greeting", ""): any_of(
        "HELLO(?: HELLO)?(?:FRIEND)(?: WELL)?|WELL",
        "(?:are you|anybody|anyone|is any(?:body|one)) (?:there|here|home|awake|listening)|pleased to meet you",
    ),
    ("goodbye", ""): any_of(
        "(?:FINE )*(?:THANKS(?:MUCH) )?(?:and )?BYE(?: BYE)*(?:FRIEND)",
        "(?:FINE )*(?:that is|that will be) all(?: for (?:now|today))?(?: THANKS(?:MUCH))?",
        "i am done|i have no (?:more|other|further) questions|no (?:more|further|other) questions",
    ),
    ("thanks", ""): any_of(
        "(?:FINE )*THANKS(?:MUCH)(?: FINE)*",
        "(?:you are|you have been) (?:great|awesome|the best|very helpful|so helpful|helpful)",
    ),
    ("thanks", "ok"): any_of("FINE(?: FINE)*"),
    ("help", "who"): any_of(
        "(?:who|what) (?:are|r) (?:you|u)",
        "(?:who|what) is (?:article chat|this (?:app|tool|bot|assistant|site|chat))|what is your name",
        "are (?:you|u) (?:a |an )?BOT",
        "(?:what|which) (?:ai |language |chat )?model (?:are you|do you use|is this|is answering)(?: using)?",
        "who (?:made|built|created|programmed|developed|runs|owns) (?:you|this|this (?:app|tool|bot|assistant|site|website|chat|chat ?bot|program|page))",
    ),
    ("help", "private"): any_of(
        "(?:is|are) (?:THIS|my (?:questions?|data|chats?|conversations?|messages?|articles?)|the chat|what i (?:ask|type|write)) (?:being )?"
        "(?:private|confidential|anonymous|secure|stored|saved|recorded|logged|kept|shared|tracked|offline|online|local)"
        "(?: (?:anywhere|somewhere|with .{1,30}))?",
        "(?:do|does|will|can) (?:you|THIS|it) (?:store|save|keep|record|log|remember|share|sell|track|collect|use|train on) "
        "(?:my|our|the) (?:questions?|data|chats?|conversations?|messages?|articles?|documents?|files?)(?: .{1,30})?",
        "(?:who|anyone|can (?:anyone|anybody|others|other people|you)) (?:else )?(?:can )?(?:see|read|access) "
        "(?:this|my (?:questions?|data|chats?|messages?|articles?))",
        "where (?:is|are|does|do) my (?:data|questions?|chats?|messages?) (?:stored|saved|kept|go)",
    ),
    ("help", "english"): any_of(
        "(?:can|do) (?:you|u) (?:speak|understand|know|answer in|write in|reply in) (?:[a-z]+|other languages|any other languages?)(?: too)?",
        "(?:what|which) (?:other )?languages? (?:do|can) (?:you|u) (?:speak|understand|know|support|use)",
        "(?:answer|reply|speak|respond|write)(?: to me)? in "
        "(?:german|french|spanish|italian|portuguese|dutch|polish|russian|chinese|japanese|arabic|hindi|turkish)",
    ),
    ("help", "page"): any_of(
        "(?:(?:how|where) (?:do|can|could) i|(?:can|could|may) (?:i|you|we)) "
        "(?:upload|load|open|add|use|paste|import|clear|delete|reset|save|export|download|print|copy|share|start|change|switch)(?: (?:it|this|to))?"
        "(?: (?:an?|the|my|this|another|a new|other|more|different|our|new))*"
        "(?: (?:(?:pdf|word|text|local|different|new) )?"
        "(?:pdfs?|files?|articles?|documents?|docs?|links?|urls?|chats?|conversations?|history|answers?|texts?|books?))"
        "(?: (?:here|instead|as .{1,20}))?",
        "(?:please )?(?:clear|delete|reset|erase|save|export|download|print|restart|start)(?: (?:the|this|my|our|all|a|new|over))* "
        "(?:chats?|conversations?|history|everything|messages)",
        "start over|new chat|reset|clear",
    ),
    ("help", "pictures"): any_of(
        "(?:(?:is|are) there|(?:can|do) (?:you|u) see|show me|does ARTICLE have)(?: (?:an?|any|some|the))? PICTURE(?: (?:of|from|in) ARTICLE)?",
    ),
    ("help", "opinion"): any_of(
        "(?:and )?(?:what do (?:you|u) think|what (?:is|are) your (?:opinion|view|take|thought)s?)(?: (?:of|about|on) IT)?",
        "(?:and )?who do (?:you|u) think is (?:right|wrong)",
        "(?:and )?do (?:you|u) (?:agree|disagree|like it|believe (?:it|this|that))(?: with .{1,60})?",
        "(?:fact ?check|verify) IT|(?:what is|describe) (?:the )?(?:tone|mood|bias|sentiment|style)(?: of ARTICLE)?",
        "(?:can|could|do) (?:you|u) (?:search|browse|google|access|check|use)(?: on)? (?:the )?(?:web|internet|google|online|it online|news)(?: for .{1,60})?",
        "(?:google|search|look)(?: (?:it|that|this))?(?: up)?(?: (?:online|on google|on the (?:web|internet)|for me))"
        "|google (?:it|that|this)|look (?:it|that|this) up",
        "(?:search|browse) the (?:web|internet)(?: for .{1,60})?|(?:do|does) (?:you|it|this) (?:have|need|use) (?:the |an? )?internet(?: access| connection)?",
        "how (?:reliable|trustworthy|credible|accurate) is (?:it|ARTICLE)",
        "is (?:it|this|that|the article|this article) (?:really )?(?:true|real|correct|accurate|fake|fake news|reliable|biased)|why should i care",
    ),
    ("help", "sure"): any_of(
        "(?:(?:but|and|hm+|wait|no) )?(?:(?:are|r) )?(?:you|u) (?:really |quite |absolutely |very |100 )?(?:sure|certain)(?: (?:about|of) (?:that|this|it))?"
        "|(?:where|how) did (?:you|u) (?:get|find|read) (?:that|this|it)(?: from)?|(?:what|where|who) (?:is|are) your sources?|says who"
        "|(?:(?:no|but) )?(?:that|this|it) is (?:wrong|not (?:right|true|correct)|incorrect|false|nonsense)|(?:wrong|incorrect)"
        "|i (?:do not|don't) believe (?:you|u|that|it)"
        "|(?:oh )?(?:really|seriously|for real|is that so|no way)|(?:and )?how (?:do|can) (?:you|u) (?:know|be (?:so )?sure)(?: (?:that|this|it))?"
    ),
    ("help", "quotes"): any_of(
        "(?:(?:can|could) (?:you|u) )?(?:please )?(?:translate|rewrite|rephrase|paraphrase|reword|simplify|proofread)"
        "(?: (?:IT|(?:the |its )?(?:[a-z]+ )?(?:paragraph|sentence|section|part|title|headline|answer)s?))?(?: (?:in|into|to|for) .{1,30})?",
        "(?:(?:can|could) (?:you|u) )?(?:make it |make that |say it |say that |explain it |explain that |put it |explain )?"
        "(?:shorter|longer|simpler|clearer|more simply|differently|in PLAINER|in more detail)",
        "(?:(?:what are|give me|list|find|extract) )?(?:the )?(?:key ?words?|key words|hash ?tags|tags)",
        "(?:tell|suggest|propose)(?: me)? an? (?:(?:better|new|good|different|funny|short|catchy) )?MADE(?: for (?:it|this))?",
        "(?:turn|convert|make) ARTICLE into .{1,40}|continue ARTICLE",
        "(?:(?:can|could) (?:you|u) )?(?:write|make|create|generate|draw|design|prepare|give|show|build)(?: (?:me|us))? "
        "(?!(?:the|this|that|his|her|its|their) )(?:[a-z0-9]+ ){0,2}MADE(?: (?:about|on|of|from|for|with|out of) .{1,40})?",
        "(?:a |the )?(?:timeline|quiz|mind map|flash ?cards)",
    ),
    ("help", ""): any_of(
        "i (?:do not|don't|dont) (?:understand|get it|get this|know what to ask)|i am (?:confused|lost)|huh",
        "help(?: me)?(?: please)?|please help(?: me)?|i need help|instructions|commands|menu|what now",
        "(?:what|how) can (?:you|u) (?:do|help)(?: me| for me| me with)?|what do you do|how (?:do|could) you help(?: me)?",
        "how (?:do|does) (?:you|this|it) work|how (?:do|can|should) i use THIS",
        "what (?:can|should|could|may|do) i (?:ask|do|say)(?: you| here| about)*",
        "(?:suggest|give me|show me)(?: (?:some|a few|other|more|\\d))? questions(?: to ask)?",
        "what QUESTIONS can (?:i|you) (?:ask|answer)(?: you)?|what are you (?:for|able to do|capable of)",
        "how are you (?:answering|finding answers)|where do (?:you get )?your answers come from|do you need (?:the )?internet",
        "can i ask (?:you )?(?:a question|something|questions)|i have (?:a|some|another) questions?",
    ),
}
"""Small talk, as (kind, aspect); the first match counts."""

NOTHING_BEFORE = re.compile(r"(?:(?:and|but|so|ok|then) ?)*(?:why(?: not)?|how(?: so| come)?|when|where|who|which(?: one)?|what)?|and so on")
"""What leans on an earlier question or answer with every word."""

LOOSE_GIST = re.compile(
    r"(?:tell|describe|explain) .*\b(?:it|that|this|everything)"
    r"|.*\b(?:this|it|that|they)(?: \w+)? (?:say|mean|tell)(?: me| us)?"
)
"""Wordings of a gist question that mean what was talked of, once there is a conversation."""

LOOSE_ABOUT = re.compile(
    r"\b(?:it|that|its|they|them|these|those)\b(?! (?:articles?|texts?|documents?|pages?|story|stories)\b)|\bthis (?:released|from|called)\b"
)
"""Wordings of a question about the article that mean what was talked of, once there is a conversation."""

ONE_SENTENCE = re.compile(r"\b(?:one|1|single) (?:(?:short|simple|brief) )?(?:sentence|line)\b")
SOME_SENTENCES = re.compile(r"\b(two|three|four|five|[2-5]) (?:(?:short|simple|brief|main|key) )?(?:sentences|lines|points|bullets|bullet points)\b")
THE_POINT = re.compile(r"\b(?:point|idea|message|thesis|argument|claim|takeaway|nutshell|tl ?dr|gist|topic|subject|theme)\b")

_CONTRACTIONS = {
    "what's": "what is", "whats": "what is", "who's": "who is", "where's": "where is", "when's": "when is", "how's": "how is",
    "that's": "that is", "it's": "it is", "i'm": "i am", "what're": "what are",
}  # fmt: skip
_CONTRACTION = re.compile(r"\b(?:" + "|".join(_CONTRACTIONS) + r")\b")
_COURTESY_HEAD = re.compile(
    rf"^(?:(?:{OPENINGS}|and|now|kindly|just)\s+"
    r"|(?:can|could|would|will) (?:you|u) (?:please |kindly |just |maybe )?(?=\w+ )"
    rf"|(?:{FRAMES})(?: about)? (?={ASKS}|(?:the|its)\b))"
)
"""A request that is none of these is asked for itself: "can you summarise it"."""
_COURTESY_TAIL = re.compile(rf"\s(?:{CLOSINGS}|for me|to me|then|again|do you know)$")


_NO_WORD = re.compile(rf"[^\w'\s{MARKS}]|_")
"""What is neither part of a word nor a space."""


def plain(text: str) -> str:
    """Lower case, apostrophes straight, emoji and punctuation gone except apostrophes inside words."""
    folded = re.sub("[\u2018\u2019`\u00b4]", "'", text.lower())
    folded = _CONTRACTION.sub(lambda match: _CONTRACTIONS[match.group()], folded)
    return " ".join(_NO_WORD.sub(" ", folded).split())


def without_courtesy(text: str) -> str:
    """`plain` text without "please", "can you tell me", "for me" and the like around the request."""
    before = None
    while before != text:
        before = text
        text = _COURTESY_TAIL.sub("", _COURTESY_HEAD.sub("", text)).strip()
    return text
