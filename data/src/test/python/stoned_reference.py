"""Statistics of a STONED sample, computed with RDKit and selfies: what org.dmol.data.descriptors.Stoned is compared with.

    pip install rdkit selfies==2.2.0
    python stoned_reference.py [SMILES]
"""

import random
import re
import sys

import numpy as np
import selfies as sf
from rdkit import Chem, DataStructs, RDLogger
from rdkit.Chem import AllChem

RDLogger.DisableLog("rdApp.*")
robust = sorted(sf.get_semantic_robust_alphabet())
basic = sorted({s for s in robust if not re.search(r"[+-]\d", s) and not re.fullmatch(r"\[[=#]?[BP]\]", s)} | {"[O-1]"})


def random_order(mol):
    mol = Chem.Mol(mol)
    Chem.Kekulize(mol)
    return Chem.MolToSmiles(mol, canonical=False, doRandom=True, isomericSmiles=False, kekuleSmiles=True)


def mutate(symbols, limit, alphabet, rng):
    while True:
        new = list(symbols)
        kind = rng.randrange(3)
        if kind == 0:
            new.insert(rng.randrange(len(new) + 1), rng.choice(alphabet))
        elif kind == 1:
            new[rng.randrange(len(new))] = rng.choice(alphabet)
        else:
            del new[rng.randrange(len(new))]
        smiles = sf.decoder("".join(new))
        mol = Chem.MolFromSmiles(smiles) if smiles else None
        if mol is not None and len(new) <= limit:
            return new, mol


def sample(smiles, samples, mutations, alphabet, seed):
    rng = random.Random(seed)
    base = Chem.MolFromSmiles(smiles)
    fingerprint = AllChem.GetMorganFingerprint(base, 2)
    known = {m.group(1) for s in alphabet for m in [re.fullmatch(r"\[[=#]?([A-Z][a-z]?)[^a-z]*\]", s)] if m}
    starts = [list(sf.split_selfies(sf.encoder(random_order(base)))) for _ in range(samples // mutations)]
    kept, unique = 0, {}
    for k in range(1, mutations + 1):
        for start in starts:
            symbols = start
            for _ in range(k):
                symbols, mol = mutate(symbols, len(symbols) + k, alphabet, rng)
            if any(a.GetSymbol() not in known for a in mol.GetAtoms()):
                continue
            kept += 1
            unique.setdefault(Chem.MolToSmiles(mol), mol)
    similarity = [DataStructs.TanimotoSimilarity(fingerprint, AllChem.GetMorganFingerprint(m, 2)) for m in unique.values()]
    heavy = [m.GetNumHeavyAtoms() for m in unique.values()]
    return kept, len(unique), np.median(similarity), *np.quantile(similarity, [0.05, 0.95]), np.mean(np.array(similarity) > 0.5), np.median(heavy)


smiles = sys.argv[1] if len(sys.argv) > 1 else "C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N"
for name, mutations, alphabet in [("narrow", 1, basic), ("medium", 2, basic), ("wide", 5, robust)]:
    for seed in range(3):
        print(name, seed, *(f"{v:.3f}" if isinstance(v, float) else v for v in sample(smiles, 3000, mutations, alphabet, seed)))
