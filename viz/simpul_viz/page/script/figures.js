// What was measured: large numbers with their units in words, and what sources disagree on side by side.

import { unitIn } from "./entries.js";
import { element } from "./elements.js";
import { figure, inWords, plain, say, word } from "./words.js";

const isFigure = (fact) => fact.of === "figure";
const same = (fact) => JSON.stringify([fact.name, fact.unit, fact.date]);

// Figures by what they measure, and of when.
function byMeasure(facts) {
  const found = new Map();
  for (const fact of facts) found.set(same(fact), [...(found.get(same(fact)) ?? []), fact]);
  return [...found.values()];
}

function value(fact, notes) {
  const given = say(fact.value);
  return element("span", { class: "value" }, element("b", {}, plain(fact.unit ? figure(given) : given)), fact.unit ? ` ${unitIn(fact.unit, given)}` : "", ...notes.refer(fact.citations));
}

function tile(facts, notes) {
  const values = new Set(facts.map((fact) => say(fact.value)));
  const remarks = [...new Set(facts.map((fact) => plain(say(fact.note))).filter(Boolean))];
  const isSplit = values.size > 1;
  return element("li", { class: isSplit ? "tile split" : "tile" }, element("span", { class: "label" }, plain(say(facts[0].name)), facts[0].date ? ` (${inWords(facts[0].date)})` : ""),
    ...facts.flatMap((fact, i) => [...(i ? [element("span", { class: "against" }, ` ${word("or")} `)] : []), value(fact, notes)]),
    ...(isSplit ? [" ", element("span", { class: "badge doubt" }, word("disagree"))] : []),
    ...remarks.map((text) => element("small", {}, text)));
}

// A note that stands with several figures is said once, below them all.
export function figures(told) {
  const facts = told.takeFacts(isFigure);
  if (!facts.length) return [];
  const sets = byMeasure(facts);
  const common = new Map();
  for (const those of sets) for (const text of new Set(those.map((fact) => plain(say(fact.note))))) if (text) common.set(text, (common.get(text) ?? 0) + 1);
  const isCommon = (fact) => common.get(plain(say(fact.note))) > 1;
  const shownOnce = sets.map((those) => those.map((fact) => (isCommon(fact) ? { ...fact, note: {} } : fact)));
  return [element("h3", {}, word("figures")), element("ul", { class: "tiles" }, ...shownOnce.map((those) => tile(those, told.notes))),
    ...[...common].filter(([, count]) => count > 1).map(([text]) => element("p", { class: "quiet" }, text))];
}
