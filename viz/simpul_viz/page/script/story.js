// What a scene tells before anything is chosen: ways from one thing to another, what two have in common, who shares most.

import { goTo, selectPair } from "./acts.js";
import { badge, footnotes, gaps, sourceList } from "./citations.js";
import { actorsOf, allTiesOf, groups, other, things } from "./data.js";
import { button, element, mark } from "./elements.js";
import { standingText } from "./entries.js";
import { pairOf } from "./bundles.js";
import { tint } from "./look.js";
import { brief } from "./brief.js";
import { world } from "./scenes.js";
import { tiePasses } from "./shown.js";
import { state } from "./state.js";
import { best, isWanted, ofTie, worse } from "./time.js";
import { counted, fill, groupName, nameOf, period, plain, say, word } from "./words.js";

const between = (one, two) => allTiesOf(one).filter((tie) => other(tie, one) === two);
const small = (text) => (text ? element("span", { class: "when" }, ` ${text}`) : "");

// Who acted for a city in a matter that engages it.
export function engagedBy(thing, city, notes) {
  return actorsOf(city.id).flatMap((actor) => between(thing.id, actor.id).map((tie) => element("span", { class: "reason" }, fill("through", nameOf(actor)), `: ${plain(say(tie.role) || say(tie.name))}`, ...notes.refer(tie.citations))));
}

function reason(tie, one, notes) {
  const dates = period(tie.dates);
  const way = !tie.directed ? "—" : tie.from === one ? "→" : "←";
  const standing = ofTie(tie);
  return element("span", { class: `reason ${standing === "proven" ? "" : standing}` }, button(`${way} ${plain(say(tie.name))}`, () => selectPair(pairOf(tie)), { class: "link" }), small(dates && `(${dates})`), small(standing === "proven" ? "" : standingText(standing)), ...notes.refer(tie.citations));
}

function reasons(one, two, notes) {
  const stated = between(one, two);
  if (stated.length) return stated.map((tie) => reason(tie, one, notes));
  const [thing, city] = things.get(one).engages.includes(two) ? [one, two] : [two, one];
  return [element("span", { class: "reason" }, word("engages_text")), ...engagedBy(things.get(thing), things.get(city), notes)];
}

function wayStory(notes) {
  if (!world().paths.length) return [element("h2", {}, word("ways")), element("p", { class: "gap" }, fill("no_way", nameOf(things.get(state.a)), nameOf(things.get(state.b))))];
  const items = world().paths.map((path) => element("li", {}, ...path.flatMap((id, step) => [
    element("div", {}, goTo(things.get(id)), small(step && step < path.length - 1 ? plain(say(things.get(id).facts.find((fact) => fact.of === "begin") ? { "": `(${things.get(id).facts.find((fact) => fact.of === "begin").date})` } : {})) : "")),
    ...(step + 1 < path.length ? [element("div", { class: "step" }, ...reasons(id, path[step + 1], notes))] : []),
  ])));
  return [element("h2", {}, word("ways")), element("p", { class: "answer" }, fill("ways_found", world().paths.length)), element("ol", { class: "ways" }, ...items)];
}

// ---- In common -------------------------------------------------------------------------------------------------

// Where memberships are certain, it is they that say so.
const proofs = (one, id) => {
  const ties = between(one, id).filter((tie) => isWanted(ofTie(tie)));
  return ties.some((tie) => tie.member) ? ties.filter((tie) => tie.member) : ties;
};
const isMember = (one, network) => proofs(one, network).some((tie) => tie.member);
const since = (ties) => [...new Set(ties.map((tie) => period(tie.dates)).filter(Boolean))].join("; ");

// How it stands with both, and who speaks for which.
function sharedLine(id, notes) {
  const sides = [state.a, state.b].map((one) => [things.get(one), proofs(one, id)]);
  const standing = sides.map(([, ties]) => best(ties.map((tie) => ofTie(tie)))).reduce(worse);
  const group = groups.get(things.get(id).group);
  return element("li", { class: standing === "proven" ? "" : standing }, mark({ ...group, colour: tint(group.colour) }), " ", goTo(things.get(id)), small(standing === "proven" ? "" : standingText(standing)),
    element("div", { class: "sides" }, ...sides.map(([thing, ties]) => element("div", {}, `${nameOf(thing)}: ${since(ties) || word("no_date")}`, ...notes.refer([...new Set(ties.flatMap((tie) => tie.citations))]), " ", ...badge(ties.flatMap((tie) => tie.citations), "")))));
}

function commonGroup(heading, ids, notes) {
  if (!ids.length) return [];
  return [element("h3", {}, `${heading} (${ids.length})`), element("ul", { class: "common" }, ...ids.map((id) => sharedLine(id, notes))),
    ...(things.get(ids[0]).group === "network" ? gaps(ids.flatMap((id) => [state.a, state.b].flatMap((one) => proofs(one, id)))) : [])];
}

// What is not there at the time one looks at is not in common.
export const commonNow = () => world().both.filter((id) => !state.off.includes(things.get(id).group) && [state.a, state.b].every((one) => proofs(one, id).length));

function commonStory(notes) {
  const byGroup = new Map();
  for (const id of commonNow()) byGroup.set(things.get(id).group, [...(byGroup.get(things.get(id).group) ?? []), id]);
  const order = [...byGroup.keys()].sort((x, y) => (y === "network") - (x === "network") || x.localeCompare(y));
  const [a, b] = [state.a, state.b].map((id) => nameOf(things.get(id)));
  const networks = (byGroup.get("network") ?? []).filter((id) => isMember(state.a, id) && isMember(state.b, id));
  const parts = [element("h2", {}, word("in_common")), ...brief(things.get(state.a), things.get(state.b)), element("p", { class: "answer" }, counted(fill(networks.length ? "share_networks" : "share_no_network", a, b), networks.length).replace("{c}", networks.length), state.asof ? ` (${fill("end_of", state.asof)})` : "")];
  if (!order.length) parts.push(element("p", {}, word("nothing_common")));
  for (const group of order) {
    const ids = byGroup.get(group);
    const sure = group === "network" ? networks : ids;
    parts.push(...commonGroup(groupName(group), sure, notes), ...commonGroup(word("less_sure"), ids.filter((id) => !sure.includes(id)), notes));
  }
  return parts;
}

// ---- Pairs -----------------------------------------------------------------------------------------------------

const MOST_PAIRS = 25;
// The strongest first, as the slider leaves them.
function pairStory() {
  const ties = world().ties.filter((tie) => tiePasses(tie)).sort((a, b) => b.weight - a.weight || nameOf(things.get(a.from)).localeCompare(nameOf(things.get(b.from)), state.language));
  if (!ties.length) return [];
  const items = ties.slice(0, MOST_PAIRS).map((tie) => element("li", {}, button(`${nameOf(things.get(tie.from))} — ${nameOf(things.get(tie.to))}`, () => selectPair(pairOf(tie)), { class: "link" }), ` (${tie.weight})`));
  return [element("h2", {}, word("strongest")), element("p", { class: "quiet" }, fill("pairs_of", Math.min(MOST_PAIRS, ties.length), ties.length.toLocaleString(state.language))), element("ol", { class: "pairs" }, ...items)];
}

const STORIES = { ways: wayStory, compare: commonStory };
export function story() {
  const notes = footnotes();
  const parts = STORIES[state.scene] ? STORIES[state.scene](notes) : world().weighted ? pairStory() : [];
  return [...parts, ...sourceList(notes)];
}
