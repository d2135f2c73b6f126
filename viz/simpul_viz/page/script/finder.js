// One rule of finding for the search and for every question, that of simpul/naming/lookup.py: labels and other names in all
// languages, in any order of words, with blanks or without, and with a letter wrong.

import { DATA, listedOnly, groups } from "./data.js";
import { fold, say, plain, groupName } from "./words.js";

const unique = (texts) => [...new Set(texts.filter(Boolean))];
// The words of a name, and each two neighbours as one: "waste water" is also "wastewater".
function wordsOf(folded) {
  const own = folded.split(" ").filter(Boolean);
  return [...own, ...own.slice(1).map((part, i) => own[i] + part)];
}
const named = (text, isLabel) => { const folded = fold(text); return { text, folded, isLabel, words: wordsOf(folded) }; };
const entryOf = (labels, others, more) => ({ names: [...unique(labels).map((text) => named(text, true)), ...unique(others).map((text) => named(text, false))], ...more });
// Made when something is first sought: of fifteen thousand things it takes a second.
let made = null;
const entries = () => (made ??= [...DATA.things, ...[...listedOnly.values()].map((member) => member.thing)].map((thing) => entryOf(Object.values(thing.labels), [thing.short, ...thing.aliases], { thing })));
const kinds = Object.entries(DATA.kinds).map(([kind, labels]) => entryOf(Object.values(labels), DATA.synonyms[kind] ?? [], { kind }));

// How many letters more, less, other or in the other's place make one word of the other (optimal string alignment).
function distance(a, b) {
  let [before, last, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j), []];
  for (let i = 1; i <= a.length; i += 1) {
    row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

const [SHORTEST, LONG] = [5, 8];
export function isNear(a, b) {
  if (Math.min(a.length, b.length) < SHORTEST || a[0] !== b[0] || Math.abs(a.length - b.length) > 2) return false;
  return distance(a, b) <= (Math.max(a.length, b.length) >= LONG ? 2 : 1);
}

// How well a name fits a word that is sought.
function fit({ folded, isLabel, words }, sought) {
  if (words.includes(sought)) return isLabel ? 5 : 4;
  if (words.some((one) => one.startsWith(sought))) return isLabel ? 4 : 1;
  if (isLabel && sought.length > 2 && folded.includes(sought)) return 3;
  return words.some((one) => isNear(one, sought)) ? (isLabel ? 2 : 1) : 0;
}

const SURE = 3;
function ranked(entry, sought, whole) {
  const fits = sought.map((one) => entry.names.reduce((best, name) => Math.max(best, fit(name, one)), 0));
  const fitting = fits.filter(Boolean);
  return {
    ...entry, count: fitting.length, isSure: fitting.every((one) => one >= SURE), isSame: entry.names.some((name) => name.folded === whole),
    sum: fits.reduce((sum, one) => sum + one, 0),
    name: entry.names.find((name) => name.folded === whole) ?? entry.names.reduce((best, name) => (!best || fit(name, sought[0]) > fit(best, sought[0]) ? name : best), null),
  };
}

const order = (a, b) => b.isSame - a.isSame || b.sum - a.sum || (b.thing?.degree ?? 0) - (a.thing?.degree ?? 0) || a.names[0].text.length - b.names[0].text.length;

// Keeps those that have most of the words, surely if any do, the best first.
function search(of, text) {
  const whole = fold(text);
  const sought = whole.split(" ").filter(Boolean);
  if (!sought.length) return [];
  const found = of.map((entry) => ranked(entry, sought, whole)).filter((hit) => hit.count);
  const most = found.reduce((best, hit) => Math.max(best, hit.count), 0);
  const among = found.filter((hit) => hit.count === most);
  const isAnySure = among.some((hit) => hit.isSure);
  return among.filter((hit) => hit.isSure === isAnySure).map((hit) => ({ ...hit, isWhole: most === sought.length })).sort(order);
}

// The things that a text may mean, the best first; only those of some kinds where that is asked.
export const findThings = (text, isAllowed = () => true) => search(entries().filter((entry) => isAllowed(entry.thing)), text).map(({ thing, name, isWhole, isSure, isSame }) => ({ thing, name: name.text, isWhole, isSure, isSame }));

// The kinds that it names, each with how many things are of it.
export function findKinds(text) {
  const sought = fold(text);
  if (sought.length < 3) return [];
  const isNamed = (names) => names.some((name) => name === sought || name.split(" ").includes(sought));
  const byKind = kinds.filter((entry) => isNamed(entry.names.map((name) => name.folded))).map(({ kind }) => DATA.things.find((thing) => thing.kind === kind)?.group);
  const byGroup = [...groups.keys()].filter((group) => isNamed([fold(groupName(group))]));
  return [...new Set([...byKind, ...byGroup])].filter(Boolean).map((group) => ({ group, count: DATA.things.filter((thing) => thing.group === group).length })).filter(({ count }) => count);
}

// Two things that it names one after the other: by their names, or nearly so where no one thing bears all of it.
const JOINING = new Set(["and", "dan", "vs", "with", "dengan"]);
export function findPair(text, isExact) {
  const tokens = fold(text).split(" ").filter((token) => !JOINING.has(token));
  for (let i = tokens.length - 1; i > 0; i -= 1) {
    const [a, b] = [tokens.slice(0, i), tokens.slice(i)].map((part) => findThings(part.join(" "))[0]);
    if (a && b && [a, b].every((hit) => (isExact ? hit.isSame : hit.isWhole && hit.isSure)) && a.thing !== b.thing) return [a.thing, b.thing];
  }
  return null;
}

export const kindName = (thing) => plain(say(DATA.kinds[thing.kind] ?? {}));
