"""Describes molecules as RDKit sees them, as one line of text a molecule. The fixtures are of rdkit 2022.9.5 (with numpy < 2).

    python rdkit_graphs.py dump IN.smi OUT.tsv     one line a SMILES: the components below, tab separated, or None
    python rdkit_graphs.py digest DATA_DIR OUT_DIR the sets of the agreement table as CRC-32 numbers (OUT_DIR/*.npz)

Components (RDKit's AddHs form, so the heavy atoms come first):
  elements   atomic numbers in order
  pairs      bonded pairs i-j, i < j, sorted
  hydrogens  hydrogens of each heavy atom, counted or explicit
  charges    formal charges of the heavy form
  aromatic   0/1 flags of the heavy form
  types      bonds i-j-t of the heavy form, sorted; t = 1 2 3 single double triple, 4 aromatic, 5 quadruple, 6 dative
  order      bonds i-j of the heavy form in the order and direction of RDKit's list
"""

import csv
import gzip
import os
import sys
import zlib

import numpy as np
from rdkit import Chem, RDLogger, rdBase
from rdkit.Chem.Scaffolds import MurckoScaffold

RDLogger.DisableLog("rdApp.*")
B = Chem.BondType
TYPES = {B.SINGLE: 1, B.DOUBLE: 2, B.TRIPLE: 3, B.AROMATIC: 4, B.QUADRUPLE: 5, B.DATIVE: 6}
COMPONENTS = ["elements", "pairs", "hydrogens", "charges", "aromatic", "types", "order"]


def components(smiles):
    mol = Chem.MolFromSmiles(smiles)
    if mol is None:
        return None
    full = Chem.AddHs(mol)
    atoms = list(mol.GetAtoms())
    pair = lambda b: (min(b.GetBeginAtomIdx(), b.GetEndAtomIdx()), max(b.GetBeginAtomIdx(), b.GetEndAtomIdx()))
    text = lambda rows: " ".join("-".join(map(str, r)) for r in rows)
    return [
        " ".join(str(a.GetAtomicNum()) for a in full.GetAtoms()),
        text(sorted(pair(b) for b in full.GetBonds())),
        " ".join(str(a.GetTotalNumHs(includeNeighbors=True)) for a in atoms),
        " ".join(str(a.GetFormalCharge()) for a in atoms),
        " ".join("1" if a.GetIsAromatic() else "0" for a in atoms),
        text(sorted(pair(b) + (TYPES.get(b.GetBondType(), 0),) for b in mol.GetBonds())),
        text((b.GetBeginAtomIdx(), b.GetEndAtomIdx()) for b in mol.GetBonds()),
    ]


def scaffold(smiles):
    """Bemis-Murcko scaffold: canonical SMILES, empty for acyclic molecules."""
    mol = Chem.MolFromSmiles(smiles)
    Chem.RemoveStereochemistry(mol)
    return Chem.MolToSmiles(MurckoScaffold.GetScaffoldForMol(mol))


def sets(data):
    def column(path, name, opener=open):
        with opener(os.path.join(data, path), "rt", encoding="utf8") as f:
            return [row[name] for row in csv.DictReader(f)]

    yield "aqsoldb", column("book/curated-solubility-dataset.csv", "SMILES")
    yield "clintox", column("book/clintox.csv.gz", "smiles", gzip.open)
    yield "bbbp", column("book/BBBP.csv", "smiles")
    yield "esol", column("extra/moleculenet/delaney-processed.csv", "smiles")
    yield "lipophilicity", column("extra/moleculenet/Lipophilicity.csv", "smiles")
    with gzip.open(os.path.join(data, "extra/zinc/zinc250k_subset_union.smi.gz"), "rt") as f:
        yield "zinc50k", [line.split()[0] for line in f][:50000]


def digest(data, out):
    for name, smiles in sets(data):
        crc = np.zeros((len(smiles), len(COMPONENTS)), np.uint32)
        accepted = np.zeros(len(smiles), bool)
        groups, group = {}, np.full(len(smiles), -1, np.int32)
        for i, s in enumerate(smiles):
            c = components(s)
            if c is not None:
                accepted[i] = True
                crc[i] = [zlib.crc32(x.encode()) for x in c]
                group[i] = groups.setdefault(scaffold(s), len(groups))
        if name == "zinc50k":  # one number for all components keeps the file small
            crc = np.array([[zlib.crc32(row.astype("<u4").tobytes())] for row in crc], np.uint32)
        np.savez_compressed(
            os.path.join(out, "rdkit_" + name + ".npz"),
            accepted=accepted,
            crc=crc.view(np.int32),
            scaffold=group,
            version=np.array([int(x) for x in rdBase.rdkitVersion.split(".")[:3]], np.int32),
        )
        print(name, len(smiles), "accepted", accepted.sum(), "scaffolds", len(groups), "rdkit", rdBase.rdkitVersion)


def dump(source, target):
    with open(source, encoding="utf8") as f, open(target, "w", encoding="utf8") as g:
        for line in f:
            s = line.rstrip("\n")
            c = components(s)
            g.write(s + "\t" + ("None" if c is None else "\t".join(c)) + "\n")


if __name__ == "__main__":
    {"dump": dump, "digest": digest}[sys.argv[1]](*sys.argv[2:])
