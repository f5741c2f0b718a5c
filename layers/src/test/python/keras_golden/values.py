"""Seeded inputs: every case draws from a generator seeded by its own id, so a new case changes no other one."""

import zlib

import numpy as np


def rng(case_id):
    return np.random.default_rng(zlib.crc32(case_id.encode()))


def normal(r, *shape, scale=1.0):
    return (scale * r.standard_normal(shape)).astype(np.float32)


def lengths_mask(lengths, steps):
    """Right-padded mask: row i holds lengths[i] true values."""
    return np.arange(steps)[None, :] < np.asarray(lengths)[:, None]


def weight_value(r, variable):
    """A value that is neither zero nor one, so that a forgotten bias, gamma or moving average shows."""
    path, shape = variable.path, tuple(variable.shape)
    if "variance" in path:
        return r.uniform(0.5, 1.5, shape).astype(np.float32)
    if "gamma" in path or "scale" in path:
        return (1.0 + 0.3 * r.standard_normal(shape)).astype(np.float32)
    fan = shape[-2] if len(shape) > 1 else 4
    return (r.standard_normal(shape) / np.sqrt(max(fan, 1)) * 0.8).astype(np.float32)
