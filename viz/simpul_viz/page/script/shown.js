// What is shown: what passes the filters, and of that what lies open.

import { DATA, other, things, tiesOf, FACETS } from "./data.js";
import { CHOICES, state } from "./state.js";

const CAP = 150;
// What the page opens on.
export const overview = new Set(DATA.overview.map(([key]) => key));

export const sourcesOf = new Map(DATA.things.map((thing) => [thing.id, new Set()]));
for (const thing of DATA.things) {
  for (const number of thing.citations) sourcesOf.get(thing.id).add(DATA.citations[number].source);
}
for (const tie of DATA.ties) {
  for (const number of tie.citations) {
    sourcesOf.get(tie.from).add(DATA.citations[number].source);
    sourcesOf.get(tie.to).add(DATA.citations[number].source);
  }
}

export const bySource = (id) => state.source === "" || sourcesOf.get(id).has(Number(state.source));
// As of a year means at its end. What nobody dates may have been there: it is shown, and the page says so.
export const within = ([begin, end]) => (!begin || begin <= `${state.asof}-12-31`) && (!end || end >= `${state.asof}-12-31`);
export const byTime = (thing) => state.asof === "" || within(thing.span);

// Where the page holds the memberships themselves, a network is one's own as long as one of them lasts.
const isMemberThen = (thing, network) => {
  const own = tiesOf.get(thing.id).filter((tie) => tie.member && tie.from === thing.id && tie.to === network);
  return !own.length || own.some((tie) => within(tie.span));
};
export const facetsOf = (thing, name) => {
  const all = thing.facets[name] ?? [];
  return name === "network" && state.asof !== "" ? all.filter((key) => isMemberThen(thing, key)) : all;
};
export const byFacet = (thing, name) => state[name] === "" || facetsOf(thing, name).includes(state[name]);

// A membership without dates of its own has at most those of its network.
export const isDated = (tie) => (tie.kind === "membership" ? Boolean(tie.dates.begin || tie.dates.end) : tie.span.some(Boolean));

// What a single dataset alone ties to anything: it goes and comes with those ties.
export const singles = DATA.ties.filter((tie) => tie.single);
const QUIET = new Set(["theme", "inCountry"]);
const isTiedSingly = (id) => tiesOf.get(id).some((tie) => tie.single) && tiesOf.get(id).every((tie) => tie.single || QUIET.has(tie.kind));
const singly = new Set(singles.flatMap((tie) => [tie.from, tie.to]).filter(isTiedSingly));

const passes = (thing) => !state.off.includes(thing.group) && bySource(thing.id) && byTime(thing)
  && !(state.singles && singly.has(thing.id))
  && FACETS.every((name) => byFacet(thing, name));

export function tiePasses(tie) {
  if (state.ties.includes(tie.kind) || (state.singles && tie.single)) return false;
  // From 1 on all are drawn, also those of a share, which is less.
  if (Number(state.least) > 1 && tie.weight < Number(state.least)) return false;
  if (state.asof !== "" && !within(tie.span)) return false;
  return state.source === "" || tie.citations.some((n) => [-1, Number(state.source)].includes(DATA.citations[n].source));
}

const isFiltered = () => CHOICES.some((name) => state[name] !== "");
export const byDegree = (a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1);

// What a thing leads to that the overview leaves out, the best connected first.
function rest(id) {
  const found = new Map();
  for (const tie of tiesOf.get(id)) {
    const thing = things.get(other(tie, id));
    if (thing.id !== id && passes(thing) && tiePasses(tie) && !overview.has(thing.id) && !state.hide.includes(thing.id)) found.set(thing.id, thing);
  }
  return [...found.values()].sort(byDegree);
}

// What lies open: the ids of the visible things, the ties between them, and how many things the picture has no room for.
export const scene = { visible: new Set(), ties: [], leftOut: 0 };

// Sets the scene; called before every drawing.
export function unfold() {
  const passing = DATA.things.filter(passes);
  let base = passing.filter((thing) => overview.has(thing.id));
  if (state.all) base = passing;
  else if (isFiltered()) base = [...passing].sort(byDegree).slice(0, CAP);
  const visible = new Set(base.map((thing) => thing.id));
  for (const [id, count] of Object.entries(state.open)) {
    for (const thing of rest(id).slice(0, count)) visible.add(thing.id);
  }
  for (const id of state.pin) visible.add(id);
  for (const id of state.hide) visible.delete(id);
  if (state.selected) visible.add(state.selected);
  scene.visible = visible;
  scene.leftOut = passing.filter((thing) => !visible.has(thing.id)).length;
  scene.ties = DATA.ties.filter((tie) => visible.has(tie.from) && visible.has(tie.to) && tiePasses(tie));
}

export const shown = () => DATA.things.filter((thing) => scene.visible.has(thing.id));
export const more = (id) => (state.all ? 0 : rest(id).filter((thing) => !scene.visible.has(thing.id)).length);
export const listed = () => DATA.things.filter((thing) => passes(thing) && !state.hide.includes(thing.id));

export function neighbours(id) {
  const near = new Set([id]);
  for (const tie of tiesOf.get(id)) near.add(other(tie, id));
  return near;
}
