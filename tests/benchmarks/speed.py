"""Speed and memory, each beside what it is compared with, in one run: `python tests/benchmarks/speed.py [--json FILE] [--squad FILE]`.

Ratios are what counts; absolute times are this machine's. Nothing here is asserted in a test.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

WORDS = 4_000
BOOK_WORDS = 1_000_000
ROUNDS = 15
SLIDING = {"max_length": 384, "stride": 128}
"""Windows of transformers' question-answering pipeline (up to version 4; version 5 dropped it, so its procedure is written out here)."""


def median_seconds(actions: dict[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, float]:
    """Median time of each action, run in turn so that a slow moment of the machine falls on all."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def make_text(words: int, seed: int = 1) -> str:
    """Prose of about `words` words: sentences with names and numbers, no two alike, a paragraph every five."""
    pick = random.Random(seed)
    people = [
        f"{a} {b}" for a in ("Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo") for b in ("Marsh", "Novak", "Okafor", "Petrov", "Quinn")
    ]
    places = ["Lindhaven", "Osterby", "Karvala", "Montrose", "Tarnow", "Belleville", "Sundal", "Port Elgin", "Vesterholm", "Arkona"]
    things = ["harbour", "railway", "observatory", "grain market", "bridge", "library", "power station", "orchard", "shipyard", "school"]
    deeds = ["opened", "closed", "rebuilt", "inspected", "bought", "sold", "painted", "mapped", "praised", "flooded"]
    sentences: list[str] = []
    count = 0
    while count < words:
        sentence = (
            f"In {pick.randint(1700, 2020)} {pick.choice(people)} {pick.choice(deeds)} the {pick.choice(things)} of {pick.choice(places)}, "
            f"which had cost {pick.randint(2, 9000)} crowns and employed {pick.randint(3, 800)} people from {pick.choice(places)}."
        )
        sentences.append(sentence)
        count += len(sentence.split())
    return "\n\n".join(" ".join(sentences[i : i + 5]) for i in range(0, len(sentences), 5))


def questions_of(text: str, count: int, seed: int = 2) -> list[str]:
    """Questions about sentences of `make_text`."""
    pick = random.Random(seed)
    sentences = [s for line in text.split("\n\n") for s in line.split(". ") if s.startswith("In ")]
    chosen = pick.sample(sentences, count)
    return [f"What did {' '.join(s.split()[2:4])} do in {s.split()[1]}?" for s in chosen]


def cycle(items: list[str]) -> Callable[[], str]:
    """The next item, over and over."""
    source: Iterator[str] = (item for _ in iter(int, 1) for item in items)
    return lambda: next(source)


def indexing() -> dict[str, float]:
    """Passages and sentences a second, cut, embedded and stored, against the bare encoder on the same texts."""
    from article_chat import Article
    from article_chat.corpus import open_corpus
    from article_chat.embedding import MiniLMEmbedder
    from article_chat.index import ArticleStore

    embedder = MiniLMEmbedder()
    embedder.embed_passages(["Warm."])
    encoder = embedder._transformer
    ratios: list[float] = []
    with TemporaryDirectory() as folder:
        store = ArticleStore(Path(folder))
        for seed in range(4):
            article = Article(make_text(WORDS, seed=100 + seed))
            start = time.perf_counter()
            corpus = open_corpus([article], store, embedder)
            corpus.index(lambda stage, done, total: None)
            ours = time.perf_counter() - start
            texts = [p.labelled for p in corpus.passages] + list(corpus.opened[0].sentence_texts)
            start = time.perf_counter()
            encoder.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
            bare = time.perf_counter() - start
            ratios.append(bare / ours)
    return {"texts a second, bare encoder": len(texts) / bare, "share of it kept when indexing": statistics.median(ratios[1:])}


def answering() -> dict[str, float]:
    """A warm answer against its bare parts, and against a sliding window over the whole article with the same weights."""
    from article_chat import Article, Assistant
    from article_chat.config import Settings

    found: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        text = make_text(WORDS)
        assistant = Assistant.open(Article(text), config=Settings(store=Path(folder)))
        assistant.warm_up()
        following = cycle(questions_of(text, 60))
        chain = assistant._open().chain
        embedder, reader, index = chain._corpus.embedder, chain._parts.reader._reader, chain._corpus.opened[0].index
        current = {"question": "", "passages": [], "vector": None}

        def prepare() -> None:
            current["question"] = following()
            current["passages"] = [hit.passage.labelled for hit in chain.hits(current["question"])]
            current["encoded"] = encode_batches(reader, current["question"], current["passages"])
            chain._corpus._last = None  # the question was embedded just now; the answer has to do it again

        def bare() -> None:
            embedder.embed_questions([current["question"]])
            for inputs in current["encoded"]:
                reader._session.run(None, inputs)

        def lookup() -> None:
            index.neighbours(embedder.embed_questions([current["question"]])[0], 12)

        times: dict[str, list[float]] = {"answer": [], "bare": [], "lookup": []}
        for round_ in range(ROUNDS + 3):
            prepare()
            for name, action in (("answer", lambda: assistant.answer(current["question"])), ("bare", bare), ("lookup", lookup)):
                start = time.perf_counter()
                action()
                if round_ >= 3:
                    times[name].append(time.perf_counter() - start)
        median = {name: statistics.median(values) for name, values in times.items()}
        found["warm answer, ms"] = median["answer"] * 1000
        found["answer / (embedding the question + running the reader on its passages)"] = median["answer"] / median["bare"]
        found["answer / (embedding the question + one Chroma query)"] = median["answer"] / median["lookup"]
        slide = sliding_window(reader._path, reader._sha256)
        ours = median_seconds({"ours": lambda: assistant.answer(following()), "slide": lambda: slide(following(), text)}, rounds=5)
        found["sliding window over the whole article / answer"] = ours["slide"] / ours["ours"]
    return found


def encode_batches(reader: Any, question: str, passages: list[str]) -> list[dict[str, Any]]:
    """The reader's model inputs, batch by batch, as `read` makes them."""
    import numpy as np

    from article_chat.reader.model import BATCH

    ordered = sorted(passages, key=len)
    out = []
    for first in range(0, len(ordered), BATCH):
        encodings = reader._tokenizer.encode_batch([(question, p) for p in ordered[first : first + BATCH]])
        parts = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        out.append({name: np.array([getattr(e, part) for e in encodings], dtype=np.int64) for name, part in parts.items()})
    return out


def sliding_window(path: Path, sha256: str) -> Callable[[str, str], str]:
    """(question, text) -> best span, as transformers' question-answering pipeline finds it: windows of 384 with a stride of 128, torch, same weights."""
    import numpy as np
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForQuestionAnswering

    from article_chat.reader.model import load_tensors
    from article_chat.weights import minilm_folder, usable_processors

    torch.set_num_threads(usable_processors())
    tokenizer = AutoTokenizer.from_pretrained(minilm_folder())
    model = BertForQuestionAnswering(BertConfig.from_pretrained(minilm_folder()))
    model.load_state_dict({n: torch.from_numpy(np.array(t, dtype=np.float32)) for n, t in load_tensors(path, sha256).items()})
    model.eval()

    def answer(question: str, text: str) -> str:
        inputs = tokenizer(
            question, text, truncation="only_second", return_overflowing_tokens=True, return_offsets_mapping=True, padding="max_length",
            return_tensors="pt", **SLIDING,
        )  # fmt: skip
        best = (-1e9, "")
        for row in range(len(inputs["input_ids"])):
            fed = {name: inputs[name][row : row + 1] for name in ("input_ids", "attention_mask", "token_type_ids")}
            with torch.inference_mode():
                out = model(**fed)
            inside = fed["token_type_ids"][0].bool() & fed["attention_mask"][0].bool()
            start, end = (logits[0].masked_fill(~inside, -1e4) for logits in (out.start_logits, out.end_logits))
            scores = (start[:, None] + end[None, :]).triu().tril(29)
            scores = scores.masked_fill(scores == 0, -1e4)
            where = int(scores.argmax())
            a, b = divmod(where, len(start))
            margin = float(scores[a, b] - out.start_logits[0, 0] - out.end_logits[0, 0])
            if margin > best[0]:
                offsets = inputs["offset_mapping"][row]
                best = (margin, text[int(offsets[a][0]) : int(offsets[b][1])])
        return best[1]

    return answer


def quality(squad: Path, limit: int) -> dict[str, float]:
    """Span F1 without refusing of both, on the same answerable questions over whole articles."""
    from article_chat import Article, Assistant
    from article_chat.config import Settings
    from article_chat.evaluation import best_f1, read_squad
    from article_chat.reader.model import Reader

    reader = Reader()
    slide = sliding_window(reader._path, reader._sha256)
    ours, peer = [], []
    with TemporaryDirectory() as folder:
        for document in read_squad(squad):
            assistant = Assistant.open(Article(document.text, title=document.title), config=Settings(store=Path(folder)))
            answerable = [q for q in document.questions if q.answers]
            for question in random.Random(3).sample(answerable, min(limit, len(answerable))):
                ours.append(best_f1(assistant.consider(question.text).span or "", question.answers))
                peer.append(best_f1(slide(question.text, document.text), question.answers))
    return {"questions": len(ours), "span F1": statistics.mean(ours), "span F1, sliding window": statistics.mean(peer)}


def book() -> dict[str, float]:
    """A warm answer over a million words against one over four thousand, and the memory the book takes."""
    from article_chat import Article, Assistant
    from article_chat.config import Settings

    with TemporaryDirectory() as folder:
        settings = Settings(store=Path(folder))
        texts = {"article": make_text(WORDS), "book": make_text(BOOK_WORDS, seed=9)}
        before = peak_megabytes()
        assistants = {name: Assistant.open(Article(text), config=settings) for name, text in texts.items()}
        for assistant in assistants.values():
            assistant.warm_up()
        asking = {name: cycle(questions_of(texts[name], 40)) for name in texts}
        times = median_seconds({name: lambda name=name: assistants[name].answer(asking[name]()) for name in texts})
    return {"book / article": times["book"] / times["article"], "book answer, ms": times["book"] * 1000, "memory added, MB": peak_megabytes() - before}


def cold_start() -> dict[str, float]:
    """A cold `article-chat ask` on an indexed article against importing sentence-transformers alone, and its parts."""
    with TemporaryDirectory() as folder:
        environment = {"ARTICLE_CHAT_STORE": folder}
        ask = [sys.executable, "-m", "article_chat.cli", "ask", "How far is the Kagaity air base from the Afghan border?"]
        peer = [sys.executable, "-c", "import sentence_transformers"]
        parts = {
            "importing article_chat": "import article_chat",
            "importing chromadb": "import chromadb",
            "importing the chain (LangChain)": "import article_chat.chain",
            "importing onnxruntime": "import onnxruntime",
        }
        run_process(ask, environment)
        actions: dict[str, Callable[[], Any]] = {"ask": lambda: run_process(ask, environment), "peer": lambda: run_process(peer, environment)}
        actions |= {name: lambda code=code: run_process([sys.executable, "-c", code], environment) for name, code in parts.items()}
        times = median_seconds(actions, rounds=3)
    return {
        "cold ask, s": times["ask"],
        "cold ask / import sentence_transformers": times["ask"] / times["peer"],
        **{f"{name}, s": times[name] for name in parts},
    }


def run_process(command: list[str], environment: dict[str, str]) -> None:
    """Run to the end; raise when it fails."""
    import os

    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peak_megabytes() -> float:
    """Peak resident memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--squad", type=Path, help="also compare the quality with the sliding window on this SQuAD file")
    parser.add_argument("--limit", type=int, default=30, help="questions of each article for --squad")
    parser.add_argument("--only", choices=("cold", "answering", "indexing", "book"), help="one part")
    args = parser.parse_args()
    parts: dict[str, Callable[[], dict[str, float]]] = {"cold": cold_start, "answering": answering, "indexing": indexing, "book": book}
    report = {name: part() for name, part in parts.items() if args.only in (None, name)}
    if args.squad:
        report["quality"] = quality(args.squad, args.limit)
    report["process"] = {"peak memory, MB": peak_megabytes()}
    for name, figures in report.items():
        print(name)
        for label, value in figures.items():
            print(f"  {label:<75} {value:10.2f}")
    if args.json:
        args.json.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
