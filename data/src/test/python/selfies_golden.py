"""Golden values of the SELFIES codec, made with selfies 2.2.0 (PyPI, Apache-2.0) and, for canonical SMILES, RDKit.

Usage: python selfies_golden.py OUT [--data DIR] [--dump DIR]

OUT gets
  cases.json     hand-written strings, encoded and decoded (also under other constraints)
  alphabets.json robust alphabets
  samples.tsv    rows of the sets with SELFIES and decoded SMILES (needs --data)
  digests.json   for every set (--data) and for the random strings: counts, and SHA-256 of every 1,000 result lines
With --dump every result line is written too, for a comparison string by string.
A result line is "<selfies> <decoded>" or "! <KIND>"; for random strings it is the decoded SMILES.
"""
import argparse
import csv
import gzip
import hashlib
import json
import os
import sys
from collections import Counter

import selfies as sf
from selfies.exceptions import SMILESParserError

CHUNK = 1000

CUSTOM = {"C": 3, "N": 2, "O": 1, "N+1": 3, "S": 4, "Cl": 2, "Fe+2": 2, "H": 1, "?": 5}
TABLES = {"default": "default", "octet_rule": "octet_rule", "hypervalent": "hypervalent", "custom": CUSTOM}

# Symbols beside the robust alphabet: stereo, isotopes, hydrogens, charges, padding, ends, dots.
EXTRA = [
    "[nop]", "[epsilon]", ".", "[/C]", "[\\C]", "[C@@H1]", "[C@H1]", "[C@]", "[C@@]", "[/N]", "[\\N]", "[=13C]", "[13CH1]", "[2H]",
    "[NH1]", "[NH2+1]", "[CH0]", "[#Ring1]", "[#Ring2]", "[-/Ring1]", "[/-Ring1]", "[\\/Ring2]", "[//Ring1]", "[\\\\Ring2]", "[Si]",
    "[=Se]", "[Fe+2]", "[P@H1]", "[OH1]", "[CH4]", "[/F]", "[\\Cl]", "[S@@]", "[#Xe]", "[Na+1]",
]

ENCODE = [
    "C=CF", "c1ccccc1", "CC(NC)CC1=CC=C(OCO2)C2=C1", "CC(=O)Oc1ccccc1C(=O)O", "CN1C=NC2=C1C(=O)N(C(=O)N2C)C", "c1ccc2[nH]ccc2c1",
    "C[C@H](N)C(=O)O", "C/C=C/C", "C/C=C\\C", "[Na+].[Cl-]", "C1CCC2CCCCC2C1", "C", "[CH4]", "[C]", "[CH0]", "[H]", "[HH]", "[H+]", "[2H]O[2H]",
    "[13CH4]", "[0C]", "[013C]", "[Fe+2]", "[Fe++]", "[Cu--]", "[N+0]", "[CH3:7][OH:3]", "[nH]1cccc1", "[se]1cccc1", "[te]1cccc1", "c1cc[se]c1",
    "[si]1ccccc1", "b1ccccc1", "p1ccccc1", "c1ccpcc1", "[as]1ccccc1", "o1cccc1", "s1cccc1", "c1ccsc1", "n1ccccc1", "c1cc[n+]([O-])cc1",
    "c1cc[nH+]cc1", "c1[cH-]ccc1", "[cH-]1cccc1", "[cH+]1cccccc1", "c1ccc[o+]c1", "c1ccn(C)c1", "O=c1cc[nH]cc1", "O=c1ccocc1", "Cn1cccc1",
    "c1ccc2ccccc2c1", "c1ccc2cc3ccccc3cc2c1", "c1ccc-2c(c1)Cc1ccccc12", "c1ccccc1-c1ccccc1", "c1ccc(cc1)c1ccccc1", "c1cc2cccc3ccc4cccc1c4c32",
    "c1=cc=cc=c1", "C:1:C:C:C:C:C1", "C1:C:C:C:C:C:1", "c1:c:c:c:c:c1", "c1cccc1", "c1ccc[nH]c1", "cc", "ccc", "c", "n", "[nH]", "c1cc1", "c1ccccccc1",
    "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1c6c6c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41",
    "S(=O)(=O)(O)O", "FS(F)(F)(F)(F)F", "FS(F)(F)(F)(F)(F)F", "OCl(=O)(=O)=O", "CN(=O)=O", "C[N+](=O)[O-]", "P(Cl)(Cl)(Cl)(Cl)Cl", "C#[N+][O-]",
    "[O-]Cl", "CC(C)(C)(C)C", "O=O=O", "[NH4+]", "[NH5]", "N#N", "[C-]#[O+]", "C[Si](C)(C)C", "[Pt](Cl)(Cl)(N)N", "F[P-](F)(F)(F)(F)F", "[BH4-]",
    "C(=O)(N)C#N", "C(C(C(C)C)C)C", "C(C)(C)(C)C", "CC(C)(C)C", "C(=C)C", "C(#N)C", "N#CC(C#N)=C(C#N)C#N", "OC(=O)CC(O)(CC(=O)O)C(=O)O",
    "C1CC1", "C=1CC1", "C=1CC=1", "C1CC=1", "C1CC#1", "C#1CCCCCCC#1", "C-1CC-1", "C1CC-1", "C/1=C/CCCCCC1", "C1=C/CCCCCC\\1", "C/1=C/CCCCCC/1", "C\\1CC/1",
    "F/C=C/F", "F/C=C\\F", "F\\C=C\\F", "C(/F)=C/F", "F/C=C/C=C\\C", "CC/C(=C\\C)/C=C", "C/C(=C/1\\CCCC1)/F", "C/C=C1/CCCC\\1", "F/N=N/F", "F/C=1/CCCCC1",
    "N[C@@H](C)C(=O)O", "N[C@H](C)C(=O)O", "[C@H](N)(C)C(=O)O", "[C@@](F)(Cl)(Br)I", "F[C@](Cl)(Br)I", "[C@H]1(C)CCCCO1", "C[C@H]1CCCCO1", "C[C@@H]1CCCCO1",
    "[C@]1(F)(Cl)CCCCO1", "C1C[C@]2(F)CC[C@@H]1C2", "C[C@]12CC[C@H](C1)CC2", "[C@@]123C[C@H]1CC2CC3", "O[C@@H]1[C@H](O)[C@@H](O)[C@H](O)O[C@@H]1CO",
    "C[C@]12CC[C@H]3[C@H]([C@@H]1CC[C@@H]2O)CCC4=C3C=CC(=C4)O", "C[S@](=O)c1ccccc1", "C[S@@](=O)CC", "C[P@](=O)(O)c1ccccc1", "[Si@](F)(Cl)(Br)I", "N[C@]1(C)CC1",
    "C[C@@]1(F)CC2CCC1C2", "C1[C@H]2C[C@@H]1C2", "C[N@+]1(CC)CCCCC1", "CC[C@@](C)(Cl)F", "[C@]12(F)CCC1CC2", "C%10CCCCC%10", "C%10CC%11CC%10CC%11", "C0CC0", "C%99CC%99",
    "C1CC1C1CC1", "C12CC1C2", "C1CC2CC3CC1CC2C3", "C1C2C3C1C4C2C34", "O.O.O", "C.[Na+].[Cl-]", "C..C", "C.", "=C", "#CC", "-C", "/C=C/F", "C(=C)(F)F", "C-C", "C(-C)C", "c-c",
    "C1CCCCC1CCCCCCCCCCCCCCCCCCC2CC2", "C1CCCCCCCCCCCCCCCCCC1", "C1CCCCCCCCCCCCCCCCC1", "C1CCCCCCCCCCCCCCCC1", "C1CCCCCCCCCCCCCCC1",
    "C(CCCCCCCCCCCCCCCC)C", "C(CCCCCCCCCCCCCCC)C", "C(CCCCCCCCCCCCCC)C", "CC(" + "C" * 256 + ")C", "CC(" + "C" * 257 + ")C", "C1" + "C" * 260 + "1",
    "CC(=O)NC1=CC=C(C=C1)O", "CC(C)CC1=CC=C(C=C1)C(C)C(=O)O", "CN1CCC[C@H]1c1cccnc1", "CN1C2CCC1C(C(C2)OC(=O)c1ccccc1)C(=O)OC",
    "C1=CC=C(C=C1)P(C1=CC=CC=C1)C1=CC=CC=C1", "O=C1c2ccccc2C(=O)N1C1CCC(=O)NC1=O", "c1ccc2c(c1)c1ccccc1[nH]2", "c1ccc2nc3ccccc3nc2c1", "c1cnc2[nH]cnc2n1",
    "Cc1c2ccccc2[n+](C)c2ccccc12", "C1=CC=[O+]C=C1", "[O-][n+]1ccccc1", "c1cc(=O)[nH]c(=O)[nH]1", "c1csc(n1)-c1nccs1", "[o+]1ccccc1", "c1cc[pH]c1", "C1=[N+]=[N-]C1",
    "[Al](C)(C)C", "[al]1ccccc1", "[sc]1ccccc1", "[Sc]", "[U+6]", "[Xe](F)(F)(F)F", "F[I-]F", "I(F)(F)(F)(F)F", "[12C@@H](F)(Cl)Br", "[15NH2+](C)C", "[OH3+]", "[CH3-]", "[CH2]", "[CH]C",
    # malformed
    "", ".", ".C", "C(", "C)", "C()", "(C)", "C((C))", "C(.C)", "C(C", "C1CC", "C1CC2", "C11", "C12CC12", "C1C1", "C=1CC#1", "C=1CC-1", "C/1CC\\1", "C/1CC=1", "C=", "C=.C", "C=(C)", "C(=)C",
    "C%1", "C%", "C%1a", "*", "C*", "C$C", "[*]", "[C", "C]", "[]", "[CC]", "[C@@@H]", "[CH10]", "[C@TH1]", "[C+-]", "[Nh]", "[Qq]", "[C:]", "[C:a]", "[nh]1cccc1", "X", "Q", "a", "Cx", "C~C", "C>>C",
    "C C", "C\tC", "{C}", "C1.C1", "CC(C)(", "C(1CC)1", "[C]]", "[[C]]", "C[", "[H", "[1]", "[+]", "[C+", "[13]", "Si", "Na", "D", "[D]", "C(C))C", "C1CC1)", "C!C", "\u00b5", "C\u00e9",
]

DECODE = [
    "[F][=C][=C][#N]", "[C][Branch1][C][F][=O]", "[C][C][C][Ring1][Branch1]", "[O][=O][=O]", "[nop][C][nop][O]", "[Branch1][C][C]", "[Ring1][C][C]",
    "[C][#C][#C][#C]", "[C][=Branch1][C][=O][O]", "[C][Ring1]", "[C][Branch2]", "", "[epsilon]", "[C][epsilon][C]", "[epsilon][C]", "[C][Branch1][Ring2][C][epsilon][O][N][F]",
    "[C][Branch1][=Branch1][C][epsilon]", "[N][Ring1][C]", "[C][C][Ring1][C]", "[C][C][Ring1][C][Ring1][C][Ring1][C]", "[C][=C][Ring1][C]", "[C][#C][Ring1][C]", "[C][C][=Ring1][C]",
    "[C][C][C][Ring1][Ring1]", "[C][C][C][=Ring1][Ring1]", "[C][C][C][#Ring1][Ring1]", "[C][C][C][C][Ring2][C][Ring1]", "[C][C][C][Ring3][C][C][Ring1]", "[C][C][C][Ring1]", "[C][C][C][Ring2][C]",
    "[C][C][C][Ring1][F][C]", "[C][Ring1][Ring1][C]", "[F][Ring1][C][C]", "[C][F][C][C]", "[C][F][Ring1][C]", "[C][F][Branch1][C][O]", "[C][Branch1][C][F][Branch1][C][Cl][Branch1][C][Br][I]",
    "[C][Branch1][C][F][Branch1][C][Cl][Branch1][C][Br][Branch1][C][O][I]", "[C][#Branch1][C][#N][O]", "[C][#Branch1][C][#C][=O]", "[=C][=Branch1][C][=O][=O]", "[C][Branch1][Branch1][C][Branch1][C][O][N][F]",
    "[C][Branch1][C][Branch1][Ring2][O][N][F][C]", "[C][Branch1][C][C][Ring1][C]", "[C][Branch3][C][C][C][O][N]", "[C][C][Branch1][C][Ring1][Ring1][C][O]", "[C][C][C][Branch1][Ring1][Ring1][Ring1][O]",
    "[C][C][C][Branch1][Branch1][Branch3][C][C][C][O][O][N]", "[C][Branch1][C][Branch2]", "[C][Branch1]", "[C][Branch1][P]", "[C][Branch1][P][O]", "[C][Branch2][P][P]", "[C][=Branch3][C]",
    "[S][F][F]", "[S][Branch1][C][F][Branch1][C][F][Branch1][C][F][Branch1][C][F][Branch1][C][F][F]", "[P][=P][=P]", "[B][=B][#B]", "[N+1][=N][=N-1]", "[C][N+1][Branch1][C][=O][O-1]", "[C-1][#O+1]",
    "[NH1][=C]", "[NH3][C]", "[CH4][C]", "[C][CH4][C]", "[CH9]", "[C][CH9]", "[OH2][C]", "[C][OH2][C]", "[FH1][C]", "[H][C]", "[H][H]", "[HH1]", "[H+1]", "[C][H+1][C]", "[2H][C]",
    "[13C][=13C]", "[0C]", "[013C]", "[13CH1@@]", "[13C@@H1+1]", "[C@@H1][Branch1][C][F][Branch1][C][Cl][Br]", "[C@@][F]", "[F][/C][=C][/F]", "[F][/C][=C][\\F]", "[\\C][=C]", "[/C]", "[C][/C][Ring1][C]",
    "[C][C][C][C][-/Ring1][Ring2]", "[C][=C][C][C][/-Ring1][Ring2]", "[C][=C][C][C][\\/Ring1][Ring2]", "[C][C][C][C][--Ring1][Ring2]", "[C][C][C][C][//Ring1][Ring2]", "[C][C][\\/Ring1][C]", "[C][=C][/\\Ring1][C]",
    "[CH0]", "[C][CH0][C]", "[BH0]", "[NaH0]", "[Na]", "[Na+1].[Cl-1]", "[Fe+2][C][C]", "[Fe+23]", "[C+9]", "[C-9][C]", "[Xe][Branch1][C][F][F]", "[U][=U][=U]", "[I-1][I]",
    "[C].[C]", "[C]..[C]", ".", ".[C]", "[C].", "[C].[nop].[O]", "[F].[C][Ring1][C]", "[C][C].[C][C][Ring1][Ring2]", "[C][C][O].[N][Ring1][C][C]", "[nop]", "[nop][nop]", "[C][Branch1][nop][C][O][N]", "[C][Ring1][nop][Ring1]",
    "[C][C][C][C][C][C][Ring1][=Branch1][Ring1][=Branch1]", "[C][C][C][C][C][=Ring1][Branch1][Ring1][Branch1]", "[C][C][C][C][Ring1][Ring2][Ring1][Ring1]", "[S][S][S][#Ring1][Ring1][#Ring1][Ring1]",
    "[C][C][#Ring1][C][S]", "[S][S][#Ring1][C][#Ring1][C]", "[C][=C][C][=C][C][=C][Ring1][=Branch1]", "[C][C@H1][Branch1][C][N][C][=Branch1][C][=O][O]",
    "[C][" + "C][" * 40 + "Ring2][Ring1][C]", "[C]" * 20 + "[Ring1][C]" * 3, "[C][=Branch2][C][C][O][C]", "[C][C][C][C][C][Ring1][Ring1][Ring1][Ring2][Ring1][Branch1]",
    "[S]" + "[Branch1][C][C]" * 5 + "[C]", "[O][Branch1][C][C][C][C]", "[F][Branch1][C][C][C]", "[C][=O][C]", "[N][#N][C]", "[C][=N][#C]", "[#C][#C]", "[=O][=C]",
    "[C][C][C][C][C][C][C][C][C][C][C][C][C][C][C][C][C][C][Ring1][P][Ring1][O]", "[N][=Branch1][C][=N][Ring1][C]",
    # unknown symbols: an error only where the derivation meets them
    "[X]", "[C][X]", "[F][C][X]", "[C][Branch1][X][C]", "[C][Ring1][X]", "[C][Ring4][C]", "[C][Branch0][C]", "[C][Branch4][C]", "[C][=/C]", "[C][--Ring1][C]", "[C][?]", "[]", "[C][]", "[c]", "[CH]", "[C+]", "[C@@@]", "[C+0]", "[C+01]",
    "[Cx]", "[C][*]", "[F][F][?]", "[C", "[C][O", "[F][F][C", "[C][F][O[N]", "[=]", "[ C]", "[C ]", "[Branch1]", "[Ring1]", "[#Ring1][C]", "[/Ring1][C]", "[/Branch1][C]",
]


class Xorshift:
    """Marsaglia's 32-bit generator: the same few lines in every language."""

    def __init__(self, seed):
        self.x = seed

    def below(self, n):
        x = self.x
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
        self.x = x
        return x % n


def random_strings(alphabet, count, seed, longest=100):
    rng = Xorshift(seed)
    for _ in range(count):
        length = 1 + rng.below(longest)
        yield "".join(alphabet[rng.below(len(alphabet))] for _ in range(length))


def error_kind(error):
    if isinstance(error, sf.EncoderError):
        if isinstance(error.__cause__, SMILESParserError):
            return "SMILES"
        return "KEKULIZATION" if "kekulization" in str(error) else "CONSTRAINT"
    if isinstance(error, sf.DecoderError):
        return "SELFIES"
    # Not caught by selfies 2.2.0: an aromatic bond at an element without aromatic form, a ring from an atom to itself.
    return {KeyError: "KEKULIZATION", IndexError: "SMILES"}.get(type(error), type(error).__name__)


def encode(smiles):
    try:
        return sf.encoder(smiles), None
    except Exception as error:  # noqa: BLE001 - the kind is the result
        return None, error_kind(error)


def decode(selfies):
    try:
        return sf.decoder(selfies), None
    except Exception as error:  # noqa: BLE001
        return None, error_kind(error)


def read_sets(data):
    def path(name):
        return os.path.join(data, name)

    def table(name, column, strip=False):
        opener = gzip.open if name.endswith(".gz") else open
        with opener(path(name), "rt", encoding="utf-8", newline="") as f:
            values = [row[column] for row in csv.DictReader(f)]
            return [v.strip() for v in values] if strip else values

    def lines(name):
        with gzip.open(path(name), "rt", encoding="utf-8") as f:
            return [line.split()[0] for line in f if line.strip()]

    return {
        "aqsoldb": table("book/curated-solubility-dataset.csv", "SMILES"),
        # 40 SMILES of AqSolDB end with a blank, which selfies refuses.
        "aqsoldb_stripped": table("book/curated-solubility-dataset.csv", "SMILES", strip=True),
        "clintox": table("book/clintox.csv.gz", "smiles"),
        "bbbp": table("book/BBBP.csv", "smiles"),
        "esol": table("extra/moleculenet/delaney-processed.csv", "smiles", strip=True),
        "freesolv": table("extra/moleculenet/SAMPL.csv", "smiles"),
        "lipophilicity": table("extra/moleculenet/Lipophilicity.csv", "smiles"),
        "hopv": table("extra/hopv/hopv.csv", "smiles"),
        "zinc": lines("extra/zinc/zinc250k_subset_union.smi.gz"),
        "natural_products": lines("extra/zinc/znp.50k.smi.gz"),
        "guacamol": lines("extra/guacamol/guacamol_v1_valid.smi.gz"),
        "qm9": table("extra/qm9/qm9_smiles.csv.gz", "smiles"),
    }


def chunk_digests(lines):
    digests = []
    for i in range(0, len(lines), CHUNK):
        text = "".join(line + "\n" for line in lines[i:i + CHUNK])
        digests.append(hashlib.sha256(text.encode("utf-8")).hexdigest()[:16])
    return digests


def canonical(smiles):
    from rdkit import Chem, RDLogger
    RDLogger.DisableLog("rdApp.*")
    mol = Chem.MolFromSmiles(smiles)
    # Written twice: the first canonical form of a molecule may depend on the input's Kekulé structure.
    return None if mol is None else Chem.MolToSmiles(Chem.MolFromSmiles(Chem.MolToSmiles(mol)) or mol)


def run_set(name, rows, dump, with_rdkit):
    lines, errors, equal, unread, different = [], Counter(), 0, 0, []
    for i, smiles in enumerate(rows):
        text, error = encode(smiles)
        if error:
            errors[error] += 1
            lines.append("! " + error)
            continue
        decoded = sf.decoder(text)
        lines.append(text + " " + decoded)
        if with_rdkit:
            want = canonical(smiles)
            if want is None:
                unread += 1
            elif want == canonical(decoded):
                equal += 1
            else:
                different.append(i)
    if dump:
        with open(os.path.join(dump, name + ".txt"), "w", encoding="utf-8") as f:
            f.writelines(line + "\n" for line in lines)
    entry = {"rows": len(rows), "encoded": len(rows) - sum(errors.values()), "errors": dict(sorted(errors.items()))}
    if with_rdkit:
        entry.update(canonical_equal=equal, not_read_by_rdkit=unread, canonical_different_rows=different)
    entry["digests"] = chunk_digests(lines)
    print(name, {k: v for k, v in entry.items() if k != "digests"}, file=sys.stderr, flush=True)
    return lines, entry


def sample_rows(rows, lines, count):
    """Evenly spread rows and every row that shows a symbol for the first time."""
    seen, picked = set(), set(range(0, len(rows), max(1, len(rows) // count)))
    for i, line in enumerate(lines):
        symbols = set() if line.startswith("!") else set(sf.split_selfies(line.split(" ")[0]))
        if line.startswith("!") and len([p for p in picked if lines[p].startswith("!")]) < 12 or (symbols - seen and len(rows[i]) < 200):
            picked.add(i)
        seen |= symbols
    return sorted(picked)


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, indent=1, ensure_ascii=True)
        f.write("\n")


def make_cases():
    cases = {"tables": {"custom": CUSTOM}, "encode": [], "decode": []}
    for smiles in ENCODE:
        text, error = encode(smiles)
        cases["encode"].append({"smiles": smiles, **({"error": error} if error else {"selfies": text})})
    strings = list(dict.fromkeys(DECODE + [c["selfies"] for c in cases["encode"] if "selfies" in c]))
    alphabets = {}
    for name, table in TABLES.items():
        sf.set_semantic_constraints(table)
        alphabets[name] = sorted(sf.get_semantic_robust_alphabet())
        for text in strings:
            decoded, error = decode(text)
            cases["decode"].append({"table": name, "selfies": text, **({"error": error} if error else {"smiles": decoded})})
    sf.set_semantic_constraints("default")
    return cases, alphabets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--data", default=os.environ.get("DMOL_DATA"))
    parser.add_argument("--dump")
    parser.add_argument("--no-rdkit", action="store_true")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    if args.dump:
        os.makedirs(args.dump, exist_ok=True)

    cases, alphabets = make_cases()
    write_json(os.path.join(args.out, "cases.json"), cases)
    write_json(os.path.join(args.out, "alphabets.json"), alphabets)

    digests = {"chunk": CHUNK, "extra_symbols": EXTRA, "random": {}, "sets": {}}
    for name, table, extra, count, seed in [
        ("robust", "default", [], 100_000, 12345),
        ("mixed", "default", EXTRA, 50_000, 777),
        ("octet_rule", "octet_rule", EXTRA, 10_000, 31),
        ("hypervalent", "hypervalent", EXTRA, 10_000, 32),
        ("custom", "custom", EXTRA, 10_000, 33),
    ]:
        sf.set_semantic_constraints(TABLES[table])
        alphabet = sorted(sf.get_semantic_robust_alphabet()) + extra
        lines = []
        for text in random_strings(alphabet, count, seed):
            decoded, error = decode(text)
            lines.append("! " + error if error else decoded)
        if args.dump:
            with open(os.path.join(args.dump, "random-" + name + ".txt"), "w", encoding="utf-8") as f:
                f.writelines(line + "\n" for line in lines)
        digests["random"][name] = {
            "table": table, "extra": bool(extra), "count": count, "seed": seed,
            "errors": sum(line.startswith("!") for line in lines), "digests": chunk_digests(lines)}
        print("random", name, digests["random"][name]["errors"], "errors", file=sys.stderr, flush=True)
    sf.set_semantic_constraints("default")

    if args.data:
        samples = []
        for name, rows in read_sets(args.data).items():
            lines, entry = run_set(name, rows, args.dump, not args.no_rdkit)
            digests["sets"][name] = entry
            count = {"aqsoldb": 300, "zinc": 150, "clintox": 80, "bbbp": 80}.get(name, 0)
            if count:
                samples += [f"{name}\t{i}\t{rows[i]}\t{lines[i]}\n" for i in sample_rows(rows, lines, count)]
        with open(os.path.join(args.out, "samples.tsv"), "w", encoding="utf-8") as f:
            f.writelines(samples)
    write_json(os.path.join(args.out, "digests.json"), digests)


if __name__ == "__main__":
    main()
