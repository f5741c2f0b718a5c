// The page: controls, the molecule that grows, the gallery.
import { LanguageModel } from "./model.js";
import { csv, drawable, drawing, layOut, lipinskiViolations, parseStart, png, properties, sdRecord } from "./molecule.js";

const FRAGMENTS = [["nothing", ""], ["benzene", "c1ccccc1"], ["sulfonamide", "NS(=O)(=O)c1ccccc1"], ["piperazine", "C1CNCCN1"],
  ["benzimidazole", "c1ccc2[nH]cnc2c1"], ["amide", "CC(=O)N"]];
const PACES = [["slow", 450], ["calm", 220], ["brisk", 90], ["fast", 25], ["at once", 0]];
const KEPT = "molecules";
const MOST = 240;

const $ = (id) => document.getElementById(id);
const gallery = [];
let model = null;
let current = null; // the entry on the stage
let running = null; // { stopped } while molecules are made

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

// ---- settings ----

function settings() {
  return {
    temperature: Number($("temperature").value), longest: Number($("length").value), pause: PACES[Number($("speed").value)][1],
    start: $("start").value,
  };
}

function showSettings() {
  $("temperature-value").textContent = Number($("temperature").value).toFixed(2);
  $("length-value").textContent = `${$("length").value} tokens`;
  $("speed-value").textContent = PACES[Number($("speed").value)][0];
  for (const range of document.querySelectorAll("input[type=range]")) {
    range.style.setProperty("--at", `${(100 * (range.value - range.min)) / (range.max - range.min)}%`);
  }
  for (const chip of $("fragments").children) {
    chip.setAttribute("aria-pressed", String(chip.value === $("start").value.trim()));
  }
}

function seedFor(i) {
  const typed = $("seed").value;
  return typed === "" ? crypto.getRandomValues(new Uint32Array(1))[0] : (Number(typed) + i) >>> 0;
}

/** The numbers of the tokens of the start; throws an Error with a sentence. */
function prefix(text, longest) {
  const tokens = parseStart(text);
  const unknown = tokens.filter((t) => model.index(t) === undefined);
  if (unknown.length > 0) {
    throw new Error(`The network has never seen ${[...new Set(unknown)].join(", ")}; choose another start.`);
  }
  if (tokens.length >= longest) {
    throw new Error(`The start has ${tokens.length} tokens; allow molecules longer than that.`);
  }
  return tokens.map((t) => model.index(t));
}

// ---- making molecules ----

/** One molecule, shown while it grows if there is a pause. Returns its entry, or null if it was stopped or is empty. */
async function make(job, given, seed, { temperature, longest, pause }) {
  const tokens = [];
  let shape = null;
  $("tokens").replaceChildren();
  for (const step of model.generate({ temperature, longest, seed, prefix: given })) {
    tokens.push(step.token);
    if (pause > 0) {
      showToken(step, tokens.length);
      const next = layOut(drawable(tokens), shape);
      if (next && next.smiles !== shape?.smiles) {
        shape = next;
        showDrawing(shape.molecule, true);
      }
      await wait(step.given ? pause / 3 : pause);
      if (job.stopped) {
        return null;
      }
    }
  }
  const done = layOut(tokens, null); // at rest it lies as it looks best
  if (!done) {
    return null;
  }
  if (pause === 0) {
    $("tokens").replaceChildren(...tokens.map((t, i) => chip(t, i < given.length)));
    $("count").textContent = tokens.length;
    await wait(0); // the page stays alive
  }
  $("likely").replaceChildren();
  return { tokens, smiles: done.smiles, molecule: done.molecule, properties: properties(done.molecule), temperature, seed };
}

async function run(count) {
  const chosen = settings();
  let given;
  try {
    given = prefix(chosen.start, chosen.longest);
    $("error").hidden = true;
  } catch (e) {
    $("error").textContent = e.message;
    $("error").hidden = false;
    return;
  }
  const pause = count > 1 || matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : chosen.pause;
  const job = { stopped: false };
  running = job;
  enable();
  try {
    for (let i = 0; i < count && !job.stopped; i++) {
      const entry = await make(job, given, seedFor(i), { ...chosen, pause });
      if (entry) {
        show(entry);
        add(entry);
      } else if (!job.stopped) {
        say("Branches and rings alone are no molecule; once more!");
      }
    }
  } catch (e) {
    say(`This molecule could not be made: ${e.message}`);
    console.error(e);
  } finally {
    running = null;
    enable();
    keep();
  }
}

function enable() {
  $("generate").disabled = $("many").disabled = model === null || running !== null;
  $("stop").disabled = running === null;
  for (const id of ["save-csv", "save-all", "clear"]) {
    $(id).disabled = gallery.length === 0 || running !== null;
  }
}

// ---- the stage ----

function say(text) {
  const p = document.createElement("p");
  p.className = "status";
  p.id = "status";
  p.setAttribute("role", "status");
  p.textContent = text;
  $("drawing").replaceChildren(p);
}

function showDrawing(molecule, growing) {
  const svg = drawing(molecule, { highlightLast: growing });
  svg.setAttribute("aria-label", growing ? "molecule in the making" : "molecule");
  $("drawing").replaceChildren(svg);
}

function chip(token, given) {
  const span = document.createElement("span");
  span.textContent = token.slice(1, -1);
  span.className = /Ring/.test(token) ? "ring" : /Branch/.test(token) ? "branch" : "atom";
  span.classList.toggle("given", given);
  return span;
}

function showToken(step, count) {
  $("count").textContent = count;
  $("tokens").append(chip(step.token, step.given));
  $("tokens").scrollTop = $("tokens").scrollHeight;
  $("likely").replaceChildren(...step.likely.map(([token, p]) => {
    const li = document.createElement("li");
    const name = document.createElement("span");
    const bar = document.createElement("i");
    const share = document.createElement("b");
    name.textContent = token === "end" ? "end" : token.slice(1, -1);
    bar.style.setProperty("--p", p);
    share.textContent = `${(100 * p).toFixed(p < 0.1 ? 1 : 0)} %`;
    li.classList.toggle("drawn", token === step.token);
    li.append(name, bar, share);
    return li;
  }));
}

function show(entry) {
  current = entry;
  showDrawing(entry.molecule, false);
  const p = entry.properties;
  const broken = lipinskiViolations(p);
  const facts = [["Formula", formula(p.formula)], ["Molar mass", `${p.mass.toFixed(1)} g/mol`], ["log P", p.logP.toFixed(2)],
    ["Polar surface", `${p.surface.toFixed(0)} Å²`], ["H donors / acceptors", `${p.donors} / ${p.acceptors}`],
    ["Rotatable bonds", p.rotatable], ["Rings", p.rings], ["Rule of five", broken === 0 ? "kept" : `${broken} broken`]];
  $("numbers").replaceChildren(...facts.map(([name, value]) => {
    const div = document.createElement("div");
    const dt = document.createElement("span");
    const dd = document.createElement("strong");
    dt.textContent = name;
    dd.append(value);
    div.append(dt, dd);
    return div;
  }));
  $("smiles").textContent = entry.smiles;
  $("selfies").textContent = entry.tokens.join("");
  $("facts").hidden = false;
  for (const card of $("gallery").children) {
    card.classList.toggle("shown", card.entry === entry);
  }
}

/** C16H23N5 with the counts below the line. */
function formula(text) {
  const span = document.createElement("span");
  for (const part of text.match(/\d+|\D+/g) ?? []) {
    if (/\d/.test(part)) {
      const sub = document.createElement("sub");
      sub.textContent = part;
      span.append(sub);
    } else {
      span.append(part);
    }
  }
  return span;
}

// ---- the gallery ----

function add(entry) {
  gallery.unshift(entry);
  const card = document.createElement("button");
  card.type = "button";
  card.className = "molecule";
  card.entry = entry;
  card.title = `${entry.smiles} at temperature ${entry.temperature}`;
  const text = document.createElement("span");
  text.textContent = `${entry.properties.mass.toFixed(0)} g/mol · log P ${entry.properties.logP.toFixed(1)}`;
  card.append(drawing(entry.molecule), text);
  card.addEventListener("click", () => {
    if (running === null) {
      $("tokens").replaceChildren(...entry.tokens.map((t) => chip(t, false)));
      $("count").textContent = entry.tokens.length;
      show(entry);
      scrollTo({ top: 0, behavior: "smooth" });
    }
  });
  $("gallery").prepend(card);
  while (gallery.length > MOST) {
    gallery.pop();
    $("gallery").lastElementChild.remove();
  }
  for (const other of $("gallery").children) {
    other.classList.toggle("shown", other.entry === current);
  }
  $("gallery-count").textContent = gallery.length;
  $("empty").hidden = true;
}

/** The gallery survives a reload, in this browser's storage; where there is none, it does not. */
function keep() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(gallery.map(({ tokens, temperature, seed }) => ({ tokens, temperature, seed }))));
  } catch {
    // private windows may have no storage
  }
}

function restore() {
  try {
    for (const { tokens, temperature, seed } of JSON.parse(localStorage.getItem(KEPT) ?? "[]").reverse()) {
      const { smiles, molecule } = layOut(tokens, null);
      add({ tokens, smiles, molecule, properties: properties(molecule), temperature, seed });
    }
  } catch {
    localStorage?.removeItem(KEPT);
  }
}

function clearGallery() {
  gallery.length = 0;
  $("gallery").replaceChildren();
  $("gallery-count").textContent = "";
  $("empty").hidden = false;
  keep();
  enable();
}

// ---- files and the clipboard ----

function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const a = Object.assign(document.createElement("a"), { href: address, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling);
    button.textContent = "Selected";
  }
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

// ---- start ----

for (const [name, smiles] of FRAGMENTS) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, value: smiles });
  button.addEventListener("click", () => {
    $("start").value = smiles;
    showSettings();
  });
  $("fragments").append(button);
}
$("controls").addEventListener("input", showSettings);
$("controls").addEventListener("submit", (event) => {
  event.preventDefault();
  if (running === null && model !== null) {
    run(1);
  }
});
$("many").addEventListener("click", () => run(12));
$("stop").addEventListener("click", () => (running.stopped = true));
$("copy-smiles").addEventListener("click", (e) => copy(e.target, current.smiles));
$("copy-selfies").addEventListener("click", (e) => copy(e.target, current.tokens.join("")));
$("save-sdf").addEventListener("click", () => save("molecule.sdf", sdRecord(current), "chemical/x-mdl-sdfile"));
$("save-png").addEventListener("click", async () => save("molecule.png", await png(drawing(current.molecule))));
$("save-csv").addEventListener("click", () => save("molecules.csv", csv(gallery), "text/csv"));
$("save-all").addEventListener("click", () => save("molecules.sdf", gallery.map(sdRecord).join(""), "chemical/x-mdl-sdfile"));
$("clear").addEventListener("click", clearGallery);

async function start() {
  showSettings();
  restore();
  enable();
  try {
    const answer = await fetch("model/config.json");
    if (!answer.ok) {
      throw new Error(`model/config.json: ${answer.status}`);
    }
    const config = await answer.json();
    model = await LanguageModel.load(globalThis.tf, "model/model.json", config);
    $("about-model").textContent = `It knows ${config.vocab.length} tokens and learnt from ${config.example_number.toLocaleString("en")} molecules of ZINC.`;
    $("length").max = config.longest;
    say("Ready. Press “Generate”.");
  } catch (e) {
    say(`The network could not be loaded (${e.message}). Train and write it with ./dmol export generator, then reload.`);
    console.error(e);
  }
  enable();
  if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
    navigator.serviceWorker.register("sw.js").catch((e) => console.warn("not available offline:", e.message));
  }
}

start();
