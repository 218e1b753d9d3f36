"""The store: what is reused, what is made anew, and what a person is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection
from chromadb.errors import InternalError, NotFoundError

from article_chat.errors import IndexGoneError, StoreError
from article_chat.index import BYTES_A_RECORD, ArticleIndex, ArticleStore, Texts

DIMENSIONS = 8


def vectors(count: int, seed: int = 0) -> Any:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def texts(count: int, shift: int = 0) -> Texts:
    return Texts([(10 * n + shift, 10 * n + 9) for n in range(count)], [f"text {n}" for n in range(count)])


def add(store: ArticleStore, article_id: str = "a" * 64, count: int = 6, fingerprint: str = "model") -> ArticleIndex:
    return store.add(
        texts(count), texts(2 * count), (vectors(count), vectors(2 * count, 1)), article_id=article_id, fingerprint=fingerprint, about={"title": "T"}
    )


def find(path: Path, article_id: str = "a" * 64, count: int = 6, fingerprint: str = "model", shift: int = 0) -> tuple[ArticleIndex | None, list[str]]:
    store = ArticleStore(path)
    return store.find(article_id, fingerprint, texts(count, shift), texts(2 * count, shift)), store.notices


def test_neighbours_are_by_cosine_and_the_nearest_first(tmp_path: Path) -> None:
    index = add(ArticleStore(tmp_path))
    found = index.neighbours(vectors(6)[3], 6)
    expected = vectors(6) @ vectors(6)[3]
    assert [i for i, _ in found] == np.argsort(-expected).tolist()
    assert [s for _, s in found] == pytest.approx(sorted(expected, reverse=True), abs=1e-4)
    assert len(index.neighbours(vectors(6)[0], 99)) == 6
    assert index.neighbours(vectors(6)[0], 0) == []


def test_sentence_vectors_come_in_the_order_asked(tmp_path: Path) -> None:
    index = add(ArticleStore(tmp_path))
    assert index.sentence_vectors([7, 0, 7]) == pytest.approx(vectors(12, 1)[[7, 0, 7]], abs=1e-6)


def test_a_second_start_finds_what_the_first_stored(tmp_path: Path) -> None:
    add(ArticleStore(tmp_path))
    index, notices = find(tmp_path)
    assert index is not None
    assert index.neighbours(vectors(6)[2], 1)[0][0] == 2
    assert notices == []


@pytest.mark.parametrize("other", [{"article_id": "b" * 64}, {"fingerprint": "another model"}, {"shift": 1}, {"count": 5}], ids=lambda o: next(iter(o)))
def test_another_article_model_or_cut_is_never_taken_for_it(tmp_path: Path, other: dict[str, Any]) -> None:
    add(ArticleStore(tmp_path))
    assert find(tmp_path, **other)[0] is None


def test_an_index_in_use_outlives_another_assistant_that_stores_the_same_article(tmp_path: Path) -> None:
    first = add(ArticleStore(tmp_path))
    second = add(ArticleStore(tmp_path))
    for index in (first, second):
        assert index.neighbours(vectors(6)[2], 1)[0][0] == 2


def test_assistants_that_store_the_same_article_at_once_all_have_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        indexes = list(pool.map(lambda _: add(ArticleStore(tmp_path), count=300), range(4)))
    for index in indexes:
        assert index.neighbours(vectors(300)[2], 1)[0][0] == 2


def test_a_half_written_index_is_not_used(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path)
    add(store)
    for collection in store._client.list_collections():
        collection.modify(metadata={**(collection.metadata or {}), "complete": False})
    assert find(tmp_path)[0] is None


def test_a_lost_neighbour_graph_is_noticed(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "chroma")
    add(store, count=1500)
    release()
    for folder in (tmp_path / "chroma").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    assert find(tmp_path / "chroma", count=1500)[0] is None
    assert add(ArticleStore(tmp_path / "chroma"), count=1500).neighbours(vectors(1500)[7], 1)[0][0] == 7


@pytest.mark.parametrize("damage", [b"garbage" * 1000, b""], ids=["garbage", "empty"])
def test_a_damaged_store_is_set_aside_and_the_person_told(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "chroma"
    add(ArticleStore(path))
    release()
    (path / "chroma.sqlite3").write_bytes(damage)
    store = ArticleStore(path)
    assert store.find("a" * 64, "model", texts(6), texts(12)) is None
    add(store)
    assert store.find("a" * 64, "model", texts(6), texts(12)) is not None
    if damage:
        assert (tmp_path / "chroma.damaged").exists()
        assert "damaged" in store.notices[0]
        assert str(path) in store.notices[0]


@pytest.mark.parametrize("fault", ["(code: 13) database or disk is full", "(code: 8) attempt to write a readonly database", "(code: 5) database is locked"])
def test_a_store_that_cannot_be_used_now_is_kept_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    path = tmp_path / "chroma"
    store = ArticleStore(path)
    add(store)

    def fail(*_: object, **__: object) -> None:
        raise InternalError(f"error returned from database: {fault}")

    with monkeypatch.context() as patched:
        patched.setattr("article_chat.index._fresh", fail)
        with pytest.raises(StoreError, match="Make room on its disk or set ARTICLE_CHAT_STORE") as caught:
            add(store, "b" * 64)
    assert fault in str(caught.value)
    assert not (tmp_path / "chroma.damaged").exists()
    assert store.notices == []
    assert [article.article_id for article in store.articles()] == ["a" * 64]


def test_a_store_that_could_not_be_opened_is_opened_once_it_can_be(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path / "chroma")
    (tmp_path / "chroma" / "chroma.sqlite3").mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(StoreError, match="unable to open database file"):
            store.articles()
    (tmp_path / "chroma" / "chroma.sqlite3").rmdir()
    add(store)
    assert (len(store.articles()), store.notices) == (1, [])


def test_a_place_that_cannot_be_a_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="ARTICLE_CHAT_STORE") as caught:
        ArticleStore(tmp_path / "file" / "chroma").articles()
    assert caught.value.path == tmp_path / "file" / "chroma"


def test_more_than_one_batch(tmp_path: Path) -> None:
    count = 6_000
    index = add(ArticleStore(tmp_path), count=count)
    assert index.neighbours(vectors(count)[5_999], 1)[0][0] == 5_999


def test_articles_are_listed_and_forgotten(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path)
    add(store, "a" * 64)
    add(store, "b" * 64)
    add(store, "b" * 64, fingerprint="another model")
    assert [a.article_id[0] for a in store.articles()] == ["b", "b", "a"]
    assert store.forget("b" * 64) == 2
    assert [(a.article_id[0], a.title, a.passages) for a in store.articles()] == [("a", "T", 6)]


@pytest.mark.parametrize("given", ["", "a", "a" * 63, "z" * 64], ids=["nothing", "a beginning", "nearly all of it", "another"])
def test_only_a_whole_id_forgets(tmp_path: Path, given: str) -> None:
    store = ArticleStore(tmp_path)
    add(store, "a" * 64)
    assert store.forget(given) == 0
    assert len(store.articles()) == 1


def test_over_its_limit_the_store_lets_go_of_what_was_used_longest_ago(tmp_path: Path) -> None:
    store = ArticleStore(tmp_path)
    add(store, "a" * 64)
    small = ArticleStore(tmp_path, max_bytes=1)
    add(small, "b" * 64)
    assert [a.article_id[0] for a in small.articles()] == ["b"]
    (notice,) = small.notices
    assert "over its limit of 1 bytes (ARTICLE_CHAT_STORE_MAX_BYTES)" in notice


def test_an_article_that_leaves_the_store_leaves_it_whole(tmp_path: Path) -> None:
    add(ArticleStore(tmp_path), "a" * 64)
    crowded = ArticleStore(tmp_path, max_bytes=30 * BYTES_A_RECORD)
    add(crowded, "b" * 64)
    assert [a.article_id[0] for a in crowded.articles()] == ["b"]
    assert len(crowded._client.list_collections()) == 2


@pytest.mark.parametrize("asked", [ArticleStore.articles, add], ids=["list", "make room"])
def test_what_the_database_raises_is_told_as_the_stores(asked: Callable[[ArticleStore], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ArticleStore(tmp_path, max_bytes=1)
    add(store, "b" * 64)

    def count(_: Collection) -> int:
        raise NotFoundError("another process has removed it")

    monkeypatch.setattr(Collection, "count", count)
    with pytest.raises(StoreError, match="another process has removed it"):
        asked(store)


def test_whose_article_left_the_store_is_not_told(tmp_path: Path) -> None:
    about = {"title": "A secret title", "source": "secret.pdf"}
    ArticleStore(tmp_path).add(texts(2), texts(2), (vectors(2), vectors(2)), article_id="a" * 64, fingerprint="model", about=about)
    small = ArticleStore(tmp_path, max_bytes=1)
    add(small, "b" * 64)
    assert small.notices
    assert "secret" not in " ".join(small.notices)


def test_an_index_whose_article_left_the_store_says_that_it_is_gone(tmp_path: Path) -> None:
    index = add(ArticleStore(tmp_path))
    add(ArticleStore(tmp_path, max_bytes=1), "b" * 64)
    with pytest.raises(IndexGoneError):
        index.neighbours(vectors(6)[2], 1)
    with pytest.raises(IndexGoneError):
        index.sentence_vectors([0])


def test_a_dotenv_in_the_working_folder_does_not_move_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(f"PERSIST_DIRECTORY={tmp_path / 'elsewhere'}\n")
    monkeypatch.chdir(tmp_path)
    add(ArticleStore(tmp_path / "here"))
    assert (tmp_path / "here" / "chroma.sqlite3").exists()
    assert not (tmp_path / "elsewhere").exists()


def release() -> None:
    """Let go of what Chroma keeps open of a folder in this process, as a restart would."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
