// What the page's data holds.

import { unpacked } from "./packed.js";

export const DATA = await unpacked("data");

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
const facts = (given) => (given ?? []).map((fact) => ({ unit: "", date: "", link: "", citations: [], ...fact, name: DATA.pool[fact.name] }));
DATA.things = rows(DATA.things).map((thing) => ({
  short: "", description: {}, aliases: [], citations: [], facets: {}, point: null, span: ["", ""], ...thing, facts: facts(thing.facts),
}));
const whole = (tie) => ({
  dates: {}, citations: [], weight: 1, span: ["", ""], ...tie,
  name: DATA.pool[tie.name], role: DATA.pool[tie.role] ?? {}, notes: facts(tie.notes),
});
DATA.ties = rows(DATA.ties).map((tie, number) => ({ ...whole(tie), id: `tie-${number}`, number }));
DATA.timeline = DATA.timeline.map((entry) => ({ ...entry, name: DATA.pool[entry.name] }));

DATA.nodes = rows(DATA.nodes);
DATA.edges = rows(DATA.edges);

export const things = new Map(DATA.things.map((thing) => [thing.id, thing]));
// Members of a network that are listed and not drawn, each with its ties to the network; by network, and by their own ids.
export const crowds = new Map(DATA.crowds.map(({ network, labels, things: listed, ties }) => {
  const members = new Map(rows(listed).map((thing) => [thing.id, { thing: { short: "", aliases: [], degree: 0, ...thing }, network, labels, ties: [] }]));
  for (const tie of rows(ties)) members.get(tie.from).ties.push(whole(tie));
  return [network, members];
}));
export const listedOnly = new Map([...crowds.values()].flatMap((members) => [...members]));
export const groups = new Map(DATA.groups.map((group) => [group.key, group]));
export const tieKinds = new Map(DATA.tie_kinds.map((kind) => [kind.key, kind]));
export const tieColour = (tie) => tieKinds.get(tie.kind)?.colour ?? "#8c9bab";
// Of any number of numbers: Math.min takes no more than a call has room for.
export const least = (numbers) => numbers.reduce((found, number) => Math.min(found, number), Infinity);
export const most = (numbers) => numbers.reduce((found, number) => Math.max(found, number), -Infinity);

// The ties of each thing, found once.
export const tiesOf = new Map(DATA.things.map((thing) => [thing.id, []]));
for (const tie of DATA.ties) {
  tiesOf.get(tie.from).push(tie);
  if (tie.to !== tie.from) tiesOf.get(tie.to).push(tie);
}
export const other = (tie, id) => (tie.from === id ? tie.to : tie.from);

// The facets that things here have, with how many have each.
export const FACETS = ["theme", "network", "region", "sector"];
export const options = Object.fromEntries(FACETS.map((name) => {
  const counts = new Map();
  for (const thing of DATA.things) for (const key of thing.facets[name] ?? []) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [name, counts];
}));

export const years = (() => {
  const found = [...DATA.things, ...DATA.ties].flatMap((one) => one.span).filter(Boolean).map((date) => Number(date.slice(0, 4)));
  // A year more than the last, at whose end one sees what ended in it.
  return found.length ? [Math.max(1900, least(found)), Math.min(2100, most(found) + 1)] : null;
})();
