// What a reader can do with a thing: choose it, open what it leads to, hide it, hold it fast.

import { listedOnly, things, FACETS } from "./data.js";
import { byId, element, narrow } from "./elements.js";
import { bySource, byTime, byFacet } from "./shown.js";
import { change, state } from "./state.js";
import { nameOf } from "./words.js";

// What is chosen must be seen: what hides it is taken away.
function unhidden(thing) {
  const changes = {};
  if (state.off.includes(thing.group)) changes.off = state.off.filter((group) => group !== thing.group);
  if (state.hide.includes(thing.id)) changes.hide = state.hide.filter((key) => key !== thing.id);
  if (!bySource(thing.id)) changes.source = "";
  for (const name of FACETS) if (!byFacet(thing, name)) changes[name] = "";
  if (!byTime(thing)) changes.asof = "";
  return changes;
}

// What is listed and not drawn is opened at its network.
export function select(id, { look = true } = {}) {
  const member = listedOnly.get(id);
  const thing = things.get(member ? member.network : id);
  const selected = thing ? thing.id : "";
  change({ selected, member: member ? id : "", ...(thing ? unhidden(thing) : {}) }, { look: look ? selected : "" });
  if ((thing || member) && narrow) byId("panel").focus({ preventScroll: false });
}

export const STEP = 12;
export const expand = (id) => change({ open: { ...state.open, [id]: (state.open[id] ?? 0) + STEP } });
export const collapse = (id) => change({ open: Object.fromEntries(Object.entries(state.open).filter(([key]) => key !== id)) });
export const put = (name, id) => change({ [name]: [...state[name].filter((key) => key !== id), id], ...(name === "hide" ? { selected: "" } : {}) });
export const take = (name, id) => change({ [name]: state[name].filter((key) => key !== id) });

// A thing that the page tells of, to be opened; what it only mentions has no way to go.
export const goTo = (thing) => (things.has(thing.id) || listedOnly.has(thing.id) ? element("a", { href: `#${listedOnly.has(thing.id) ? "member" : "selected"}=${encodeURIComponent(thing.id)}`, class: "go", onclick: (event) => {
  event.preventDefault();
  select(thing.id);
} }, nameOf(thing)) : element("span", {}, nameOf(thing)));
