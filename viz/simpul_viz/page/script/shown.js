// What is shown: what passes the filters, and of that what lies open.

import { allTiesOf, DATA, everyTie, other, things, FACETS } from "./data.js";
import { groupOf, tiesOf, world } from "./scenes.js";
import { CHOICES, state } from "./state.js";
import { isWanted, ofThing, ofTie } from "./time.js";

const CAP = 150;
const FEW = 3;

const sources = new Map();
// The sources that tell of a thing, or tie it to another.
export function sourcesOf(id) {
  if (!sources.has(id)) {
    const told = [...(things.get(id)?.citations ?? []), ...allTiesOf(id).flatMap((tie) => tie.citations)];
    sources.set(id, new Set(told.map((number) => DATA.citations[number].source)));
  }
  return sources.get(id);
}

export const bySource = (id) => state.source === "" || sourcesOf(id).has(Number(state.source));
export const byTime = (thing) => isWanted(ofThing(thing));

// Where the page holds the memberships themselves, a network is one's own as long as one of them lasts.
const isMemberThen = (thing, network) => {
  const own = allTiesOf(thing.id).filter((tie) => tie.member && tie.from === thing.id && tie.to === network);
  return !own.length || own.some((tie) => isWanted(ofTie(tie)));
};
export const facetsOf = (thing, name) => {
  const all = thing.facets[name] ?? [];
  return name === "network" && state.asof !== "" ? all.filter((key) => isMemberThen(thing, key)) : all;
};
export const byFacet = (thing, name) => state[name] === "" || facetsOf(thing, name).includes(state[name]);

// What a single dataset alone ties to anything: it goes and comes with those ties.
export const singles = everyTie.filter((tie) => tie.single);
const QUIET = new Set(["theme", "inCountry"]);
const isTiedSingly = (id) => allTiesOf(id).some((tie) => tie.single) && allTiesOf(id).every((tie) => tie.single || QUIET.has(tie.kind));
const singly = new Set(singles.flatMap((tie) => [tie.from, tie.to]).filter(isTiedSingly));

// Where filters take ties away, what they leave without any goes too, but for what the chosen source tells of by itself.
const takesTies = () => state.asof !== "" || state.source !== "" || state.ties.length || state.undated || state.doubtful || state.singles || Number(state.least) > 1;
let tied = null;
function tiedNow() {
  if (!takesTies()) return null;
  return new Set(world().ties.flatMap((tie) => (QUIET.has(tie.kind) || !tiePasses(tie) ? [] : [tie.from, tie.to])));
}
const isTold = (thing) => state.source !== "" && thing.citations.some((number) => DATA.citations[number].source === Number(state.source));
const isTied = (thing) => !tied || tied.has(thing.id) || isTold(thing) || tiesOf(thing.id).every((tie) => QUIET.has(tie.kind));

const byGroup = (thing) => !state.off.includes(groupOf(thing));
// All filters but that of kinds; one of them may be left aside.
export const isAmong = (thing, but = "") => (but === "source" || bySource(thing.id)) && (but === "asof" || byTime(thing))
  && !(state.singles && singly.has(thing.id)) && (["source", "asof"].includes(but) || isTied(thing))
  && FACETS.every((name) => name === but || byFacet(thing, name));
const passes = (thing) => byGroup(thing) && isAmong(thing);

export function tiePasses(tie, but = "") {
  if (but !== "kind" && (state.ties.includes(tie.kind) || (state.singles && tie.single))) return false;
  // From 1 on all are drawn, also those of a share, which is less.
  if (Number(state.least) > 1 && tie.weight < Number(state.least)) return false;
  if (!isWanted(ofTie(tie))) return false;
  return state.source === "" || tie.citations.some((n) => [-1, Number(state.source)].includes(DATA.citations[n].source));
}

const isFiltered = () => CHOICES.some((name) => state[name] !== "");
export const byDegree = (a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1);

// What a thing leads to that the overview leaves out, the best connected first.
function rest(id) {
  const found = new Map();
  for (const tie of tiesOf(id)) {
    const thing = things.get(other(tie, id));
    if (thing.id !== id && passes(thing) && tiePasses(tie) && !world().early.has(thing.id) && !state.hide.includes(thing.id)) found.set(thing.id, thing);
  }
  return [...found.values()].sort(byDegree);
}

// What lies open: the ids of the visible things, the ties between them, and how many things the picture has no room for.
export const scene = { visible: new Set(), ties: [], leftOut: 0, passing: 0 };

// Filters redraw the best of what matches, where the overview has little of it.
function opened(passing) {
  const early = passing.filter((thing) => world().early.has(thing.id));
  if (state.all) return passing;
  if (isFiltered() || early.length < Math.min(FEW, passing.length)) return [...passing].sort(byDegree).slice(0, CAP);
  return early;
}

// Sets the scene; called before every drawing.
export function unfold() {
  tied = tiedNow();
  const passing = world().things.filter(passes);
  const visible = new Set(opened(passing).map((thing) => thing.id));
  for (const [id, count] of Object.entries(state.open)) {
    for (const thing of rest(id).slice(0, count)) visible.add(thing.id);
  }
  for (const id of state.pin) if (world().keys.has(id)) visible.add(id);
  for (const id of state.hide) visible.delete(id);
  if (state.selected && world().keys.has(state.selected)) visible.add(state.selected);
  scene.visible = visible;
  scene.passing = passing.length;
  scene.leftOut = passing.filter((thing) => !visible.has(thing.id)).length;
  scene.ties = world().ties.filter((tie) => visible.has(tie.from) && visible.has(tie.to) && tiePasses(tie));
}

export const shown = () => world().things.filter((thing) => scene.visible.has(thing.id));
export const more = (id) => (state.all ? 0 : rest(id).filter((thing) => !scene.visible.has(thing.id)).length);
export const listed = () => world().things.filter((thing) => passes(thing) && !state.hide.includes(thing.id));
export const listedTies = () => world().ties.filter((tie) => tiePasses(tie) && [tie.from, tie.to].every((id) => passes(things.get(id)) && !state.hide.includes(id)));
