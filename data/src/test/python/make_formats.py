"""Fixtures of org.dmol.data.formats, written by Python's own libraries.

    python make_formats.py     # writes ../resources/org/dmol/data/formats/

records.tfrecords(.gz)  tf.train.Example records, by TensorFlow
arrays-p*.pkl           a dictionary of NumPy arrays in each pickle protocol (p4 also gzipped, as the book's file is)
plain.pkl, evil.pkl     no arrays; a class that must be refused
text.bz2, runs.bz2, random.bz2, two.bz2   bzip2 of the bytes that FormatsTest makes anew
dsgdb9nsd.xyz.tar.bz2   three records in the form of QM9's archive
moons.npz               scikit-learn's make_moons after numpy.random.seed(0)
"""
import bz2
import gzip
import io
import os
import pickle
import tarfile

import numpy as np
import tensorflow as tf
from sklearn.datasets import make_moons

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "org", "dmol", "data", "formats")
os.makedirs(OUT, exist_ok=True)


def path(name):
    return os.path.join(OUT, name)


def example(i):
    f = tf.train.Feature
    return tf.train.Example(features=tf.train.Features(feature={
        "N": f(int64_list=tf.train.Int64List(value=[i])),
        "labels": f(float_list=tf.train.FloatList(value=[i + 0.5, -1e-3, 40.475])),
        "elements": f(int64_list=tf.train.Int64List(value=[6, 1, 1, -7, 2**40][: i % 6])),
        "name": f(bytes_list=tf.train.BytesList(value=[b"skipped"])),
    })).SerializeToString(deterministic=True)


for name, compression in [("records.tfrecords", ""), ("records.tfrecords.gz", "GZIP")]:
    with tf.io.TFRecordWriter(path(name), compression) as w:
        for i in range(8):
            w.write(example(i))

arrays = {
    "p2-w0-n8": np.arange(24, dtype=np.float64).reshape(2, 6, 2) / 7,
    "p6m-w1-n8": np.asfortranarray(np.arange(12, dtype=np.float64).reshape(2, 3, 2)),
    "floats": np.linspace(0, 1, 5, dtype=np.float32),
    "big": np.arange(4, dtype=">i4"),
    "bytes": np.array([[1, 2], [3, 255]], dtype=np.uint8),
    "flags": np.array([True, False]),
    "scalar": np.array(2.5),
    "empty": np.zeros((0, 3)),
}
for protocol in range(6):
    with open(path(f"arrays-p{protocol}.pkl"), "wb") as f:
        pickle.dump(arrays, f, protocol=protocol)
book = {k: v for k, v in arrays.items() if "-" in k}
with open(path("book.pb.gz"), "wb") as f:
    f.write(gzip.compress(pickle.dumps(book), mtime=0))
with open(path("plain.pkl"), "wb") as f:
    pickle.dump({"a": [1, 2.5, "x", None, True, (1, 2)], "n": np.float64(1.5), "big": 2**70}, f, protocol=4)


class Evil:
    def __reduce__(self):
        return os.system, ("true",)


with open(path("evil.pkl"), "wb") as f:
    pickle.dump({"a": Evil()}, f, protocol=4)

# The same bytes as FormatsTest.bytes(kind).
rng = np.random.RandomState(0)
text = "".join(f"C {i * 0.25:.4f} {i % 7} {i * i % 1000}\n" for i in range(20000)).encode()
runs = b"".join(bytes([i % 5]) * (i % 300) for i in range(3000))
noise = rng.randint(0, 256, 20000).astype(np.uint8).tobytes()
for name, data, level in [("text", text, 1), ("runs", runs, 1), ("random", noise, 1)]:
    with open(path(name + ".bz2"), "wb") as f:
        f.write(bz2.compress(data, level))
with open(path("two.bz2"), "wb") as f:
    f.write(bz2.compress(b"first, ") + bz2.compress(b"") + bz2.compress(b"second"))

# Three records in the form of QM9's archive; the second has Mathematica's exponents, the third is broken.
RECORD = """{n}
gdb {i}\t1.5\t2.5*^-1\t0.\t0.\t13.21\t-0.3877\t0.1171\t0.5048\t35.3641\t0.044749\t{e}\t-40.476062\t-40.475117\t-40.498597\t6.469\t
{atoms}
1341.307\t1341.3284\t1341.365
{s}\t{s}\t
InChI=1S/{s}\tInChI=1S/{s}
"""
records = [
    RECORD.format(n=2, i=1, e="-1.25", s="O", atoms="O\t 0.5\t-1.*^-6\t 2.\t-0.25\nH\t 0.\t 0.\t 1.*^-3\t 0.25"),
    RECORD.format(n=1, i=2, e="-4.*^1", s="C", atoms="C\t 0.\t 0.\t 0.\t 0."),
    RECORD.format(n=2, i=3, e="-1", s="N", atoms="N\t 0.\t 0.\t 0.\t 0."),
]
tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w", format=tarfile.GNU_FORMAT) as t:
    for i, record in enumerate(records):
        info = tarfile.TarInfo(f"dsgdb9nsd_{i + 1:06d}.xyz")
        info.size = len(record)
        t.addfile(info, io.BytesIO(record.encode()))
with open(path("dsgdb9nsd.xyz.tar.bz2"), "wb") as f:
    f.write(bz2.compress(tar.getvalue()))

np.random.seed(0)
points, labels = make_moons(n_samples=1000, noise=0.05)
np.savez_compressed(path("moons.npz"), points=points, labels=labels)
