"""Indexing a long PDF against its bare parts: `python tests/benchmarks/pdf.py [--pages 500] [--rounds 3]`.

Ours is everything from the file to a complete index: the worker process, the limits, passages, vectors, Chroma. Bare is the extraction of the
text alone, in this process, and the sentence-transformers encoder on the very same texts. Wall-clock time and processor time (children
included) are told apart, because a busy machine spoils the first.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.speed import make_text
from tests.documents.pdfs import Page, column, pdf

WORDS_A_PAGE = 420


def make_pdf(pages: int, seed: int) -> bytes:
    """A PDF of full pages of prose with a running head and page numbers."""
    paragraphs = make_text(pages * WORDS_A_PAGE, seed=seed).split("\n\n")
    share = -(-len(paragraphs) // pages)
    parts = [paragraphs[first : first + share] for first in range(0, len(paragraphs), share)]
    return pdf(
        [
            Page([(60, 815, 9, "The Records of Lindhaven"), *column("\n\n".join(part), 60, 780, 470), (290, 30, 9, str(number))])
            for number, part in enumerate(parts, 1)
        ]
    )


def spent(action: Callable[[], Any]) -> tuple[Any, float, float]:
    """What the action returns, its wall-clock seconds, and its processor seconds with those of ended children."""
    before, start = os.times(), time.perf_counter()
    result = action()
    wall, after = time.perf_counter() - start, os.times()
    return result, wall, sum(after[:4]) - sum(before[:4])


def measure(pages: int, rounds: int) -> dict[str, float]:
    """Shares of the bare speed that is kept, the median of the rounds, and what the parts took in the last one."""
    from article_chat import Article
    from article_chat.articles import Limits
    from article_chat.articles.extract import Source
    from article_chat.articles.pdf import extract
    from article_chat.corpus import open_corpus
    from article_chat.embedding import MiniLMEmbedder
    from article_chat.index import ArticleStore

    embedder = MiniLMEmbedder()
    embedder.embed_passages(["Warm."])
    walls, processors = [], []
    with TemporaryDirectory() as folder:
        store = ArticleStore(Path(folder) / "store")
        store.articles()
        path = Path(folder) / "records.pdf"

        def index() -> Any:
            corpus = open_corpus([Article.from_file(path)], store, embedder)
            corpus.index(lambda stage, done, total: None)
            return corpus

        for seed in range(rounds):
            data = make_pdf(pages, seed)
            path.write_bytes(data)
            corpus, ours_wall, ours_processor = spent(index)
            texts = [p.labelled for p in corpus.passages] + list(corpus.opened[0].sentence_texts)
            _, extract_wall, extract_processor = spent(partial(extract, Source(data), Limits(), lambda done, total: None))
            _, encode_wall, encode_processor = spent(
                partial(embedder._transformer.encode, texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
            )
            walls.append((extract_wall + encode_wall) / ours_wall)
            processors.append((extract_processor + encode_processor) / ours_processor)
    return {
        "pages": float(pages),
        "passages and sentences": float(len(texts)),
        "ours, seconds": ours_wall,
        "extraction alone, seconds": extract_wall,
        "embedding alone, seconds": encode_wall,
        "share of the bare speed kept, by the clock": statistics.median(walls),
        "share of the bare speed kept, by processor time": statistics.median(processors),
    }


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for name, value in measure(options.pages, options.rounds).items():
        print(f"{name:50} {value:10.3f}")


if __name__ == "__main__":
    main()
