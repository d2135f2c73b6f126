// Search as one types: things, kinds of things, and two things to compare.

import { select } from "./acts.js";
import { groups } from "./data.js";
import { byId, element, mark } from "./elements.js";
import { findKinds, findPair, findThings, kindName } from "./finder.js";
import { groupsHere } from "./scenes.js";
import { change, enter, state } from "./state.js";
import { fill, groupName, nameOf, plain, word } from "./words.js";

const MOST_HITS = 12;
let found = [];
let total = 0;
let chosen = -1;

const thingHit = ({ thing, name }) => ({
  act: () => select(thing.id), mark: groups.has(thing.group) ? [mark(groups.get(thing.group))] : [],
  text: nameOf(thing), more: kindName(thing) + (plain(name) !== nameOf(thing) ? ` · ${plain(name)}` : ""),
});

// A kind is looked at by itself, in the whole.
function onlyKind(group) {
  const off = [...groups.keys()].filter((one) => one !== group);
  if (state.scene === "explorer" || groupsHere().includes(group)) change({ off, selected: "", pair: "" }, { look: "scene" });
  else enter("explorer", { off, selected: "" });
}
const kindHit = ({ group, count }) => ({ act: () => onlyKind(group), mark: [mark(groups.get(group))], text: groupName(group), more: fill("all_of_kind", count.toLocaleString(state.language)) });
const pairHits = ([a, b]) => [
  { act: () => enter("compare", { a: a.id, b: b.id, selected: "" }), mark: [], text: fill("compare_two", nameOf(a), nameOf(b)), more: "" },
  { act: () => enter("ways", { a: a.id, b: b.id, selected: "" }), mark: [], text: fill("ways_two", nameOf(a), nameOf(b)), more: "" },
  ...[a, b].map((thing) => thingHit({ thing, name: nameOf(thing) })),
];

function look(text) {
  const hits = findThings(text);
  const isOne = hits.length > 0 && hits[0].isWhole;
  const pair = text.trim().includes(" ") ? findPair(text, isOne) : null;
  const kinds = findKinds(text).map(kindHit);
  total = hits.length + kinds.length;
  if (pair) return [...pairHits(pair), ...(isOne ? hits.slice(0, MOST_HITS - 4).map(thingHit) : [])];
  return [...kinds, ...hits.slice(0, MOST_HITS - kinds.length).map(thingHit)];
}

export function search() {
  found = look(byId("search").value);
  chosen = found.length ? 0 : -1;
  const isAsked = byId("search").value.trim() !== "";
  byId("status").textContent = !isAsked ? "" : found.length ? `${Math.max(total, found.length).toLocaleString(state.language)} ${word("found")}` : word("nothing");
  list();
}

export function list() {
  const isOpen = byId("search").value.trim() !== "" && document.activeElement === byId("search");
  const items = found.map((hit, number) => element("li", {
    role: "option", id: `hit-${number}`, "aria-selected": String(number === chosen),
    onmousedown: (event) => { event.preventDefault(); choose(number); },
  }, ...hit.mark, ` ${hit.text} `, element("small", {}, hit.more)));
  const rest = total > found.length && found.length ? [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "rest" }, fill("first_hits", found.length, total.toLocaleString(state.language)))] : [];
  byId("results").replaceChildren(...(items.length ? [...items, ...rest] : [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, word("nothing"))]));
  byId("results").hidden = !isOpen;
  byId("search").setAttribute("aria-expanded", String(isOpen));
  if (chosen >= 0 && isOpen) byId("search").setAttribute("aria-activedescendant", `hit-${chosen}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function choose(number) {
  const hit = found[number];
  if (!hit) return;
  byId("search").value = "";
  found = [];
  list();
  hit.act();
}

export function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.length) chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    list();
  } else if (event.key === "Enter") {
    choose(chosen);
  } else if (event.key === "Escape" && byId("search").value) {
    event.stopPropagation();
    byId("search").value = "";
    search();
  }
}
