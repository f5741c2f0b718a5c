"""Writes the golden values of Keras into ../resources/golden.

    python make_golden.py            all groups
    python make_golden.py dense rnn  some groups
    python make_golden.py --check    compare a fresh run with the files instead of writing them

A group is `<name>.json` (cases) and `<name>.npz` (arrays, named `<case id>/<name>`). A case of kind "layer" holds the layer as
`keras.saving.serialize_keras_object` writes it, the keys of its inputs, input masks, weights (in the order of `layer.weights`),
outputs and output masks, a random cotangent per output, the gradients of sum(cotangent * output), and under "second" the
gradients of the squared norm of the gradient with respect to the float inputs. A null gradient is exactly zero.
"tolerance" (default 1e-5) is relative to the largest absolute value of an array; "float32_error" is what Keras in float32
differs from the stored values, which are computed in float64 from the same float32 inputs and weights.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

from keras_golden import groups  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "golden"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", help="names of groups; all when none is given")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    args = parser.parse_args()
    unknown = sorted(set(args.groups) - set(groups.ALL))
    if unknown:
        parser.error(f"unknown group {unknown[0]}; known: {' '.join(groups.ALL)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    bad = []
    for name in args.groups or groups.ALL:
        if args.check:
            with tempfile.TemporaryDirectory() as tmp:
                fresh = groups.make(name, Path(tmp))
                different = [f for f in fresh if not groups.same(Path(tmp) / f, FOLDER / f)]
            bad += different
            print(f"{name}: {'differs: ' + ' '.join(different) if different else 'same'}", flush=True)
        else:
            files = groups.make(name, FOLDER)
            size = sum((FOLDER / f).stat().st_size for f in files)
            print(f"{name}: {len(files)} files, {size / 1000:.0f} kB", flush=True)
    total = sum(f.stat().st_size for f in FOLDER.iterdir() if f.is_file())
    print(f"{FOLDER.name}: {total / 1e6:.2f} MB")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
