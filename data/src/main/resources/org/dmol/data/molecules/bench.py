# Reads SMILES from standard input and prints molecules per second of CPU time and of wall time, for
# SMILES -> one-hot nodes (100 wide) and adjacency with self loops, hydrogens included, with RDKit and NumPy.
import sys
import time

import numpy as np
from rdkit import Chem, RDLogger, rdBase

RDLogger.DisableLog("rdApp.*")
smiles = sys.stdin.read().split("\n")[:-1]


def graph(text):
    molecule = Chem.MolFromSmiles(text)
    if molecule is None:
        return None
    molecule = Chem.AddHs(molecule)
    n = molecule.GetNumAtoms()
    nodes = np.zeros((n, 100), np.float32)
    for atom in molecule.GetAtoms():
        nodes[atom.GetIdx(), atom.GetAtomicNum()] = 1
    adjacency = np.zeros((n, n), np.float32)
    for bond in molecule.GetBonds():
        i, j = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        adjacency[i, j] = 1
        adjacency[j, i] = 1
    adjacency += np.eye(n, dtype=np.float32)
    return nodes, adjacency


best = [0.0, 0.0]
for _ in range(3):
    cpu, wall = time.process_time(), time.perf_counter()
    for s in smiles:
        graph(s)
    best[0] = max(best[0], len(smiles) / (time.process_time() - cpu))
    best[1] = max(best[1], len(smiles) / (time.perf_counter() - wall))
print(best[0], best[1], rdBase.rdkitVersion)
