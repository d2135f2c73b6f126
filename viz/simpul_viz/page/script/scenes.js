// What is looked at: a view of the graph, or what the page finds around a thing or between two.

import { around, rings } from "./around.js";
import { compare, inColumns } from "./compare.js";
import { byEnds, DATA, everyTie, numbers, other, things } from "./data.js";
import { shared } from "./shared.js";
import { DRAWINGS, FIRST, state } from "./state.js";
import { inLanes, ways } from "./ways.js";
import { fill, nameOf, say } from "./words.js";

const NOTHING = [];
const PLAIN = { groups: {}, headings: [], weighted: false, coloured: false, named: false, query: "", notes: [], leftOut: 0 };

const listed = (steps) => numbers(steps).map((number) => DATA.things[number]);
const tied = (steps) => numbers(steps).map((number) => everyTie[number]);
const at = (overview) => new Map(overview.map(([id, x, y]) => [id, { x, y }]));
const among = (keys) => DATA.ties.filter((tie) => keys.has(tie.from) && keys.has(tie.to));
const these = (keys) => DATA.things.filter((thing) => keys.has(thing.id));

function ofView(name) {
  const given = DATA.scenes[name];
  const counted = name === "shared" ? shared() : null;
  const ties = counted ? counted.ties : given.ties ? tied(given.ties) : DATA.ties;
  const ends = counted ? new Set(ties.flatMap((tie) => [tie.from, tie.to])) : null;
  return {
    ...PLAIN, ...given, ties, early: at(given.overview),
    things: ends ? these(ends) : given.things ? listed(given.things) : DATA.things,
    leftOut: counted?.leftOut ?? 0, fewest: counted?.least ?? 0, title: () => say(given.title),
  };
}

const COMPUTED = {
  around: () => {
    const found = around(state.a, Number(state.hops));
    return { things: these(found.keys), ties: among(found.keys), early: rings(found, state.a, state.off), leftOut: found.leftOut };
  },
  compare: () => {
    const found = compare(state.a, state.b);
    return { things: these(found.keys), ties: found.ties, early: inColumns(found, state.a, state.b), both: found.both };
  },
  ways: () => {
    const paths = ways(state.a, state.b);
    const steps = new Set(paths.flatMap((path) => path.slice(1).flatMap((id, i) => [`${path[i]} ${id}`, `${id} ${path[i]}`])));
    const ties = DATA.ties.filter((tie) => steps.has(`${tie.from} ${tie.to}`));
    const stated = new Set(ties.flatMap((tie) => [`${tie.from} ${tie.to}`, `${tie.to} ${tie.from}`]));
    const keys = new Set([state.a, state.b, ...paths.flat()]);
    const engaged = these(keys).flatMap((thing) => thing.engages.filter((city) => steps.has(`${thing.id} ${city}`) && !stated.has(`${thing.id} ${city}`)).map((city) => engagement(thing, city)));
    return { things: these(keys), ties: [...ties, ...engaged], early: inLanes(paths), paths, named: true };
  },
};

// A matter engages a city by whoever acted for it.
export const engagement = (thing, city) => ({
  id: `engages-${thing.id}-${city}`, number: -1, from: thing.id, to: city, kind: "engages", name: DATA.texts.engages, role: {}, dates: {}, notes: [],
  span: thing.span, sure: thing.sure, seen: thing.seen, doubt: thing.doubt, citations: thing.citations, directed: false, weight: 1,
});

const titled = (key) => fill(key, nameOf(things.get(state.a)), things.has(state.b) ? nameOf(things.get(state.b)) : "");
function made() {
  if (!(state.scene in COMPUTED)) return ofView(state.scene);
  return { ...PLAIN, title: () => titled(`${state.scene}_title`), ...COMPUTED[state.scene]() };
}

// A map draws all cities with what goes between them, and not the forty things that a picture has room for.
function onMap(scene) {
  if (state.view !== "map" || state.scene !== FIRST_SCENE || !DATA.mapTies) return scene;
  const ties = tied(DATA.mapTies);
  const located = DATA.things.filter((thing) => thing.point && thing.group === "city");
  return { ...scene, things: located, ties, coloured: true, early: new Map(located.map((thing) => [thing.id, { x: 0, y: 0 }])) };
}
const FIRST_SCENE = "explorer";

let key = "";
let current = null;
const keyNow = () => [state.scene, state.a, state.b, state.hops, state.view === "map", ...(state.scene === "shared" ? [state.asof, state.undated, state.doubtful] : []), state.scene === "around" ? state.off : ""].join("|");

// The scene that the state tells of.
export function world() {
  if (keyNow() !== key) {
    key = keyNow();
    const scene = onMap(made());
    current = { ...scene, ends: byEnds(scene.ties), keys: new Set(scene.things.map((thing) => thing.id)) };
  }
  return current;
}

export const tiesOf = (id) => world().ends.get(id) ?? NOTHING;
export const groupOf = (thing) => world().groups[thing.id] ?? thing.group;
export const degreeOf = (id) => tiesOf(id).length;

export function neighbours(id) {
  const near = new Set([id]);
  for (const tie of tiesOf(id)) near.add(other(tie, id));
  return near;
}

// How the page can draw what it has.
export const drawings = DRAWINGS.filter((name) => name === "network" || name === "table" || (name === "map" ? DATA.things.some((thing) => thing.point) : DATA.timeline.length > 0) || name === FIRST.view);

export const groupsHere = () => [...new Set(world().things.map(groupOf))];
