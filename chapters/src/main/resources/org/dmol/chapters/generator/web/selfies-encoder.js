// SMILES to SELFIES for the start of a molecule: the connectivity alone, without stereo marks and isotopes. The molecule itself (kekulised
// bonds, charges, hydrogens) comes from OpenChemLib. After the grammar of Krenn et al., Mach. Learn.: Sci. Technol. 2020, 1, 045024.

const DIGITS = [
  "[C]", "[Ring1]", "[Ring2]", "[Branch1]", "[=Branch1]", "[#Branch1]", "[Branch2]", "[=Branch2]", "[#Branch2]", "[O]", "[N]", "[=N]",
  "[=C]", "[#C]", "[S]", "[P]"];
const VALENCE = { B: 3, C: 4, N: 3, O: 2, S: 2, P: 3, F: 1, Cl: 1, Br: 1, I: 1 };
const BOND = ["", "", "=", "#"];

/** The symbols of a number, in base 16, at least one. */
function digits(value) {
  const out = [DIGITS[value % 16]];
  for (let rest = Math.floor(value / 16); rest > 0; rest = Math.floor(rest / 16)) {
    out.unshift(DIGITS[rest % 16]);
  }
  return out;
}

/**
 * The symbols of a molecule of OpenChemLib, its first fragment; generation goes on at the atom that comes last.
 *
 * @param {object} mol molecule with helper arrays
 * @param {number} helper OpenChemLib's constant for rings and neighbours
 */
export function encode(mol, helper) {
  mol.ensureHelperArrays(helper);
  const seen = new Map(); // atom to its place in the string of atoms
  const done = new Set(); // bonds
  const bondOrder = (b) => Math.max(1, mol.getBondOrder(b));

  function symbol(atom, order) {
    const element = mol.getAtomLabel(atom);
    const charge = mol.getAtomCharge(atom);
    const hydrogens = mol.getAllHydrogens(atom);
    const bonds = Array.from({ length: mol.getConnAtoms(atom) }, (_, i) => bondOrder(mol.getConnBond(atom, i))).reduce((a, b) => a + b, 0);
    const usual = charge === 0 && element in VALENCE && implied(element, bonds) === hydrogens;
    const mark = hydrogens > 0 ? "H" + hydrogens : "";
    const sign = charge === 0 ? "" : (charge > 0 ? "+" : "") + charge;
    return `[${BOND[order]}${element}${usual ? "" : mark + sign}]`;
  }

  function implied(element, bonds) {
    const levels = element === "S" ? [2, 4, 6] : element === "P" ? [3, 5] : [VALENCE[element]];
    return (levels.find((v) => v >= bonds) ?? bonds) - bonds;
  }

  /** The chain that begins with an atom; rings close at the later of their atoms. */
  function chain(first, order) {
    const out = [];
    let atom = first;
    let into = order;
    for (;;) {
      out.push(symbol(atom, into));
      seen.set(atom, seen.size);
      const next = [];
      for (let i = 0; i < mol.getConnAtoms(atom); i++) {
        const bond = mol.getConnBond(atom, i);
        const other = mol.getConnAtom(atom, i);
        if (done.has(bond)) {
          continue;
        }
        if (seen.has(other)) {
          done.add(bond);
          const number = digits(seen.get(atom) - seen.get(other) - 1);
          out.push(`[${BOND[bondOrder(bond)]}Ring${number.length}]`, ...number);
        } else {
          next.push([bond, other]);
        }
      }
      let main = null;
      while (next.length > 0) {
        const [bond, other] = next.shift();
        if (done.has(bond) || seen.has(other)) {
          continue; // a ring came round to it
        }
        done.add(bond);
        if (next.some(([b, o]) => !done.has(b) && !seen.has(o)) ) {
          const branch = chain(other, bondOrder(bond));
          if (next.some(([b, o]) => !done.has(b) && !seen.has(o))) {
            const number = digits(branch.length - 1);
            out.push(`[${BOND[bondOrder(bond)]}Branch${number.length}]`, ...number, ...branch);
          } else {
            out.push(...branch); // nothing is left beside it
            return out;
          }
        } else {
          main = [other, bondOrder(bond)];
        }
      }
      if (main === null) {
        return out;
      }
      [atom, into] = main;
    }
  }

  return chain(0, 1);
}
