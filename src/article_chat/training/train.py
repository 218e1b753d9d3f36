"""Train the reader: `python -m article_chat.training.train --data reader-train.jsonl.gz --out DIR`.

A BERT span head on all-MiniLM-L6-v2. Two losses: in every window start and end among its tokens and "no answer here" (the [CLS] token);
over the windows of one question start and end among the tokens of all of them (Clark and Gardner 2018, shared normalisation), so that scores
compare across the passages of an article. Word embeddings stay frozen, weights are averaged over the last third.

Stop it at any time; the same command goes on from the last checkpoint. Needs torch and transformers, which come with sentence-transformers.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tqdm import tqdm
from transformers import BertForQuestionAnswering

from article_chat.passages import CountWordPieces
from article_chat.reader.model import PassageReading, best_spans, longest_span, shortened
from article_chat.training.batching import Batch, encode, loss_of
from article_chat.training.changes import Kin
from article_chat.training.examples import PROPOSED, STATEMENTS, ExampleMaker, mixture
from article_chat.training.feeding import Batches, feed
from article_chat.training.guesses import load_guesses
from article_chat.training.made import is_held_back
from article_chat.training.records import Example, Window, load_corpus
from article_chat.training.watching import load_cases, measure
from article_chat.training.written import load_written

KIN = (0.24, 0.37)
"""Cosine of static word embeddings: synonyms lie above, unrelated words below."""


SAVE_EVERY = 300.0
"""Seconds between checkpoints."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run depends on; stored with its checkpoints and compared when it goes on."""

    windows: int = 120_000
    batch: int = 24
    rate: float = 1.5e-4
    warm_up: float = 0.04
    weight_decay: float = 0.01
    group_loss: float = 0.5
    negatives: int = 1
    statements: float = STATEMENTS
    proposed: float = PROPOSED
    seed: int = 7
    average_from: float = 0.6
    dropout: float = 0.0
    long: float = 0.0
    apart: float = 0.0


Watch = Callable[[], dict[str, float | None]]
"""Figures by name, for the log."""


class Trainer:
    """Holds the model, the optimiser and the average; `run` goes from where it stands to the end or to the time limit.

    The model is in single precision; forward and backward run on a bfloat16 copy of it, a quarter faster than autocast on a CPU that multiplies those.
    """

    def __init__(self, model: BertForQuestionAnswering, tokenizer: Tokenizer, recipe: Recipe, out: Path) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device)
        self.tokenizer, self.recipe, self.out = tokenizer, recipe, out
        self.model.bert.embeddings.requires_grad_(False)
        self.worker = deepcopy(self.model).to(torch.bfloat16).train()
        self.model.eval()
        trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=recipe.weight_decay, fused=True)
        self.average = {n: p.detach().clone() for n, p in self._trained()}
        self.averaged = 0
        self.step, self.seen = 0, 0
        self.log: list[dict[str, float | None]] = []
        self._mean: torch.Tensor | None = None

    def _trained(self) -> list[tuple[str, torch.nn.Parameter]]:
        return [(n, p) for n, p in self.model.named_parameters() if p.requires_grad]

    def _pairs(self) -> list[tuple[torch.nn.Parameter, torch.nn.Parameter]]:
        """Each trained parameter and its copy."""
        return [(p, q) for p, q in zip(self.model.parameters(), self.worker.parameters(), strict=True) if p.requires_grad]

    def _copy_to_worker(self) -> None:
        with torch.no_grad():
            for mine, theirs in self._pairs():
                theirs.copy_(mine)

    def progress(self, elapsed: float, limit: float | None) -> float:
        """How far the run is, 0..1: by windows, or by time where that is further."""
        by_time = elapsed / limit if limit else 0.0
        return min(1.0, max(self.seen / self.recipe.windows, by_time))

    def rate_at(self, progress: float) -> float:
        """Linear warm-up, then cosine to a hundredth of the peak."""
        warm = self.recipe.warm_up
        if progress < warm:
            return self.recipe.rate * max(progress / warm, 0.02)
        return self.recipe.rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm))))

    def run(self, feed: Iterator[Batch], *, minutes: float | None = None, watch: Watch | None = None, watch_every: int = 10_000) -> None:
        """Train; `minutes` ends the run early with the learning rate brought down in time. `watch` is called every `watch_every` windows."""
        begun, saved = time.monotonic(), time.monotonic()
        limit = minutes * 60 if minutes else None
        left = self.recipe.windows - self.seen
        torch.manual_seed(self.recipe.seed + self.step)
        self._copy_to_worker()
        with tqdm(total=left, unit="window", mininterval=10, smoothing=0.05) as bar:
            for batch in feed:
                done = self.progress(time.monotonic() - begun, limit)
                if done >= 1.0:
                    break
                self._note(self.update(batch, done), bar)
                count = len(batch.ids)
                bar.update(count)
                self.seen += count
                if watch and (self.seen - count) // watch_every < self.seen // watch_every:
                    self._watch(watch, bar)
                if time.monotonic() - saved > SAVE_EVERY:
                    self.save()
                    saved = time.monotonic()
        if watch:
            self._watch(watch, None)
        self.save()

    def update(self, batch: Batch, progress: float) -> torch.Tensor:
        """One optimiser step; returns the loss before it, on the device: to look at it is to wait for it."""
        batch = batch.to(self.device)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate_at(progress)
        out = self.worker(input_ids=batch.ids, attention_mask=batch.mask, token_type_ids=batch.types)
        loss = loss_of(out.start_logits, out.end_logits, batch, self.recipe.group_loss)
        loss.backward()
        for mine, theirs in self._pairs():
            mine.grad = None if theirs.grad is None else theirs.grad.float()
            theirs.grad = None
        torch.nn.utils.clip_grad_norm_([p for _, p in self._trained()], 1.0)
        self.optimiser.step()
        self._copy_to_worker()
        self.step += 1
        if progress >= self.recipe.average_from and self.step % 10 == 0:
            self._take_into_average()
        return loss.detach()

    def _take_into_average(self) -> None:
        """Running mean with a memory of about 60 samples (600 steps)."""
        self.averaged += 1
        share = max(1 / self.averaged, 1 / 60)
        with torch.no_grad():
            for name, parameter in self._trained():
                self.average[name].lerp_(parameter.detach(), share)

    def _note(self, loss: torch.Tensor, bar: tqdm[Any]) -> None:
        self._mean = loss if self._mean is None else torch.lerp(self._mean, loss, 0.01)
        if self.step % 100 == 0:
            mean = float(self._mean)
            bar.set_postfix(loss=f"{mean:.3f}", refresh=False)
            self.log.append({"step": self.step, "windows": self.seen, "loss": round(mean, 4)})

    def _watch(self, watch: Watch, bar: tqdm[Any] | None) -> None:
        """Put how the weights that would ship now do into the log."""
        found = watch()
        self.log.append({"step": self.step, "windows": self.seen, **found})
        (bar.write if bar else print)(f"window {self.seen}: " + ", ".join(f"{name} {value:.3f}" for name, value in found.items() if value is not None))

    def read(self, question: str, passages: Sequence[str]) -> list[PassageReading]:
        """What the weights that would ship now see in the passages."""
        asked = shortened(self.tokenizer, question)
        encodings = [self.tokenizer.encode(asked, passage) for passage in passages]
        batch = encode(self.tokenizer, [Example(question, [Window(passage, None) for passage in passages])]).to(self.device)
        with torch.no_grad():
            inputs = {"input_ids": batch.ids, "attention_mask": batch.mask, "token_type_ids": batch.types}
            out = torch.func.functional_call(self.model, self._shippable(), kwargs=inputs)
        logits = torch.stack((out.start_logits, out.end_logits), dim=-1).float().cpu().numpy()
        return [best_spans(encoding, row, longest=longest_span(question)) for encoding, row in zip(encodings, logits, strict=True)]

    def _shippable(self) -> dict[str, torch.Tensor]:
        return dict(self.model.state_dict()) | (self.average if self.averaged else {})

    def averaged_state(self) -> dict[str, torch.Tensor]:
        """The weights to ship: averaged ones where averaging has begun."""
        return {n: t.detach().cpu() for n, t in self._shippable().items()}

    def save(self) -> None:
        """Write the checkpoint (to go on from) and the weights (to use), each in one move."""
        from safetensors.torch import save_file

        self.out.mkdir(parents=True, exist_ok=True)
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average,
                 "averaged": self.averaged, "step": self.step, "seen": self.seen, "log": self.log, "recipe": asdict(self.recipe)}  # fmt: skip
        torch.save(state, self.out / "checkpoint.tmp")
        (self.out / "checkpoint.tmp").replace(self.out / "checkpoint.pt")
        save_file({n: t.half().contiguous() for n, t in self.averaged_state().items()}, self.out / "model.tmp")
        (self.out / "model.tmp").replace(self.out / "model.safetensors")
        self.model.config.to_json_file(self.out / "config.json")
        self.tokenizer.save(str(self.out / "tokenizer.json"))
        (self.out / "log.json").write_text(json.dumps({"recipe": asdict(self.recipe), "log": self.log}, indent=1), encoding="utf-8")

    def resume(self) -> bool:
        """Load the checkpoint, if there is one of the same recipe."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["recipe"] != asdict(self.recipe):
            raise SystemExit(f"{path} was made by another recipe ({state['recipe']}); give --out another folder, or delete it to begin again")
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.averaged = state["average"], state["averaged"]
        self.step, self.seen, self.log = state["step"], state["seen"], state["log"]
        return True


def kin_of(tokenizer: Tokenizer, embeddings: torch.Tensor) -> Kin:
    """Words of the same field and ending by their static embeddings [vocabulary, size]: near enough to be taken for the word, too far to mean it."""
    words = sorted((w, i) for w, i in tokenizer.get_vocab().items() if w.isascii() and w.isalpha() and len(w) > 3)
    rows = {word: row for row, (word, _) in enumerate(words)}
    vectors = embeddings.detach().float().cpu()[[i for _, i in words]]
    vectors = torch.nn.functional.normalize(vectors - vectors.mean(0), dim=1)

    @cache
    def kin(word: str) -> tuple[str, ...]:
        if word not in rows:
            return ()
        likeness = vectors @ vectors[rows[word]]
        near = [words[i][0] for i in likeness.argsort(descending=True)[:80].tolist() if KIN[0] < float(likeness[i]) < KIN[1]]
        return tuple(w for w in near if w[:4] != word[:4] and w[-2:] == word[-2:])

    return kin


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder, without the padding and truncation it presets."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def counter(tokenizer: Tokenizer) -> CountWordPieces:
    """Counts the word pieces of texts."""
    return lambda texts: [len(e.ids) for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]


def load_model(folder: Path, dropout: float = 0.0) -> BertForQuestionAnswering:
    """The model of a folder, fp32. Plain attention and no dropout are twice as fast on a CPU; a graphics card has attention of its own."""
    attention = "sdpa" if torch.cuda.is_available() else "eager"
    shares = {"attention_probs_dropout_prob": dropout, "hidden_dropout_prob": dropout}
    return BertForQuestionAnswering.from_pretrained(folder, dtype=torch.float32, local_files_only=True, attn_implementation=attention, **shares)


def main(argv: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m article_chat.training.train", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, nargs="+", required=True, help=".jsonl or .jsonl.gz: source, title, context, qas in each line")
    parser.add_argument("--written", type=Path, help="src/training/written.jsonl: statements and questions about passages of --data")
    parser.add_argument("--guesses", type=Path, help="what a reader points at for questions about passages of --data (guessing.py)")
    parser.add_argument("--start", type=Path, required=True, help="folder of the model to start from: all-MiniLM-L6-v2, or an earlier reader")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint and weights; goes on from a checkpoint found there")
    parser.add_argument("--windows", type=int, default=Recipe().windows, help="windows to train on (default %(default)s)")
    parser.add_argument("--batch", type=int, default=Recipe().batch)
    parser.add_argument("--rate", type=float, default=Recipe().rate, help="peak learning rate (default %(default)s)")
    parser.add_argument("--dropout", type=float, default=Recipe().dropout, help="of a long run (default %(default)s)")
    parser.add_argument("--workers", type=int, default=0, help="processes that make the batches, for a graphics card (default: this one)")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--minutes", type=float, help="end by then, with the learning rate brought down in time")
    parser.add_argument("--watch", type=Path, help="SQuAD 2.0 file of whole articles to measure on every 10,000 windows; never trained on")
    parser.add_argument("--limit", type=int, help="read only so many lines of --data")
    parser.add_argument("--negatives", type=int, default=Recipe().negatives, help="windows without the answer per answerable question (default %(default)s)")
    parser.add_argument("--statements", type=float, default=Recipe().statements, help="share of the draws that are statements (default %(default)s)")
    parser.add_argument("--proposed", type=float, default=Recipe().proposed, help="share of these that are questions with an answer (default %(default)s)")
    parser.add_argument("--long", type=float, default=Recipe().long, help="share of the windows of statements longer than passages (default %(default)s)")
    parser.add_argument("--apart", type=float, default=Recipe().apart, help="share of them of sentences from here and there (default %(default)s)")
    args = parser.parse_args(argv)
    chosen = ("windows", "batch", "rate", "negatives", "statements", "proposed", "seed", "dropout", "long", "apart")
    recipe = Recipe(**{name: getattr(args, name) for name in chosen})
    tokenizer = load_tokenizer(args.start)
    written = load_written(args.written) if args.written else {}
    guesses = load_guesses(args.guesses) if args.guesses else {}
    corpus = load_corpus(args.data, counter(tokenizer), limit=args.limit, held_back=is_held_back, written=written, guesses=guesses)
    cases = load_cases(args.watch, counter(tokenizer)) if args.watch else []
    print(f"{len(corpus.contexts)} contexts, {len(corpus.answerable)} answerable and {len(corpus.unanswerable)} unanswerable questions", flush=True)
    print(f"{len(corpus.statements)} written statements, {len(corpus.guesses)} guesses", flush=True)
    trainer = Trainer(load_model(args.start, args.dropout), tokenizer, recipe, args.out)
    if trainer.resume():
        print(f"going on from step {trainer.step}, window {trainer.seen}", flush=True)
    kin = kin_of(tokenizer, trainer.model.bert.embeddings.word_embeddings.weight)

    def draw(seed: int) -> Iterator[Example]:
        maker = ExampleMaker(corpus, seed=seed, kin=kin, long=recipe.long, apart=recipe.apart)
        return mixture(maker, negatives=recipe.negatives, statements=recipe.statements, proposed=recipe.proposed)

    watch = partial(measure, cases, trainer.read) if cases else None
    batches = feed(Batches(draw, tokenizer, recipe.batch, recipe.seed + trainer.step), args.workers)
    trainer.run(batches, minutes=args.minutes, watch=watch)


if __name__ == "__main__":
    main()
