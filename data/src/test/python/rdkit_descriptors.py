"""RDKit's values for org.dmol.data.descriptors: the 17 descriptors of AqSolDB, Morgan fingerprints, MACCS keys.

    pip install rdkit==2022.9.5
    python rdkit_descriptors.py descriptors  SMILES_FILE OUT.csv   # one SMILES a line, or a CSV with a column SMILES or smiles
    python rdkit_descriptors.py morgan       SMILES_FILE OUT.csv   # unfolded counts, radius 2: "hash:count hash:count ..."
    python rdkit_descriptors.py maccs        SMILES_FILE OUT.csv   # keys that are set
    python rdkit_descriptors.py all          SMILES_FILE OUT.csv   # all of RDKit's descriptors; the first line holds their names
    python rdkit_descriptors.py rings        SMILES_FILE OUT.csv   # sizes of the symmetrised smallest rings
    python rdkit_descriptors.py fixture ../resources/org/dmol/data/descriptors/rdkit.json
"""

import csv
import gzip
import json
import math
import sys
import time

from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem, Descriptors, MACCSkeys

RDLogger.DisableLog("rdApp.*")
NAMES = ["MolWt", "MolLogP", "MolMR", "HeavyAtomCount", "NumHAcceptors", "NumHDonors", "NumHeteroatoms", "NumRotatableBonds",
         "NumValenceElectrons", "NumAromaticRings", "NumSaturatedRings", "NumAliphaticRings", "RingCount", "TPSA", "LabuteASA",
         "BalabanJ", "BertzCT"]
FIXTURE = """
C CC [H][H] [H+] [Na+].[Cl-] [2H]C([2H])([2H])O [13CH4] O [OH-] N [NH4+] *C(=O)O [U] [Ca+2] Br [Fe+2]
CCO CC(=O)O CC(N)=O CC(=O)NC CN(C)C=O OC(=O)CC(O)(CC(=O)O)C(=O)O NCC(=O)NCC(=O)O C1CC1 C1CO1 C1CN1 C1CS1
c1ccccc1 Cc1ccccc1 Oc1ccccc1 Nc1ccccc1 c1ccncc1 c1cc[nH]c1 c1ccoc1 c1ccsc1 [nH]1cnc2ccccc12 C[n+]1ccccc1 [O-][n+]1ccccc1 O=c1cc[nH]cc1
FC(F)(F)c1ccccc1 CC(C)(C)c1ccc(O)cc1 ClC(Cl)(Cl)C BrC(Br)(Br)CC CC#N CC#CC C=C=C C=C(C)C=C CC(C)=CC N#N [N-]=[N+]=NC C[N+](=O)[O-] CN=[N+]=[N-] [C-]#[O+]
CS(C)=O CS(=O)(=O)N CSSC CP(=O)(O)O CP(C)C C[Si](C)(C)C CB(O)O O=S(=O)(O)O S C=S c1ccccc1S NC(N)=S [SH-] CC(=S)NC
C1CC2CCC1C2 C1CC2CC1CC2 C12C3C4C1C5C2C3C45 C1C2CC3CC1CC(C2)C3 C1CCC2(CC1)CCCC2 C1CC2(C1)CC2 c1ccc2ccccc2c1 c1ccc2cc3ccccc3cc2c1 c1cc2ccc3cccc4ccc(c1)c2c34 C1=CC2=CC=CC2=C1 C1CCCCCCCCCCC1
CC1=CC=C(C=C1)S(=O)(=O)O[CH]2[CH]3CO[CH](O3)[CH]4OC(C)(C)O[CH]24 SC(C3C1CC(C3)CC(C2S)(O)C1)2S C12=CON=C1C(C4)CC3CC2CC4C3
CC(=O)Oc1ccccc1C(=O)O CN1C=NC2=C1C(=O)N(C(=O)N2C)C CC(C)Cc1ccc(cc1)C(C)C(=O)O C1CC(=O)NC(=O)C1N2CC3=C(C2=O)C=CC=C3N O=C1CCC(N2C(=O)C3=CC=CC(N)=C3C2)C(=S)N1
CCCCCCCCCCCCCCCCCC[N+](C)(C)C.[Br-] C[C@@H](O)[C@H](N)C(=O)O C/C=C/C F/C=C\\F CN1CCC[C@H]1c1cccnc1 OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O CC(C)CCCC(C)C1CCC2C3CC=C4CC(O)CCC4(C)C3CCC12C
CC(C)(c1ccc(OCCO)cc1)c2ccc(OCCO)cc2 c1ccc(cc1)C(c1ccccc1)c1ccccc1 OC(=O)c1ccc(cc1)C(=O)O Clc1ccc(cc1)C(c1ccc(Cl)cc1)C(Cl)(Cl)Cl [O-]S(=O)(=O)c1ccccc1.[Na+] NS(=O)(=O)c1ccc(N)cc1 CCN(CC)CCOC(=O)c1ccc(N)cc1
C[Hg]C [Cl-].[Cl-].[Cl-].[Al+3] [O-2].[O-2].[Ti+4] O=[Cr](=O)=O F[P-](F)(F)(F)(F)F F[B-](F)(F)F [O-]Cl(=O)(=O)=O C[As](C)(=O)O CC[Pb](CC)(CC)CC c1cc[se]c1 C1=CC=C[CH-]1 [NH3+]CC([O-])=O
""".split()


def smiles_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as f:
        if path.replace(".gz", "").endswith(".csv"):
            rows = list(csv.DictReader(f))
            key = "SMILES" if "SMILES" in rows[0] else "smiles"
            return [r[key] for r in rows]
        return [line.split()[0] for line in f if line.strip()]


def descriptors(mol):
    return [getattr(Descriptors, n)(mol) for n in NAMES]


def everything(mol):
    # JSON knows no NaN
    values = [f(mol) for _, f in Descriptors._descList]
    return [v if math.isfinite(v) else None for v in values]


def morgan(mol):
    return AllChem.GetMorganFingerprint(mol, 2).GetNonzeroElements()


def maccs(mol):
    return list(MACCSkeys.GenMACCSKeys(mol).GetOnBits())


def rings(mol):
    return sorted(len(r) for r in mol.GetRingInfo().AtomRings())


def main():
    what = sys.argv[1]
    if what == "fixture":
        rows = []
        for s in FIXTURE:
            mol = Chem.MolFromSmiles(s)
            rows.append(dict(smiles=s, descriptors=descriptors(mol), morgan={str(k): v for k, v in morgan(mol).items()},
                             bits=list(AllChem.GetMorganFingerprintAsBitVect(mol, 2, 2048).GetOnBits()),
                             radius3={str(k): v for k, v in AllChem.GetMorganFingerprint(mol, 3).GetNonzeroElements().items()},
                             maccs=maccs(mol), rings=rings(mol), all=everything(mol)))
        with open(sys.argv[2], "w") as f:
            names = [name for name, _ in Descriptors._descList]
            f.write(json.dumps(dict(names=names))[:-1] + ', "molecules": [\n' + ",\n".join(json.dumps(r) for r in rows) + "\n]}\n")
        return
    function = dict(descriptors=descriptors, morgan=morgan, maccs=maccs, rings=rings, all=everything)[what]
    smiles = smiles_of(sys.argv[2])
    start = time.process_time()
    with open(sys.argv[3], "w") as f:
        if what == "all":
            f.write(" ".join(name for name, _ in Descriptors._descList) + "\n")
        for s in smiles:
            mol = Chem.MolFromSmiles(s)
            if mol is None:
                f.write("None\n")
                continue
            value = function(mol)
            if isinstance(value, dict):
                f.write(" ".join(f"{k}:{v}" for k, v in sorted(value.items())) + "\n")
            else:
                f.write(" ".join(repr(v) for v in value) + "\n")
    print(f"{len(smiles)} molecules parsed and computed in {time.process_time() - start:.1f} s of processor time")


main()
