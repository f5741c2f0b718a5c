"""MultiHeadAttention, Attention and AdditiveAttention."""

import numpy as np
from keras import layers

from . import values
from .layer_case import add, attention_invoke

BATCH, QUERIES, KEYS, FEATURES = 2, 3, 4, 6
QUERY_MASK = values.lengths_mask([3, 2], QUERIES)
KEY_MASK = values.lengths_mask([4, 2], KEYS)
SELF_MASK = values.lengths_mask([4, 2], 4)


def make(group, folder):
    multi_head(group)
    multi_head_masks(group)
    dot_product(group)
    additive(group)


def arrays(name, *shapes):
    r = values.rng("x_" + name)
    return [values.normal(r, *s) for s in shapes]


def mha(group, name, inputs, masks=None, call=None, arrays_call=None, **config):
    config = {"num_heads": 2, "key_dim": 3} | config
    layer = layers.MultiHeadAttention(name="mha", **config)
    full = f"mha_{name}"
    add(
        group,
        full,
        layer,
        arrays(full, *inputs),
        masks=masks,
        call=call,
        arrays_call=arrays_call,
        invoke=attention_invoke,
        masked_outputs=1,  # the softmax inside leaves its own mask on the scores
    )


CROSS = [(BATCH, QUERIES, FEATURES), (BATCH, KEYS, FEATURES)]
THREE = [(BATCH, QUERIES, FEATURES), (BATCH, KEYS, 5), (BATCH, KEYS, 4)]


def multi_head(group):
    mha(group, "cross", CROSS)
    mha(group, "three_inputs", THREE)
    mha(group, "no_bias", CROSS, use_bias=False)
    mha(group, "value_dim", CROSS, value_dim=2)
    mha(group, "output_shape", CROSS, output_shape=5)
    mha(group, "one_head", CROSS, num_heads=1)
    mha(group, "scores", CROSS, call={"return_attention_scores": True})
    mha(group, "dropout_inference", CROSS, dropout=0.5, call={"training": False})
    image = [(BATCH, 2, 3, FEATURES), (BATCH, 2, 4, FEATURES)]
    mha(group, "axes_2", image, attention_axes=2)
    mha(group, "axes_1", [(BATCH, 2, 3, FEATURES), (BATCH, 4, 3, FEATURES)], attention_axes=1)
    mha(group, "axes_12", image, attention_axes=(1, 2), call={"return_attention_scores": True})
    mha(group, "l2", CROSS, kernel_regularizer="l2", bias_regularizer="l2")


def multi_head_masks(group):
    r = values.rng("attention_mask")
    mask = r.random((BATCH, QUERIES, KEYS)) < 0.6
    mask[:, :, 0] = True
    both = [QUERY_MASK, KEY_MASK]
    same = [(BATCH, 4, FEATURES), (BATCH, 4, FEATURES)]
    scores = {"return_attention_scores": True}
    mha(group, "attention_mask", CROSS, arrays_call={"attention_mask": mask})
    mha(group, "attention_mask_heads", CROSS, arrays_call={"attention_mask": np.stack([mask, ~mask | mask[:, :, :1]], 1)})
    mha(group, "attention_mask_row", CROSS, arrays_call={"attention_mask": mask[:, :1]})
    none = mask.copy()
    none[0, 1] = False
    mha(group, "attention_mask_empty_row", CROSS, arrays_call={"attention_mask": none}, call=scores)
    mha(group, "causal", same, call={"use_causal_mask": True} | scores)
    mha(group, "key_mask", CROSS, masks=[None, KEY_MASK], call=scores)
    mha(group, "query_mask", CROSS, masks=[QUERY_MASK, None], call=scores)
    mha(group, "both_masks", CROSS, masks=both, call=scores)
    mha(group, "all_masks", same, masks=[SELF_MASK, SELF_MASK], call={"use_causal_mask": True} | scores)
    mha(group, "three_masks", THREE, masks=[QUERY_MASK, KEY_MASK, values.lengths_mask([3, 4], KEYS)], call=scores)
    mha(group, "mask_and_attention_mask", CROSS, masks=both, arrays_call={"attention_mask": mask})


def dot_product(group):
    q, v, k = (BATCH, QUERIES, FEATURES), (BATCH, KEYS, FEATURES), (BATCH, KEYS, FEATURES)

    def c(name, *shapes, masks=None, call=None, more=None, **config):
        full = f"attention_{name}"
        layer = layers.Attention(name="attention", **config)
        add(group, full, layer, arrays(full, *shapes), masks=masks, call=call, **(more or {}))

    scores = {"return_attention_scores": True}
    c("two", q, v)
    c("three", q, (BATCH, KEYS, 5), k)
    c("scale", q, v, use_scale=True)
    c("concat", q, v, score_mode="concat")
    c("concat_scale", q, v, score_mode="concat", use_scale=True)
    c("scores", q, v, call=scores)
    c("masks", q, v, masks=[QUERY_MASK, KEY_MASK], call=scores)
    c("value_mask", q, v, masks=[None, KEY_MASK])
    c("query_mask", q, v, masks=[QUERY_MASK, None])
    c("three_masks", q, v, k, masks=[QUERY_MASK, KEY_MASK, None])
    c("causal", v, v, call=scores | {"use_causal_mask": True})
    c("causal_mask", v, v, masks=[None, KEY_MASK], call=scores | {"use_causal_mask": True})
    empty = {"stored": "float32", "note": "every score of a row is lowered by 1e9, which leaves equal float32 numbers"}
    c("empty_row", q, v, masks=[None, values.lengths_mask([4, 0], KEYS)], call=scores, more=empty)


def additive(group):
    q, v = (BATCH, QUERIES, FEATURES), (BATCH, KEYS, FEATURES)

    def c(name, *shapes, masks=None, call=None, **config):
        full = f"additive_{name}"
        layer = layers.AdditiveAttention(name="additive_attention", **config)
        add(group, full, layer, arrays(full, *shapes), masks=masks, call=call)

    scores = {"return_attention_scores": True}
    c("two", q, v)
    c("three", q, (BATCH, KEYS, 5), v)
    c("no_scale", q, v, use_scale=False)
    c("masks", q, v, masks=[QUERY_MASK, KEY_MASK], call=scores)
    c("causal", v, v, call=scores | {"use_causal_mask": True})
