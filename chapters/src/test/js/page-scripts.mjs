// What the page computes beside the network: node page-scripts.mjs web-directory cases.json
// Prints as JSON: the tokens that model.js draws, and the SELFIES that selfies-encoder.js makes of SMILES.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [, , directory, file] = process.argv;
const load = (name) => import(pathToFileURL(resolve(join(directory, name))));
const { draw, LanguageModel, probabilities, uniform } = await load("model.js");
const { drawable, parseStart } = await load("molecule.js");
const cases = JSON.parse(readFileSync(file, "utf8"));

const refused = (text) => {
  try {
    return parseStart(text).join("");
  } catch (e) {
    return e.message;
  }
};
// A network that would end every molecule at once.
const hasty = new LanguageModel(null, null, { start: 0, end: 0, vocab: ["[nop]", "[Ring1]", "[=Branch1]", "[C]", "[O]"] });
hasty.reset = () => {};
hasty.step = () => [3, 0, 0, 0, 0];
const random = uniform(17);
console.log(JSON.stringify({
  drawn: cases.draws.map(({ logits, temperature, u }) => draw(probabilities(logits, temperature), u)),
  selfies: cases.smiles.map((s) => parseStart(s).join("")),
  drawable: cases.growing.map((t) => drawable(t).join("")),
  refused: cases.refused.map(refused),
  molecules: Array.from({ length: 200 }, (_, seed) =>
    Array.from(hasty.generate({ temperature: 1, longest: 50, seed }), (s) => s.token).join("")),
  uniform: Array.from({ length: 10000 }, random),
}));
