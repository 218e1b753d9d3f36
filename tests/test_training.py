"""Training on a model made here: the loss falls, a run goes on where it stopped, and the exported graph gives what torch gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertForQuestionAnswering

from article_chat import weights
from article_chat.corpus import count_word_pieces
from article_chat.reader.model import WINDOW_WORD_PIECES, PassageReading, SpanScore
from article_chat.training.batching import encode, loss_of
from article_chat.training.examples import ExampleMaker, mixture
from article_chat.training.export import SpanHead, export_graph
from article_chat.training.feeding import Batches, feed
from article_chat.training.records import Example, Window, load_corpus
from article_chat.training.ship import FROZEN, ship
from article_chat.training.train import Recipe, Trainer, kin_of
from article_chat.training.watching import load_cases, measure


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return weights.minilm_tokenizer()


def tiny() -> BertForQuestionAnswering:
    torch.manual_seed(3)
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, max_position_embeddings=300, hidden_dropout_prob=0.0)
    return BertForQuestionAnswering(config)


def batches_of(training_file: Path, tokenizer: Tokenizer) -> Batches:
    corpus = load_corpus([training_file], count_word_pieces)
    return Batches(lambda seed: mixture(ExampleMaker(corpus, seed=seed)), tokenizer, size=16, seed=1)


def test_worker_processes_feed_batches_of_different_examples(training_file: Path, tokenizer: Tokenizer) -> None:
    batches = batches_of(training_file, tokenizer)
    own = [batch.ids.tolist() for batch in islice(feed(batches, 0), 4)]
    fed = [batch.ids.tolist() for batch in islice(feed(batches, 2), 8)]
    assert [fed[i] for i in (0, 2, 4, 6)] == own, "the first worker draws what this process would"
    assert not [ids for ids in fed[1::2] if ids in own]


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


def test_labels_are_the_tokens_of_the_answer_and_zero_without_one(tokenizer: Tokenizer) -> None:
    text = "The harbour opened in 1874."
    batch = encode(tokenizer, [Example("When did it open?", [Window(text, (22, 26)), Window(text, None)])])
    ids = batch.ids[0, batch.start[0] : batch.end[0] + 1].tolist()
    assert tokenizer.decode(ids) == "1874"
    assert (int(batch.start[1]), int(batch.end[1])) == (0, 0)
    assert batch.groups.tolist() == [[0, 1]]
    assert not batch.passage[0, : batch.ids[0].tolist().index(102) + 1].any()


def test_a_window_is_read_with_what_is_asked_of_it(tokenizer: Tokenizer) -> None:
    text = "The harbour opened in 1874."
    batch = encode(tokenizer, [Example("When did it open?", [Window(text, (22, 26)), Window(text, None, "When did it close?")])])
    asked = [tokenizer.decode(row[:length].tolist()) for row, length in zip(batch.ids, batch.mask.sum(1).tolist(), strict=True)]
    assert asked == ["when did it open? the harbour opened in 1874.", "when did it close? the harbour opened in 1874."]


def test_a_window_over_the_limit_is_cut_and_a_lost_answer_becomes_none(tokenizer: Tokenizer) -> None:
    text = "word " * 600 + "1874"
    batch = encode(tokenizer, [Example("When?", [Window(text, (len(text) - 4, len(text)))])])
    assert batch.ids.shape[1] == WINDOW_WORD_PIECES
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


def test_the_group_loss_counts_answered_questions_of_several_windows_only(tokenizer: Tokenizer) -> None:
    text = "The harbour opened in 1874."
    answered = Example("When did it open?", [Window(text, (22, 26)), Window(text, None)])
    batch = encode(tokenizer, [answered, Example("Who?", [Window(text, None), Window(text, None)]), Example("When?", [Window(text, (22, 26))])])
    logits = torch.randn(batch.ids.shape, generator=torch.Generator().manual_seed(1))
    rows = torch.where(batch.passage[:2], logits[:2], torch.tensor(-torch.inf))
    expected = torch.logsumexp(rows.flatten(), 0) - logits[0, batch.start[0]] / 2 - logits[0, batch.end[0]] / 2
    found = loss_of(logits, logits, batch, 1.0) - loss_of(logits, logits, batch, 0.0)
    assert float(found) == pytest.approx(float(expected), abs=1e-4)


def test_a_few_steps_lower_the_loss(training_file: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(windows=10_000, batch=16, rate=3e-3), tmp_path / "run")
    maker = ExampleMaker(load_corpus([training_file], count_word_pieces), seed=1)
    batch = encode(tokenizer, [maker.answerable() for _ in range(12)])
    before = trainer.model.bert.embeddings.word_embeddings.weight.detach().clone()
    losses = [float(trainer.update(batch, 0.1)) for _ in range(25)]
    assert losses[-1] < 0.7 * losses[0]
    assert torch.equal(before, trainer.model.bert.embeddings.word_embeddings.weight), "word embeddings are frozen: the shipped weights rely on it"


def test_a_run_goes_on_where_it_stopped(training_file: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    recipe = Recipe(windows=150, batch=16)
    first = Trainer(tiny(), tokenizer, recipe, tmp_path)
    first.run(feed(batches_of(training_file, tokenizer), 0))
    assert 150 <= first.seen < 150 + 3 * 16
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


def test_a_run_measures_whole_articles_as_it_goes(training_file: Path, squad: Path, tokenizer: Tokenizer, tmp_path: Path) -> None:
    trainer = Trainer(tiny(), tokenizer, Recipe(windows=120, batch=16), tmp_path / "run")
    watch = partial(measure, load_cases(squad, count_word_pieces), trainer.read)
    trainer.run(feed(batches_of(training_file, tokenizer), 0), watch=watch, watch_every=50)
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
