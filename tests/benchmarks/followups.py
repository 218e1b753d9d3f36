"""Follow-up questions against the standalone questions that people wrote for them.

    python tests/benchmarks/followups.py FOLLOWUPS.json [ARTICLES.json] [--show N] [--json]

FOLLOWUPS.json is a list of {history, question, rewrite}; history is a flat list of texts, its first two the title and the section, then questions
and answers in turn. ARTICLES.json is a file in SQuAD format: its questions are standalone, and each is asked after a history picked at random.
There is no article to score readings against, so this measures the rules alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from article_chat.followups import resolve

Turns = list[tuple[str, str]]
SMALL = set(
    "a an the of in on at by for from with about to into and or but not is are was were be been do does did has have had will would can could should "
    "may might this that these those it its he she they him her his their them what who whom whose when where why how which there then so if as than "
    "any some other else also besides aside s".split()
)  # fmt: skip


def turns(history: list[str]) -> Turns:
    """The flat history as (question, answer) pairs, the title and the section as the first."""
    return [(history[i], history[i + 1] if i + 1 < len(history) else "") for i in range(0, len(history), 2)]


def tokens(text: str) -> set[str]:
    """Lower-case words without possessives."""
    return {re.sub(r"['\u2019]s$|['\u2019]$", "", word) for word in re.findall(r"[\w'\u2019]+", text.lower())}


def restored(question: str, rewrite: str, history: list[str]) -> list[set[str]]:
    """The names that the person put back, longest first: runs of capitalised words of the rewrite that history has and the question lacks."""
    known, asked = tokens(" ".join(history)), tokens(question)
    runs: list[set[str]] = []
    for match in re.finditer(r"(?:[A-Z0-9][\w'\u2019.&-]*(?:\s+(?:of|the|de|and)(?=\s+[A-Z0-9]))?\s*)+", rewrite):
        found = {word for word in tokens(match.group()) if word not in SMALL}
        if found and found <= known and not found <= asked and match.start() > 0:
            runs.append(found - asked)
    return sorted(runs, key=len, reverse=True)


def same(left: str, right: str) -> bool:
    """Equal but for case, white space and punctuation."""
    return re.findall(r"\w+", left.lower()) == re.findall(r"\w+", right.lower())


def measure(items: list[dict[str, Any]], standalone: list[str], *, show: int = 0) -> dict[str, Any]:
    """The numbers of the table, and prints `show` misses of each kind."""
    generator = random.Random(13)
    kept = [item for item in items if same(item["question"], item["rewrite"])]
    changed_kept = [(q["question"], resolve(q["question"], turns(q["history"])).question) for q in kept]
    histories = [turns(item["history"]) for item in items if len(item["history"]) > 3]
    after_random = [(question, resolve(question, generator.choice(histories)).question) for question in standalone]
    entities = [(item, restored(item["question"], item["rewrite"], item["history"])) for item in items if not same(item["question"], item["rewrite"])]
    entities = [(item, runs) for item, runs in entities if runs]
    ways: dict[str, Callable[[dict[str, Any]], str]] = {
        "passed through": lambda item: item["question"],
        "previous question glued in front": lambda item: (turns(item["history"])[-1][0] if len(item["history"]) > 2 else "") + " " + item["question"],
        "resolved": lambda item: resolve(item["question"], turns(item["history"])).question,
    }
    table: dict[str, Any] = {
        "standalone, as people left them": {"n": len(kept), "unchanged": sum(same(a, b) for a, b in changed_kept) / max(1, len(kept))},
        "standalone, after a random history": {"n": len(standalone), "unchanged": sum(same(a, b) for a, b in after_random) / max(1, len(standalone))},
    }
    for way, read in ways.items():
        readings = [(item, runs, read(item)) for item, runs in entities]
        table[way] = {
            "n": len(readings),
            "longest name whole": sum(runs[0] <= tokens(text) for _, runs, text in readings) / max(1, len(readings)),
            "any name whole": sum(any(run <= tokens(text) for run in runs) for _, runs, text in readings) / max(1, len(readings)),
            "part of a name": sum(any(run & tokens(text) for run in runs) for _, runs, text in readings) / max(1, len(readings)),
        }
        if way == "resolved":
            misses = [(item, text) for item, runs, text in readings if not any(run <= tokens(text) for run in runs)]
            for item, text in generator.sample(misses, min(show, len(misses))):
                print(f"  {item['history'][0]} ... {item['history'][-2:]}\n    Q {item['question']}\n    R {item['rewrite']}\n    = {text}")
    for question, text in [pair for pair in changed_kept + after_random if not same(*pair)][: show * 2]:
        print(f"  changed: {question} = {text}")
    return table


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("followups", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N misses")
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    arguments = parser.parse_args()
    items = json.loads(arguments.followups.read_text("utf-8"))
    standalone: list[str] = []
    if arguments.articles:
        data = json.loads(arguments.articles.read_text("utf-8"))["data"]
        standalone = [qa["question"] for article in data for paragraph in article["paragraphs"] for qa in paragraph["qas"]]
    table = measure(items, standalone, show=arguments.show)
    if arguments.json:
        print(json.dumps(table, indent=2))
        return
    for name, row in table.items():
        print(f"{name:36}" + "  ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
