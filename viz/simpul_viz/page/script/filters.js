// The filters: kinds, themes, networks, regions, sectors, sources, and the day one looks at.

import { DATA, options, tieKinds, FACETS, years } from "./data.js";
import { button, byId, drawn, element, mark } from "./elements.js";
import { isDated, overview, scene, singles } from "./shown.js";
import { change, state } from "./state.js";
import { fill, groupName, plain, say, traitName, word } from "./words.js";

// Regions stand under headings, the larger first.
const LEVELS = ["continent", "area", "country"];
const levelled = (made) => LEVELS.map((level) => element("optgroup", { label: word(`${level}_level`) }, ...made.filter((one) => one.value.startsWith(`${level}/`))))
  .filter((group) => group.children.length);

function fillChoice(name) {
  const box = byId(name);
  const keys = [...options[name].keys()];
  box.closest("p").hidden = !keys.length;
  const order = new Intl.Collator(state.language);
  keys.sort((a, b) => order.compare(traitName(a), traitName(b)));
  const made = keys.map((key) => element("option", { value: key }, `${traitName(key)} (${options[name].get(key)})`));
  box.replaceChildren(element("option", { value: "" }, word("any")), ...(name === "region" ? levelled(made) : made));
  box.value = state[name];
}

function legend() {
  const counts = new Map();
  for (const thing of DATA.things) counts.set(thing.group, (counts.get(thing.group) ?? 0) + 1);
  byId("legend").replaceChildren(...DATA.groups.map((group) => {
    const box = element("input", { type: "checkbox", "data-group": group.key, onchange: () => toggle("off", group.key, "data-group") });
    box.checked = !state.off.includes(group.key);
    return element("li", {}, element("label", {}, box, mark(group), element("span", {}, groupName(group.key)),
      element("small", {}, String(counts.get(group.key) ?? 0))));
  }));
}

function tieLegend() {
  byId("tie-box").hidden = !tieKinds.size;
  byId("tie-legend").replaceChildren(...[...tieKinds.values()].map((kind) => {
    const box = element("input", { type: "checkbox", "data-tie": kind.key, onchange: () => toggle("ties", kind.key, "data-tie") });
    box.checked = !state.ties.includes(kind.key);
    const line = drawn("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn("path", { d: "M1 8h14", stroke: kind.colour, "stroke-width": 3 }));
    return element("li", {}, element("label", {}, box, line, element("span", {}, plain(say(kind.name))), element("small", {}, String(kind.count))));
  }));
}

function singleTies() {
  byId("single-box").hidden = !singles.length;
  byId("singles").checked = !state.singles;
  byId("singles-text").textContent = fill("singles", singles.length.toLocaleString(state.language));
}

export function filters() {
  legend();
  tieLegend();
  singleTies();
  FACETS.forEach(fillChoice);
  byId("source").replaceChildren(element("option", { value: "" }, word("every_source")),
    ...DATA.sources.map(({ title }, number) => element("option", { value: String(number) }, plain(say(title)))));
  byId("source").value = state.source;
  time();
  weights();
  summary();
}

function time() {
  byId("time").hidden = !years;
  if (!years) return;
  const slider = byId("asof");
  [slider.min, slider.max] = [String(years[0]), String(years[1] + 1)];
  slider.value = state.asof || slider.max;
  const text = state.asof ? fill("end_of", state.asof) : word("any_time");
  slider.setAttribute("aria-valuetext", text);
  byId("asof-text").textContent = text;
  const undated = state.asof ? scene.ties.filter((tie) => !isDated(tie)).length : 0;
  byId("undated").textContent = undated ? fill("undated", undated.toLocaleString(state.language)) : "";
}

function weights() {
  const heaviest = DATA.ties.reduce((most, tie) => Math.max(most, tie.weight), 1);
  byId("weights").hidden = heaviest <= 1 || !DATA.weighted;
  byId("least").max = String(heaviest);
  byId("least").value = state.least;
  byId("least-text").textContent = fill("at_least", state.least);
}

function summary() {
  const numbers = [scene.visible.size, DATA.things.length, scene.ties.length].map((n) => n.toLocaleString(state.language));
  byId("counts").textContent = word("counts").replace("{a}", numbers[0]).replace("{b}", numbers[1]).replace("{c}", numbers[2]);
  byId("hidden-ones").hidden = !state.hide.length;
  byId("hidden-ones").replaceChildren(button(fill("unhide", state.hide.length), () => change({ hide: [] })));
  byId("everything").hidden = DATA.things.length <= overview.size;
  byId("everything").textContent = word(state.all ? "overview" : "everything");
}

function toggle(name, key, attribute) {
  change({ [name]: state[name].includes(key) ? state[name].filter((one) => one !== key) : [...state[name], key] });
  byId("filters").querySelector(`[${attribute}="${CSS.escape(key)}"]`).focus();
}
