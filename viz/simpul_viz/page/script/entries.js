// Lines of a card: a value of a fact, and what a thing is tied to, each with the numbers of its sources.

import { goTo } from "./acts.js";
import { badge, outward } from "./citations.js";
import { DATA, things } from "./data.js";
import { element } from "./elements.js";
import { state } from "./state.js";
import { ofDates, ofTie } from "./time.js";
import { figure, fill, inWords, period, plain, say, word } from "./words.js";

export const unitIn = (unit, value) => say(DATA.units[unit][Number(value) === 1 ? "one" : "many"]);

export function valueOf(fact) {
  const parts = [];
  const given = say(fact.value);
  const text = plain(fact.unit ? figure(given) : given);
  if (things.has(fact.thing)) parts.push(goTo(things.get(fact.thing)));
  else if (fact.link) parts.push(outward(fact.link, text));
  else if (text) parts.push(text);
  if (fact.unit) parts.push(element("span", { class: "unit" }, ` ${unitIn(fact.unit, given)}`));
  if (fact.date) parts.push(text ? element("span", { class: "when" }, ` (${inWords(fact.date)})`) : inWords(fact.date));
  return parts;
}

const small = (text) => (text ? [element("span", { class: "when" }, ` ${text}`)] : []);
export const standingText = (standing) => ({ past: fill("not_then", state.asof), undated: fill("undated_then", state.asof), doubtful: word("doubtful") })[standing] ?? "";

// What the line says already, as its role.
export const SAID = new Set(["officeTitle", "officeKind", "certainty"]);
// What is noted of a tie; the same words once on a card.
function remarks(ties, notes) {
  const roles = new Set(ties.flatMap((tie) => say(tie.role).split("; ")));
  return ties.flatMap((tie) => tie.notes).filter((note) => !SAID.has(note.of) && !(note.of === "role" && roles.has(say(note.value)))).flatMap((note) => {
    const key = JSON.stringify([note.name, note.value, note.thing]);
    if (notes.said.has(key)) return [];
    notes.said.add(key);
    return [element("small", {}, `${plain(say(note.name))}: `, ...valueOf(note), ...notes.refer(note.citations))];
  });
}

// A line about a thing that is tied: its dates, whether that held then, who says so.
export function tieLine(thing, ties, notes, { isBrief = false, relation = "" } = {}) {
  const standings = ties.map((tie) => ofTie(tie));
  const isPast = standings.length > 0 && standings.every((one) => one === "past");
  const best = standings.includes("proven") ? "" : standings[0] ?? "";
  const dates = [...new Set(ties.map((tie) => period(tie.dates)).filter(Boolean))].join("; ");
  const roles = [...new Set(ties.map((tie) => plain(say(tie.role))).filter(Boolean))].filter((role) => role !== word("role_party")).join("; ");
  const citations = [...new Set(ties.flatMap((tie) => tie.citations))];
  const doubt = ties.length && ties.every((tie) => tie.doubt) ? ties[0].doubt : "";
  return element("li", { class: isPast ? "past" : best }, goTo(thing), ...small(relation), ...small(dates && `(${dates})`), ...small(doubt ? "" : roles), ...(best && !doubt ? small(standingText(best)) : []),
    ...notes.refer(citations), ...(isBrief ? [] : [" ", ...badge(citations, doubt)]),
    ...remarks(ties, notes));
}

// The same as an entry of a list of definitions, for members that are listed and not drawn.
export function tieEntry([thing, tie], notes) {
  const dates = period(tie.dates);
  const isPast = state.asof !== "" && ofDates(tie, state.asof) === "past";
  return element("dd", isPast ? { class: "past" } : {}, goTo(thing), ...small(dates && `(${dates})`), ...(isPast ? small(standingText("past")) : []), ...notes.refer(tie.citations));
}
