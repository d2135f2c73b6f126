// How one thing leads to another: the few shortest ways, by the rule of simpul/analysis/paths.py.
// Yen, Finding the k shortest loopless paths in a network, 1971, doi:10.1287/mnsc.17.11.712.

import { DATA, things } from "./data.js";

export const MOST_WAYS = 8;
const QUIET = new Set(["theme", "inCountry"]);
const LONG = 2;
const COMMON = 0.1;

// What says again what a tie says is no way: the agreement of two sister cities, and a part of an event.
const pair = (a, b) => [a, b].sort().join(" ");
function repeats(start, goal) {
  const sisters = new Set(DATA.ties.filter((tie) => tie.kind === "sisterCityOf").map((tie) => pair(tie.from, tie.to)));
  const found = new Set(DATA.ties.filter((tie) => tie.kind === "subEventOf").map((tie) => tie.from));
  for (const thing of DATA.things) if (thing.kind === "SisterCityAgreement" && thing.engages.length === 2 && sisters.has(pair(...thing.engages))) found.add(thing.id);
  found.delete(start);
  found.delete(goal);
  return found;
}

function graph(start, goal) {
  const left = repeats(start, goal);
  const near = new Map(DATA.things.map((thing) => [thing.id, new Map()]));
  const tie = (a, b, isQuiet) => {
    if (left.has(a) || left.has(b) || a === b) return;
    for (const [one, two] of [[a, b], [b, a]]) near.get(one).set(two, (near.get(one).get(two) ?? true) && isQuiet);
  };
  for (const one of DATA.ties) tie(one.from, one.to, QUIET.has(one.kind));
  for (const thing of DATA.things) for (const city of thing.engages) if (things.has(city)) tie(thing.id, city, false);
  const passing = new Map([...near].map(([id, ends]) => [id, (COMMON / 2) * Math.log10(Math.max(ends.size, 1))]));
  for (const [id, ends] of near) for (const [two, isQuiet] of ends) ends.set(two, (isQuiet ? LONG : 1) + passing.get(id) + passing.get(two));
  return near;
}

// A heap of pairs of a length and an id, the shortest first.
function push(heap, item) {
  let i = heap.push(item) - 1;
  while (i && heap[(i - 1) >> 1][0] > heap[i][0]) {
    const up = (i - 1) >> 1;
    [heap[i], heap[up]] = [heap[up], heap[i]];
    i = up;
  }
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (!heap.length) return top;
  heap[0] = last;
  for (let i = 0; ;) {
    let next = i;
    for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && heap[child][0] < heap[next][0]) next = child;
    if (next === i) return top;
    [heap[i], heap[next]] = [heap[next], heap[i]];
    i = next;
  }
}

function shortest(near, start, goal, closed, barred) {
  const lengths = new Map([[start, 0]]);
  const from = new Map();
  const done = new Set();
  const heap = [[0, start]];
  while (heap.length) {
    const [length, id] = pop(heap);
    if (id === goal) break;
    if (done.has(id)) continue;
    done.add(id);
    for (const [next, step] of near.get(id)) {
      if (closed.has(next) || barred.has(`${id} ${next}`) || length + step >= (lengths.get(next) ?? Infinity)) continue;
      lengths.set(next, length + step);
      from.set(next, id);
      push(heap, [length + step, next]);
    }
  }
  if (!lengths.has(goal)) return null;
  const path = [goal];
  while (path[0] !== start) path.unshift(from.get(path[0]));
  return path;
}

const lengthOf = (near, path) => path.slice(1).reduce((sum, id, i) => sum + near.get(path[i]).get(id), 0);

// What leaves a way at each of its steps, and is no way that was found.
function branches(near, path, found, goal) {
  return path.slice(0, -1).map((id, i) => {
    const root = path.slice(0, i + 1);
    const alike = found.filter((one) => root.every((key, n) => one[n] === key));
    const tail = shortest(near, id, goal, new Set(root.slice(0, -1)), new Set(alike.map((one) => `${id} ${one[i + 1]}`)));
    return tail && [...root.slice(0, -1), ...tail];
  }).filter(Boolean);
}

export function ways(start, goal, most = MOST_WAYS) {
  const near = graph(start, goal);
  const first = shortest(near, start, goal, new Set(), new Set());
  const found = first ? [first] : [];
  const waiting = new Map();
  while (found.length && found.length < most) {
    for (const path of branches(near, found[found.length - 1], found, goal)) waiting.set(path.join(" "), path);
    const next = [...waiting.values()].sort((a, b) => lengthOf(near, a) - lengthOf(near, b) || (a.join(" ") < b.join(" ") ? -1 : 1))[0];
    if (!next) break;
    waiting.delete(next.join(" "));
    found.push(next);
  }
  return found;
}

// The ways as lines from left to right, the shortest in the middle.
const [WIDE, HIGH] = [252, 134];
export function inLanes(paths) {
  const span = Math.max(2, ...paths.map((path) => path.length - 1));
  const found = new Map();
  paths.forEach((path, number) => {
    const lane = Math.floor((number + 1) / 2) * (number % 2 ? 1 : -1) * HIGH;
    path.forEach((id, step) => {
      const isEnd = step === 0 || step === path.length - 1;
      // A thing on several ways stands on the first of them.
      if (!found.has(id)) found.set(id, { x: Math.round((step / Math.max(1, path.length - 1)) * span * WIDE), y: isEnd ? 0 : lane });
    });
  });
  return found;
}
