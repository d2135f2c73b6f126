// What lies around a thing, by the rule of simpul/projection/neighbourhood.py: no way leads through a theme or a country.

import { allTiesOf, DATA, other, things } from "./data.js";

const MOST = 400;
const FIRST_RING = 14;
const ROOM = 40;
const leadsOn = (id) => !/^(?:theme|country|continent)\//.test(id);
const near = (id) => new Set(allTiesOf(id).map((tie) => other(tie, id)));

export function around(id, hops) {
  const distance = new Map([[id, 0]]);
  let rim = [id];
  for (let hop = 1; hop <= hops; hop += 1) {
    const reached = new Set(rim.filter((one) => one === id || leadsOn(one)).flatMap((one) => [...near(one)]).filter((one) => !distance.has(one)));
    for (const one of reached) distance.set(one, hop);
    rim = [...reached];
  }
  const count = new Map([...distance.keys()].map((one) => [one, near(one).size]));
  const order = [...distance.keys()].sort((a, b) => distance.get(a) - distance.get(b) || count.get(b) - count.get(a) || (a < b ? -1 : 1));
  const kept = order.slice(0, MOST);
  return { keys: new Set(kept), order: kept, distance, leftOut: order.length - kept.length };
}

// Two rings: what is of one kind stands together.
const RADII = [[450, 340], [790, 680]];
function ring(ids, [wide, high], found, turn) {
  const kinds = DATA.groups.map((group) => group.key);
  const sorted = [...ids].sort((a, b) => kinds.indexOf(things.get(a).group) - kinds.indexOf(things.get(b).group) || (a < b ? -1 : 1));
  sorted.forEach((one, number) => {
    const angle = ((number + turn) / sorted.length) * 2 * Math.PI - Math.PI / 2;
    found.set(one, { x: Math.round(wide * Math.cos(angle)), y: Math.round(high * Math.sin(angle)) });
  });
}

export function rings({ order, distance }, id, off) {
  const seen = order.filter((one) => one !== id && !off.includes(things.get(one).group));
  const direct = seen.filter((one) => distance.get(one) === 1);
  const first = (direct.length ? direct : seen).slice(0, FIRST_RING);
  const second = seen.filter((one) => !first.includes(one)).slice(0, ROOM - first.length);
  const found = new Map([[id, { x: 0, y: 0 }]]);
  ring(first, RADII[0], found, 0);
  ring(second, RADII[1], found, 0.5);
  return found;
}
