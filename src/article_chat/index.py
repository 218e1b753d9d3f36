"""The store: passages and sentences with their vectors in Chroma, by article and embedding model. The only module that imports chromadb."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from article_chat.datatypes import Span
from article_chat.errors import IndexGoneError, StoreError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

Vectors = np.ndarray[Any, np.dtype[np.float32]]

PROBED = 200
"""Neighbours asked for to see whether the graph of neighbours is whole."""
PASSAGES, SENTENCES = "passages", "sentences"
"""Each article has a collection of both; that of the sentences holds no texts, which stand in the passages: Chroma indexes each text it is given."""
LARGEST_BATCH = 5_000
"""Records of a batch; Chroma takes 5,461 at most and does not split."""
BYTES_A_RECORD = 4_500
"""What a stored passage or sentence takes on the disk, roughly: its vector twice, its text and their keys. A file never shrinks, so it can't tell."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in the store. `used` is seconds since the epoch."""

    article_id: str
    title: str
    source: str
    passages: int
    used: float


@dataclass(frozen=True, slots=True)
class Texts:
    """What is stored of an article, passages or sentences: spans in `Article.text`, and the texts there."""

    spans: Sequence[Span]
    texts: Sequence[str]


class ArticleIndex:
    """The vectors of one article: of its passages, to find, and of its sentences, to compare. Thread-safe.

    Both methods raise IndexGoneError once the article has left the store.
    """

    def __init__(self, passages: Collection, sentences: Collection, size: int) -> None:
        self._passages, self._sentences = passages, sentences
        self.size = size

    def neighbours(self, vector: Vectors, wanted: int) -> list[tuple[int, float]]:
        """(passage index, cosine similarity) of the nearest passages to `vector` [dimensions], nearest first."""
        wanted = min(wanted, self.size)
        if wanted == 0:
            return []
        with _unless_gone():
            found = self._passages.query(query_embeddings=[vector.tolist()], n_results=wanted, include=["distances"])
        distances = found["distances"] or [[]]
        return [(int(name), 1.0 - distance) for name, distance in zip(found["ids"][0], distances[0], strict=True)]

    def sentence_vectors(self, numbers: Sequence[int]) -> Vectors:
        """Vectors float32 [numbers, dimensions] of sentences, by their number in the article."""
        with _unless_gone():
            found = self._sentences.get(ids=[str(number) for number in dict.fromkeys(numbers)], include=["embeddings"])
        vectors = found["embeddings"]
        order = {name: row for row, name in enumerate(found["ids"])}
        return np.array([vectors[order[str(number)]] for number in numbers] if vectors is not None else [], dtype=np.float32)


class ArticleStore:
    """The folder that holds the indexes. Opened when first used; a damaged one is set aside and made anew, and `notices` tells so."""

    def __init__(self, path: Path, *, max_bytes: int | None = None) -> None:
        self._path, self._max_bytes = path, max_bytes
        self._lock = _lock_of(path.absolute())
        self.notices: list[str] = []

    def find(self, article_id: str, fingerprint: str, passages: Texts, sentences: Texts) -> ArticleIndex | None:
        """The index of these texts under this embedding model, or None when there is none that is whole."""
        with self._lock:
            found = [self._find(kind, article_id, fingerprint, texts) for kind, texts in ((PASSAGES, passages), (SENTENCES, sentences))]
        return ArticleIndex(found[0], found[1], len(passages.texts)) if found[0] is not None and found[1] is not None else None

    def add(
        self, passages: Texts, sentences: Texts, vectors: tuple[Vectors, Vectors], *, article_id: str, fingerprint: str, about: Mapping[str, str]
    ) -> ArticleIndex:
        """Store an article; `vectors` are [passages, dimensions] and [sentences, dimensions].

        What stands under the same name goes first, unless it is whole: another assistant may have stored it meanwhile, and be using it.
        """
        with self._lock:
            if (stored := self.find(article_id, fingerprint, passages, sentences)) is not None:
                return stored
            collections = [
                self._write(kind, texts, values, {"article_id": article_id, "fingerprint": fingerprint, **about})
                for kind, texts, values in ((SENTENCES, sentences, vectors[1]), (PASSAGES, passages, vectors[0]))
            ]
            with self._mapped("written"):
                self._make_room(keep=article_id)
        return ArticleIndex(collections[1], collections[0], len(passages.texts))

    def _find(self, kind: str, article_id: str, fingerprint: str, texts: Texts) -> Collection | None:
        name, mark = _name(kind, article_id, fingerprint), _mark(texts)
        stored: list[Collection] = self._guarded(lambda client: [c for c in client.list_collections() if c.name == name])
        for collection in stored:
            try:
                if self._is_whole(collection, fingerprint, mark, len(texts.texts)):
                    collection.modify(metadata={**(collection.metadata or {}), "used": time.time()})
                    return collection
            except Exception as error:
                notice = f"The stored index of this article could not be read ({type(error).__name__}) and is made anew."
                self.notices.extend([notice] if notice not in self.notices else [])
        return None

    def _write(self, kind: str, texts: Texts, vectors: Vectors, about: Mapping[str, str]) -> Collection:
        name = _name(kind, about["article_id"], about["fingerprint"])
        metadata = {**about, "kind": kind, "mark": _mark(texts), "complete": False, "used": time.time()}
        collection: Collection = self._guarded(lambda client: _fresh(client, name, metadata))
        with self._mapped("written"):
            for first in range(0, len(texts.texts), LARGEST_BATCH):
                rows = slice(first, first + LARGEST_BATCH)
                collection.add(
                    ids=[str(first + number) for number in range(len(texts.texts[rows]))],
                    embeddings=vectors[rows],
                    documents=list(texts.texts[rows]) if kind == PASSAGES else None,
                    metadatas=[{"start": start, "end": end} for start, end in texts.spans[rows]],
                )
            collection.modify(metadata={**metadata, "complete": True})
        return collection

    def articles(self) -> list[StoredArticle]:
        """What the store holds, used last first."""
        with self._lock:
            collections = self._guarded(lambda client: list(client.list_collections()))
            with self._mapped("read"):
                found = [_stored(c) for c in collections if (c.metadata or {}).get("complete") and (c.metadata or {}).get("kind") == PASSAGES]
        return sorted(found, key=lambda a: -a.used)

    def forget(self, article_id: str) -> int:
        """Remove the article whose whole id this is; returns how many indexes went, 0 when the store has no such article."""
        with self._lock:
            doomed = self._guarded(lambda client: [c for c in client.list_collections() if (c.metadata or {}).get("article_id") == article_id])
            with self._mapped("written"):
                for collection in doomed:
                    self._client.delete_collection(collection.name)
        return sum((collection.metadata or {}).get("kind") == PASSAGES for collection in doomed)

    @cached_property
    def _client(self) -> ClientAPI:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        self._path.mkdir(parents=True, exist_ok=True)
        # _env_file=None: a .env in the working folder could otherwise move the store.
        settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
        try:
            return chromadb.PersistentClient(path=str(self._path), settings=settings)
        except Exception:
            SharedSystemClient.clear_system_cache()  # Chroma keeps the half it made, and the next try would meet that.
            raise

    def _guarded(self, action: Any) -> Any:
        """Run `action` on the client; when the store turns out damaged, set it aside and run it on a new one."""
        try:
            with self._mapped("opened"):
                return action(self._client)
        except StoreError as error:
            if _is_surroundings(error.__cause__) or not self._set_aside():
                raise
            self.notices.append(f"The store in {self._path} was damaged ({type(error.__cause__).__name__}) and has been made anew; articles are indexed again.")
        with self._mapped("opened"):
            return action(self._client)

    def _set_aside(self) -> bool:
        """Move a damaged store away, beside itself; False when the folder is not ours to change."""
        from chromadb.api.shared_system_client import SharedSystemClient

        self.__dict__.pop("_client", None)
        SharedSystemClient.clear_system_cache()
        if not (self._path / "chroma.sqlite3").exists():
            return False
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            shutil.rmtree(aside, ignore_errors=True)
            self._path.rename(aside)
        except OSError:
            return False
        return True

    @contextmanager
    def _mapped(self, action: str) -> Iterator[None]:
        try:
            yield
        except StoreError:
            raise
        except Exception as error:
            raise StoreError(
                f"The store in {self._path} cannot be {action} ({type(error).__name__}: {error}).",
                path=self._path,
                advice="Make room on its disk or set ARTICLE_CHAT_STORE to a folder that can be written to.",
            ) from error

    def _is_whole(self, collection: Collection, fingerprint: str, mark: str, size: int) -> bool:
        """Whether the collection is the wanted one, complete, and its graph of neighbours finds what it counts."""
        metadata = collection.metadata or {}
        if metadata.get("fingerprint") != fingerprint or metadata.get("mark") != mark or not metadata.get("complete") or collection.count() != size:
            return False
        if size == 0:
            return True
        probe = collection.get(ids=["0"], include=["embeddings"])["embeddings"]
        if probe is None or len(probe) == 0:
            return False
        wanted = min(size, PROBED)
        return len(collection.query(query_embeddings=np.array([probe[0]], dtype=np.float32), n_results=wanted, include=[])["ids"][0]) == wanted

    def _make_room(self, *, keep: str) -> None:
        """Forget the articles used longest ago while the folder is over its limit."""
        if self._max_bytes is None:
            return
        indexes: dict[str, list[Collection]] = {}
        for collection in sorted(self._client.list_collections(), key=lambda c: float((c.metadata or {}).get("used", 0))):
            indexes.setdefault(_index_of(collection), []).append(collection)
        sizes = {name: BYTES_A_RECORD * sum(collection.count() for collection in both) for name, both in indexes.items()}
        for name, both in indexes.items():
            if sum(sizes.values()) <= self._max_bytes:
                return
            if (both[0].metadata or {}).get("article_id") != keep:
                for collection in both:
                    self._client.delete_collection(collection.name)
                del sizes[name]
                self._tell_of_leaving()

    def _tell_of_leaving(self) -> None:
        """No title: it may be another visitor's article that left."""
        notice = f"The articles used longest ago left the store, which is over its limit of {self._max_bytes:,} bytes (ARTICLE_CHAT_STORE_MAX_BYTES)."
        self.notices.extend([notice] if notice not in self.notices else [])


_SURROUNDINGS = re.compile(
    r"\b(?:disk is full|no space|read-?only|locked|busy|permission|not permitted|i/o error|unable to open|out of memory|quota)\b", re.IGNORECASE
)
"""What SQLite and the system say when a store can't be used where it stands, or now, whatever state it is in."""


def _is_surroundings(error: BaseException | None) -> bool:
    """Whether an error tells of a full disk, missing rights or another program, and nothing of damage: such a store is left as it is."""
    return isinstance(error, (OSError, MemoryError)) or _SURROUNDINGS.search(str(error)) is not None


@contextmanager
def _unless_gone() -> Iterator[None]:
    from chromadb.errors import InternalError, NotFoundError

    try:
        yield
    except (NotFoundError, InternalError) as error:
        raise IndexGoneError("The index of this article has left the store. Ask again: it is made anew.") from error


@cache
def _lock_of(path: Path) -> threading.RLock:
    """One for each folder: the assistants of a process write to the same store."""
    return threading.RLock()


def _fresh(client: ClientAPI, name: str, metadata: dict[str, Any]) -> Collection:
    if any(collection.name == name for collection in client.list_collections()):
        client.delete_collection(name)
    return client.create_collection(name, metadata=metadata, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)


def _name(kind: str, article_id: str, fingerprint: str) -> str:
    return f"{kind}-{article_id[:32]}-{hashlib.sha256(fingerprint.encode()).hexdigest()[:16]}"


def _index_of(collection: Collection) -> str:
    """What the name of an index's collection of passages and that of its sentences share: neither is of use without the other."""
    return collection.name.partition("-")[2]


def _mark(texts: Texts) -> str:
    """Of how the text was cut and labelled: another splitter must not meet the vectors of this one."""
    return hashlib.sha256(repr([(*span, len(text)) for span, text in zip(texts.spans, texts.texts, strict=True)]).encode()).hexdigest()[:32]


def _stored(collection: Collection) -> StoredArticle:
    metadata = collection.metadata or {}
    return StoredArticle(
        str(metadata.get("article_id", "")), str(metadata.get("title", "")), str(metadata.get("source", "")), collection.count(), float(metadata.get("used", 0))
    )
