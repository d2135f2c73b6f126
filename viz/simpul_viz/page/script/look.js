// Light or dark, as the reader's system prefers or as chosen here, and the colours of what is drawn.

import { DATA } from "./data.js";
import { degreeOf, groupOf, world } from "./scenes.js";
import { state } from "./state.js";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
// What is printed is light, and as wide as a sheet of A4 has room for.
export const paper = { isPrinting: false, width: 680 };
export const isDark = () => !paper.isPrinting && (state.look === "dark" || (state.look === "" && prefersDark.matches));
export const onPreference = (act) => prefersDark.addEventListener("change", act);

let read = {};
// Sets the page's look and reads what its style calls the colours.
export function dress() {
  document.documentElement.dataset.look = isDark() ? "dark" : "light";
  const style = getComputedStyle(document.documentElement);
  read = Object.fromEntries(["ink", "quiet", "line", "paper", "ground", "accent", "land", "shore", "sea", "doubt", "bundle"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}
export const colour = (name) => read[name];

// On a dark ground the colours of kinds are mixed with white, so that they stand out as much.
const mixed = new Map();
export function tint(given) {
  if (!isDark()) return given;
  if (!mixed.has(given)) mixed.set(given, `#${[1, 3, 5].map((i) => Math.round(parseInt(given.slice(i, i + 2), 16) * 0.55 + 255 * 0.45).toString(16).padStart(2, "0")).join("")}`);
  return mixed.get(given);
}

const byKey = new Map(DATA.groups.map((group) => [group.key, group]));
// The more ties a thing has here, the larger it is.
export function looksOf(thing) {
  const group = byKey.get(groupOf(thing));
  const size = Math.min(30, 8 + 2.2 * Math.sqrt(degreeOf(thing.id)));
  return { ...DATA.nodes[thing.number], shape: group.shape, color: tint(group.colour), size };
}

// Kinds of tie in the order of how many there are; each has a colour where the scene colours them.
const PLAIN = "#8c9bab";
const cache = new WeakMap();
export function tieKinds() {
  const scene = world();
  if (!cache.has(scene)) {
    const counts = new Map();
    for (const tie of scene.ties) counts.set(tie.kind, { key: tie.kind, name: tie.name, count: (counts.get(tie.kind)?.count ?? 0) + 1 });
    const order = [...counts.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
    cache.set(scene, new Map(order.map((kind, number) => [kind.key, { ...kind, colour: scene.coloured ? DATA.colours[number % DATA.colours.length] : PLAIN }])));
  }
  return cache.get(scene);
}
export const tieColour = (tie) => tint(tieKinds().get(tie.kind)?.colour ?? PLAIN);
