// The filters: kinds, themes, networks, regions, sectors, sources, and the day one looks at.

import { DATA, FACETS, groups, years } from "./data.js";
import { button, byId, drawn, element, mark } from "./elements.js";
import { tieKinds, tint } from "./look.js";
import { groupOf, world } from "./scenes.js";
import { isAmong, scene, singles, tiePasses, facetsOf } from "./shown.js";
import { change, state } from "./state.js";
import { ofTie } from "./time.js";
import { fill, groupName, plain, say, traitName, word } from "./words.js";

// Regions stand under headings, the larger first.
const LEVELS = ["continent", "area", "country"];
const levelled = (made) => LEVELS.map((level) => element("optgroup", { label: word(`${level}_level`) }, ...made.filter((one) => one.value.startsWith(`${level}/`))))
  .filter((group) => group.children.length);
const figure = (number) => number.toLocaleString(state.language);

function fillChoice(name) {
  const box = byId(name);
  const counts = new Map();
  for (const thing of world().things) if (isAmong(thing, name)) for (const key of facetsOf(thing, name)) counts.set(key, (counts.get(key) ?? 0) + 1);
  if (state[name] && !counts.has(state[name])) counts.set(state[name], 0);
  box.closest("p").hidden = !counts.size;
  const order = new Intl.Collator(state.language);
  const keys = [...counts.keys()].sort((a, b) => order.compare(traitName(a), traitName(b)));
  const made = keys.map((key) => element("option", { value: key }, `${traitName(key)} (${counts.get(key)})`));
  box.replaceChildren(element("option", { value: "" }, word("any")), ...(name === "region" ? levelled(made) : made));
  box.value = state[name];
}

// What passes all filters but that of kinds, by kind.
function legend() {
  const counts = new Map();
  const all = new Set();
  for (const thing of world().things) {
    all.add(groupOf(thing));
    if (isAmong(thing)) counts.set(groupOf(thing), (counts.get(groupOf(thing)) ?? 0) + 1);
  }
  byId("legend").replaceChildren(...DATA.groups.filter((group) => all.has(group.key)).map((group) => {
    const box = element("input", { type: "checkbox", "data-group": group.key, onchange: () => toggle("off", group.key, "data-group") });
    box.checked = !state.off.includes(group.key);
    return element("li", {}, element("label", {}, box, mark({ ...groups.get(group.key), colour: tint(group.colour) }), element("span", {}, groupName(group.key)),
      element("small", {}, figure(counts.get(group.key) ?? 0))));
  }));
}

const FEW = 16;
function tieLegend() {
  const kinds = tieKinds();
  byId("tie-box").hidden = kinds.size < 2 || kinds.size > FEW || state.view === "timeline";
  if (byId("tie-box").hidden) return;
  const counts = new Map();
  for (const tie of world().ties) if (tiePasses(tie, "kind")) counts.set(tie.kind, (counts.get(tie.kind) ?? 0) + 1);
  byId("tie-legend").replaceChildren(...[...kinds.values()].map((kind) => {
    const box = element("input", { type: "checkbox", "data-tie": kind.key, onchange: () => toggle("ties", kind.key, "data-tie") });
    box.checked = !state.ties.includes(kind.key);
    const line = drawn("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn("path", { d: "M1 8h14", stroke: tint(kind.colour), "stroke-width": 3 }));
    return element("li", {}, element("label", {}, box, line, element("span", {}, plain(say(kind.name))), element("small", {}, figure(counts.get(kind.key) ?? 0))));
  }));
}

function singleTies() {
  byId("single-box").hidden = !singles.length;
  byId("singles").checked = !state.singles;
  byId("singles-text").textContent = fill("singles", figure(singles.length));
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
  doubts();
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
  [byId("year").min, byId("year").max] = [String(years[0]), String(years[1])];
  if (document.activeElement !== byId("year")) byId("year").value = state.asof;
}

export function typedYear(event) {
  const year = Math.round(Number(event.target.value));
  change({ asof: year >= years[0] && year <= years[1] ? String(year) : "" });
}

// How many of the ties that would be shown nobody dates, and how many a source doubts.
function doubts() {
  const counts = { undated: 0, doubtful: 0 };
  for (const tie of world().ties) {
    const standing = ofTie(tie);
    if (standing in counts && scene.visible.has(tie.from) && scene.visible.has(tie.to)) counts[standing] += 1;
  }
  for (const name of Object.keys(counts)) {
    byId(`${name}-box`).hidden = !counts[name] && !state[name];
    byId(`with-${name}`).checked = !state[name];
    byId(`${name}-text`).textContent = fill(`${name}_ties`, figure(counts[name]));
  }
}

function weights() {
  const heaviest = world().ties.reduce((most, tie) => Math.max(most, tie.weight), 1);
  byId("weights").hidden = heaviest <= 1 || !world().weighted;
  byId("least").max = String(heaviest);
  byId("least").value = state.least;
  byId("least-text").textContent = fill("at_least", state.least);
}

function summary() {
  const numbers = [scene.visible.size, world().things.length, scene.ties.length].map(figure);
  byId("counts").textContent = word("counts").replace("{a}", numbers[0]).replace("{b}", numbers[1]).replace("{c}", numbers[2]);
  byId("hidden-ones").hidden = !state.hide.length;
  byId("hidden-ones").replaceChildren(button(fill("unhide", state.hide.length), () => change({ hide: [] })));
  byId("everything").hidden = world().things.length <= world().early.size;
  byId("everything").textContent = word(state.all ? "overview" : "everything");
}

function toggle(name, key, attribute) {
  change({ [name]: state[name].includes(key) ? state[name].filter((one) => one !== key) : [...state[name], key] }, { look: "scene" });
  byId("filters").querySelector(`[${attribute}="${CSS.escape(key)}"]`).focus();
}
