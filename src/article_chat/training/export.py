"""Write the weightless ONNX graphs of `graphs/`: `python -m article_chat.training.export`. Development only (needs onnx and onnxscript).

Every weight of an exported model is found again in its state dict by value, plain or transposed, and taken out of the file; `weights.py` puts
it back when a session opens. The graphs depend on the architecture alone, so training a better reader leaves them as they are.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from transformers import BertConfig, BertForQuestionAnswering, BertModel

from article_chat.weights import TRANSPOSED, minilm_folder

GRAPHS = Path(__file__).parents[1] / "graphs"


class Encoder(torch.nn.Module):
    """Sentence embedding: mean of the last hidden states over the mask, L2-normalised. Output float32 [texts, 384]."""

    def __init__(self, bert: BertModel) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Ids, mask, types int64 [texts, tokens]."""
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        mask = attention_mask.unsqueeze(-1).float()
        return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9), dim=1)


class SpanHead(torch.nn.Module):
    """Start and end logits of every token: float32 [passages, tokens, 2]."""

    def __init__(self, model: BertForQuestionAnswering) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Ids, mask, types int64 [passages, tokens]."""
        out = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return torch.stack((out.start_logits, out.end_logits), dim=-1)


def export_graph(module: torch.nn.Module, state: Mapping[str, torch.Tensor], path: Path) -> list[str]:
    """Export `module` to `path` without its weights; returns the names `state` must provide, as they stand in the .weights.json beside it."""
    shape = {0: torch.export.Dim("rows"), 1: torch.export.Dim("tokens")}
    ids, mask, types = (torch.full((3, 17), value) for value in (5, 1, 0))  # three tensors: the exporter merges inputs that are one
    program = torch.onnx.export(
        module.eval(),
        (ids, mask, types),
        dynamo=True,
        dynamic_shapes=(shape, shape, shape),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["output"],
    )
    with tempfile.TemporaryDirectory() as folder:
        assert program is not None
        program.save(str(Path(folder) / "full.onnx"))
        model = onnx.load(str(Path(folder) / "full.onnx"))
    names = [_take_out(model, tensor, state) for tensor in model.graph.initializer if tensor.data_type == TensorProto.FLOAT and tensor.dims]
    del model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())
    path.with_suffix(".weights.json").write_text(json.dumps(names, indent=0) + "\n", encoding="utf-8")
    return names


def _take_out(model: Any, tensor: TensorProto, state: Mapping[str, torch.Tensor]) -> str:
    """Replace the values of `tensor` by a reference; its name becomes the one in `state`."""
    values = numpy_helper.to_array(tensor)
    name = _find(values, state)
    for node in model.graph.node:
        for position, used in enumerate(node.input):
            if used == tensor.name:
                node.input[position] = name
    tensor.ClearField("raw_data")
    tensor.ClearField("float_data")
    tensor.name = name
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=name)
    return name


def _find(values: np.ndarray[Any, Any], state: Mapping[str, torch.Tensor]) -> str:
    for name, parameter in state.items():
        array = parameter.detach().numpy()
        if array.shape == values.shape and np.array_equal(array, values):
            return name
        if array.ndim == 2 and array.T.shape == values.shape and np.array_equal(array.T, values):
            return name + TRANSPOSED
    raise ValueError(f"no tensor of the model has the values of an exported weight of shape {values.shape}")


def _randomise(model: torch.nn.Module) -> None:
    """Every weight unlike every other, so that values tell them apart."""
    torch.manual_seed(1)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.02)


def main() -> None:
    """Write both graphs."""
    argparse.ArgumentParser(prog="python -m article_chat.training.export", description=(__doc__ or "").split("\n\n")[0]).parse_args()
    config = BertConfig.from_pretrained(minilm_folder(), attn_implementation="eager")
    bert = BertModel(config, add_pooling_layer=False)
    reader = BertForQuestionAnswering(config)
    for name, module, inner in (("encoder", Encoder(bert), bert), ("reader", SpanHead(reader), reader)):
        _randomise(inner)
        names = export_graph(module, inner.state_dict(), GRAPHS / f"{name}.onnx")
        print(f"{name}: {len(names)} weights, graph of {(GRAPHS / f'{name}.onnx').stat().st_size} bytes")


if __name__ == "__main__":
    main()
