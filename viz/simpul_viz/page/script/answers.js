// The answers to the questions: a sentence, a short table, and the scene that shows it; where nothing is known, the nearest that is.

import { goTo } from "./acts.js";
import { actorsOf, allTiesOf, DATA, groups, mattersOf, other, things } from "./data.js";
import { element } from "./elements.js";
import { valueOf } from "./entries.js";
import { sentence, standingOf } from "./request_card.js";
import { evidence } from "./shared.js";
import { state } from "./state.js";
import { best, ofThing, ofTie } from "./time.js";
import { counted, inWords, nameOf, period, plain, say, word } from "./words.js";
import { ways } from "./ways.js";

const named = (id) => nameOf(things.get(id));
// The values in the order of their letters; of numbers, the first says whether there is one.
const number = (given) => given.toLocaleString(state.language);
const put = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${"abcd"[i]}}`, () => (typeof value === "number" ? number(value) : value)), counted(word(key), values.find((value) => typeof value === "number")));
const listed = (given) => new Intl.ListFormat(state.language).format(given);
const only = (...shown) => ({ off: [...groups.keys()].filter((group) => !shown.includes(group)) });
const OVERVIEW = { scene: "explorer", a: "", b: "", view: "network" };
const dated = (ties) => [...new Set(ties.map((tie) => period(tie.dates)).filter(Boolean))].join("; ") || word("no_date");
const refer = (notes, ties) => notes.refer([...new Set(ties.flatMap((tie) => tie.citations))]);

// ---- Shared networks ---------------------------------------------------------------------------------------------

function shared([a, b], notes) {
  const proved = evidence();
  const of = (city) => proved.get(city) ?? new Map();
  const both = [...of(a).keys()].filter((network) => of(b).has(network)).sort((one, two) => named(one).localeCompare(named(two), state.language));
  const scene = { scene: "compare", a, b, view: "network", off: only("network", "city").off };
  if (!both.length) {
    const near = [...of(a).keys()].map(named);
    return { scene, text: `${put("no_shared", named(a), named(b))} ${near.length ? put("a_alone_in", named(a), listed(near)) : put("no_network", named(a))}` };
  }
  return {
    scene, text: put("shared_are", named(a), named(b), both.length, listed(both.map(named))),
    table: { head: [word("network_one"), named(a), named(b)], rows: both.map((network) => [[goTo(things.get(network))], ...[a, b].map((city) => [dated(of(city).get(network)), ...refer(notes, of(city).get(network))])]) },
  };
}

// ---- Who worked on a theme ----------------------------------------------------------------------------------------

const OWNERS = new Set(["ledBy", "operatedBy", "initiatedBy", "steeredBy"]);
const about = (theme) => allTiesOf(theme).filter((tie) => tie.kind === "theme" && tie.to === theme).map((tie) => things.get(tie.from));
// The theme with those that are parts of it.
function narrower(theme) {
  const found = [theme];
  for (const one of found) for (const tie of allTiesOf(one)) if (tie.kind === "broader" && tie.to === one && !found.includes(tie.from)) found.push(tie.from);
  return found;
}

const placeOf = (thing) => allTiesOf(thing.id).filter((tie) => tie.from === thing.id && tie.kind === "locatedIn").map((tie) => things.get(tie.to));
function worked([theme], notes) {
  const themes = narrower(theme);
  const all = [...new Set(themes.flatMap(about))];
  const done = all.filter((thing) => thing.group === "initiative");
  const scene = { ...OVERVIEW, theme, off: only("initiative", "city", "public", "organisation", "theme", "event", "lesson", "request").off };
  if (!done.length) {
    const nearest = all.length ? put("nearest_known", listed(all.slice(0, 4).map((thing) => `${nameOf(thing)} (${plain(say(DATA.kinds[thing.kind]))})`))) : put("nothing_near", named(theme));
    return { scene, text: `${put("nobody_on", named(theme))} ${nearest}`, more: all.length ? [element("ul", {}, ...all.slice(0, 8).map((thing) => element("li", {}, goTo(thing), ...notes.refer(thing.citations))))] : [] };
  }
  const rows = done.map((thing) => {
    const owners = allTiesOf(thing.id).filter((tie) => tie.from === thing.id && OWNERS.has(tie.kind));
    return [[goTo(thing), ...notes.refer(thing.citations)], placeOf(thing).flatMap((place, i) => [...(i ? [", "] : []), goTo(place)]), owners.length ? owners.flatMap((tie, i) => [...(i ? [", "] : []), goTo(things.get(tie.to))]) : [word("not_said")]];
  });
  return { scene, text: put("worked_on", done.length, named(theme), listed([...new Set(done.flatMap((thing) => placeOf(thing)).map(nameOf))].slice(0, 6))), table: { head: [word("initiative_one"), word("where"), word("whom_to_ask")], rows } };
}

// ---- Asked and due -------------------------------------------------------------------------------------------------

const endsOf = (thing, kinds) => allTiesOf(thing.id).filter((tie) => tie.from === thing.id && kinds.includes(tie.kind)).map((tie) => things.get(tie.to));
const isOf = (ends, city) => ends.some((thing) => thing.id === city || thing.actsFor === city || actorsOf(city).includes(thing));
const requestRow = (thing, notes) => [[goTo(thing), ...notes.refer(thing.citations)], [element("span", {}, ...sentence(thing))], [standingOf(thing)]];
const requestHead = () => [word("request_one"), word("who_of_whom"), word("came_of_it")];

const requests = (from, to) => mattersOf(from).filter((thing) => thing.kind === "Request" && isOf(endsOf(thing, ["requestedBy"]), from) && isOf(endsOf(thing, ["requestedOf"]), to));

function asked([a, b], notes) {
  const found = requests(a, b);
  const scene = { ...OVERVIEW, scene: "compare", a, b, off: only("request", "event", "agreement", "city", "public").off };
  if (!found.length) {
    const back = requests(b, a);
    const rest = mattersOf(a).filter((thing) => thing.group === "request");
    const near = back.length ? put("asked_back", named(b), back.length) : rest.length ? put("nearest_known", listed(rest.slice(0, 4).map(nameOf))) : put("nothing_asked", named(a));
    const told = back.length ? back : rest;
    return { scene, text: `${put("no_request", named(a), named(b))} ${near}`, ...(told.length ? { table: { head: requestHead(), rows: told.map((thing) => requestRow(thing, notes)) } } : {}) };
  }
  const open = found.filter((thing) => standingOf(thing).includes(word("no_answer")));
  return { scene, text: put(open.length === found.length ? "asked_unanswered" : "asked_some", named(a), named(b), found.length, open.length), table: { head: requestHead(), rows: found.map((thing) => requestRow(thing, notes)) } };
}

const dueOf = (thing) => thing.facts.find((fact) => fact.of === "due")?.date ?? "";
function due(_ends, notes) {
  const all = DATA.things.filter((thing) => thing.group === "request");
  const withDay = all.filter(dueOf).sort((x, y) => dueOf(x).localeCompare(dueOf(y)));
  const scene = { ...OVERVIEW, off: only("request", "event", "agreement", "city", "public").off };
  if (!withDay.length) return { scene, text: `${word("nothing_due")} ${put("open_without_day", all.length)}`, ...(all.length ? { table: { head: requestHead(), rows: all.map((thing) => requestRow(thing, notes)) } } : {}) };
  return { scene, text: put("due_are", withDay.length), table: { head: [word("due_day"), ...requestHead()], rows: withDay.map((thing) => [[inWords(dueOf(thing))], ...requestRow(thing, notes)]) } };
}

// ---- Measured, members, ways ----------------------------------------------------------------------------------------

function measured([id], notes) {
  const facts = things.get(id).facts.filter((fact) => fact.of === "figure");
  const scene = { ...OVERVIEW, scene: "around", a: id, off: [] };
  if (!facts.length) return { scene, text: put("nothing_measured", named(id)) };
  const rows = facts.map((fact) => [[plain(say(fact.name))], [...valueOf({ ...fact, date: "" }), ...notes.refer(fact.citations)], [fact.date ? inWords(fact.date) : word("no_date")]]);
  return { scene, text: put("measured_are", named(id), facts.length), table: { head: [word("measure_one"), word("value_one"), word("day_one")], rows } };
}

function members([network], notes) {
  const ties = allTiesOf(network).filter((tie) => tie.kind === "membership" && tie.to === network);
  const cities = new Map();
  for (const tie of ties) cities.set(tie.from, [...(cities.get(tie.from) ?? []), tie]);
  const now = [...cities].filter(([, those]) => best(those.map((tie) => ofTie(tie))) !== "past");
  const scene = { ...OVERVIEW, scene: "around", a: network, hops: "1", off: [] };
  if (!now.length) return { scene, text: put("no_members", named(network)) };
  const sure = now.filter(([, those]) => best(those.map((tie) => ofTie(tie))) === "proven");
  const rows = now.slice(0, 12).map(([city, those]) => [[goTo(things.get(city))], [dated(those), ...refer(notes, those)]]);
  return { scene, text: put("members_are", named(network), now.length, sure.length), table: { head: [word("member_one"), word("since")], rows } };
}

// Each way by what it leads through; of a way of one step, its tie.
function waysBetween([a, b], notes) {
  const found = ways(a, b);
  const scene = { ...OVERVIEW, scene: "ways", a, b, off: [] };
  if (!found.length) return { scene, text: put("no_way", named(a), named(b)) };
  const rows = found.map((path) => {
    if (path.length === 2) { const ties = allTiesOf(a).filter((tie) => other(tie, a) === b); return [[plain(say(ties[0].name)), ...refer(notes, ties)], [dated(ties)]]; }
    const through = path.slice(1, -1).map((id) => things.get(id));
    return [through.flatMap((thing, i) => [...(i ? [" → "] : []), goTo(thing), ...notes.refer(thing.citations)]), [through.map((thing) => (ofThing(thing) === "past" ? word("is_past") : inWords(thing.facts.find((fact) => fact.of === "begin")?.date ?? ""))).filter(Boolean).join("; ")]];
  });
  return { scene, text: put("ways_are", named(a), named(b), found.length), table: { head: [word("by_way_of"), word("since")], rows } };
}

export const ANSWERS = { shared, worked, asked, measured, due, ways: waysBetween, members };
