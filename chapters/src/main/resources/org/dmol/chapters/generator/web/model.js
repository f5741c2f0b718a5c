// The language model: TensorFlow.js runs the network, this file draws tokens from its logits.
import { decode } from "./selfies.js";

/** Uniform numbers in [0, 1) from a seed (mulberry32, public domain, by Tommy Ettinger): equal seeds give equal molecules. */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** softmax(logits / temperature); 0 for the token `without`. */
export function probabilities(logits, temperature, without = -1) {
  logits = Array.from(logits, (v, i) => (i === without ? -Infinity : v));
  const top = Math.max(...logits);
  const p = logits.map((v) => Math.exp((v - top) / temperature));
  const sum = p.reduce((a, b) => a + b, 0);
  return p.map((v) => v / sum);
}

/** The token that a uniform number u picks. */
export function draw(p, u) {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i] > 0) {
      sum += p[i];
      last = i;
      if (u < sum) {
        return i;
      }
    }
  }
  return last;
}

/** A network in the layers format and its vocabulary. */
export class LanguageModel {
  constructor(tf, network, config) {
    Object.assign(this, { tf, network, config });
  }

  /** Loads model.json (an address or a handler of TensorFlow.js) with its weights; the processor is faster than the graphics card here. */
  static async load(tf, model, config) {
    await tf.setBackend("cpu");
    const network = await tf.loadLayersModel(model);
    const outputs = network.outputs[0].shape.at(-1);
    if (outputs !== config.vocab.length) {
      throw new Error(`The network has ${outputs} outputs, but config.json names ${config.vocab.length} tokens; export both again.`);
    }
    return new LanguageModel(tf, network, config);
  }

  /** Forgets everything; called before each molecule. */
  reset() {
    this.network.resetStates();
  }

  /** The logits of what follows this token and all since the reset. */
  step(token) {
    return this.tf.tidy(() => this.network.predict(this.tf.tensor2d([[token]])).dataSync());
  }

  /** The number of a token; undefined if the model does not know it. */
  index(token) {
    return Object.hasOwn(this.config.stoi, token) ? this.config.stoi[token] : undefined;
  }

  /**
   * A molecule, token by token: yields { token, given, likely } until the model ends it or it has `longest` tokens. `likely` are the most
   * probable tokens at this place, as [token, probability]. A molecule does not end before it has an atom: branches and rings alone are none.
   */
  *generate({ temperature, longest, seed, prefix = [] }) {
    const { start, end, vocab } = this.config;
    const random = uniform(seed);
    this.reset();
    let last = start;
    let atoms = false;
    for (let n = 0; n < longest; n++) {
      const p = probabilities(this.step(last), temperature, atoms ? -1 : end);
      const given = n < prefix.length;
      last = given ? prefix[n] : draw(p, random());
      if (last === end && !given) {
        return;
      }
      atoms ||= decode(vocab[last]) !== "";
      const likely = Array.from(p.keys()).sort((a, b) => p[b] - p[a]).slice(0, 6).map((i) => [i === end ? "end" : vocab[i], p[i]]);
      yield { token: vocab[last], given, likely };
    }
  }
}
