"""Golden values of tokenizers, padding and one-hot arrays: Keras, selfies 2.2.0 and Python's re.

Usage: python text_golden.py OUT [--data DIR]     writes OUT/text.json
"""
import argparse
import csv
import json
import os
import re

import selfies as sf
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras.preprocessing.text import Tokenizer

# Schwaller et al., ACS Cent. Sci. 2019, 5, 1572.
SMILES_REGEX = re.compile(
    r"(\[[^\]]+]|Br?|Cl?|N|O|S|P|F|I|b|c|n|o|s|p|\(|\)|\.|=|#|-|\+|\\|\/|:|~|@|\?|>|\*|\$|\%[0-9]{2}|[0-9])")

SMILES = [
    "CC(=O)Oc1ccccc1C(=O)O", "[Br-].CCCCCCCCCCCCCCCCCC[N+](C)(C)C", "O=C1Nc2cccc3cccc1c23", "Clc1ccc(C=O)cc1", "Cc1cccc(C=C)c1",
    "F/C=C\\F", "C%12CCCCC%12", "[13C@@H](F)(Cl)Br", "[nH]1cccc1", "C~C", "C*", "[*:1]CC[*:2]", "N#N", "C$C", "CC>>CO", "[Na+].[Cl-]", "c1cc[se]c1",
    "B(O)O", "BrCCl", "CN1CCC[C@H]1c1cccnc1", "C:1:C:C:C:C:C1", "?", "+", "C@C",
]
UNCOVERED = ["CXC", "C C", "Si", "C%1", "[C", "Hg", "C\u00e9"]
SEQUENCES = [[1, 2, 3, 4, 5], [6, 7], [], [8]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--data", default=os.environ.get("DMOL_DATA"))
    args = parser.parse_args()
    golden = {"smiles": [{"text": s, "tokens": SMILES_REGEX.findall(s)} for s in SMILES], "uncovered": UNCOVERED}
    assert all("".join(c["tokens"]) == c["text"] for c in golden["smiles"])
    assert all("".join(SMILES_REGEX.findall(s)) != s for s in UNCOVERED)

    keras = Tokenizer(128, filters="", char_level=True)
    keras.fit_on_texts(SMILES)
    golden["keras"] = {"index": keras.word_index, "sequences": keras.texts_to_sequences(SMILES + ["Xyz~~q"])}
    golden["padding"] = {"sequences": SEQUENCES, "cases": [
        {"length": n, "padding": p, "truncating": t, "value": v,
         "padded": pad_sequences(SEQUENCES, maxlen=n or None, padding=p, truncating=t, value=v).tolist()}
        for n in (0, 3, 7) for p in ("pre", "post") for t in ("pre", "post") for v in (0, 9)]}

    strings = ["[C][=C][F].[C]", "[C]", "[C@@H1][Branch1][C][F][Cl][Br]", "[C][N+1][Branch1][C][=O][O-1]"]
    vocabulary = ["[nop]", "."] + sorted(sf.get_alphabet_from_selfies(strings))
    stoi = {s: i for i, s in enumerate(vocabulary)}
    itos = dict(enumerate(vocabulary))
    width = max(map(sf.len_selfies, strings))
    cases = []
    for s in strings:
        label, one_hot = sf.selfies_to_encoding(s, stoi, pad_to_len=width)
        cases.append({"selfies": s, "split": list(sf.split_selfies(s)), "length": sf.len_selfies(s), "label": label, "one_hot": one_hot,
                      "back": sf.encoding_to_selfies(one_hot, itos, "one_hot")})
    golden["selfies"] = {"vocabulary": vocabulary, "width": width, "cases": cases, "flat": sf.batch_selfies_to_flat_hot(strings, stoi, width)}

    if args.data:
        with open(os.path.join(args.data, "book/curated-solubility-dataset.csv"), encoding="utf-8", newline="") as f:
            kept = [r["SMILES"] for r in csv.DictReader(f) if len(r["SMILES"]) <= 96]
        keras = Tokenizer(128, filters="", char_level=True)
        keras.fit_on_texts(kept)
        golden["aqsoldb"] = {"kept": len(kept), "index": keras.word_index, "case_sensitive": sorted(set("".join(kept)))}
    with open(os.path.join(args.out, "text.json"), "w", encoding="utf-8") as f:
        json.dump(golden, f, ensure_ascii=True)
        f.write("\n")


if __name__ == "__main__":
    main()
