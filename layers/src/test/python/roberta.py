"""A small random RoBERTa of Hugging Face's transformers (4.57, TensorFlow, no download) as a checkpoint with its outputs.

  pip install "transformers<5" safetensors tensorflow-cpu tf_keras
  python roberta.py ../resources/golden/roberta

Writes config.json, model.safetensors (PyTorch's names and layouts, by the library's own conversion) and outputs.npz.
"""
import os
import sys
from pathlib import Path

os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np
from safetensors.numpy import save_file
from transformers import RobertaConfig, TFRobertaForSequenceClassification
from transformers.modeling_tf_pytorch_utils import convert_tf_weight_name_to_pt_weight_name

directory = Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
config = RobertaConfig(
    vocab_size=31, hidden_size=12, num_hidden_layers=2, num_attention_heads=3, intermediate_size=20,
    max_position_embeddings=18, type_vocab_size=1, num_labels=1)
model = TFRobertaForSequenceClassification(config)
rng = np.random.RandomState(21)
ids = rng.randint(3, 31, (4, 16)).astype(np.int32)
ids[:, 0] = 0
for row, length in enumerate((16, 11, 5, 2)):
    ids[row, length - 1] = 2
    ids[row, length:] = config.pad_token_id
mask = (ids != config.pad_token_id).astype(np.int32)
model(ids, attention_mask=mask)

tensors = {}
for weight in model.weights:
    value = rng.normal(1 if "gamma" in weight.name else 0, 0.3, weight.shape).astype(np.float32)
    weight.assign(value)
    name, transpose = convert_tf_weight_name_to_pt_weight_name(weight.name, tf_weight_shape=weight.shape)
    tensors[name] = np.ascontiguousarray(value.T if transpose.name == "SIMPLE" else value)
config.save_pretrained(directory)
save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})
hidden = model.roberta(ids, attention_mask=mask).last_hidden_state.numpy()
np.savez(directory / "outputs.npz", tokens=ids, mask=mask, hidden=hidden)
for name, value in tensors.items():
    print(name, value.shape)
