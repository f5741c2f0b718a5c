"""Golden values for org.dmol.array from NumPy and pandas.

    python make_golden.py     # writes ../resources/org/dmol/array/{dtypes,random}.npz

dtypes.npz: for every array `x_*` of some type and layout its content in plain form as `y_*` (float64, int64 or text, C order).
random.npz: what numpy.random's legacy generator returns for the calls that NumpyRandomTest repeats.
"""
import os

import numpy as np
import pandas as pd

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "org", "dmol", "array")


def dtypes():
    rng = np.random.RandomState(1)
    out = {}

    def add(name, a):
        out["x_" + name] = a
        plain = np.int64 if a.dtype.kind in "biu" else np.float64 if a.dtype.kind == "f" else a.dtype.str.replace(">", "<")
        out["y_" + name] = a.astype(plain, order="C")

    for kind in ["i1", "u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8"]:
        info = np.iinfo(np.dtype(kind))
        top = min(info.max, 2**63 - 1)
        a = np.array([info.min, top, 0, 1, top // 3, info.min // 3], dtype=np.dtype(kind)).reshape(2, 3)
        add(kind.replace("<", "le_").replace(">", "be_"), a)
    for kind in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
        a = rng.randn(3, 4).astype(kind)
        a[0, 0], a[0, 1], a[0, 2], a[0, 3] = np.inf, -np.inf, np.nan, 6e-8
        add(kind.replace("<", "le_").replace(">", "be_"), a)
    add("bool", rng.rand(5) < 0.5)
    add("fortran2", np.asfortranarray(rng.randn(3, 5)))
    add("fortran3", np.asfortranarray(rng.randint(0, 100, (2, 3, 4)).astype(np.int32)))
    add("scalar", np.array(3.25))
    add("empty", np.zeros((0, 7), dtype=np.float32))
    add("text", np.array(["", "CCO", "Grüße 𝛼", "c1ccccc1"]))
    add("text_be", np.array([["ab", "c"], ["", "dé"]]).astype(">U3"))
    np.savez_compressed(os.path.join(OUT, "dtypes.npz"), **out)


def random():
    out = {}

    def seed(s):
        np.random.seed(s)

    seed(0); out["random"] = np.random.rand(5)
    seed(0); out["normal"] = np.random.normal(size=2001)
    seed(4294967295); out["uniform"] = np.random.uniform(-3, 5, 20)
    seed(3); out["exponential"] = np.random.exponential(2.0, 50)
    seed(0); out["randint"] = np.random.randint(0, 20, 10)
    seed(5); out["randint_wide"] = np.random.randint(-10, 2**40, 10)
    seed(5); out["randint_full"] = np.random.randint(0, 2**32, 10)
    seed(0); out["permutation"] = np.random.permutation(9982)
    seed(0); a = np.arange(10); np.random.shuffle(a); out["shuffle"] = a
    seed(7); out["choice_with"] = np.random.choice(20, 30)
    seed(7); out["choice_without"] = np.random.choice(100, 30, replace=False)
    p = np.arange(1, 11) / 55.0
    seed(8); out["choice_p_with"] = np.random.choice(10, 40, p=p)
    seed(8); out["choice_p_without"] = np.random.choice(10, 10, replace=False, p=p)
    seed(0); out["sample"] = pd.DataFrame({"x": np.arange(9982)}).sample(50)["x"].to_numpy()
    cases = [(10, 0.3), (10, 0.9), (1000, 0.4), (1000, 0.7), (100000, 0.5), (50, 0.61), (2000, 0.02), (7, 0.0), (0, 0.5), (9, 1.0)]
    seed(9)
    out["binomial"] = np.array([[np.random.binomial(n, q) for _ in range(200)] for n, q in cases])
    seed(10)
    out["multinomial"] = np.array([np.random.multinomial(1000, [0.2, 0.5, 0.0, 0.1, 0.2]) for _ in range(50)])
    # One stream across all kinds: the kept normal number must survive the other draws.
    seed(11)
    mixed = []
    for _ in range(50):
        mixed += [np.random.normal(), np.random.rand(), np.random.randint(1, 7), np.random.uniform(2, 3)]
        mixed += list(np.random.permutation(5)) + [np.random.exponential()] + list(np.random.choice(4, 2))
    out["mixed"] = np.array(mixed)
    np.savez_compressed(os.path.join(OUT, "random.npz"), **out)


os.makedirs(OUT, exist_ok=True)
dtypes()
random()
