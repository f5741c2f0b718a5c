"""Writes ../resources/golden/equivariant.json: values of SciPy, SymPy and e3nn for the package equivariant.

    python make_equivariant.py     (needs scipy, sympy, e3nn)
"""

import json
from pathlib import Path

import numpy as np
import torch
from e3nn import o3
from scipy.special import sph_harm_y
from sympy import S
from sympy.physics.quantum.cg import CG
from sympy.physics.quantum.spin import Rotation

torch.set_default_dtype(torch.float64)
out = {}

directions = [[0.3, -0.2, 0.5], [-0.4, 0.6, 0.1], [0.0, 0.0, -2.0], [1.0, 0.0, 0.0]]
values = []
for x, y, z in directions:
    polar, azimuth = np.arctan2(np.hypot(x, y), z), np.arctan2(y, x)
    values.append([[float(v.real), float(v.imag)] for l in range(13) for m in range(-l, l + 1) for v in [sph_harm_y(l, m, polar, azimuth)]])
out["scipy_harmonics"] = {"directions": directions, "degree": 12, "values": values}
high = [[l, m, float(sph_harm_y(l, m, 1.1, 0.4).real), float(sph_harm_y(l, m, 1.1, 0.4).imag)]
        for l in (40, 80) for m in (-l, -7, 0, 3, l // 2, l)]
out["scipy_high"] = {"polar": 1.1, "azimuth": 0.4, "values": high}

cases = []
for l1 in range(4):
    for l2 in range(3):
        for l in range(abs(l1 - l2), l1 + l2 + 1):
            for m1 in range(-l1, l1 + 1):
                for m2 in range(-l2, l2 + 1):
                    if abs(m1 + m2) <= l:
                        c = CG(S(l1), S(m1), S(l2), S(m2), S(l), S(m1 + m2)).doit()
                        square = (c * c).simplify()
                        sign = int(np.sign(float(c)))
                        cases.append([l1, m1, l2, m2, l, m1 + m2, sign, str(square)])
out["sympy_cg"] = cases

a, b, c = S("1/2"), S("7/10"), S("-6/5")
out["sympy_wigner"] = {
    "angles": [0.5, 0.7, -1.2],
    "values": [[[[float(v.as_real_imag()[0]), float(v.as_real_imag()[1])] for m2 in range(-l, l + 1)
                 for v in [Rotation.D(l, m1, m2, a, b, c).doit().evalf(17)]] for m1 in range(-l, l + 1)] for l in range(4)],
}

v = torch.tensor(directions)
out["e3nn_harmonics"] = o3.spherical_harmonics(list(range(7)), v, True, normalization="component").tolist()
rotation = o3.angles_to_matrix(torch.tensor(0.4), torch.tensor(1.1), torch.tensor(-0.3))
out["e3nn_wigner"] = {
    "rotation": rotation.tolist(),
    "values": [o3.Irrep(l, 1).D_from_matrix(rotation).tolist() for l in range(6)],
    "improper": o3.Irreps("0o + 1o + 1e + 2o").D_from_matrix(-rotation).tolist(),
}
triples = [(l1, l2, l) for l1 in range(4) for l2 in range(4) for l in range(abs(l1 - l2), min(l1 + l2, 4) + 1)]
out["e3nn_3j"] = [[l1, l2, l, o3.wigner_3j(l1, l2, l).reshape(-1).tolist()] for l1, l2, l in triples]
p = o3.FullTensorProduct("2x0e + 1x1o", "1x1o + 1x2e")
out["e3nn_product"] = str(p.irreps_out.simplify())

folder = Path(__file__).resolve().parent.parent / "resources" / "golden"
(folder / "equivariant.json").write_text(json.dumps(out) + "\n")
