// What the reader looks at and has chosen: one value, in the page's address; each step is one of the browser's history.

import { DATA, groups, listedOnly, things, everyTie, FACETS } from "./data.js";
import { byId } from "./elements.js";

const LISTS = new Set(["off", "ties", "hide", "pin"]);
export const CHOICES = [...FACETS, "source"];
export const DRAWINGS = ["network", "map", "timeline", "table"];
// Scenes that the page computes, and how many things each is about.
export const COMPUTED = { around: 1, compare: 2, ways: 2 };
const LOOKS = ["", "light", "dark"];
const ROWS = ["", "things", "ties", "dates", "steps"];

const spoken = byId("language").value;
const known = new Map(DATA.scenes ? Object.entries(DATA.scenes) : []);
export const isScene = (name) => known.has(name) || (!DATA.one && name in COMPUTED);

// What holds for a scene as long as the reader chooses nothing.
export function defaults(scene, a) {
  const made = known.get(scene);
  const off = made ? made.off : scene === "around" && a.startsWith("theme/") ? [] : scene === "around" ? ["theme"] : [];
  return { off: off.filter((group) => groups.has(group)), least: String(made?.least ?? 1) };
}

export const FIRST = {
  scene: DATA.start.scene, a: DATA.start.a, b: DATA.start.b, hops: String(DATA.start.hops),
  view: DATA.start.drawing,
  ask: "",
  language: spoken,
  look: "",
  ...defaults(DATA.start.scene, DATA.start.a),
  theme: "", network: "", region: "", sector: "", source: "",
  ties: [],
  asof: "", undated: "", doubtful: "",
  singles: "",
  all: "",
  rows: "",
  selected: DATA.start.selected,
  pair: "",
  document: "",
  member: "",
  open: {},
  hide: [],
  pin: [],
  at: {},
};
export const state = { ...FIRST };

const coded = (key) => encodeURIComponent(key);
const WRITTEN = {
  open: (open) => Object.entries(open).map(([key, count]) => `${coded(key)}:${count}`).join(","),
  at: (at) => Object.entries(at).map(([key, [x, y]]) => `${coded(key)}:${x}:${y}`).join(","),
};
const written = (key, value) => {
  if (WRITTEN[key]) return WRITTEN[key](value);
  return LISTS.has(key) ? value.map(coded).join(",") : String(value);
};
const base = (scene, a) => ({ ...FIRST, ...defaults(scene, a) });

function address() {
  const parts = new URLSearchParams();
  const usual = base(state.scene, state.a);
  for (const [key, value] of Object.entries(state)) {
    const text = written(key, value);
    if (text !== written(key, usual[key])) parts.set(key, text);
  }
  // Of the document itself: a page that stands within another has that one's base.
  return location.href.split("#")[0] + (parts.size ? `#${parts}` : "");
}

// Whoever draws the state says so here; what is to be looked at is the id of a thing, or nothing.
let draw = () => {};
export function onChange(act) { draw = act; }

// Moving a slider is one step, however far it goes.
let moved = "";
export function change(changes, { remember = true, look = "", merge = "" } = {}) {
  const before = { ...state };
  Object.assign(state, changes);
  const isSame = merge !== "" && merge === moved;
  moved = merge;
  keepAddress(remember && !isSame, before);
  draw(look);
}

// Where a page stands within another, such as a notebook, the browser may keep no history for it: then it keeps its own.
const kept = [];
function keepAddress(isStep, before) {
  const depth = history.state?.depth ?? 0;
  try {
    if (isStep) history.pushState({ depth: depth + 1 }, "", address());
    else history.replaceState({ depth }, "", address());
  } catch {
    if (isStep) kept.push(before);
  }
}

export const canUndo = () => kept.length > 0 || (history.state?.depth ?? 0) > 0;
export function undo() {
  if (!kept.length) { history.back(); return; }
  Object.assign(state, kept.pop());
  draw("");
}

// Another scene begins with its own kinds and opened things; what is selected, filtered and looked up stays.
export const enter = (scene, { a = "", b = "", ...more } = {}) => change({
  scene, a, b, ...defaults(scene, a), ties: [], open: {}, hide: [], at: {}, all: "", pair: "", document: "", ...more,
}, { look: "scene" });

// ---- An address brings a state back; what it says that makes no sense is left aside. --------------------------

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

const pairs = (text) => (text ?? "").split(",").map((part) => part.split(":")).map(([key, ...rest]) => [decoded(key), ...rest.map(Number)]);
const kinds = new Set(everyTie.map((tie) => tie.kind));
const isPair = (text) => (text ?? "").split("|").length === 2 && text.split("|").every((id) => things.has(id));

function sceneOf(given) {
  const scene = isScene(given.get("scene")) ? given.get("scene") : FIRST.scene;
  const [a, b] = ["a", "b"].map((name) => (given.has(name) ? given.get(name) : scene === FIRST.scene ? FIRST[name] : ""));
  const isWhole = [a, b].slice(0, COMPUTED[scene] ?? 0).every((id) => things.has(id));
  return isWhole ? { scene, a, b } : { scene: FIRST.scene, a: FIRST.a, b: FIRST.b };
}

const isThing = (text) => text === "" || things.has(text);

export function restore() {
  const given = new URLSearchParams(location.hash.slice(1));
  const at = sceneOf(given);
  const usual = base(at.scene, at.a);
  const list = (name, allowed) => (given.has(name) ? given.get(name).split(",").map(decoded).filter((key) => allowed.has(key)) : usual[name]);
  const one = (name, isKnown) => (given.has(name) && isKnown(given.get(name)) ? given.get(name) : usual[name]);
  const among = (name, values) => one(name, (text) => values.includes(text));
  Object.assign(state, at, {
    hops: one("hops", (text) => /^[1-6]$/.test(text)),
    view: among("view", DRAWINGS), look: among("look", LOOKS), rows: among("rows", ROWS),
    ask: one("ask", (text) => /^[a-z]+(\|[^|]*)*$/.test(text)),
    language: one("language", (text) => text in DATA.texts.search),
    off: list("off", groups), ties: list("ties", kinds), hide: list("hide", things), pin: list("pin", things),
    ...Object.fromEntries(FACETS.map((name) => [name, one(name, (text) => text in DATA.names)])),
    source: one("source", (text) => /^\d+$/.test(text) && Number(text) in DATA.sources),
    document: one("document", (text) => /^\d+$/.test(text) && Number(text) in DATA.citations),
    asof: one("asof", (text) => /^\d{4}$/.test(text)), undated: among("undated", ["no"]), doubtful: among("doubtful", ["no"]),
    least: one("least", (text) => /^\d+$/.test(text)),
    singles: among("singles", ["no"]), all: among("all", ["yes"]),
    selected: one("selected", isThing), pair: one("pair", isPair), member: one("member", (text) => listedOnly.has(text)),
    open: Object.fromEntries(pairs(given.get("open")).filter(([key, count]) => things.has(key) && count > 0)),
    at: Object.fromEntries(pairs(given.get("at")).filter(([key, x, y]) => things.has(key) && Number.isFinite(x) && Number.isFinite(y)).map(([key, x, y]) => [key, [x, y]])),
  });
}
