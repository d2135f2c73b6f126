// The card of a thing: what is most wanted of its kind first, the rest folded by subject. Each part is a heading and lines;
// what a part has told is not told again.

import { tieLine, valueOf } from "./entries.js";
import { allTiesOf, DATA, other, things } from "./data.js";
import { button, element } from "./elements.js";
import { state } from "./state.js";
import { ofThing, ofTie } from "./time.js";
import { fill, groupName, inWords, nameOf, plain, say, word } from "./words.js";

const SHORT = 8;

// A heading with its lines; of many only the first, the rest at a click.
export function part(heading, lines, { isOpen = true, more = [] } = {}) {
  if (!lines.length && !more.length) return [];
  const list = element("ul", { class: "lines-of" }, ...lines.slice(0, lines.length > SHORT + 2 ? SHORT : lines.length));
  const later = lines.length > SHORT + 2 ? lines.slice(SHORT) : [];
  const lead = later.length ? [button(fill("more", later.length), (event) => { event.target.remove(); list.append(...later); }, { class: "more" })] : [];
  const title = lines.length > 1 ? `${heading} (${lines.length.toLocaleString(state.language)})` : heading;
  if (isOpen) return [element("h3", {}, title), list, ...lead, ...more];
  return [element("details", {}, element("summary", {}, title), list, ...lead, ...more)];
}

// What a card still has to tell of a thing.
export function teller(thing, notes) {
  const left = new Set(allTiesOf(thing.id));
  const facts = new Set(thing.facts);
  const take = (test) => { const found = [...left].filter((tie) => test(tie, other(tie, thing.id))); for (const tie of found) left.delete(tie); return found; };
  const takeFacts = (test) => { const found = [...facts].filter(test); for (const fact of found) facts.delete(fact); return found; };
  return { thing, notes, left, facts, take, takeFacts };
}

// Ties by the thing at their other end, the certain and the newest first.
const RANK = { proven: 0, undated: 1, doubtful: 2, past: 3 };
const rankOf = (those) => Math.min(...those.map((tie) => RANK[ofTie(tie)]));
export function byOther(ties, id) {
  const found = new Map();
  for (const tie of ties) {
    const end = other(tie, id);
    found.set(end, [...(found.get(end) ?? []), tie]);
  }
  return [...found].map(([end, those]) => [things.get(end), those]).sort((a, b) => rankOf(a[1]) - rankOf(b[1]) || nameOf(a[0]).localeCompare(nameOf(b[0]), state.language));
}

export const tieLines = (ties, { thing, notes }, options = {}) => byOther(ties, thing.id).map(([end, those]) => tieLine(end, those, notes, { ...options, relation: options.isNamed ? relationOf(those, thing) : "" }));
const relationOf = (ties, thing) => `— ${[...new Set(ties.map((tie) => `${tie.directed && tie.to === thing.id ? "← " : ""}${plain(say(tie.name))}`))].join(", ")}`;

// A thing that is told of with its day and what became of it.
const dayOf = (thing) => thing.facts.find((fact) => fact.of === "begin")?.date ?? "";
export function matterLine(thing, notes, more = []) {
  const standing = ofThing(thing);
  const date = dayOf(thing);
  const line = tieLine(thing, [], notes, { isBrief: true });
  line.className = standing === "past" ? "past" : standing === "proven" ? "" : standing;
  line.append(...(date ? [element("span", { class: "when" }, ` (${inWords(date)})`)] : []), ...notes.refer(thing.citations), ...more);
  return line;
}
export const newest = (given) => [...given].sort((a, b) => (b.span[0] || "").localeCompare(a.span[0] || "") || (a.id < b.id ? -1 : 1));

// What is left, by subject rather than by the name of the property.
export function rest(told) {
  const bySubject = new Map();
  for (const tie of told.left) {
    const group = things.get(other(tie, told.thing.id)).group;
    bySubject.set(group, [...(bySubject.get(group) ?? []), tie]);
  }
  const order = [...bySubject.keys()].sort((a, b) => groupName(a).localeCompare(groupName(b), state.language));
  return order.flatMap((group) => part(groupName(group), tieLines(bySubject.get(group), told, { isNamed: true, isBrief: true }), { isOpen: DATA.one || (bySubject.size < 3 && told.left.size < SHORT) }));
}

// Facts that are no figures: each property once, a note that stands several times once.
export function factParts(told, isOpen = false) {
  const facts = [...told.facts];
  const names = [...new Set(facts.map((fact) => JSON.stringify(fact.name)))];
  const list = element("dl", {}, ...names.flatMap((name) => {
    const own = facts.filter((fact) => JSON.stringify(fact.name) === name);
    return [element("dt", {}, plain(say(own[0].name))), ...own.map((fact) => element("dd", {}, ...valueOf(fact), ...told.notes.refer(fact.citations)))];
  }));
  if (!facts.length) return [];
  return isOpen ? [element("h3", {}, word("facts")), list] : [element("details", {}, element("summary", {}, `${word("facts")} (${facts.length})`), list)];
}

