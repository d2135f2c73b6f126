// Two pages to read before a meeting: a site that serves this page makes them, and elsewhere a command does, which a page only names.

import { button, element } from "./elements.js";
import { copy } from "./saving.js";
import { nameOf, word } from "./words.js";

// What the addresses of the site begin with; a page that was saved from one stands alone.
const { site } = document.documentElement.dataset;
const isServed = site !== undefined && /^https?:$/.test(location.protocol);

// What a brief can be of.
const GROUPS = new Set(["city", "network", "event"]);
const briefAddress = (of, other) => `${site}/brief?${new URLSearchParams(other ? { of, with: other } : { of })}`;
const quoted = (name) => `"${name.replace(/["`$\\]/g, "")}"`;
const commandOf = (ends) => `simpul brief ${ends.map((thing) => quoted(nameOf(thing))).join(" ")} -o brief.docx`;

function byCommand(ends) {
  const command = commandOf(ends);
  return element("details", { class: "brief" }, element("summary", {}, word("brief")), element("p", {}, word("brief_how")),
    element("code", {}, command), element("p", { class: "actions" }, button(word("copy_command"), () => copy(command))));
}

// A brief of one thing, or of two cities.
export function brief(...ends) {
  if (!ends.every((thing) => GROUPS.has(thing.group))) return [];
  if (!isServed) return [byCommand(ends)];
  return [element("p", { class: "unprinted" }, element("a", { class: "brief", href: briefAddress(...ends.map((thing) => thing.id)) }, word("brief")))];
}

// Where a site tells of a thing by itself.
export function pageOf(thing) {
  if (!isServed || thing.id.includes(":")) return [];
  const href = `${site}/page/${thing.id.split("/").map(encodeURIComponent).join("/")}`;
  return [element("p", { class: "unprinted" }, element("a", { href }, word("its_page")))];
}
