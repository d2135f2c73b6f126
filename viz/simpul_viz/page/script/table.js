// The table: the same things as the picture, for whoever reads lines rather than pictures.

import { goTo } from "./acts.js";
import { DATA, options, things } from "./data.js";
import { button, byId, element } from "./elements.js";
import { listed, sourcesOf, facetsOf } from "./shown.js";
import { state } from "./state.js";
import { fill, nameOf, plain, say, traitName, word } from "./words.js";

const sorting = { column: 2, down: true };
const MOST_ROWS = 2000;

const named = (keys) => keys.map((key) => plain(things.get(key)?.short || traitName(key))).join("; ");
const countries = (thing) => named((thing.facets.region ?? []).filter((key) => key.startsWith("country/")));
const sourceNames = (thing) => [...sourcesOf.get(thing.id)].filter((n) => n >= 0).map((n) => plain(say(DATA.sources[n].title))).join("; ");

// A thing that thirty sources tell of must not fill the screen; the saved table has them all.
const FEW = 2;
function shortened(text) {
  const parts = text.split("; ");
  return parts.length > FEW + 1 ? `${parts.slice(0, FEW).join("; ")} ${fill("more", parts.length - FEW)}` : text;
}

export function columns() {
  const made = [
    ["name", nameOf],
    ["kind", (thing) => plain(say(DATA.kinds[thing.kind]))],
    ["connections", (thing) => thing.degree],
  ];
  if (options.region.size) made.push(["region", countries]);
  if (options.network.size) made.push(["network_facet", (thing) => named(facetsOf(thing, "network"))]);
  made.push(["sources", sourceNames]);
  return made;
}

// All that passes the filters, whether the picture has room for it or not.
export function rows() {
  const value = columns()[sorting.column][1];
  const sign = sorting.down ? -1 : 1;
  const order = new Intl.Collator(state.language);
  const keyed = listed().map((thing) => [value(thing), nameOf(thing), thing]);
  const compare = (x, y) => (typeof x === "number" ? x - y : order.compare(x, y));
  return keyed.sort((a, b) => sign * compare(a[0], b[0]) || order.compare(a[1], b[1])).map(([, , thing]) => thing);
}

export function tabulate() {
  const made = columns();
  const head = element("tr", {}, ...made.map(([key], column) => element("th", {
    scope: "col",
    "aria-sort": column !== sorting.column ? "none" : sorting.down ? "descending" : "ascending",
  }, button(word(key) + (column !== sorting.column ? "" : sorting.down ? " ↓" : " ↑"), () => sortBy(column)))));
  const found = rows();
  const body = found.slice(0, MOST_ROWS).map((thing) => element("tr", {}, ...made.map(([key, value]) => element("td",
    { class: key }, key === "name" ? goTo(thing) : key === "sources" ? shortened(value(thing)) : String(value(thing))))));
  byId("table").replaceChildren(
    ...(found.length > MOST_ROWS ? [element("p", {}, fill("first_rows", MOST_ROWS, found.length))] : []),
    element("table", {}, element("caption", { class: "unseen" }, word("table")), element("thead", {}, head), element("tbody", {}, ...body)));
}

function sortBy(column) {
  sorting.down = sorting.column === column ? !sorting.down : column === 2;
  sorting.column = column;
  tabulate();
  byId("table").querySelectorAll("th button")[column].focus();
}
