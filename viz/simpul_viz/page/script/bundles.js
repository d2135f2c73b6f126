// Ties between the same two things are drawn as one line, with their number and the look of the best of them.

import { DATA } from "./data.js";
import { world } from "./scenes.js";
import { best, ofTie } from "./time.js";
import { plain, say } from "./words.js";

export const pairOf = (tie) => (tie.from < tie.to ? `${tie.from}|${tie.to}` : `${tie.to}|${tie.from}`);
const QUIET = new Set(["theme", "inCountry"]);

// What a line looks like: proven is whole, undated dotted, doubtful dashed.
export const DASHES = { proven: [], undated: [2, 4], doubtful: [9, 4, 2, 4], past: [1, 8] };

function bundle(key, ties) {
  const [a, b] = key.split("|");
  const kinds = new Set(ties.map((tie) => tie.kind));
  const directed = ties.filter((tie) => tie.directed);
  return {
    key, a, b, ties, kinds,
    standing: best(ties.map((tie) => ofTie(tie))),
    isQuiet: ties.every((tie) => QUIET.has(tie.kind)),
    width: Math.max(...ties.map((tie) => DATA.edges[tie.number]?.width ?? 1.4 + 1.6 * Math.log2(Math.max(1, tie.weight)))),
    toA: directed.some((tie) => tie.to === a), toB: directed.some((tie) => tie.to === b),
  };
}

export function bundles(ties) {
  const found = new Map();
  for (const tie of ties) {
    const key = pairOf(tie);
    if (found.has(key)) found.get(key).push(tie); else found.set(key, [tie]);
  }
  return [...found].map(([key, those]) => bundle(key, those));
}

// What is written on a line: what its ties are where the scene names them, and else how many there are.
export function nameOn({ ties }, isNamed) {
  const names = [...new Set(ties.map((tie) => plain(say(tie.name))))];
  if (isNamed) return names.length > 2 ? `${names.slice(0, 2).join(", ")} + ${names.length - 2}` : names.join(", ");
  if (world().weighted) return "";
  return ties.length > 1 ? String(ties.length) : "";
}
