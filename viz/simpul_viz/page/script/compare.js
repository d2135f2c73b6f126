// What two things have in common, and what only one has, by the rule of simpul/projection/neighbourhood.py.

import { allTiesOf, DATA, other, things } from "./data.js";

const WIDE = 168;
const HIGH = 84;
const ROWS = 9;
const near = (id, but) => new Set(allTiesOf(id).map((tie) => other(tie, id)).filter((one) => one !== but && one !== id));

export function compare(a, b) {
  const [ofA, ofB] = [near(a, b), near(b, a)];
  const both = [...ofA].filter((id) => ofB.has(id)).sort();
  return {
    keys: new Set([a, b, ...ofA, ...ofB]),
    ties: DATA.ties.filter((tie) => [a, b].includes(tie.from) || [a, b].includes(tie.to)),
    both,
    onlyA: [...ofA].filter((id) => !ofB.has(id)).sort(),
    onlyB: [...ofB].filter((id) => !ofA.has(id)).sort(),
  };
}

// Networks first, then by kind.
const kindOf = (id) => (things.get(id).group === "network" ? "" : things.get(id).group);
const byKind = (a, b) => (kindOf(a) < kindOf(b) ? -1 : kindOf(a) > kindOf(b) ? 1 : a < b ? -1 : 1);

function columns(keys, isCentred = false) {
  const count = Math.ceil(keys.length / ROWS);
  const rows = count ? Math.ceil(keys.length / count) : 0;
  const shift = isCentred ? (count - 1) / 2 : 0;
  return keys.map((id, number) => [id, { x: (Math.floor(number / rows) - shift) * WIDE, y: ((number % rows) - (rows - 1) / 2) * HIGH }]);
}

const few = (keys) => [...keys].sort((a, b) => (kindOf(a) !== "") - (kindOf(b) !== "") || things.get(b).degree - things.get(a).degree || (a < b ? -1 : 1)).slice(0, ROWS).sort(byKind);

// What only the first has, the first, what both have, the second, what only the second has.
export function inColumns({ both, onlyA, onlyB }, a, b) {
  const middle = columns([...both].sort(byKind), true);
  const half = Math.max(0, ...middle.map(([, { x }]) => Math.abs(x))) + Math.round(1.3 * WIDE);
  const beside = (keys, way) => columns(few(keys)).map(([id, { x, y }]) => [id, { x: way * (half + WIDE + x), y }]);
  return new Map([...middle, ...beside(onlyA, -1), ...beside(onlyB, 1), [a, { x: -half, y: 0 }], [b, { x: half, y: 0 }]]);
}
