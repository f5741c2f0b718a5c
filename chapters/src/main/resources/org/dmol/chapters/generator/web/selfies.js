// SELFIES 2.x to SMILES, in plain JavaScript without dependencies. After selfies 2.2.0 (https://github.com/aspuru-guzik-group/selfies,
// Apache-2.0), written afresh; the same decoder as org.dmol.data.selfies, against which it is tested.

/** A SELFIES that cannot be decoded; `position` is the index of the offending character. */
export class SelfiesError extends Error {
  constructor(selfies, position, reason) {
    super(`Cannot translate the SELFIES "${selfies}" at position ${position}: ${reason}.`);
    this.name = "SelfiesError";
    this.position = position;
  }
}

const standard = {
  "H": 1, "F": 1, "Cl": 1, "Br": 1, "I": 1, "B": 3, "B+1": 2, "B-1": 4, "O": 2, "O+1": 3, "O-1": 1, "N": 3, "N+1": 4, "N-1": 2,
  "C": 4, "C+1": 3, "C-1": 3, "P": 5, "P+1": 4, "P-1": 6, "S": 6, "S+1": 5, "S-1": 5, "?": 8,
};

/** Bonds that an atom may have, by element and charge; "?" is everything else. */
export const constraints = Object.freeze({
  standard: Object.freeze(standard),
  octetRule: Object.freeze({ ...standard, "S": 2, "S+1": 3, "S-1": 1, "P": 3, "P+1": 4, "P-1": 2 }),
  hypervalent: Object.freeze({ ...standard, "Cl": 7, "Br": 7, "I": 7, "N": 5 }),
});

const ELEMENTS = new Set((
  "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In " +
  "Sn Sb Te I Xe Cs Ba Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Rf Db Sg Bh Hs Mt Ds Rg Cn Fl Lv La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho " +
  "Er Tm Yb Lu Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr").split(" "));
const ORGANIC = new Set(["B", "C", "N", "O", "S", "P", "F", "Cl", "Br", "I"]);

// The symbols that are also the digits 0 to 15 after a branch or ring symbol; every other symbol is 0.
const DIGITS = new Map([
  "[C]", "[Ring1]", "[Ring2]", "[Branch1]", "[=Branch1]", "[#Branch1]", "[Branch2]", "[=Branch2]", "[#Branch2]",
  "[O]", "[N]", "[=N]", "[=C]", "[#C]", "[S]", "[P]"].map((symbol, value) => [symbol, value]));

const ATOM = /^\[([=#/\\]?)([0-9]{0,9})([A-Z][a-z]?)(@{0,2})(?:H([0-9]))?([+-][1-9][0-9]{0,8})?\]$/;
const BRANCH = /^\[([=#]?)Branch([1-3])\]$/;
const RING = /^\[([=#]|[-/\\][/\\]|[/\\]-)?Ring([1-3])\]$/;
const ORDER = { "=": 2, "#": 3 };

/** The symbols of a SELFIES string; a dot is a symbol of its own. */
export function split(selfies) {
  const symbols = [];
  for (let at = 0; at < selfies.length;) {
    const end = selfies[at] === "." ? at + 1 : symbolEnd(selfies, at, selfies.length);
    symbols.push(selfies.slice(at, end));
    at = end;
  }
  return symbols;
}

/** The kekulised SMILES of a SELFIES string, under a table of constraints. Throws a SelfiesError. */
export function decode(selfies, table = constraints.standard) {
  const molecule = { atoms: [], roots: [] };
  const rings = [];
  for (let from = 0; from <= selfies.length;) {
    const dot = selfies.indexOf(".", from);
    const end = dot < 0 ? selfies.length : dot;
    derive(new SymbolReader(selfies, from, end), molecule, rings, table);
    from = end + 1;
  }
  makeRings(rings);
  return toSmiles(molecule);
}

function symbolEnd(selfies, from, limit) {
  if (selfies[from] !== "[") {
    throw new SelfiesError(selfies, from, `a symbol must begin with '[', not '${selfies[from]}'`);
  }
  const close = selfies.indexOf("]", from + 1);
  if (close < 0 || close >= limit) {
    throw new SelfiesError(selfies, from, "the bracket '[' is never closed");
  }
  return close + 1;
}

/** Steps through the symbols of one fragment and skips padding. */
class SymbolReader {
  constructor(selfies, from, end) {
    Object.assign(this, { selfies, at: from, end, position: from });
  }

  next() {
    while (this.at < this.end) {
      this.position = this.at;
      this.at = symbolEnd(this.selfies, this.at, this.end);
      const symbol = this.selfies.slice(this.position, this.at);
      if (symbol !== "[nop]") {
        return symbol;
      }
    }
    return null;
  }

  nextNumber(digits) {
    let value = 0;
    for (let i = 0; i < digits; i++) {
      value = 16 * value + (DIGITS.get(this.next()) ?? 0);
    }
    return value;
  }
}

/** What a symbol means. */
function parse(text) {
  let m = BRANCH.exec(text);
  if (m) {
    return { kind: "branch", order: ORDER[m[1]] ?? 1, digits: +m[2] };
  }
  m = RING.exec(text);
  if (m) {
    const pair = m[1] && m[1].length === 2 ? m[1] : "--";
    return { kind: "ring", order: ORDER[m[1]] ?? 1, digits: +m[2], left: mark(pair[0]), right: mark(pair[1]) };
  }
  if (text.includes("eps")) {
    return { kind: /(ch|ng).\]$/.test(text) ? "unknown" : "epsilon" };
  }
  m = ATOM.exec(text);
  if (!m || !ELEMENTS.has(m[3])) {
    return { kind: "unknown" };
  }
  const body = text.slice(1 + m[1].length, -1);
  const organic = ORGANIC.has(body);
  return {
    kind: "atom", order: ORDER[m[1]] ?? 1, mark: mark(m[1]), organic, isotope: m[2] === "" ? null : +m[2], element: m[3], chirality: m[4],
    hydrogens: m[5] === undefined ? 0 : +m[5], charge: m[6] === undefined ? 0 : +m[6],
  };
}

function mark(bond) {
  return bond === "/" || bond === "\\" ? bond : "";
}

function signed(charge) {
  return charge === 0 ? "" : charge > 0 ? "+" + charge : String(charge);
}

function capacityOf(atom, table) {
  const key = atom.element + signed(atom.charge);
  return (Object.hasOwn(table, key) ? table[key] : table["?"]) - atom.hydrogens;
}

/** One fragment. Chains and branches in the making are on a stack; their state is the number of bonds that the last atom has left. */
function derive(symbols, molecule, rings, table) {
  const chains = [{ budget: Infinity, digits: 0, used: 0, state: 0, closed: false, last: null }];
  while (chains.length > 0) {
    const chain = chains[chains.length - 1];
    const text = chain.closed || chain.used >= chain.budget ? null : symbols.next();
    if (text === null) {
      while (chain.used < chain.budget && symbols.next() !== null) {
        chain.used++; // what a closed chain has left of its symbols means nothing
      }
      chains.pop();
      if (chains.length > 0) {
        chains[chains.length - 1].used += chain.digits + chain.used;
      }
      continue;
    }
    chain.used++;
    const symbol = parse(text);
    if (symbol.kind === "branch") {
      if (chain.state > 1) {
        const state = Math.min(chain.state - 1, symbol.order);
        chain.state -= state;
        const budget = symbols.nextNumber(symbol.digits) + 1;
        chains.push({ budget, digits: symbol.digits, used: 0, state, closed: false, last: chain.last });
      }
    } else if (symbol.kind === "ring") {
      if (chain.state > 0) {
        const order = Math.min(symbol.order, chain.state);
        setState(chain, chain.state - order);
        const distance = symbols.nextNumber(symbol.digits) + 1;
        chain.used += symbol.digits;
        const left = molecule.atoms[Math.max(0, chain.last.index - distance)];
        rings.push({ left, right: chain.last, order, leftMark: symbol.left, rightMark: symbol.right });
      }
    } else if (symbol.kind === "epsilon") {
      chain.closed = chain.state > 0;
    } else if (symbol.kind === "atom") {
      placeAtom(chain, symbol, text, symbols, molecule, table);
    } else {
      throw new SelfiesError(symbols.selfies, symbols.position, `the symbol ${text} is unknown`);
    }
  }
}

function setState(chain, bondsLeft) {
  chain.state = bondsLeft;
  chain.closed = bondsLeft === 0;
}

function placeAtom(chain, symbol, text, symbols, molecule, table) {
  const atom = { symbol: toAtomSymbol(symbol), capacity: capacityOf(symbol, table), index: -1, bonds: 0, out: [], incoming: null, rings: 0 };
  if (atom.capacity < 0) {
    throw new SelfiesError(symbols.selfies, symbols.position, `the atom ${text} has more hydrogens than the constraints allow bonds`);
  }
  const order = Math.min(symbol.order, chain.state, atom.capacity);
  if (chain.state === 0 || order > 0) {
    atom.index = molecule.atoms.length;
    molecule.atoms.push(atom);
    if (chain.state === 0) {
      molecule.roots.push(atom);
    } else {
      const bond = { to: atom, from: chain.last, order, mark: symbol.mark, reverse: null, number: 0 };
      chain.last.out.push(bond);
      atom.incoming = bond;
      chain.last.bonds += order;
      atom.bonds += order;
    }
  }
  chain.last = atom;
  setState(chain, atom.capacity - order);
}

function toAtomSymbol(a) {
  if (a.organic) {
    return a.element;
  }
  const bare = a.isotope === null && a.chirality === "" && a.charge === 0;
  const hydrogens = a.hydrogens > 0 ? "H" + a.hydrogens : bare && ORGANIC.has(a.element) ? "H0" : "";
  return `[${a.isotope ?? ""}${a.element}${a.chirality}${hydrogens}${signed(a.charge)}]`;
}

/** Closes the rings in the order in which they were asked for, as far as both atoms have bonds left. */
function makeRings(rings) {
  for (const { left, right, order: wanted, leftMark, rightMark } of rings) {
    const free = Math.min(left.capacity - left.bonds, right.capacity - right.bonds);
    if (left === right || free <= 0) {
      continue;
    }
    const order = Math.min(wanted, free);
    const bond = bondBetween(left, right);
    let added = order;
    if (bond !== null) {
      added = Math.min(3, bond.order + order) - bond.order;
      bond.order += added;
      if (bond.reverse !== null) {
        bond.reverse.order = bond.order;
      }
    } else {
      const forward = { from: left, to: right, order, mark: leftMark, reverse: null, number: 0 };
      forward.reverse = { from: right, to: left, order, mark: rightMark, reverse: forward, number: 0 };
      left.out.splice(left.rings++, 0, forward);
      right.out.splice(right.rings++, 0, forward.reverse);
    }
    left.bonds += added;
    right.bonds += added;
  }
}

function bondBetween(a, b) {
  if (b.incoming !== null && b.incoming.from === a) {
    return b.incoming;
  }
  if (a.incoming !== null && a.incoming.from === b) {
    return a.incoming;
  }
  return a.out.find((bond) => bond.to === b) ?? null;
}

/** SMILES in the order of atoms and bonds; ring numbers are given out once. */
function toSmiles(molecule) {
  let rings = 0;
  const out = [];
  for (const root of molecule.roots) {
    if (root !== molecule.roots[0]) {
      out.push(".");
    }
    const stack = [{ atom: root, next: 0, branch: false }];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1];
      const bonds = frame.atom.out;
      if (frame.next === 0) {
        out.push(frame.atom.symbol);
      }
      if (frame.next === bonds.length) {
        stack.pop();
        if (frame.branch) {
          out.push(")");
        }
        continue;
      }
      const bond = bonds[frame.next++];
      const branch = bond.reverse === null && frame.next < bonds.length;
      if (branch) {
        out.push("(");
      }
      out.push(bond.order === 1 ? bond.mark : bond.order === 2 ? "=" : "#");
      if (bond.reverse === null) {
        stack.push({ atom: bond.to, next: 0, branch });
      } else {
        if (bond.number === 0) {
          bond.number = bond.reverse.number = ++rings;
        }
        out.push(bond.number < 10 ? String(bond.number) : bond.number < 100 ? "%" + bond.number : `%(${bond.number})`);
      }
    }
  }
  return out.join("");
}
