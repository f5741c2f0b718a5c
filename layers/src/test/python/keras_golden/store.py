"""One group of cases: a JSON file that describes them and an NPZ file with their arrays."""

import io
import json
import zipfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

FORMAT = 1


class Group:
    """Collects cases and arrays and writes `<name>.json` and `<name>.npz`; the bytes depend on the values alone."""

    def __init__(self, name, about):
        self.name, self.about = name, about
        self.cases, self.arrays, self.ids, self.known = [], {}, set(), {}

    def put(self, case_id, name, value):
        """Stores an array under `<case id>/<name>` and returns that key; an array that is there already keeps its first key."""
        a = np.asarray(value)
        if a.dtype == np.float64:
            a = a.astype(np.float32)
        elif a.dtype == np.int64:
            a = a.astype(np.int32)
        if a.dtype not in (np.float32, np.int32, np.bool_):
            raise TypeError(f"{case_id}/{name}: {a.dtype}")
        if a.dtype == np.float32 and not np.all(np.isfinite(a)):
            raise ValueError(f"{case_id}/{name}: not finite")
        key = f"{case_id}/{name}"
        content = (a.dtype.str, a.shape, a.tobytes())
        if content in self.known:
            return self.known[content]
        self.known[content] = key
        if key in self.arrays:
            raise KeyError(f"array {key} exists")
        self.arrays[key] = np.array(a, order="C", copy=True)
        return key

    def add(self, case):
        if case["id"] in self.ids:
            raise KeyError(f"case {case['id']} exists in {self.name}")
        self.ids.add(case["id"])
        self.cases.append(case)

    def write(self, folder: Path):
        head = {
            "format": FORMAT,
            "group": self.name,
            "about": self.about,
            "keras": keras.__version__,
            "tensorflow": tf.__version__,
        }
        lines = [json.dumps(c, separators=(",", ":"), allow_nan=False) for c in self.cases]
        text = json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n"
        (folder / f"{self.name}.json").write_text(text)
        if self.arrays:
            (folder / f"{self.name}.npz").write_bytes(npz_bytes(self.arrays))


def npz_bytes(arrays):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for key, value in arrays.items():
            buf = io.BytesIO()
            np.lib.format.write_array(buf, value, allow_pickle=False)
            z.writestr(zipfile.ZipInfo(key + ".npy"), buf.getvalue(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
