// What can be asked of what the page holds: sentences with gaps, an answer in a sentence, a short table, and the picture that
// goes with it.

import { ANSWERS } from "./answers.js";
import { footnotes, sourceList } from "./citations.js";
import { DATA, things } from "./data.js";
import { button, element } from "./elements.js";
import { picker } from "./picker.js";
import { change, state } from "./state.js";
import { nameOf, word } from "./words.js";

// Questions, and what fills their gaps.
const isGroup = (...names) => (thing) => names.includes(thing.group);
const GAPS = {
  shared: [isGroup("city"), isGroup("city")], worked: [isGroup("theme")], asked: [isGroup("city"), isGroup("city")],
  measured: [(thing) => thing.facts.some((fact) => fact.of === "figure")], due: [], ways: [isGroup("city"), isGroup("city")], members: [isGroup("network")],
};

const best = (isAllowed, but) => DATA.things.reduce((found, one) => (isAllowed(one) && !but.includes(one.id) && (!found || one.degree > found.degree) ? one : found), null)?.id ?? "";
const begun = new Map();
// What a gap holds at first: what was asked before, what is compared, or else the best connected.
function given(name) {
  if (!begun.has(name)) {
    const found = [];
    for (const isAllowed of GAPS[name]) {
      const here = [state.selected, state.a, state.b].find((id) => things.has(id) && isAllowed(things.get(id)) && !found.includes(id));
      found.push(here ?? best(isAllowed, found));
    }
    begun.set(name, found);
  }
  return begun.get(name);
}

const canAsk = (name) => given(name).every(Boolean) && (name !== "due" || DATA.timeline.some((entry) => entry.section === "due") || DATA.things.some((thing) => thing.group === "request"));

// A question leads to its scene; its answer stands in the panel until the reader goes on.
function ask(name, ends) {
  const { scene } = ANSWERS[name](ends, footnotes());
  change({ ask: [name, ...ends].join("|"), selected: "", pair: "", document: "", member: "", open: {}, hide: [], at: {}, pin: [], all: "", ties: [], ...scene }, { look: "scene" });
}

// The words of a question with a field in each gap.
function sentence(name) {
  const ends = given(name);
  // What follows a gap without a space stands on its line.
  const parts = word(`ask_${name}`).split(/(\{[ab]\}[^\s{]*)/);
  return parts.flatMap((part) => {
    if (!/^\{[ab]\}/.test(part)) return part ? [part] : [];
    const n = part.startsWith("{a}") ? 0 : 1;
    const gap = picker({ label: word(n ? "second_gap" : "first_gap"), value: ends[n], isAllowed: GAPS[name][n], isInline: true, onPick: (id) => { ends[n] = id; } });
    return [element("span", { class: "gap-of" }, gap, part.slice(3))];
  });
}

function form(name) {
  return element("li", { "data-question": name }, element("span", { class: "sentence" }, ...sentence(name)), " ", button(word("ask"), () => ask(name, given(name)), { class: "go-on" }));
}

function answer() {
  const [name, ...ends] = state.ask.split("|");
  if (!ANSWERS[name] || !ends.every((id) => things.has(id)) || ends.length !== GAPS[name].length) return [];
  begun.set(name, [...ends]);
  const notes = footnotes();
  const { text, table, more = [] } = ANSWERS[name](ends, notes);
  const asked = word(`ask_${name}`).replace("{a}", () => nameOf(things.get(ends[0]))).replace("{b}", () => nameOf(things.get(ends[1])));
  return [
    element("section", { class: "answered", "aria-live": "polite" }, element("h2", {}, asked), element("p", { class: "answer" }, text),
      ...(table ? [element("table", { class: "short" }, element("caption", { class: "unseen" }, asked), element("thead", {}, element("tr", {}, ...table.head.map((cell) => element("th", { scope: "col" }, cell)))),
        element("tbody", {}, ...table.rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, ...cell))))))] : []),
      ...more, ...sourceList(notes)),
  ];
}

export function questionPanel() {
  if (DATA.one) return [];
  const offered = Object.keys(GAPS).filter(canAsk);
  return [...answer(), element("h2", { class: "unprinted" }, word("questions")), element("ul", { class: "questions" }, ...offered.map(form))];
}
