// The table: what the picture shows, for whoever reads lines rather than pictures: things, ties, dates, or the steps of ways.

import { goTo, selectPair } from "./acts.js";
import { pairOf } from "./bundles.js";
import { titleOf } from "./citations.js";
import { DATA, things } from "./data.js";
import { button, element } from "./elements.js";
import { kindName } from "./finder.js";
import { world } from "./scenes.js";
import { listed, listedTies, sourcesOf, facetsOf } from "./shown.js";
import { change, FIRST, state } from "./state.js";
import { ofDates, ofTie } from "./time.js";
import { dated as entries } from "./timeline.js";
import { fill, nameOf, plain, say, traitName, word } from "./words.js";

const box = element("div", { class: "rows" });
const sorting = { column: 2, down: true, of: "things" };
const MOST_ROWS = 2000;

const named = (keys) => keys.map((key) => plain(things.get(key)?.short || traitName(key))).join("; ");
const countries = (thing) => named((thing.facets.region ?? []).filter((key) => key.startsWith("country/")));
const sourceNames = (thing) => [...sourcesOf(thing.id)].filter((n) => n >= 0).map((n) => plain(say(DATA.sources[n].title))).join("; ");
const cited = (one) => [...new Set(one.citations.map(titleOf))].join("; ");
const nameAt = (id) => nameOf(things.get(id));
const standing = (one) => (one.from ? ofTie(one) : ofDates(one, state.asof));

// A thing that thirty sources tell of must not fill the screen; the saved table has them all.
const FEW = 2;
function shortened(text) {
  const parts = text.split("; ");
  return parts.length > FEW + 1 ? `${parts.slice(0, FEW).join("; ")} ${fill("more", parts.length - FEW)}` : text;
}

const has = (name) => world().things.some((thing) => thing.facets[name]?.length);
function thingColumns() {
  return [
    ["name", nameOf],
    ["kind", kindName],
    ["connections", (thing) => thing.degree],
    ...(has("region") ? [["region", countries]] : []),
    ...(has("network") ? [["network_facet", (thing) => named(facetsOf(thing, "network").filter((key) => key !== thing.id))]] : []),
    ["sources", sourceNames],
  ];
}
const DATES = [["since", (one) => one.begin ?? ""], ["ended", (one) => one.end ?? ""], ["seen", (one) => one.asOf ?? ""]];
const dated = (said) => DATES.map(([key, value]) => [key, (one) => value(said(one))]);
const certainty = ["standing", (one) => word(`is_${standing(one)}`)];

const tieColumns = () => [
  ["from_thing", (tie) => nameAt(tie.from)], ["tie", (tie) => [say(tie.name), say(tie.role)].filter(Boolean).map(plain).join(": ")], ["to_thing", (tie) => nameAt(tie.to)],
  ...(world().weighted || world().coloured ? [["strength", (tie) => tie.weight], ["made_of", (tie) => tie.notes.map((note) => (things.has(note.thing) ? nameAt(note.thing) : plain(say(note.value)))).join("; ")]] : []),
  ...dated((tie) => tie.dates), certainty, ["sources", cited],
];
const dateColumns = () => [
  ["section", (entry) => word(`timeline_${entry.section}`)], ["row", (entry) => nameAt(entry.row)], ["name", (entry) => plain(say(entry.name))],
  ...dated((entry) => entry.said), ["due_day", (entry) => entry.said.due ?? ""], certainty, ["sources", cited],
];
const stepColumns = () => [
  ["way", (step) => step.way], ["step", (step) => step.number], ["from_thing", (step) => nameAt(step.one)], ["to_thing", (step) => nameAt(step.two)],
  ["tie", (step) => step.ties.map((tie) => plain(say(tie.name))).join("; ")], ["sources", (step) => [...new Set(step.ties.flatMap((tie) => tie.citations).map(titleOf))].join("; ")],
];
const steps = () => world().paths.flatMap((path, way) => path.slice(1).map((two, i) => ({ way: way + 1, number: i + 1, one: path[i], two, ties: world().ties.filter((tie) => [tie.from, tie.to].includes(path[i]) && [tie.from, tie.to].includes(two)) })));

const KINDS = {
  things: { columns: thingColumns, rows: listed, open: goTo },
  ties: { columns: tieColumns, rows: listedTies, open: (tie) => button(nameAt(tie.from), () => selectPair(pairOf(tie)), { class: "link" }) },
  dates: { columns: dateColumns, rows: entries, open: (entry) => goTo(things.get(entry.thing), word(`timeline_${entry.section}`)) },
  steps: { columns: stepColumns, rows: steps, open: (step) => String(step.way) },
};

// What a scene is best read as, where the reader chose nothing.
const usual = () => (state.scene === "ways" ? "steps" : ["shared", "cooperation", "institutions"].includes(state.scene) ? "ties" : FIRST.view === "timeline" && state.scene === FIRST.scene ? "dates" : "things");
export const kindOfRows = () => (state.rows && (state.rows !== "steps" || world().paths) ? state.rows : usual());

export const columns = () => KINDS[kindOfRows()].columns();
// All that passes the filters, whether the picture has room for it or not.
export function rows() {
  if (sorting.of !== kindOfRows()) Object.assign(sorting, { of: kindOfRows(), column: kindOfRows() === "things" ? 2 : -1, down: true });
  const found = KINDS[kindOfRows()].rows();
  if (sorting.column < 0) return found;
  const value = columns()[sorting.column][1];
  const sign = sorting.down ? -1 : 1;
  const order = new Intl.Collator(state.language);
  const keyed = found.map((one) => [value(one), columns()[0][1](one), one]);
  const compare = (x, y) => (typeof x === "number" ? x - y : order.compare(x, y));
  return keyed.sort((a, b) => sign * compare(a[0], b[0]) || compare(a[1], b[1])).map(([, , one]) => one);
}

function kinds() {
  const offered = Object.keys(KINDS).filter((kind) => (kind === "steps" ? world().paths : kind !== "dates" || DATA.timeline.length));
  return element("p", { class: "kinds", role: "group", "aria-label": word("rows_are") }, ...offered.map((kind) => button(word(`rows_${kind}`), () => change({ rows: kind === usual() ? "" : kind }), { "aria-pressed": String(kind === kindOfRows()) })));
}

function paint() {
  const found = rows();
  const made = columns();
  const { open } = KINDS[kindOfRows()];
  const head = element("tr", {}, ...made.map(([key], column) => element("th", {
    scope: "col",
    "aria-sort": column !== sorting.column ? "none" : sorting.down ? "descending" : "ascending",
  }, button(word(key) + (column !== sorting.column ? "" : sorting.down ? " ↓" : " ↑"), () => sortBy(column)))));
  const body = found.slice(0, MOST_ROWS).map((one) => element("tr", {}, ...made.map(([key, value], column) => element("td",
    { class: key, "data-head": word(key) }, column === 0 ? open(one) : key === "sources" ? shortened(value(one)) : String(value(one))))));
  box.replaceChildren(kinds(),
    ...(found.length > MOST_ROWS ? [element("p", {}, fill("first_rows", MOST_ROWS, found.length))] : []),
    element("table", {}, element("caption", { class: "unseen" }, word("table")), element("thead", {}, head), element("tbody", {}, ...body)));
}

function sortBy(column) {
  const [first] = rows();
  sorting.down = sorting.column === column ? !sorting.down : first !== undefined && typeof columns()[column][1](first) === "number";
  sorting.column = column;
  paint();
  box.querySelectorAll("th button")[column].focus();
}

const nothing = () => {};
export const drawing = { box, create: nothing, paint, fit: nothing, zoom: nothing, lookAt: nothing, step: nothing, drawn: nothing };
