"""Tokens of a small byte-level BPE of Hugging Face's tokenizers (0.22), as RoBERTa and ChemBERTa use it.

  pip install tokenizers
  python bytepair.py ../resources/text/bytepair

Writes vocab.json, merges.txt and expected.json: texts with their tokens and ids.
"""
import json
import sys
from pathlib import Path

from tokenizers import ByteLevelBPETokenizer

directory = Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
smiles = ["CC(=O)Oc1ccccc1C(=O)O", "CN1C=NC2=C1C(=O)N(C(=O)N2C)C", "CC(C)Cc1ccc(cc1)C(C)C(=O)O", "c1ccc2c(c1)ccc3c2cccc3",
          "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O", "[Na+].[Cl-]", "ClC(Cl)(Cl)Cl", "FC(F)(F)c1ccccc1Br", "C1CCCCC1", "N#Cc1ccncc1"]
tokenizer = ByteLevelBPETokenizer()
tokenizer.train_from_iterator(smiles * 3, vocab_size=300, min_frequency=2, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
tokenizer.save_model(str(directory))
texts = smiles + ["", " C C", "CCO  CN\n\tO", "it's 12 été", "/C=C/C\\%12", "naïve 分子", "C" * 40]
expected = [{"text": t, "ids": e.ids, "tokens": e.tokens} for t in texts for e in [tokenizer.encode(t)]]
(directory / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
