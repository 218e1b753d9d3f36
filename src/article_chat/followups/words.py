"""Word lists of the follow-up rules, lower case throughout, and the one question that the rules put in words of their own, `SAID_OF`, in any case."""

from __future__ import annotations

import re

from article_chat.datatypes import SAID_OF
from article_chat.writing import PEOPLE as PEOPLE
from article_chat.writing import is_person as is_person

LOOSELY = re.compile(re.escape(SAID_OF.rstrip("?")).replace("What", "What(?: else)?").replace(r"\{\}", "(.+?)") + r"\?*", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ASKING = _words("what who whom whose when where why how which")
AUXILIARIES = _words(
    "do does did is are was were has have had can could will would shall should may might must am isn't aren't wasn't weren't don't doesn't didn't "
    "hasn't haven't hadn't can't couldn't won't wouldn't"
)
PREPOSITIONS = _words(
    "in on at by for from with about to of into over after before between during against under near since until through within without across "
    "toward towards around behind beside besides despite inside outside upon via per as like than among amid along above below beneath beyond"
)
DETERMINERS = _words("the a an this that these those his her its their my your our some any no each every another both all many few several much")
FUNCTION = (
    ASKING
    | AUXILIARIES
    | PREPOSITIONS
    | DETERMINERS
    | _words(
        "and or but not so if then there here he she it they him them himself herself itself themselves hers theirs we you i us me else other others "
        "one ones ever also too just still yet again more most be been being it's that's what's who's very really only even such same while because "
        "although though when where who which that whom whose well okay yes no ok aside up out off down back away next first last later"
    )
)
INDEFINITE = _words("anything something nothing everything anyone someone everyone anybody somebody nobody everybody anywhere somewhere nowhere")

MALE = _words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua "
    "kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin "
    "samuel gregory alexander frank patrick raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy "
    "harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe billy bruce albert willie gabriel logan alan "
    "juan wayne roy ralph randy eugene vincent russell louis bobby philip johnny simon martin oliver harry fred oscar leo max hugo felix karl hans otto "
    "vladimir boris igor sergei sergey dmitri ivan mikhail nikolai yuri anatoli anatoly viktor pavel oleg alexei andrei luis carlos pedro miguel pablo "
    "jorge antonio francisco mohammed muhammad mohamed ahmed ali omar hassan hamid ibrahim abdul tom tim jim bob bill dave mike chris nick ben dan sam "
    "greg jeff ken ron don ray ted ed tony jimmy tommy danny kenny eddie neil ian graham nigel colin stuart barry norman stanley leonard herbert ernest "
    "franz heinrich wilhelm friedrich ludwig johann giovanni marco luigi andrea mario paolo pierre jean jacques michel françois henri emmanuel lewis "
    "kurt clint elvis winston benito adolf josef fidel nelson barack joshua evan jamie theo vlade kobe sachin virat "
    "jens lars sven erik nils anders magnus henrik johan gustav olaf bjorn knut peder soren klaus jurgen wolfgang stefan dieter gerhard helmut manfred "
    "rainer matthias tobias lukas jonas emil anton konrad piet willem hendrik antoine laurent philippe nicolas guillaume julien mathieu thierry alain "
    "bernard claude etienne paulo fernando javier manuel rafael diego alejandro sergio eduardo ricardo roberto giuseppe matteo lorenzo alessandro "
    "francesco stefano enrico raj ravi sanjay rahul arjun vikram anil suresh ramesh hiroshi kenji takashi alistair duncan hamish callum liam connor "
    "declan seamus rory kieran rupert giles clive derek trevor malcolm gareth rhys owen yusuf mustafa mehmet khalid tariq abdullah rashid karim bilal "
    "andrzej piotr tomasz marek jakub krzysztof janusz zoltan laszlo istvan"
)
FEMALE = _words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra ashley dorothy kimberly emily donna "
    "michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy shirley angela helen anna brenda pamela nicole ruth "
    "katherine samantha christine emma catherine debra virginia rachel carolyn janet maria heather diane julie joyce victoria kelly christina joan "
    "evelyn lauren judith olivia frances martha cheryl megan andrea hannah jacqueline ann jean alice kathryn gloria teresa doris sara janice julia "
    "marie madison grace judy theresa beverly denise marilyn amber danielle abigail brittany rose diana natalie sophia alexis lori kayla jane ada "
    "angela theresa hillary condoleezza indira golda benazir aung tamar courtney faith bonnie lea teena taylor britney madonna beyonce rihanna adele "
    "whitney mariah celine janis joni ella nina billie loretta dolly reba shania carrie miranda leontyne abby marion lorde teena jordan queen princess "
    "ingrid astrid solveig karin kerstin birgit sigrid gudrun greta annika frida freya helga ursula sabine petra monika claudia katrin gisela renate "
    "brigitte hilde wilhelmina henrietta harriet beatrice edith agnes winifred priya anjali sunita lakshmi deepa kavita meera fatima aisha leila yasmin "
    "zainab amina nadia samira isabel lucia carmen pilar ines elena sofia valentina camila gabriela marisol rosa luisa chiara giulia francesca paola "
    "federica sylvie veronique isabelle mathilde juliette margot simone colette siobhan niamh fiona morag moira gemma tracy zoe chloe imogen phoebe "
    "rosemary hilary daphne penelope ewa agnieszka katarzyna zofia olga irina tatiana svetlana natalia ludmila yulia oksana keiko yoko naomi"
)
QUALITIES = _words(
    "ready done over finished open closed available important large big small old new good bad safe dangerous true false right wrong late early long short "
    "high low near far fast slow strong weak hot cold expensive cheap free full empty possible necessary useful successful common rare known alone alive "
    "dead ill married happy loud quiet different similar same likely included covered allowed"
)
"""What is said of a thing behind it, and never the last word of its phrase."""
MEN = _words("man boy father brother son husband uncle grandson grandfather widower king prince landlord")
WOMEN = _words("woman girl mother sister daughter wife aunt granddaughter grandmother widow queen princess actress")
SPEAKING = _words(
    "said says told tells asked added explained argued warned announced claimed replied insisted noted wrote urged pledged promised reminded thinks "
    "thought believes believed married born died"
)
QUOTING = _words("said says added explained argued claimed replied insisted noted wrote")
"""Before a name these may have it for their subject ("said Mina Castellan"); others of them have it for their object ("told TIME")."""
MINDS = SPEAKING | _words(
    "say tell ask add explain argue warn announce claim reply insist note write urge pledge promise remind think believe marry die proposed propose "
    "suggested suggest wondered wonder admitted admit feared fear wanted want decided decide reported apologised apologise apologized apologize "
    "persuaded persuade doubts doubted doubt hoped hope joked knew know lived live retired retire graduated graduate"
)
"""What somebody does rather than something: a name of unknown sort before one of these is a person's."""
GROUPS = _words(
    "company firm corporation university college school ministry department party band group team club council committee commission court parliament "
    "congress senate government army navy force forces union association organization organisation league nato un eu agency bank institute society "
    "church brotherhood movement coalition orchestra foundation charity airline family "
    "brothers sisters girls boys people tribe leaders members republics countries states"
)
KINDS = _words("band group team film movie album song book novel show")
PLACES = _words(
    "africa america asia europe australia antarctica afghanistan albania algeria argentina armenia austria azerbaijan bahrain bangladesh belarus "
    "belgium bolivia bosnia brazil britain bulgaria cambodia canada chechnya chile china colombia croatia cuba cyprus denmark dorchester ecuador egypt "
    "england estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland "
    "israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon libya lithuania malaysia mali mexico moldova "
    "mongolia morocco mozambique myanmar nepal netherlands nicaragua nigeria norway oman pakistan palestine panama paraguay peru philippines poland "
    "portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan "
    "tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe alabama "
    "alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine "
    "maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah "
    "vermont wisconsin wyoming york jersey london paris berlin moscow washington beijing tokyo rome madrid vienna kabul tashkent dushanbe brussels "
    "geneva cairo baghdad tehran jerusalem delhi boston chicago houston dallas atlanta seattle philadelphia angeles francisco miami denver detroit "
    "toronto montreal sydney melbourne dublin edinburgh glasgow manchester liverpool hamburg munich sochi leningrad petersburg kiev kyiv warsaw prague "
    "budapest athens istanbul ankara soviet ussr u.s uk usa u.s.a"
)
PLACE_NOUNS = _words("city town village county state country region island mountain river lake sea ocean valley coast base airport harbour street park border")
BUILT = _words("bridge tunnel station road square castle tower dam canal lighthouse museum hotel hospital palace stadium wall")
NUMBERS = _words("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundreds thousands dozens")
"""How many there are, where it is said in a word that a sentence may open with: "Two members gave evidence" names nobody Two."""
MONTHS = _words("january february march april may june july august september october november december")
SPANS = _words("second minute hour day week month year decade century")
"""What "£200 a year" has behind it is nothing that was spoken of."""
PLURALS = _words("fish sheep deer cattle people men women children police leaders parents troops media data criteria")
NOT_PLURAL = _words(
    "news series politics economics physics analysis crisis basis thesis bus gas process success access business address class boss loss congress specimen "
    "abdomen regimen omen stamen acumen"
)
DEMONYMS = _words(
    "afghan african albanian algerian american arab arabic argentine asian australian austrian belgian bosnian brazilian british bulgarian canadian chechen "
    "chinese colombian cuban czech danish dutch egyptian english ethiopian european finnish french german greek hungarian indian indonesian iranian iraqi "
    "irish israeli italian japanese jewish jordanian kazakh kenyan korean kurdish latin lebanese libyan mexican moroccan muslim nigerian norwegian "
    "pakistani palestinian persian peruvian polish portuguese romanian russian saudi scottish serbian somali soviet spanish sudanese swedish swiss syrian "
    "tajik thai turkish ukrainian uzbek venezuelan victorian vietnamese welsh christian catholic islamic central northern southern eastern western"
)
MOTION = _words(
    "go goes went gone going travel traveled travelled traveling come came coming move moved fly flew get got return returned arrive send sent walk drive"
)
VERBS = _words(
    "become think want meant need seem look met went came took made gave began left won lost had got found held kept led sent set put ran saw sold "
    "spent stood taught thought wrote became brought taken given known seen born written shown chosen drawn broken spoken thrown worn done been gone "
    "being built bought caught chose fell felt flew knew paid read rose sat spoke wore could last lasts say says include includes make makes take takes"
)
DEEDS = {
    verb: noun
    for noun, verbs in {
        "agreement": "agree agreed agrees", "announcement": "announce announced announces", "apology": "apologise apologised apologize apologized",
        "appeal": "appeal appealed appeals", "appointment": "appoint appointed appoints", "attack": "attack attacked attacks",
        "claim": "claim claimed claims", "comment": "comment commented comments", "complaint": "complain complained complains",
        "decision": "decide decided decides", "demand": "demand demanded demands", "discovery": "discover discovered discovers",
        "invitation": "invite invited invites", "offer": "offer offered offers", "order": "order ordered orders", "pledge": "pledge pledged pledges",
        "prediction": "predict predicted predicts", "promise": "promise promised promises", "proposal": "propose proposed proposes",
        "purchase": "purchase purchased purchases", "recommendation": "recommend recommended recommends", "refusal": "refuse refused refuses",
        "request": "request requested requests", "suggestion": "suggest suggested suggests",
        "threat": "threaten threatened threatens", "vow": "vow vowed vows", "warning": "warn warned warns",
    }.items()
    for verb in verbs.split()
}  # fmt: skip
"""Verbs of what may be made, kept and withdrawn, and what that is called: after "What did he pledge?", "it" may be the pledge."""
