// What a reader can do with a thing: choose it, open what it leads to, hide it, hold it fast.

import { listedOnly, things, FACETS } from "./data.js";
import { byId, element, narrow } from "./elements.js";
import { groupOf, world } from "./scenes.js";
import { bySource, byTime, byFacet, scene } from "./shown.js";
import { change, enter, state } from "./state.js";
import { ofThing } from "./time.js";
import { nameOf } from "./words.js";

export const STEP = 12;
const HOME = "explorer";

// What is chosen must be seen: what hides it is taken away.
function unhidden(thing) {
  const changes = {};
  const group = groupOf(thing);
  if (state.off.includes(group)) changes.off = state.off.filter((one) => one !== group);
  if (state.hide.includes(thing.id)) changes.hide = state.hide.filter((key) => key !== thing.id);
  if (!bySource(thing.id)) changes.source = "";
  for (const name of FACETS) if (!byFacet(thing, name)) changes[name] = "";
  if (!byTime(thing)) Object.assign(changes, { undated: { asof: "", undated: "" }, doubtful: { doubtful: "" } }[ofThing(thing)] ?? { asof: "" });
  return changes;
}

// A thing found in the void is opened with its neighbours.
const opened = (id) => (scene.visible.has(id) || id in state.open ? {} : { open: { ...state.open, [id]: STEP } });
const NO_CARD = { pair: "", document: "" };

// What is listed and not drawn is opened at its network; what the scene does not have, in the whole.
export function select(id, { look = true } = {}) {
  const member = listedOnly.get(id);
  const thing = things.get(member ? member.network : id);
  const selected = thing ? thing.id : "";
  const card = { ...NO_CARD, selected, member: member ? id : "" };
  if (thing && !world().keys.has(selected) && state.view !== "map") enter(HOME, { ...card, ...unhidden(thing), open: { [selected]: STEP } });
  else change({ ...card, ...(thing ? { ...unhidden(thing), ...opened(selected) } : {}) }, { look: look ? selected : "" });
  if ((thing || member) && narrow) byId("panel").focus({ preventScroll: false });
}

export const selectPair = (pair) => { change({ pair, selected: "", member: "", document: "" }); if (narrow) byId("panel").focus(); };
export const openDocument = (number) => { change({ document: String(number) }); byId("panel").focus(); };
export const expand = (id) => change({ open: { ...state.open, [id]: (state.open[id] ?? 0) + STEP } });
export const collapse = (id) => change({ open: Object.fromEntries(Object.entries(state.open).filter(([key]) => key !== id)) });
export const put = (name, id) => change({ [name]: [...state[name].filter((key) => key !== id), id], ...(name === "hide" ? { selected: "" } : {}) });
export const take = (name, id) => change({ [name]: state[name].filter((key) => key !== id) });

// A thing that the page tells of, to be opened; what it only mentions has no way to go.
export const goTo = (thing, text = nameOf(thing)) => (things.has(thing.id) || listedOnly.has(thing.id) ? element("a", { href: `#${listedOnly.has(thing.id) ? "member" : "selected"}=${encodeURIComponent(thing.id)}`, class: "go", onclick: (event) => {
  event.preventDefault();
  select(thing.id);
} }, text) : element("span", {}, text));
