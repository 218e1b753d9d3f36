"""What kind of utterance is it, and what is said back."""

import pytest

from article_chat.dialogue import ArticleFacts, Intent, Kind, is_elsewhere, kinds_in_turn, language_notice, recognise, reply, reply_of_several
from tests.growth import FOURFOLD, growth

FACTS = ArticleFacts(title="Harbour Lights", source="the Coast Weekly", author="Ada Wells", date="3 May 2019", language="en", words=1234, minutes=6, pages=2)
NOTHING = ArticleFacts()

SAYINGS = {
    Kind.EMPTY: ("", "   ", "\n\t", "\u200b"),
    Kind.GIST: (
        "What is this about?",
        "According to the article, what is this about?",
        "I was wondering what this article is about",
        "what's this about",
        "Summarize it",
        "summerize",
        "give me 5 bullet points",
        "explain like im 5",
        "summarise",
        "Summary",
        "summary please",
        "Can you summarize the article for me?",
        "What is the main point?",
        "main points",
        "TL;DR",
        "tldr",
        "Give me a short summary of the article",
        "what does the article say?",
        "What is the article about?",
        "what is this article mainly about",
        "Could you please give me a brief overview?",
        "Summarize this in one sentence.",
        "What are the key takeaways?",
        "What's the gist?",
        "Sum it up",
        "in a nutshell",
        "What is the topic?",
        "Explain this article",
        "what is the story about",
        "Tell me about this article",
        "What is the main idea of the text?",
        "What happens in this article?",
        "What's the article's main point?",
        "what is it about",
        "Please summarise the text in three sentences",
        "What's the takeaway?",
        "What are the most important facts?",
        "main idea?",
        "gist",
        "what topics does the article cover?",
        "what's going on here?",
        "I want a summary",
        "In short?",
        "what is the point of this article",
        "What is the key message of this story?",
        "Whats this article about??",
        "what is article about",
        "What are these articles about?",
        "What is this article saying?",
        "What is your summary?",
        "What is its point?",
        "What're the main points?",
        "What do I need to know from this article?",
        "What can we learn from the text?",
        "In three short sentences?",
        "What should I remember?",
    ),
    Kind.ABOUT: (
        "What is the title?",
        "who wrote this?",
        "Who wrote this article?",
        "When was it published?",
        "When was this article written?",
        "What is the source?",
        "Where is this from?",
        "Who is the author?",
        "author",
        "title",
        "How long is the article?",
        "How many words does it have?",
        "how many pages are there in the document?",
        "What language is this in?",
        "what is the title of the article",
        "What's the headline?",
        "In what newspaper was this published?",
        "How long does it take to read?",
        "which magazine is this from?",
        "Who is the author of this article?",
        "Where was this article published?",
        "who published this",
        "publication date",
        "word count",
        "What is the name of the article?",
        "What is this article called?",
        "who's the author?",
        "Can you tell me who wrote this article?",
        "How old is this article?",
    ),
    Kind.GREETING: (
        "Hi",
        "hello!",
        "Hey there",
        "Good morning",
        "hello, how are you?",
        "How are you?",
        "Hi :)",
        "hi there!",
        "hiya",
        "Are you there?",
        "hallo",
        "Is anybody home?",
    ),
    Kind.THANKS: (
        "Thanks",
        "thank you!",
        "thanks a lot",
        "Ok thanks",
        "Great, thank you very much!",
        "thx",
        "ty",
        "Thanks for your help!",
        "Perfect, thanks",
        "ok",
        "cool",
        "great",
        "got it",
        "that helps",
        "makes sense",
        "You are very helpful",
        "yes",
        "Thank you so much 🙏",
    ),
    Kind.GOODBYE: (
        "Bye",
        "goodbye!",
        "See you later",
        "ok bye",
        "thanks, bye!",
        "good night",
        "Have a nice day!",
        "No more questions.",
        "That's all, thanks",
    ),
    Kind.HELP: (
        "help",
        "What can you do?",
        "what can I ask?",
        "How does this work?",
        "Who are you?",
        "Are you a bot?",
        "what should I ask you?",
        "What model are you?",
    ),
    Kind.SYMBOLS: (
        "???",
        "!!!",
        "...",
        "🙂🙂",
        "-- ; --",
        "¿?",
    ),
    Kind.NOT_ENGLISH: (
        "Wer ist Putin?",
        "Qui est le président de la Russie?",
        "¿Quién es Putin?",
        "Что сказал Путин?",
        "Wie weit ist der Stützpunkt von der Grenze entfernt?",
        "Où se trouve la base aérienne ?",
        "Dov'è la base?",
        "Qu'est-ce que Poutine a promis à Bush ?",
        "プーチンは何を約束しましたか",
        "普京承诺了什么",
        "Quem é o presidente da Rússia?",
        "Cuando fue la llamada de Putin?",
        "Warum?",
        "Wie viele Menschen rettete die Feuerwehr?",
        "Pourquoi ?",
        "Wat is de titel van het artikel?",
        "Worum geht es in dem Artikel?",
        "De quoi parle cet article ?",
        "¿De qué trata el artículo?",
        "ماذا قال بوتين؟",
        "Kim bu adam ve ne dedi?",
        "Vad lovade Putin Bush?",
        "Was hat Putin Bush versprochen?",
        "Resumen del artículo por favor",
        "Jaka jest odległość bazy od granicy?",
        "Wie lange dauerte das Gespräch zwischen Putin und Bush?",
        "Quanto è lontana la base dal confine?",
        "Hvor ligger basen?",
        "पुतिन ने क्या कहा?",
    ),
    Kind.ASK: (
        "What did Putin say hello about?",
        "Who is the author of the plan?",
        "What is the title of the Russian foreign minister?",
        "How long was the conversation?",
        "What is the article's claim about Uzbekistan?",
        "overflight rights",
        "who is igor ivanov",
        "kagaity",
        '"even a hypothetical possibility"',
        "What does the article say about Uzbekistan?",
        "who said thank you?",
        "AWAC",
        "1991",
        "x86-64",
        "def foo(): return 1",
        "Summarize Putin's pledge",
        "What is the main point of Kvashnin's statement?",
        "Who wrote the agreement?",
        "When was the photo taken?",
        "Who published the report?",
        "how long was the meeting",
        "What is the language of Tajikistan?",
        "Where is Sochi",
        "wat did putin promis bush",
        "la Cosa Nostra",
        "Casa de la Cultura",
        "Museo de la Ciudad de México",
        "Les Misérables",
        "Who is Osama bin Laden?",
        "Der Spiegel",
        "Die Welt",
        "de Gaulle",
        'what does "qui est là" mean?',
        "What does Путин mean?",
        "El Niño",
        "Los Angeles",
        "What is the date of the meeting?",
        "Hello Kitty founder",
        "Good Morning America host",
        "Thanksgiving date",
        "Hi, who is Putin?",
        "Bush",
        "Why?",
        "And Uzbekistan?",
        "Who else?",
        "what about moscow",
        "coup d'état",
        "Tour de France winner",
        "Côte d'Ivoire",
        "Aung San Suu Kyi",
        "São Paulo",
        "Is this the main point of contention?",
        "Why is the main point important?",
        "Who are you quoting?",
        "What is Moscow's main point?",
        "who was the author of the letter",
        "length of the runway",
        "What is the title of his book?",
        "How old is Putin?",
        "When was the base published",
        "Vladimir Putin",
        "Le Monde",
        "Das Kapital",
        "carte blanche",
        "vis-à-vis",
        "raison d'être",
        "Deutsche Bank und Commerzbank",
        "What is 'perestroika'?",
        "When did Putin call Bush?",
        "What is the source of the quote?",
        "where is the air base",
        "How many words did Putin say?",
        "what language does Putin speak?",
        "Thank you note from Bush",
        "goodbye speech",
        "help for the U.S.",
        "Who helped?",
        "What is the story behind the decision?",
        "Di Maria",
        "el alamein",
        "Was it in Sochi?",
        "is it over",
        "no comment",
        "come per la",
        "Kim Jong Un",
        "Il Divo",
        "Was Hatton there?",
        "Was will power mentioned",
        "Was Istanbul named?",
        "Ho Chi Minh",
        "Ki Ho",
    ),
}


@pytest.mark.parametrize(("kind", "question"), [(kind, question) for kind, questions in SAYINGS.items() for question in questions])
def test_the_kind_is_recognised(kind: Kind, question: str) -> None:
    assert recognise(question, max_chars=1000).kind is kind


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("What is the title?", "title"),
        ("What is this article's title?", "title"),
        ("How's it called?", "title"),
        ("who wrote this", "author"),
        ("Who is this article's author?", "author"),
        ("What is the author's name?", "author"),
        ("By whom was it written?", "author"),
        ("Whose article is this?", "author"),
        ("Who wrote it, according to the text?", "author"),
        ("is it said anywhere who wrote this article", "author"),
        ("Where was this article published?", "source"),
        ("Where's this from?", "source"),
        ("Who is its publisher?", "source"),
        ("Which newspaper ran this?", "source"),
        ("When was this written?", "date"),
        ("When's this article from?", "date"),
        ("What is its date of publication?", "date"),
        ("What was the date of this article?", "date"),
        ("When did this article come out?", "date"),
        ("how many words does it have", "length"),
        ("This article's word count?", "length"),
        ("How much time would I need to read it?", "length"),
        ("How many paragraphs are there?", "length"),
        ("What language is the article in?", "language"),
        ("What is its language?", "language"),
        ("Is this article in English?", "language"),
    ],
)
def test_the_aspect_of_a_question_about_the_article(question: str, aspect: str) -> None:
    assert recognise(question, max_chars=1000) == Intent(Kind.ABOUT, aspect)


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("what do you think?", "opinion"),
        ("And who do you think is right?", "opinion"),
        ("Do you need internet access?", "opinion"),
        ("What’s your name?", "who"),
        ("Who made you?", "who"),
        ("Can anyone else see my questions?", "private"),
        ("Where is my data stored?", "private"),
        ("Do you speak Dutch too?", "english"),
        ("start over", "page"),
        ("A quiz", "quotes"),
        ("Give me some questions to ask", ""),
        ("What kinds of questions can I ask?", ""),
        ("Where do your answers come from?", ""),
        ("Can I ask you something?", ""),
        ("is this true", "opinion"),
        ("are you sure?", "sure"),
        ("Really?", "sure"),
        ("where did you get that?", "sure"),
        ("No, that's wrong!", "sure"),
        ("and how do you know that?", "sure"),
        ("translate to French", "quotes"),
        ("write a poem about it", "quotes"),
        ("Make me five quiz questions about this", "quotes"),
        ("give me a timeline", "quotes"),
        ("Rewrite the first paragraph in simple English", "quotes"),
        ("Turn this article into a tweet", "quotes"),
        ("Do you agree with the mayor?", "opinion"),
        ("What is the tone of this article?", "opinion"),
        ("fact-check this", "opinion"),
        ("i dont understand", ""),
        ("can you search the web?", "opinion"),
        ("google it", "opinion"),
        ("how reliable is this article?", "opinion"),
        ("are my questions stored?", "private"),
        ("Is this private?", "private"),
        ("do you keep my data", "private"),
        ("what languages do you speak?", "english"),
        ("answer in German", "english"),
        ("Can I upload a PDF?", "page"),
        ("clear the chat", "page"),
        ("how do I save this chat?", "page"),
        ("Are there any pictures?", "pictures"),
        ("make it shorter", "quotes"),
        ("in simple words", "quotes"),
        ("keywords", "quotes"),
        ("suggest a title", "quotes"),
        ("tell me a joke", "quotes"),
    ],
)
def test_what_is_never_given_is_told(question: str, aspect: str) -> None:
    assert recognise(question, max_chars=1000) == Intent(Kind.HELP, aspect)
    assert "Harbour Lights" in reply(Intent(Kind.HELP, aspect), FACTS)


@pytest.mark.parametrize("question", ["why?", "and?", "And why not", "who", "How come?"])
def test_what_leans_on_nothing_is_told_so(question: str) -> None:
    assert recognise(question, max_chars=1000, first=True) == Intent(Kind.HELP, "first")
    assert recognise(question, max_chars=1000).kind is not Kind.HELP
    assert "Harbour Lights" in reply(Intent(Kind.HELP, "first"), FACTS)


@pytest.mark.parametrize(
    "question",
    [
        "What do you think happened in Kabul?",
        "What did Putin translate?",
        "Is it true that Moscow helped?",
        "Is he sure about that?",
        "Did it really happen?",
        "What do you think will happen next?",
        "What do you think about the mayor's plan?",
        "Show me the letter to the mayor",
        "What is the tone of the letter?",
        "Did they make a timeline?",
        "Are there pictures of the mayor?",
        "Can I upload the petition to the town's site?",
        "Are my rights protected by the treaty?",
        "Do they store the data?",
        "Is the harbour private?",
        "Can you speak to the mayor about it?",
        "What is the title of the song?",
        "How do I save the dough?",
        "Can I clear the drain?",
        "What did he say in simple words?",
    ],
)
def test_what_asks_the_article_is_no_small_talk(question: str) -> None:
    assert recognise(question, max_chars=1000).kind is Kind.ASK


@pytest.mark.parametrize(
    ("question", "aspects"),
    [
        ("Who wrote this article and when?", ("author", "date")),
        ("Who wrote it and when was it published?", ("author", "date")),
        ("When and where was this published?", ("date", "source")),
        ("By whom and when was this article written?", ("author", "date")),
        ("Can you tell me the title and the author of this article?", ("title", "author")),
        ("What is the title, and who is the author, and how long is it?", ("title", "author", "length")),
        ("Who wrote this and who is the author?", ("author",)),
        ("When was this article written, and who by?", ("date", "author")),
        ("Who wrote this article, and on what date?", ("author", "date")),
        ("Who wrote this article, and in what year?", ("author", "date")),
        ("What is the title and the date?", ("title", "date")),
        ("What is its title and its date?", ("title", "date")),
        ("When was this article published, and where?", ("date", "source")),
        ("When was this article published, and in which newspaper?", ("date", "source")),
        ("Who wrote this article, and in what language?", ("author", "language")),
        ("Who wrote this article, and how long is it?", ("author", "length")),
        ("What is the title of this article, and how long?", ("title", "length")),
    ],
)
def test_one_question_asks_for_several_aspects(question: str, aspects: tuple[str, ...]) -> None:
    assert recognise(question, max_chars=1000) == Intent(Kind.ABOUT, aspects[0], also=aspects[1:])


@pytest.mark.parametrize("question", ["Who and when?", "Who wrote this article and why?", "Who wrote the agreement and when?", "When and where did they meet?"])
def test_a_part_that_asks_for_something_else_keeps_the_question_for_the_article(question: str) -> None:
    assert recognise(question, max_chars=1000).kind is Kind.ASK


def test_in_a_conversation_a_part_that_names_the_article_says_what_the_pronoun_means() -> None:
    assert recognise("Who wrote it and when?", max_chars=1000, in_conversation=True).kind is Kind.ASK
    assert recognise("Who wrote this article and when was it published?", max_chars=1000, in_conversation=True).also == ("date",)


def test_several_aspects_are_told_one_after_the_other() -> None:
    asked = Intent(Kind.ABOUT, "title", also=("author", "date"))
    assert reply(asked, FACTS) == "The title is “Harbour Lights”. It was written by Ada Wells. The article is dated 3 May 2019."
    assert reply_of_several(asked, [FACTS, NOTHING]).splitlines()[1].startswith("Article 2: This article has no title")


@pytest.mark.parametrize("question", ["Who wrote it?", "When was it published?", "How long is it?", "Can you tell me more about this?", "What does that mean?"])
def test_in_a_conversation_a_pronoun_means_what_was_talked_of(question: str) -> None:
    assert recognise(question, max_chars=1000, in_conversation=True).kind is Kind.ASK


@pytest.mark.parametrize(
    ("questions", "elsewhere"),
    [
        ([], False),
        (["Hello!"], False),
        (["Who wrote this?"], False),
        (["What did Olsen publish?"], True),
        (["What did Olsen publish?", "Thanks!"], True),
        (["What did Olsen publish?", "When was it published?"], True),  # that of what she published
        (["What did Olsen publish?", "Who wrote this article?"], False),
        (["What did Olsen publish?", "Who wrote this article?", "When was it published?"], False),
    ],
)
def test_it_means_the_article_until_something_else_is_talked_of(questions: list[str], elsewhere: bool) -> None:
    assert is_elsewhere(kinds_in_turn(questions, max_chars=1000)) is elsewhere


def test_with_multilingual_models_an_earlier_question_in_another_language_was_about_the_article_too() -> None:
    asked = ["Wie weit ist Kagaity von der Grenze entfernt?"]
    assert kinds_in_turn(asked, max_chars=1000) == [Kind.NOT_ENGLISH]
    assert kinds_in_turn(asked, max_chars=1000, multilingual=True) == [Kind.ASK]


@pytest.mark.parametrize("question", ["Who wrote this article?", "What is this about?", "Summarize it", "What is the title?"])
def test_in_a_conversation_the_article_can_still_be_asked_about(question: str) -> None:
    assert recognise(question, max_chars=1000, in_conversation=True).kind in {Kind.ABOUT, Kind.GIST}


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("What is this about?", 3),
        ("What is the main point?", 2),
        ("Summarize it in one sentence.", 1),
        ("Summarise the article in five sentences", 5),
        ("Give me the three main points", 3),
    ],
)
def test_how_long_a_gist_should_be(question: str, sentences: int) -> None:
    assert recognise(question, max_chars=1000) == Intent(Kind.GIST, sentences=sentences)


def test_a_question_at_the_limit_is_read_and_one_over_it_is_not() -> None:
    assert recognise("why " * 250, max_chars=1000).kind is Kind.ASK
    assert recognise("why " * 250 + "?", max_chars=1000) == Intent(Kind.TOO_LONG, limit=1000, size=1001)


def test_with_multilingual_models_no_language_is_foreign() -> None:
    assert recognise("Wer ist Putin?", max_chars=1000, multilingual=True).kind is Kind.ASK


@pytest.mark.parametrize(
    "text", ["ok " * 3000 + "x", "thanks " * 1500 + "x", "what is " * 1200, "please " * 1500 + "?", "who wrote it and " * 400 + "x", "hi " * 3000 + "!x"]
)
def test_recognising_takes_no_time_on_hostile_text(text: str) -> None:
    assert recognise(text, max_chars=20_000).kind is Kind.ASK
    assert growth(lambda size: recognise(text[:size] + text[-2:], max_chars=20_000), len(text) // 4) < 3 * FOURFOLD, (
        "a question is short: quadratic will do, worse will not"
    )


@pytest.mark.parametrize(
    ("aspect", "known", "unknown"),
    [
        ("title", "“Harbour Lights”", "no title"),
        ("author", "Ada Wells", "doesn't name its author"),
        ("source", "the Coast Weekly", "doesn't say where"),
        ("date", "3 May 2019", "no date"),
        ("length", "1,234 words on 2 pages, which takes about 6 minutes", "0 words, which takes about 1 minute"),
        ("language", "It is in English.", "doesn't name its language"),
    ],
)
def test_replies_about_the_article(aspect: str, known: str, unknown: str) -> None:
    assert known in reply(Intent(Kind.ABOUT, aspect), FACTS)
    assert unknown in reply(Intent(Kind.ABOUT, aspect), NOTHING)


@pytest.mark.parametrize("question", ["Hello", "thanks", "ok", "bye", "help", "who are you?", "", "?!", "Wer ist Putin?", "x" * 1001])
@pytest.mark.parametrize("facts", [FACTS, NOTHING, ArticleFacts(title="{curly} <b>")])
def test_every_reply_is_a_short_readable_text(question: str, facts: ArticleFacts) -> None:
    text = reply(recognise(question, max_chars=1000), facts)
    assert 10 < len(text) < 400
    assert text[0].isupper()
    assert text[-1] in ".?!)”"
    assert "None" not in text


def test_the_limit_is_named() -> None:
    text = reply(recognise("a" * 1001, max_chars=1000), FACTS)
    assert "1,001" in text
    assert "1,000" in text


def test_other_languages_are_told_of_the_setting() -> None:
    assert "ARTICLE_CHAT_EMBEDDING_MODEL" in reply(Intent(Kind.NOT_ENGLISH), FACTS)
    assert "ARTICLE_CHAT_EMBEDDING_MODEL" in reply(Intent(Kind.ABOUT, "language"), ArticleFacts(language="de"))


def test_the_notice_for_an_article_in_another_language() -> None:
    notice = language_notice("de-AT")
    assert notice is not None
    assert "German" in notice
    assert "ARTICLE_CHAT_EMBEDDING_MODEL" in notice
    assert "not seem to be in English" in (language_notice("tlh") or "")
    assert language_notice("en") is None
    assert language_notice(None) is None
    assert language_notice("de", multilingual=True) is None
