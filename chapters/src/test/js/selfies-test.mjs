// Compares selfies.js with decoded strings: node selfies-test.mjs selfies.js cases.tsv
// A line of the cases: table (standard, octetRule, hypervalent or JSON), SELFIES, and the SMILES or "! position", with tabs between.
import { readFileSync } from "node:fs";

const [, , library, cases] = process.argv;
// As a data URL the file is a module whatever its surroundings say.
const { constraints, decode, split } = await import("data:text/javascript;base64," + readFileSync(library).toString("base64"));

let count = 0;
let different = 0;
for (const line of readFileSync(cases, "utf8").split("\n")) {
  if (line === "") {
    continue;
  }
  const [table, selfies, want] = line.split("\t");
  let got;
  try {
    got = decode(selfies, constraints[table] ?? JSON.parse(table));
    if (split(selfies).join("") !== selfies) {
      got = "split does not give the symbols back";
    }
  } catch (e) {
    if (e.name !== "SelfiesError") {
      throw e;
    }
    got = "! " + e.position;
  }
  count++;
  if (got !== want) {
    different++;
    console.log(`${selfies} under ${table}: ${got} instead of ${want}`);
  }
}
console.log(`${count} strings, ${different} different`);
process.exit(count > 0 && different === 0 ? 0 : 1);
