// What the page's data holds.

import { byId } from "./elements.js";
import { unpacked } from "./packed.js";

export const DATA = await unpacked("data");
// What a page holds is the same wherever it opens.
DATA.start = JSON.parse(byId("opening").textContent);

// What mostly says nothing is left out of the data, and names stand in a pool: here they are put back.
// Rows stand in the data by column, nothing where a row has no value.
function rows(columns) {
  const found = [];
  for (const [name, values] of Object.entries(columns)) {
    for (let i = 0; i < values.length; i += 1) {
      found[i] ??= {};
      if (values[i] !== null) found[i][name] = values[i];
    }
  }
  return found;
}
const facts = (given) => (given ?? []).map((fact) => ({ unit: "", date: "", link: "", of: "", thing: "", note: {}, citations: [], ...fact, name: DATA.pool[fact.name] }));
// What is proven of a time is mostly all that is said of it; 0 stands for nothing.
const proven = (one) => {
  const span = one.span ?? ["", ""];
  return { seen: [], doubt: "", ...one, span, sure: one.sure === 0 ? ["", ""] : one.sure ?? span };
};
DATA.things = rows(DATA.things).map((thing, number) => proven({
  short: "", description: {}, aliases: [], citations: [], facets: {}, point: null, actsFor: "", engages: [], ...thing, number, facts: facts(thing.facts),
}));
const whole = (tie) => proven({
  dates: {}, citations: [], weight: 1, ...tie,
  name: DATA.pool[tie.name], role: DATA.pool[tie.role] ?? {}, notes: facts(tie.notes),
});
export const everyTie = rows(DATA.ties).map((tie, number) => ({ ...whole(tie), id: `tie-${number}`, number }));
DATA.timeline = DATA.timeline.map((entry) => proven({ ...entry, name: DATA.pool[entry.name] }));

DATA.nodes = rows(DATA.nodes);
DATA.edges = rows(DATA.edges);
// The ties of the graph; those that stand for others in some scenes come after them.
DATA.ties = everyTie.slice(0, DATA.whole);

// Numbers stand in the data as steps from each to the next.
export function numbers(steps) {
  let last = 0;
  return steps.map((step) => { last += step; return last; });
}
DATA.stated = new Set(numbers(DATA.stated));

export const things = new Map(DATA.things.map((thing) => [thing.id, thing]));
// Members of a network that are listed and not drawn, each with its ties to the network; by network, and by their own ids.
// There are thousands: what is told of one is put together when it is looked at.
const row = (columns, i) => Object.fromEntries(Object.entries(columns).filter(([, values]) => values[i] !== null).map(([name, values]) => [name, values[i]]));
function memberOf(crowd, number, its) {
  let [thing, ties] = [null, null];
  return {
    network: crowd.network, labels: crowd.labels,
    get thing() { return (thing ??= { short: "", aliases: [], degree: 0, ...row(crowd.things, number) }); },
    get ties() { return (ties ??= its.map((i) => whole(row(crowd.ties, i)))); },
  };
}
export const crowds = new Map(DATA.crowds.map((crowd) => {
  const its = new Map(crowd.things.id.map((id) => [id, []]));
  for (const [i, id] of crowd.ties.from.entries()) its.get(id).push(i);
  return [crowd.network, new Map([...its].map(([id, ties], number) => [id, memberOf(crowd, number, ties)]))];
}));
export const listedOnly = new Map([...crowds.values()].flatMap((members) => [...members]));
export const groups = new Map(DATA.groups.map((group) => [group.key, group]));
// Of any number of numbers: Math.min takes no more than a call has room for.
export const least = (given) => given.reduce((found, number) => Math.min(found, number), Infinity);
export const most = (given) => given.reduce((found, number) => Math.max(found, number), -Infinity);

// The ties of each thing.
export function byEnds(ties) {
  const found = new Map();
  const add = (id, tie) => { if (found.has(id)) found.get(id).push(tie); else found.set(id, [tie]); };
  for (const tie of ties) {
    add(tie.from, tie);
    if (tie.to !== tie.from) add(tie.to, tie);
  }
  return found;
}
export const other = (tie, id) => (tie.from === id ? tie.to : tie.from);
const ends = byEnds(DATA.ties);
const NONE = [];
// The ties that the graph has of a thing, whatever scene is drawn.
export const allTiesOf = (id) => ends.get(id) ?? NONE;

// Who acts for a place, and which matters engage it.
const gathered = (keysOf) => {
  const found = new Map();
  for (const thing of DATA.things) for (const key of keysOf(thing)) found.set(key, [...(found.get(key) ?? []), thing]);
  return found;
};
const actors = gathered((thing) => (thing.actsFor ? [thing.actsFor] : []));
const matters = gathered((thing) => thing.engages);
export const actorsOf = (id) => actors.get(id) ?? NONE;
export const mattersOf = (id) => matters.get(id) ?? NONE;

export const FACETS = ["theme", "network", "region", "sector"];

export const years = (() => {
  const found = [...DATA.things, ...everyTie].flatMap((one) => one.span).filter(Boolean).map((date) => Number(date.slice(0, 4)));
  // A year more than the last, at whose end one sees what ended in it.
  return found.length ? [Math.max(1900, least(found)), Math.min(2100, most(found) + 1)] : null;
})();
