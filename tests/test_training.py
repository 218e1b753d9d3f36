"""Training on a model made here: the loss falls, a run goes on where it stopped, and the exported graph gives what torch gives."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertForQuestionAnswering

from article_chat import weights
from article_chat.corpus import count_word_pieces
from article_chat.export import SpanHead, export_graph
from article_chat.passages import MAX_WORD_PIECES
from article_chat.reader.examples import Example, ExampleMaker, Window, load_corpus, mixture
from article_chat.reader.model import PassageReading, SpanScore
from article_chat.reader.ship import FROZEN, ship
from article_chat.reader.stated import MARK, another, as_statement, denied, exchanged, is_stated, shortened
from article_chat.reader.train import MAX_WORD_PIECES_READ, Recipe, Trainer, encode, kin_of, loss_of
from article_chat.reader.watching import load_cases, measure
from article_chat.reader.yes_or_no import is_yes_or_no


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return weights.minilm_tokenizer()


def tiny() -> BertForQuestionAnswering:
    torch.manual_seed(3)
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, max_position_embeddings=300, hidden_dropout_prob=0.0)
    return BertForQuestionAnswering(config)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = []
    for n in range(12):
        year, town = 1870 + n, ["Lindhaven", "Osterby", "Karvala"][n % 3]
        context = f"The harbour number {n} of {town} opened in {year} after the flood. Its first master was the old Hugo Quinn. It lies north of Sundal."
        qas = [
            {
                "question": f"When did harbour number {n} open?",
                "answers": [{"text": str(year), "answer_start": context.index(str(year))}],
                "is_impossible": False,
            },
            {"question": f"When did harbour number {n} close?", "answers": [], "is_impossible": True},
        ]
        records.append({"source": "made", "title": "Harbours", "context": context, "qas": qas})
    path = tmp_path_factory.mktemp("data") / "train.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    return path


def test_windows_carry_their_answer_and_negatives_do_not(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=1)
    for _ in range(40):
        example = maker.answerable()
        first, *others = example.windows
        assert first.answer is not None
        answer = first.text[slice(*first.answer)]
        assert answer.isdigit()
        assert all(w.answer is None and answer not in w.text for w in others)
        assert all(max(count_word_pieces([w.text])) <= MAX_WORD_PIECES for w in example.windows)


def test_made_unanswerables_differ_from_the_question_and_keep_the_window(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=2)
    known = {q.text for q in maker.corpus.answerable}
    contexts = {q.text: maker.corpus.contexts[q.context].text for q in maker.corpus.answerable}
    swapped = [e for e in (maker.swapped() for _ in range(60)) if e is not None]
    cut = [e for e in (maker.cut_out() for _ in range(60)) if e is not None]
    assert swapped
    assert cut
    assert all(e.windows[0].answer is None and e.windows[0].text not in contexts.get(e.question, "") for e in swapped)
    assert all(e.question in known and e.windows[0].answer is None for e in cut)
    for example in cut:
        (query,) = [q for q in maker.corpus.answerable if q.text == example.question]
        assert query.answers[0][0] not in example.windows[0].text


def test_a_change_is_made_on_one_side_only_and_kindred_words_are_used(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=3, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    contexts = {q.text: maker.corpus.contexts[q.context].text for q in maker.corpus.answerable}
    made = [e for e in (maker.swapped() for _ in range(120)) if e is not None]
    asked_otherwise = [e for e in made if e.question not in contexts]
    told_otherwise = [e for e in made if e.question in contexts]
    assert asked_otherwise
    assert told_otherwise
    texts = list(contexts.values())
    assert all(any(e.windows[0].text in text for text in texts) for e in asked_otherwise)
    assert all(e.windows[0].text not in contexts[e.question] for e in told_otherwise)
    assert any("dockyard" in e.question for e in asked_otherwise)


def test_a_contrast_is_two_windows_of_which_the_first_answers_and_either_may_be_the_changed_one(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=4, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    contexts = [c.text for c in maker.corpus.contexts]
    made = [e for e in (maker.contrasted() for _ in range(120)) if e is not None]
    as_written = [tuple(any(w.text in context for context in contexts) for w in e.windows) for e in made]
    assert as_written.count((True, False)) > 10
    assert as_written.count((False, True)) > 10
    assert len(made) == as_written.count((True, False)) + as_written.count((False, True))
    for example in made:
        first, second = example.windows
        assert first.answer is not None
        assert second.answer is None
        assert first.text[slice(*first.answer)].isdigit()
        question, answering, other = (set(text.replace("?", "").split()) for text in (example.question, first.text, second.text))
        assert question & (answering - other)


def test_what_yes_or_no_answers_has_the_deciding_sentence_for_its_answer_and_none_where_it_is_cut_out_or_about_another(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=5)
    made = [e for e in (maker.yes_or_no() for _ in range(120)) if e is not None]
    assert all(is_yes_or_no(e.question) for e in made)
    decided = [e.windows[0] for e in made if e.windows[0].answer]
    assert 60 < len(decided) < len(made)
    assert all(re.fullmatch(r"The harbour number .* after the flood\.", w.text[slice(*w.answer)]) for w in decided if w.answer)
    assert all(w.answer is None for e in made for w in e.windows[1:])
    assert any(e.question.rstrip("?")[-4:].isdigit() for e in made)
    assert any(e.question.endswith("open?") for e in made)


def test_a_question_that_people_put_for_yes_or_no_is_drawn_too(tmp_path: Path) -> None:
    context = "The mill was built in 1874. It burned down. Nobody was hurt."
    asked = {"question": "Was anybody hurt?", "answers": [{"text": "Nobody", "answer_start": context.index("Nobody")}], "is_impossible": False}
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"source": "made", "title": "Mills", "context": context, "qas": [asked]}), encoding="utf-8")
    maker = ExampleMaker(load_corpus(path, count_word_pieces), seed=6)
    found = [e for e in (maker.yes_or_no() for _ in range(60)) if e is not None and e.windows[0].answer]
    assert found
    assert all((e.question, e.windows[0].text[slice(*(e.windows[0].answer or (0, 0)))]) == ("Was anybody hurt?", "Nobody was hurt.") for e in found)


def test_statements_are_borne_out_by_a_whole_sentence_or_made_false(data: Path) -> None:
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=7, kin=lambda word: ["dockyard"] if word == "harbour" else [])
    made = [e for e in (maker.stated() for _ in range(160)) if e is not None]
    assert all(is_stated(e.question) for e in made)
    true, false = [e for e in made if e.windows[0].answer], [e for e in made if not e.windows[0].answer]
    assert len(true) > 40
    assert len(false) > 30
    for example in true:
        window = example.windows[0]
        assert window.text[slice(*(window.answer or (0, 0)))].endswith("flood.")
        assert all(other.answer is None for other in example.windows[1:])
    bare = [e.question.removeprefix(MARK).rstrip(".?") for e in false]
    assert all(statement not in e.windows[0].text for statement, e in zip(bare, false, strict=True))


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        ("Who wrote the letter?", "Hugo Quinn", "Hugo Quinn wrote the letter."),
        ("What is the capital of Norway?", "Oslo", "Oslo is the capital of Norway."),
        ("What caused the fire?", "a candle", "A candle caused the fire."),
        ("Who did the king marry?", "Ana", None),
        ("What was the king looking for?", "Ana", None),
        ("What was the committee asked to decide?", "the date", None),
        ("When was it built?", "1874", None),
        ("Who wrote it?", "", None),
    ],
)
def test_a_question_for_its_subject_becomes_a_statement(question: str, answer: str, said: str | None) -> None:
    assert as_statement(question, answer) == said


@pytest.mark.parametrize(
    ("statement", "opposite"),
    [
        ("The mayor was not sent to prison.", "The mayor was sent to prison."),
        ("The mayor has left.", "The mayor has not left."),
        ("Did they leave?", "Did they leave?"),
        ("They left.", None),
    ],
)
def test_a_statement_is_denied(statement: str, opposite: str | None) -> None:
    assert denied(statement) == (None if opposite == statement else opposite)


def test_names_are_exchanged_and_answers_mistaken_for_others_of_the_window() -> None:
    pick = random.Random(1)
    assert exchanged("Last year Ana Ruiz met Bob Lee.", pick) == "Last year Bob Lee met Ana Ruiz."
    assert exchanged("Last year Ana Ruiz met him.", pick) is None
    assert another("1874", "It opened in 1874 and closed in 1901.", pick) == "1901"
    assert another("Ana Ruiz", "There Ana Ruiz met Bob Lee.", pick) == "Bob Lee"
    assert another("a candle", "A candle and Bob Lee.", pick) is None
    assert another("1874", "It opened in 1874.", pick) is None


def test_a_sentence_is_cut_at_a_comma() -> None:
    pick = random.Random(1)
    told = "The mayor of the small town left, taking the keys of the hall with her, and never came back."
    assert {shortened(told, pick) for _ in range(20)} == {
        "The mayor of the small town left.",
        "The mayor of the small town left, taking the keys of the hall with her.",
    }
    assert shortened("She left, alone.", pick) == "She left, alone."


def test_kin_are_near_words_of_the_same_ending_and_not_the_word_itself(tokenizer: Tokenizer) -> None:
    embeddings = torch.randn((tokenizer.get_vocab_size(), 512), generator=torch.Generator().manual_seed(1))
    word, kindred, same, other = (tokenizer.token_to_id(w) for w in ("adopted", "rejected", "accepted", "harbour"))
    embeddings[kindred] = 0.3 * embeddings[word] + 0.95 * embeddings[kindred]
    embeddings[same] = 0.9 * embeddings[word] + 0.3 * embeddings[same]
    embeddings[other] = 0.3 * embeddings[word] + 0.95 * embeddings[other]
    found = kin_of(tokenizer, embeddings)("adopted")
    assert "rejected" in found
    assert not {"accepted", "harbour", "adopted"} & set(found)
    assert kin_of(tokenizer, embeddings)("no such word") == ()


def test_the_same_seed_draws_the_same_examples(data: Path) -> None:
    corpus = load_corpus(data, count_word_pieces)
    first, second = (list(mixture(ExampleMaker(corpus, seed=5), 50)) for _ in range(2))
    assert first == second
    assert first != list(mixture(ExampleMaker(corpus, seed=6), 50))


def test_labels_are_the_tokens_of_the_answer_and_zero_without_one(tokenizer: Tokenizer) -> None:
    text = "The harbour opened in 1874."
    batch = encode(tokenizer, [Example("When did it open?", [Window(text, (22, 26)), Window(text, None)])])
    ids = batch.ids[0, batch.start[0] : batch.end[0] + 1].tolist()
    assert tokenizer.decode(ids) == "1874"
    assert (int(batch.start[1]), int(batch.end[1])) == (0, 0)
    assert batch.groups == [range(2)]
    assert not batch.passage[0, : batch.ids[0].tolist().index(102) + 1].any()


def test_a_window_over_the_limit_is_cut_and_a_lost_answer_becomes_none(tokenizer: Tokenizer) -> None:
    text = "word " * 600 + "1874"
    batch = encode(tokenizer, [Example("When?", [Window(text, (len(text) - 4, len(text)))])])
    assert batch.ids.shape[1] == MAX_WORD_PIECES_READ
    assert int(batch.start[0]) == 0


def test_the_group_loss_sees_the_windows_of_a_question_together(tokenizer: Tokenizer) -> None:
    text = "The harbour opened in 1874."
    batch = encode(tokenizer, [Example("When did it open?", [Window(text, (22, 26)), Window(text, None)])])
    logits = torch.zeros(batch.ids.shape)
    logits[0, batch.start[0]] = 8.0
    wrong = logits.clone()
    wrong[1, batch.start[0]] = 12.0
    alone, wrong_alone, together, wrong_together = (float(loss_of(x, x, batch, w)) for w in (0.0, 1.0) for x in (logits, wrong))
    assert wrong_together - together > wrong_alone - alone


def test_a_few_steps_lower_the_loss(data: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(windows=10_000, batch=16, rate=3e-3), tmp_path / "run")
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=1)
    batch = encode(tokenizer, [maker.answerable() for _ in range(12)])
    before = trainer.model.bert.embeddings.word_embeddings.weight.detach().clone()
    losses = [trainer.update(batch, 0.1) for _ in range(25)]
    assert losses[-1] < 0.7 * losses[0]
    assert torch.equal(before, trainer.model.bert.embeddings.word_embeddings.weight), "word embeddings are frozen: the shipped weights rely on it"


def test_a_run_goes_on_where_it_stopped(data: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    recipe = Recipe(windows=150, batch=16)
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=1)
    first = Trainer(tiny(), tokenizer, recipe, tmp_path)
    first.run(partial(mixture, maker))
    assert first.seen >= 150
    again = Trainer(tiny(), tokenizer, recipe, tmp_path)
    assert again.resume()
    assert (again.step, again.seen, again.averaged) == (first.step, first.seen, first.averaged)
    assert all(torch.equal(a, b) for a, b in zip(first.model.state_dict().values(), again.model.state_dict().values(), strict=True))
    assert (tmp_path / "model.safetensors").exists()
    with pytest.raises(SystemExit, match="another recipe"):
        Trainer(tiny(), tokenizer, Recipe(windows=151, batch=16), tmp_path).resume()


class Scripted:
    """Reads "1874" wherever it stands, surely; elsewhere the first word, unsurely."""

    def __call__(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        found = [(max(p.find("1874"), 0), "1874" in p and "open" in question) for p in passages]
        return [PassageReading((SpanScore(start, start + 4, 5.0 if sure else -5.0, 5.0),)) for start, sure in found]


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    contexts = ["The harbour opened in 1874. It froze in winter.", "Ships came from Osterby. They brought salt."]
    qas = [
        [
            {"id": "1", "question": "When did the harbour open?", "answers": [{"text": "1874", "answer_start": 22}], "is_impossible": False},
            {"id": "2", "question": "When did the harbour close?", "answers": [], "is_impossible": True},
        ],
        [{"id": "3", "question": "What did ships bring?", "answers": [{"text": "salt", "answer_start": 38}], "is_impossible": False}],
    ]
    paragraphs = [{"context": c, "qas": q} for c, q in zip(contexts, qas, strict=True)]
    path = tmp_path / "articles.json"
    path.write_text(json.dumps({"data": [{"title": "Harbours", "paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_watching_counts_right_sentences_words_and_margins(squad: Path) -> None:
    cases = load_cases(squad, count_word_pieces)
    assert len(cases) == 3
    assert measure(cases, Scripted()) == {"hit_at_1": 0.5, "span_f1": 0.5, "auc_unanswerable": 0.75}


def test_a_run_measures_whole_articles_as_it_goes(data: Path, squad: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(windows=120, batch=16), tmp_path / "run")
    maker = ExampleMaker(load_corpus(data, count_word_pieces), seed=1)
    watch = partial(measure, load_cases(squad, count_word_pieces), trainer.read)
    trainer.run(partial(mixture, maker), watch=watch, watch_every=50)
    watched = [entry for entry in trainer.log if "auc_unanswerable" in entry]
    assert len(watched) == 3
    assert json.loads((tmp_path / "run" / "log.json").read_text())["log"][-1] == watched[-1]


def test_what_it_reads_in_training_is_what_the_reader_reads(tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(), tmp_path)
    passages = ["The harbour opened in 1874.", "It froze in winter, and ships waited for weeks outside the mole."]
    together, alone = trainer.read("When did it open?", passages), [trainer.read("When did it open?", [p])[0] for p in passages]
    assert trainer.worker.training
    for one, other in zip(together, alone, strict=True):
        assert one.spans[0].margin == pytest.approx(other.spans[0].margin, abs=1e-4)


def test_shipping_takes_the_mean_of_runs_in_half_precision_without_the_frozen_words(tmp_path: Path) -> None:
    runs = []
    for number, value in enumerate((1.0, 2.0)):
        runs.append(tmp_path / f"{number}.safetensors")
        save_file({"qa_outputs.bias": np.full(2, value, dtype=np.float16), FROZEN: np.zeros((3, 2), dtype=np.float16)}, runs[-1])
    target = tmp_path / "shipped.safetensors"
    sha256 = ship(runs[0], runs[1], runs[1], target=target)
    tensors = load_file(target)
    assert list(tensors) == ["qa_outputs.bias"]
    assert tensors["qa_outputs.bias"].dtype == np.float16
    assert tensors["qa_outputs.bias"] == pytest.approx(5 / 3, abs=1e-3)
    assert sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_the_rate_warms_up_and_comes_down(tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(), tmp_path)
    rates = [trainer.rate_at(p / 100) for p in range(101)]
    peak = rates.index(max(rates))
    assert 2 <= peak <= 6
    assert all(a >= b for a, b in pairwise(rates[peak:]))
    assert rates[-1] < 0.02 * rates[peak]


def run_graph(folder: Path, model: BertForQuestionAnswering, monkeypatch: pytest.MonkeyPatch | None) -> float:
    """Largest difference of a logit between torch and the graph, over inputs of other shapes than the one it was exported with."""
    if monkeypatch is not None:
        monkeypatch.setattr(weights, "files", lambda _: folder)
    session = weights.open_session("reader", {n: t.numpy() for n, t in model.state_dict().items()}, threads=1)
    worst = 0.0
    for shape in ((1, 9), (4, 40)):
        ids = torch.randint(1, 30_000, shape)
        mask, types = torch.ones_like(ids), torch.zeros_like(ids)
        mask[-1, shape[1] - 3 :] = 0
        types[:, 5:] = 1
        with torch.no_grad():
            out = model.eval()(input_ids=ids, attention_mask=mask, token_type_ids=types)
        found = session.run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": types.numpy()})[0]
        expected = torch.stack((out.start_logits, out.end_logits), dim=-1).numpy()
        kept = mask.numpy().astype(bool)
        worst = max(worst, float(np.abs(found - expected)[kept].max()))
    return worst


def test_the_shipped_graph_and_torch_agree() -> None:
    torch.manual_seed(4)
    model = BertForQuestionAnswering(BertConfig.from_pretrained(weights.minilm_folder()))
    assert run_graph(Path(), model, None) < 1e-4


@pytest.mark.filterwarnings("ignore")
def test_an_exported_graph_and_torch_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=4, intermediate_size=64, attn_implementation="eager")
    model = BertForQuestionAnswering(config)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    names = export_graph(SpanHead(model), model.state_dict(), tmp_path / "graphs" / "reader.onnx")
    assert "qa_outputs.bias" in names
    assert (tmp_path / "graphs" / "reader.onnx").stat().st_size < 200_000, "the graph carries no weights"
    assert run_graph(tmp_path, model, monkeypatch) < 1e-4
