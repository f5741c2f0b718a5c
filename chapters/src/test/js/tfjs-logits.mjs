// Loads a layers model with TensorFlow.js and feeds it tokens one by one: node tfjs-logits.mjs tf.js directory 0,1,3
// Prints the logits after each token as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , library, directory, tokens] = process.argv;
const holder = { exports: {} }; // the library is a script for browsers and CommonJS; this reads it as the latter, whatever its name says
new Function("exports", "module", "require", readFileSync(library, "utf8"))(holder.exports, holder, createRequire(import.meta.url));
const tf = holder.exports;
await tf.setBackend("cpu");

const description = JSON.parse(readFileSync(join(directory, "model.json"), "utf8"));
const manifest = description.weightsManifest[0];
const bytes = Buffer.concat(manifest.paths.map((p) => readFileSync(join(directory, p))));
const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const model = await tf.loadLayersModel({
  load: async () => ({ modelTopology: description.modelTopology, weightSpecs: manifest.weights, weightData }),
});
model.resetStates();
const logits = tokens.split(",").map((t) => tf.tidy(() => Array.from(model.predict(tf.tensor2d([[Number(t)]])).dataSync())));
console.log(JSON.stringify({ version: tf.version.tfjs, logits }));
