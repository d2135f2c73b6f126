// Members of a network that are listed and not drawn: by country in the panel of the network, and each by itself.

import { select } from "./acts.js";
import { footnotes, sourceList } from "./citations.js";
import { crowds, DATA, listedOnly, things } from "./data.js";
import { button, element } from "./elements.js";
import { tieEntry } from "./entries.js";
import { state } from "./state.js";
import { isWanted, ofDates } from "./time.js";
import { fill, nameOf, plain, say, traitName, word } from "./words.js";

const countryOf = (thing) => thing.region.find((key) => key.startsWith("country/")) ?? "";
const countryName = (key) => (key ? traitName(key) : word("nowhere"));
const isThen = ({ ties }) => state.asof === "" || ties.some((tie) => isWanted(ofDates(tie, state.asof)));
const figure = (number) => number.toLocaleString(state.language);

function byCountry(members) {
  const found = new Map();
  for (const one of members) {
    const key = countryOf(one.thing);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  const order = new Intl.Collator(state.language);
  return [...found].sort((a, b) => b[1].length - a[1].length || order.compare(countryName(a[0]), countryName(b[0])));
}

// A country's members are listed when it is opened: a list of thousands takes a moment.
function country([key, members], notes) {
  const order = new Intl.Collator(state.language);
  const named = members.map((one) => [nameOf(one.thing), one]).sort((a, b) => order.compare(a[0], b[0]));
  const lead = element("summary", {}, `${countryName(key)} (${figure(members.length)})`);
  const made = element("details", { ontoggle: () => {
    if (made.children.length === 1) made.append(element("dl", {}, ...named.flatMap(([, { thing, ties }]) => ties.map((tie) => tieEntry([thing, tie], notes)))));
  } }, lead);
  return made;
}

// Members of a network that nothing else ties, as of the year that is looked at.
export function crowdOf(network, notes) {
  const members = [...(crowds.get(network.id)?.values() ?? [])].filter(isThen);
  if (!members.length) return [];
  for (const { ties } of members) for (const tie of ties) notes.refer(tie.citations);
  return [element("h3", {}, fill("crowd", figure(members.length))), ...byCountry(members).map((one) => country(one, notes))];
}

// What is known of one of them.
export function memberPanel() {
  const { thing, network, labels, ties } = listedOnly.get(state.member);
  const notes = footnotes();
  const drawn = things.get(network);
  const whole = drawn ?? { id: network, labels };
  const others = Object.values(thing.labels).map(plain).filter((text) => text !== nameOf(thing));
  const kind = [say(DATA.kinds[thing.kind]), ...(countryOf(thing) ? [countryName(countryOf(thing))] : [])].map(plain).join(" · ");
  return [
    button("×", () => select(drawn?.id ?? ""), { class: "close", "aria-label": word("close") }),
    element("h2", {}, nameOf(thing)),
    element("p", { class: "kind" }, kind),
    ...(others.length ? [element("p", { class: "kind" }, `${word("also")}: ${[...new Set(others)].join(", ")}`)] : []),
    element("h3", {}, word("ties")),
    element("dl", {}, ...ties.flatMap((tie) => [element("dt", {}, plain(say(tie.name))), tieEntry([whole, tie], notes)])),
    element("p", { class: "gap" }, word("not_drawn")),
    ...sourceList(notes),
  ];
}
