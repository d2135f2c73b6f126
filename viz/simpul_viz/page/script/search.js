// Search as one types, over labels and aliases in every language.

import { select } from "./acts.js";
import { DATA, groups, listedOnly } from "./data.js";
import { byId, element, mark } from "./elements.js";
import { fold, nameOf, plain, say, word } from "./words.js";

const index = [...DATA.things, ...[...listedOnly.values()].map((member) => member.thing)].map((thing) => {
  const names = [...new Set([...Object.values(thing.labels), thing.short, ...thing.aliases].filter(Boolean))];
  return { thing, names, folded: names.map(fold) };
});
const MOST_HITS = 12;
let found = [];
let chosen = -1;

function scoreOf(own, sought) {
  if (own === sought) return 4;
  if (own.startsWith(sought)) return 3;
  if (own.includes(` ${sought}`)) return 2;
  return own.includes(sought) ? 1 : 0;
}

function look(text) {
  const sought = fold(text.trim());
  if (!sought) return [];
  const hits = [];
  for (const { thing, names, folded } of index) {
    let best = 0;
    let name = "";
    folded.forEach((own, number) => {
      const score = scoreOf(own, sought);
      if (score > best) [best, name] = [score, names[number]];
    });
    if (best) hits.push({ thing, name, rank: best * 1e6 + thing.degree });
  }
  return hits.sort((a, b) => b.rank - a.rank).slice(0, MOST_HITS);
}

export function search() {
  found = look(byId("search").value);
  chosen = found.length ? 0 : -1;
  const asked = byId("search").value.trim() !== "";
  byId("status").textContent = !asked ? "" : found.length ? `${found.length} ${word("found")}` : word("nothing");
  list();
}

export function list() {
  const isOpen = byId("search").value.trim() !== "" && document.activeElement === byId("search");
  const items = found.map((hit, number) => element("li", {
    role: "option", id: `hit-${number}`, "aria-selected": String(number === chosen),
    onmousedown: (event) => { event.preventDefault(); choose(number); },
  }, ...(groups.has(hit.thing.group) ? [mark(groups.get(hit.thing.group))] : []), ` ${nameOf(hit.thing)} `,
  element("small", {}, plain(say(DATA.kinds[hit.thing.kind])) + (plain(hit.name) !== nameOf(hit.thing) ? ` · ${plain(hit.name)}` : ""))));
  byId("results").replaceChildren(...(items.length ? items : [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, word("nothing"))]));
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
  select(hit.thing.id);
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
