// The one rule of time and doubt. At the end of a chosen year a tie, thing or entry is: "proven", "undated" (it may have
// held, and no source dates it so), "doubtful" (a source doubts that it held at all), or "past" (not at that time).

import { things } from "./data.js";
import { state } from "./state.js";

// From the worst to the best.
const ORDER = ["past", "doubtful", "undated", "proven"];
const rank = (standing) => ORDER.indexOf(standing);
export const worse = (a, b) => (rank(a) < rank(b) ? a : b);
export const best = (standings) => standings.reduce((found, one) => (rank(one) > rank(found) ? one : found), "past");

// As of a year means at its end.
const endOf = (year) => `${year}-12-31`;
export const mayHold = ([begin, end], year) => (!begin || begin <= endOf(year)) && (!end || end >= endOf(year));
const isSure = ([begin, end], year) => Boolean(begin) && mayHold([begin, end], year);
// What a source only saw is proven for the year in which it did, and for no other.
const isSeen = (seen, year) => seen.some(([first, last]) => first >= `${year}-01-01` && last <= endOf(year));

// Of what has dates of its own.
export function ofDates({ span, sure, seen, doubt }, year) {
  if (year && !mayHold(span, year)) return "past";
  if (doubt) return "doubtful";
  if (!year || isSure(sure, year) || isSeen(seen, year)) return "proven";
  return "undated";
}

// What happens or is agreed upon needs a date to be proven of a year; a city or an organisation is there without one.
const IN_TIME = new Set(["agreement", "event", "lesson", "request", "judgement"]);
const hasDates = (one) => one.span.some(Boolean) || one.seen.length > 0;
const known = new Map();
let knownAt = "";
export function ofThing(thing, year = state.asof) {
  if (!thing.seen) return "proven";
  if (knownAt !== year) { known.clear(); knownAt = year; }
  if (!known.has(thing.id)) known.set(thing.id, hasDates(thing) || thing.doubt || IN_TIME.has(thing.group) ? ofDates(thing, year) : "proven");
  return known.get(thing.id);
}

// Ties that hold as long as their ends do: where a thing lies, and what it is about.
const TIMELESS = new Set(["theme", "inCountry", "within", "isA"]);
// Statements that a source could have dated.
const DATABLE = new Set(["membership", "networkOffice", "participation", "partyRole", "sisterCityOf"]);

// A tie that stands for several matters stands as the best of them.
const ofMatters = (tie, year) => best(tie.notes.filter((note) => things.has(note.thing)).map((note) => ofThing(things.get(note.thing), year)));

export function ofTie(tie, year = state.asof) {
  if (tie.standing) return tie.standing;
  if (tie.notes.some((note) => things.has(note.thing))) return ofMatters(tie, year);
  if (DATABLE.has(tie.kind) || hasDates(tie) || tie.doubt) return ofDates(tie, year);
  const ends = [tie.from, tie.to].map((id) => things.get(id)).filter(Boolean);
  const standing = ends.map((thing) => ofThing(thing, year)).reduce(worse, "proven");
  if (standing !== "proven" || !year || TIMELESS.has(tie.kind)) return standing;
  return ends.some((thing) => hasDates(thing) && IN_TIME.has(thing.group)) ? "proven" : "undated";
}

// Which standings the reader wants to see.
export const isWanted = (standing) => standing !== "past" && (standing !== "undated" || state.undated === "") && (standing !== "doubtful" || state.doubtful === "");
