// Lines of the panel: a value of a fact, and what a thing is tied to, each with the numbers of its sources.

import { goTo } from "./acts.js";
import { outward } from "./citations.js";
import { element } from "./elements.js";
import { within } from "./shown.js";
import { state } from "./state.js";
import { figure, fill, inWords, period, plain, say } from "./words.js";

export function valueOf(fact) {
  const parts = [];
  const text = plain(fact.unit ? figure(say(fact.value)) : say(fact.value));
  if (fact.link) parts.push(outward(fact.link, text));
  else if (text) parts.push(text);
  // UCUM writes what is counted in braces: {visitor}.
  if (fact.unit) parts.push(element("span", { class: "unit" }, ` ${fact.unit.replace(/[{}]/g, "")}`));
  if (fact.date) parts.push(text ? element("span", { class: "when" }, ` (${inWords(fact.date)})`) : inWords(fact.date));
  return parts;
}

export function tieEntry([thing, tie], notes) {
  const dates = period(tie.dates);
  const extra = tie.notes.flatMap((note) => [element("br"), `${plain(say(note.name))}: `, ...valueOf(note), ...notes.refer(note.citations)]);
  const past = state.asof !== "" && !within(tie.span);
  return element("dd", past ? { class: "past" } : {}, goTo(thing), dates ? element("span", { class: "when" }, ` (${dates})`) : "",
    past ? element("span", { class: "when" }, ` ${fill("not_then", state.asof)}`) : "", ...notes.refer(tie.citations), ...extra);
}
