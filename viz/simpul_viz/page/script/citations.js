// Who says what the panel tells: passages, grouped by their documents, each with a card of its own.

import { openDocument } from "./acts.js";
import { DATA } from "./data.js";
import { button, element } from "./elements.js";
import { state } from "./state.js";
import { fill, inWords, plain, say, word } from "./words.js";

const documentOf = (number) => DATA.documents[DATA.citations[number].document];
const sourceOf = (number) => DATA.sources[DATA.citations[number].source];
// What cites no document is cited as a whole.
const named = (number) => plain(say(documentOf(number).title) || say(sourceOf(number).title));
export const titleOf = (number) => (DATA.citations[number].inferred ? word("inferred") : named(number));

// Each document gets a number within the panel, in the order in which it is met; its passages stand with it.
export function footnotes() {
  const order = [];
  const numbered = (number) => {
    const key = DATA.citations[number].document;
    let at = order.findIndex((one) => DATA.citations[one.first].document === key);
    if (at < 0) at = order.push({ first: number, all: new Set() }) - 1;
    order[at].all.add(number);
    return at + 1;
  };
  const refer = (numbers) => {
    const marks = new Map(numbers.map((number) => [numbered(number), number]));
    return marks.size ? [element("sup", {}, ...[...marks].map(([n, number]) => mark(n, number)))] : [];
  };
  return { order, refer, said: new Set() };
}

const mark = (n, number) => element("a", { href: `#document=${number}`, class: "note", "aria-label": fill("source_number", n, titleOf(number)), title: titleOf(number), onclick: (event) => {
  event.preventDefault();
  openDocument(number);
} }, `[${n}]`);

export const outward = (address, text) => element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);

function source({ first, all }) {
  if (DATA.citations[first].inferred) return element("li", {}, word("inferred"));
  const document = documentOf(first);
  const title = named(first);
  const passages = [...new Set([...all].map((number) => DATA.citations[number].passage).filter(Boolean))];
  const whole = plain(say(sourceOf(first).title));
  const tail = [passages.join("; "), whole === title ? "" : whole].filter(Boolean).join(" — ");
  return element("li", {}, document.address ? outward(document.address, title) : title, tail ? `, ${tail}` : "", " ", button(word("about_source"), () => openDocument(first), { class: "link" }));
}

export const sourceList = (notes) => (notes.order.length ? [element("h3", {}, word("sources")), element("ol", { class: "sources" }, ...notes.order.map(source))] : []);

// How well a line is stated: by how many, and whether one doubts it.
export function badge(citations, doubt) {
  const told = new Set(citations.filter((number) => !DATA.citations[number].inferred).map((number) => DATA.citations[number].document));
  const made = [];
  if (doubt) made.push(element("span", { class: "badge doubt" }, word(doubt)));
  if (told.size === 1) made.push(element("span", { class: "badge" }, word("one_source")));
  else if (told.size > 1) made.push(element("span", { class: "badge many" }, fill("many_sources", told.size)));
  return made;
}

// A count of members says nothing when the list behind it is not whole.
export function gaps(ties) {
  const found = new Map();
  for (const number of ties.flatMap((tie) => tie.citations)) {
    const cited = DATA.citations[number];
    const how = cited.source >= 0 ? DATA.sources[cited.source].completeness : {};
    if (Object.keys(how).length) found.set(cited.source, how);
  }
  const lists = [...found].map(([one, how]) => `${plain(say(DATA.sources[one].title))} (${say(how).toLocaleLowerCase(state.language)})`);
  return lists.length ? [element("p", { class: "gap" }, fill("gap", lists.join("; ")))] : [];
}

// ---- The card of a document --------------------------------------------------------------------------------------

const line = (key, ...value) => [element("dt", {}, word(key)), element("dd", {}, ...value)];

// What a source is, which passage of it is cited, and its address to copy.
export function documentCard(number, copy) {
  const cited = DATA.citations[number];
  const document = documentOf(number);
  const whole = sourceOf(number);
  const isLicenceAddress = /^https?:/.test(whole.licence ?? "");
  return [
    element("p", { class: "kind" }, word("document")),
    element("h2", {}, named(number)),
    element("dl", {},
      ...(document.publisher ? line("publisher", document.publisher) : []),
      ...(document.issued ? line("issued", inWords(document.issued)) : []),
      ...(cited.passage ? line("passage", cited.passage) : []),
      ...line("dataset", plain(say(whole.title)), Object.keys(whole.completeness).length ? ` (${say(whole.completeness).toLocaleLowerCase(state.language)})` : ""),
      ...(whole.licence ? line("licence", isLicenceAddress ? outward(whole.licence, whole.licence) : whole.licence) : []),
      ...(document.address ? line("address", outward(document.address, document.address)) : [])),
    ...(document.address ? [element("p", { class: "actions" }, button(word("copy_address"), () => copy(document.address)))] : []),
  ];
}
