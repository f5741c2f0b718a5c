"""Writes the element and Crippen parameter tables of org.dmol.data.descriptors from an RDKit installation.

    pip install rdkit==2022.9.5
    python rdkit_tables.py ../../main/resources/org/dmol/data/descriptors
"""

import os
import sys

from rdkit import Chem, RDConfig, rdBase

out = sys.argv[1]
NOTICE = """# {what}
# Taken from RDKit {version} ({source}), https://www.rdkit.org, under the BSD 3-clause licence:
#
"""
licence = open(os.path.join(os.path.dirname(RDConfig.__file__), "license.txt")).read().strip()
licence = "\n".join(("#   " + line).rstrip() for line in licence.splitlines()) + "\n"


def notice(what, source):
    return NOTICE.format(what=what, version=rdBase.rdkitVersion, source=source) + licence


table = Chem.GetPeriodicTable()
with open(os.path.join(out, "elements.tsv"), "w") as f:
    f.write(notice("Elements: atomic number, symbol, mean weight, radius Rb0 in Angstrom, outer electrons.", "periodic table"))
    f.write("z\tsymbol\tweight\trb0\touter\n")
    for z in range(0, 119):
        f.write(f"{z}\t{table.GetElementSymbol(z)}\t{table.GetAtomicWeight(z):g}\t{table.GetRb0(z):g}\t{table.GetNOuterElecs(z)}\n")

# RDKit's C++ code differs from its data file in these patterns; the program's answer follows the C++ code.
CHANGED = {"[#1]O[!C;!N;!O;!S]": "[#1]O[!#6;!#7;!#8;!#16]", "[#1][!C;!N;!O]": "[#1][!#6;!#7;!#8]"}
with open(os.path.join(RDConfig.RDDataDir, "Crippen.txt")) as f, open(os.path.join(out, "crippen.tsv"), "w") as g:
    g.write(notice("Wildman-Crippen atom types, J. Chem. Inf. Comput. Sci. 1999, 39, 868: type, SMARTS, log P, molar refractivity.",
                   "Data/Crippen.txt; the patterns of two H2 lines as in its C++ code"))
    g.write("type\tsmarts\tlogp\tmr\n")
    for line in f:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or not cells[0]:
            continue
        label, smarts, logp, mr = cells[:4]
        g.write("\t".join([label, CHANGED.get(smarts, smarts), logp or "0", mr or "0"]) + "\n")

from rdkit.Chem import MACCSkeys  # noqa: E402

with open(os.path.join(out, "maccs.tsv"), "w") as f:
    f.write(notice("MACCS keys: number, SMARTS (? where a pattern cannot say it), and how many matches are not yet enough.", "Chem/MACCSkeys.py"))
    f.write("key\tsmarts\tmore than\n")
    for key, (smarts, count) in sorted(MACCSkeys.smartsPatts.items()):
        f.write(f"{key}\t{smarts}\t{count}\n")

with open(os.path.join(RDConfig.RDDataDir, "FragmentDescriptors.csv")) as f, open(os.path.join(out, "fragments.tsv"), "w") as g:
    g.write(notice("Functional groups to count: name, SMARTS.", "Data/FragmentDescriptors.csv"))
    g.write("name\tsmarts\n")
    fragments = {}  # the last pattern of a name counts, as in RDKit
    for line in f:
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and len(cells) >= 3:
            fragments[cells[0].replace("=", "_").replace("-", "_")] = cells[2]
    g.writelines(f"{name}\t{smarts}\n" for name, smarts in fragments.items())
