// What the page's data holds, and the languages it is said in.

const byId = (id) => document.getElementById(id);
const DATA = JSON.parse(byId("data").textContent);

// What mostly says nothing is left out of the data, and names stand in a pool: here they are put back.
const facts = (given) => (given ?? []).map((fact) => ({ unit: "", date: "", link: "", citations: [], ...fact, name: DATA.pool[fact.name] }));
DATA.things = DATA.things.map((thing) => ({
  short: "", description: {}, aliases: [], citations: [], traits: {}, point: null, span: ["", ""], ...thing, facts: facts(thing.facts),
}));
DATA.ties = DATA.ties.map((tie, number) => ({
  dates: {}, citations: [], weight: 1, span: ["", ""], ...tie, id: `tie-${number}`, number,
  name: DATA.pool[tie.name], role: DATA.pool[tie.role] ?? {}, notes: facts(tie.notes),
}));
DATA.timeline = DATA.timeline.map((entry) => ({ ...entry, name: DATA.pool[entry.name] }));

const things = new Map(DATA.things.map((thing) => [thing.id, thing]));
const groups = new Map(DATA.groups.map((group) => [group.key, group]));
const tieKinds = new Map(DATA.tie_kinds.map((kind) => [kind.key, kind]));
const tieColour = (tie) => tieKinds.get(tie.kind)?.colour ?? "#8c9bab";
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
// Of any number of numbers: Math.min takes no more than a call has room for.
const least = (numbers) => numbers.reduce((found, number) => Math.min(found, number), Infinity);
const most = (numbers) => numbers.reduce((found, number) => Math.max(found, number), -Infinity);
const narrow = matchMedia("(max-width: 900px)").matches;

// The ties of each thing, found once.
const tiesOf = new Map(DATA.things.map((thing) => [thing.id, []]));
for (const tie of DATA.ties) {
  tiesOf.get(tie.from).push(tie);
  if (tie.to !== tie.from) tiesOf.get(tie.to).push(tie);
}
const other = (tie, id) => (tie.from === id ? tie.to : tie.from);

// ---- Words ---------------------------------------------------------------------------------------------------

const word = (key) => DATA.texts[key][state.language] ?? DATA.texts[key].en;
const fill = (key, a, b) => word(key).replace("{a}", () => a).replace("{b}", () => b ?? "");
const say = (texts) => texts[state.language] ?? texts.en ?? texts[""] ?? Object.values(texts)[0] ?? "";
// A text that runs from right to left must not turn the line around it: it is shown without its control marks.
const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
const nameOf = (thing) => plain(say(thing.labels));
const traitName = (key) => plain(say(DATA.names[key] ?? { "": key }));
const groupName = (key) => (DATA.names[key] ? traitName(key) : word(key));
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
const figure = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text).toLocaleString(state.language) : text);

// Dates stand in the data as the source says them (EDTF); the common forms are put into words.
function when(date) {
  const day = "([0-9X]{4}(?:-[0-9]{2}){0,2})";
  const forms = [
    [`${day}~`, (m) => fill("about", m[1])],
    [`${day}\\?`, (m) => fill("perhaps", m[1])],
    [`\\[${day}\\.\\.${day}\\]`, (m) => fill("between", m[1], m[2])],
    ["\\{(.+)\\}", (m) => m[1].replaceAll("..", "–").split(",").join(", ")],
    [`${day}/${day}`, (m) => fill("until", m[1], m[2])],
  ];
  for (const [pattern, words] of forms) {
    const match = date.match(new RegExp(`^${pattern}$`));
    if (match) return words(match);
  }
  return date;
}

function period(dates) {
  if (dates.begin && dates.begin === dates.end) return when(dates.begin);
  return ["begin", "end", "asOf", "due"].filter((key) => dates[key]).map((key) => fill(key, when(dates[key]))).join(", ");
}

// ---- Elements ------------------------------------------------------------------------------------------------

// All text goes into the page as text nodes, never as markup, so that nothing in the data can run.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";
function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  square: "M3 3h10v10H3z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 2l7 12H1z",
  triangleDown: "M8 14L1 2h14z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  star: "M8 1l2.2 4.6 5 .6-3.7 3.5 1 5L8 12.2 3.5 14.7l1-5L.8 6.2l5-.6z",
};

function mark(group) {
  return drawn("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" },
    drawn("path", { d: OUTLINES[group.shape], fill: group.colour }));
}

const goTo = (thing) => element("a", { href: `#selected=${encodeURIComponent(thing.id)}`, class: "go", onclick: (event) => {
  event.preventDefault();
  select(thing.id);
} }, nameOf(thing));
const button = (text, act, attributes = {}) => element("button", { type: "button", onclick: act, ...attributes }, text);
