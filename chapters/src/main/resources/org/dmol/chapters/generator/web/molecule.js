// Molecules by OpenChemLib: drawings, properties, files.
import { MoleculeProperties, Molecule } from "./vendor/openchemlib.js";
import { decode, split } from "./selfies.js";
import { encode } from "./selfies-encoder.js";

const STYLE = { suppressChiralText: true, suppressCIPParity: true, suppressESR: true, noStereoProblem: true, autoCrop: true, autoCropMargin: 12 };

/** What is drawn while tokens still come: a branch or ring whose size is not there yet is left out. */
export function drawable(tokens) {
  let end = 0;
  for (let i = 0; i < tokens.length; i++) {
    const size = /(?:Branch|Ring)([1-3])\]$/.exec(tokens[i]);
    if (size) {
      i += Number(size[1]);
      if (i >= tokens.length) {
        break;
      }
    }
    end = i + 1;
  }
  return tokens.slice(0, end);
}

/** The tokens of a SMILES or SELFIES that a user typed. Throws an Error with a sentence for the user. */
export function parseStart(text) {
  const typed = text.trim();
  if (typed === "") {
    return [];
  }
  if (/^(\[[A-Za-z=#/\\0-9+@-]+\])+$/.test(typed) && /\]\[|Branch|Ring/.test(typed)) {
    return split(typed);
  }
  let molecule;
  try {
    molecule = Molecule.fromSmiles(typed);
  } catch {
    throw new Error(`“${typed}” is not a SMILES.`);
  }
  if (molecule.getFragments().length > 1) {
    throw new Error("The start must be one connected fragment.");
  }
  return encode(molecule, Molecule.cHelperRings);
}

/** A molecule from its tokens, laid out so that the atoms it shares with `before` stay where they were. */
export function layOut(tokens, before) {
  const smiles = decode(tokens.join(""));
  if (smiles === "") {
    return null;
  }
  const molecule = Molecule.fromSmiles(smiles);
  for (let b = 0; b < molecule.getAllBonds(); b++) {
    if (molecule.getBondType(b) === Molecule.cBondTypeCross) {
      molecule.setBondType(b, Molecule.cBondTypeDouble); // nobody said which way round, so nothing is drawn about it
    }
  }
  if (before) {
    turnTowards(molecule, before.molecule);
  } else {
    layDown(molecule);
  }
  return { smiles, molecule };
}

/** Turns a drawing that is higher than wide by a right angle. */
function layDown(molecule) {
  const atoms = Array.from({ length: molecule.getAllAtoms() }, (_, i) => i);
  const xs = atoms.map((i) => molecule.getAtomX(i));
  const ys = atoms.map((i) => molecule.getAtomY(i));
  if (Math.max(...ys) - Math.min(...ys) > 1.15 * (Math.max(...xs) - Math.min(...xs))) {
    atoms.forEach((i) => {
      molecule.setAtomX(i, -ys[i]);
      molecule.setAtomY(i, xs[i]);
    });
  }
}

/** Rotates and moves a drawing onto an earlier one (least squares over the atoms of both). */
function turnTowards(molecule, before) {
  const n = Math.min(molecule.getAllAtoms(), before.getAllAtoms());
  if (n < 2) {
    return;
  }
  let [ax, ay, bx, by] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    ax += molecule.getAtomX(i) / n;
    ay += molecule.getAtomY(i) / n;
    bx += before.getAtomX(i) / n;
    by += before.getAtomY(i) / n;
  }
  let [cos, sin] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [molecule.getAtomX(i) - ax, molecule.getAtomY(i) - ay];
    const [u, v] = [before.getAtomX(i) - bx, before.getAtomY(i) - by];
    cos += x * u + y * v;
    sin += x * v - y * u;
  }
  const length = Math.hypot(cos, sin);
  if (length < 1e-9) {
    return;
  }
  for (let i = 0; i < molecule.getAllAtoms(); i++) {
    const [x, y] = [molecule.getAtomX(i) - ax, molecule.getAtomY(i) - ay];
    molecule.setAtomX(i, bx + (cos * x - sin * y) / length);
    molecule.setAtomY(i, by + (sin * x + cos * y) / length);
  }
}

let drawings = 0;

/** An SVG element; all drawings have one scale, and none is shown larger than `least` wide and high would be. */
export function drawing(molecule, { highlightLast = false, least = [150, 110] } = {}) {
  const id = "m" + ++drawings;
  const text = molecule.toSVG(2000, 2000, id, STYLE);
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  let [x, y, w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const [width, height] = [Math.max(w, least[0]), Math.max(h, least[1])];
  x -= (width - w) / 2;
  y -= (height - h) / 2;
  svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("role", "img");
  const atoms = svg.querySelectorAll("circle.event");
  if (highlightLast && atoms.length > 0) {
    const last = atoms[atoms.length - 1];
    const halo = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    halo.setAttribute("cx", last.getAttribute("cx"));
    halo.setAttribute("cy", last.getAttribute("cy"));
    halo.setAttribute("r", "11");
    halo.setAttribute("class", "halo");
    svg.insertBefore(halo, svg.querySelector("text, line, polygon"));
  }
  svg.querySelectorAll(".event").forEach((e) => e.remove());
  return svg;
}

/** Numbers that a chemist asks for first, as OpenChemLib computes them. */
export function properties(molecule) {
  const p = new MoleculeProperties(molecule);
  const formula = molecule.getMolecularFormula();
  return {
    formula: formula.formula,
    mass: formula.relativeWeight,
    logP: p.logP,
    surface: p.polarSurfaceArea,
    donors: p.donorCount,
    acceptors: p.acceptorCount,
    rotatable: p.rotatableBondCount,
    rings: molecule.getRingSet().getSize(),
  };
}

/** Lipinski's rule of five: how many of its four limits are broken. */
export function lipinskiViolations(p) {
  return (p.mass > 500) + (p.logP > 5) + (p.donors > 5) + (p.acceptors > 10);
}

/** A record of an SD file, two-dimensional, with the entry's numbers as data fields. */
export function sdRecord(entry) {
  const molecule = Molecule.fromSmiles(entry.smiles);
  const fields = Object.entries(row(entry)).map(([name, value]) => `>  <${name}>\n${value}\n\n`);
  return molecule.toMolfile().replace(/\s*$/, "\n") + fields.join("") + "$$$$\n";
}

/** The columns of the table that can be downloaded. */
export function row(entry) {
  const p = entry.properties;
  return {
    smiles: entry.smiles, selfies: entry.tokens.join(""), formula: p.formula, molar_mass: p.mass.toFixed(3), log_p: p.logP.toFixed(3),
    polar_surface: p.surface.toFixed(2), h_donors: p.donors, h_acceptors: p.acceptors, rotatable_bonds: p.rotatable, rings: p.rings,
    temperature: entry.temperature, seed: entry.seed,
  };
}

/** A CSV file of entries; no cell needs quotes, since none holds a comma, a quote or a line end. */
export function csv(entries) {
  const rows = entries.map(row);
  return rows.length === 0 ? "" : [Object.keys(rows[0]), ...rows.map((r) => Object.values(r))].map((r) => r.join(",") + "\n").join("");
}

/** A picture of a drawing on white, so many pixels wide. */
export async function png(svg, width = 1200) {
  const [, , w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  const copy = svg.cloneNode(true);
  copy.querySelectorAll(".halo").forEach((e) => e.remove());
  copy.setAttribute("width", width);
  copy.setAttribute("height", Math.round((width * h) / w));
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
