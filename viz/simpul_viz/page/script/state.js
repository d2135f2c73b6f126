// What the reader has chosen: in one value, in the page's address, and in the way back.

import { DATA, groups, listedOnly, options, things, tieKinds, FACETS } from "./data.js";
import { byId } from "./elements.js";

const LISTS = new Set(["off", "ties", "hide", "pin"]);
export const CHOICES = [...FACETS, "source"];
export const FIRST = {
  language: byId("language").value,
  off: DATA.off.filter((group) => groups.has(group)),
  theme: "", network: "", region: "", sector: "", source: "",
  ties: [],
  asof: "",
  least: String(DATA.least),
  singles: "",
  all: "",
  view: "picture",
  selected: DATA.selected,
  member: "",
  open: {},
  hide: [],
  pin: [],
  at: {},
};
export const state = { ...FIRST };
const past = [];
const MOST_STEPS = 100;

const coded = (key) => encodeURIComponent(key);
const WRITTEN = {
  open: (open) => Object.entries(open).map(([key, count]) => `${coded(key)}:${count}`).join(","),
  at: (at) => Object.entries(at).map(([key, [x, y]]) => `${coded(key)}:${x}:${y}`).join(","),
};
const written = (key, value) => {
  if (WRITTEN[key]) return WRITTEN[key](value);
  return LISTS.has(key) ? value.map(coded).join(",") : String(value);
};

function address() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    const text = written(key, value);
    if (text !== written(key, FIRST[key])) parts.set(key, text);
  }
  const text = parts.toString();
  return text ? `#${text}` : "";
}

// Whoever draws the state says so here; what is to be looked at is the id of a thing, or nothing.
let draw = () => {};
export function onChange(act) { draw = act; }

export function change(changes, { remember = true, look = "" } = {}) {
  if (remember) past.push({ ...state });
  if (past.length > MOST_STEPS) past.shift();
  Object.assign(state, changes);
  keepAddress();
  draw(look);
}

function keepAddress() {
  const hash = address();
  if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

export const canUndo = () => past.length > 0;
export const undo = () => change({ ...past.pop(), language: state.language }, { remember: false });

// ---- An address brings a state back; what it says that makes no sense is left aside. --------------------------

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

const pairs = (text) => (text ?? "").split(",").map((part) => part.split(":")).map(([key, ...rest]) => [decoded(key), ...rest.map(Number)]);

export function restore() {
  const given = new URLSearchParams(location.hash.slice(1));
  const list = (name, known) => (given.has(name) ? given.get(name).split(",").map(decoded).filter((key) => known.has(key)) : FIRST[name]);
  const one = (name, known) => (known(given.get(name)) ? given.get(name) : FIRST[name]);
  const facet = (name) => (options[name].has(given.get(name)) ? given.get(name) : "");
  Object.assign(state, {
    language: one("language", (text) => text in DATA.texts.search),
    off: list("off", groups),
    theme: facet("theme"), network: facet("network"), region: facet("region"), sector: facet("sector"),
    source: one("source", (text) => /^\d+$/.test(text ?? "") && Number(text) in DATA.sources),
    ties: list("ties", tieKinds),
    asof: one("asof", (text) => /^\d{4}$/.test(text ?? "")),
    least: one("least", (text) => /^\d+$/.test(text ?? "")),
    singles: one("singles", (text) => text === "no"),
    all: one("all", (text) => text === "yes"),
    view: one("view", (text) => text === "table"),
    selected: given.has("selected") && (things.has(given.get("selected")) || given.get("selected") === "") ? given.get("selected") : FIRST.selected,
    member: one("member", (text) => listedOnly.has(text)),
    open: Object.fromEntries(pairs(given.get("open")).filter(([key, count]) => things.has(key) && count > 0)),
    hide: list("hide", things),
    pin: list("pin", things),
    at: Object.fromEntries(pairs(given.get("at")).filter(([key, x, y]) => things.has(key) && Number.isFinite(x) && Number.isFinite(y)).map(([key, x, y]) => [key, [x, y]])),
  });
}
