// What a reader can do with a thing: choose it, open what it leads to, hide it, hold it fast.

import { things, FACETS } from "./data.js";
import { byId, element, narrow } from "./elements.js";
import { bySource, byTime, byFacet } from "./shown.js";
import { change, state } from "./state.js";
import { nameOf } from "./words.js";

export function select(id, { look = true } = {}) {
  const thing = things.get(id);
  const changes = { selected: id };
  // What is chosen must be seen: what hides it is taken away.
  if (thing && state.off.includes(thing.group)) changes.off = state.off.filter((group) => group !== thing.group);
  if (thing && state.hide.includes(id)) changes.hide = state.hide.filter((key) => key !== id);
  if (thing && !bySource(id)) changes.source = "";
  for (const name of FACETS) if (thing && !byFacet(thing, name)) changes[name] = "";
  if (thing && !byTime(thing)) changes.asof = "";
  change(changes, { look: thing && look ? id : "" });
  if (thing && narrow) byId("panel").focus({ preventScroll: false });
}

export const STEP = 12;
export const expand = (id) => change({ open: { ...state.open, [id]: (state.open[id] ?? 0) + STEP } });
export const collapse = (id) => change({ open: Object.fromEntries(Object.entries(state.open).filter(([key]) => key !== id)) });
export const put = (name, id) => change({ [name]: [...state[name].filter((key) => key !== id), id], ...(name === "hide" ? { selected: "" } : {}) });
export const take = (name, id) => change({ [name]: state[name].filter((key) => key !== id) });

export const goTo = (thing) => element("a", { href: `#selected=${encodeURIComponent(thing.id)}`, class: "go", onclick: (event) => {
  event.preventDefault();
  select(thing.id);
} }, nameOf(thing));
