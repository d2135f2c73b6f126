// What is on: a chip for each filter, to be taken off; and a way out where nothing matches all of them.

import { listed, isAmong, scene } from "./shown.js";
import { DATA, FACETS } from "./data.js";
import { button, byId, element } from "./elements.js";
import { groupOf, groupsHere, world } from "./scenes.js";
import { change, defaults, state } from "./state.js";
import { fill, groupName, plain, say, traitName, word } from "./words.js";

const figure = (number) => number.toLocaleString(state.language);

// Each filter that is on: what it is called, what takes it off, and what it is called by the rule of filters.
function active() {
  const found = [];
  for (const name of FACETS) if (state[name]) found.push({ name, text: `${word(`${name}_choice`)}: ${traitName(state[name])}`, off: { [name]: "" } });
  if (state.source !== "") found.push({ name: "source", text: `${word("source_choice")}: ${plain(say(DATA.sources[Number(state.source)].title))}`, off: { source: "" } });
  if (state.asof) found.push({ name: "asof", text: fill("end_of", state.asof), off: { asof: "" } });
  if (state.undated) found.push({ name: "undated", text: word("without_undated"), off: { undated: "" } });
  if (state.doubtful) found.push({ name: "doubtful", text: word("without_doubtful"), off: { doubtful: "" } });
  const here = groupsHere();
  const kept = here.filter((group) => !state.off.includes(group));
  const usual = defaults(state.scene, state.a).off;
  if (state.off.some((group) => here.includes(group) && !usual.includes(group))) {
    found.push({ name: "kinds", text: kept.length && kept.length < 4 ? fill("only", kept.map(groupName).join(", ")) : fill("kinds_off", here.length - kept.length), off: { off: usual } });
  }
  if (state.ties.length) found.push({ name: "ties", text: fill("ties_off", state.ties.length), off: { ties: [] } });
  return found;
}

// How many things there would be without one of them.
const without = ({ name }) => world().things.filter((thing) => (name === "kinds" || !state.off.includes(groupOf(thing))) && isAmong(thing, name)).length;

export function chips() {
  const on = active();
  byId("chips").hidden = !on.length;
  byId("chips").replaceChildren(...on.map((one) => button(`${one.text} ×`, () => change(one.off, { look: "scene" }), { class: "chip", "aria-label": fill("take_off", one.text) })));
  const isBlank = !scene.visible.size && !(state.view === "table" && listed().length);
  byId("blank").hidden = !isBlank;
  if (!isBlank) return;
  byId("blank").replaceChildren(element("p", {}, word("blank")), ...on.map((one) => [one, without(one)]).filter(([, count]) => count)
    .map(([one, count]) => button(fill("without", one.text, figure(count)), () => change(one.off, { look: "scene" }))),
  button(word("no_filter"), () => change(Object.assign({}, ...on.map((one) => one.off)), { look: "scene" })));
}

export const chipTexts = () => active().map((one) => one.text);
