// The card of a city: its networks, what it and its government asked and promised, visits, lessons, sister cities.

import { goTo } from "./acts.js";
import { gaps } from "./citations.js";
import { byOther, matterLine, newest, part, tieLines } from "./card.js";
import { tieLine } from "./entries.js";
import { actorsOf, allTiesOf, mattersOf, other, things } from "./data.js";
import { element } from "./elements.js";
import { meetings } from "./meetings.js";
import { requestLine } from "./request_card.js";
import { fill, nameOf, plain, word } from "./words.js";

const unique = (given) => [...new Set(given)];

// A matter of its own or of whoever acts for it.
export function mattersIn(thing, groups) {
  const own = [...mattersOf(thing.id), ...allTiesOf(thing.id).map((tie) => things.get(other(tie, thing.id)))];
  return unique(own).filter((one) => groups.includes(one.group));
}

function networksOf(told) {
  const own = told.take((tie, end) => things.get(end).group === "network" && ["membership", "networkOffice"].includes(tie.kind));
  const byActors = actorsOf(told.thing.id).flatMap((actor) => allTiesOf(actor.id).filter((tie) => tie.from === actor.id && ["membership", "networkOffice"].includes(tie.kind)).map((tie) => [actor, tie]));
  const lines = byOther(own, told.thing.id).map(([network, ties]) => tieLine(network, ties, told.notes));
  lines.push(...byActors.map(([actor, tie]) => tieLine(things.get(tie.to), [tie], told.notes, { relation: fill("through", nameOf(actor)) })));
  return part(word("networks_of"), lines, { more: gaps(own.filter((tie) => tie.kind === "membership")) });
}

const isParty = (tie) => ["partyRole", "claimedBy", "hasParty"].includes(tie.kind);

const isSister = (end) => things.get(end).kind === "SisterCityAgreement";

const MOST_MEETINGS = 10;
const meetingLine = ({ id, networks }) => element("li", {}, goTo(things.get(id)), element("span", { class: "when" }, ` — ${networks.map((network) => plain(things.get(network).short || nameOf(things.get(network)))).join(", ")}`));

export function cityParts(told) {
  const { thing, notes } = told;
  const networks = networksOf(told);
  const requests = newest(mattersIn(thing, ["request"]));
  const events = newest(mattersIn(thing, ["event"]).filter((one) => one.engages.length > 1 && !allTiesOf(one.id).some((tie) => tie.kind === "subEventOf" && tie.from === one.id)));
  const lessons = newest(mattersIn(thing, ["lesson"]));
  const sisters = told.take((tie) => tie.kind === "sisterCityOf");
  told.take((tie, end) => isParty(tie) && isSister(end));
  const agreements = newest(mattersIn(thing, ["agreement"]).filter((one) => !isSister(one.id)));
  told.take((tie, end) => isParty(tie) || ["request", "lesson"].includes(things.get(end).group) || events.some((event) => event.id === end));
  const lines = (those) => those.map((one) => matterLine(one, notes));
  // Sources are numbered as a reader meets them: lines are made in their order.
  return [
    ...networks,
    ...part(word("requests_of"), requests.map((one) => requestLine(one, notes))),
    ...part(word("visits_of"), lines(events)),
    ...part(word("lessons_of"), lines(lessons)),
    ...part(word("sisters_of"), tieLines(sisters, told)),
    ...part(word("agreements_of"), lines(agreements)),
    ...part(word("meet_of"), meetings(thing.id).slice(0, MOST_MEETINGS).map((one) => meetingLine(one)), { isOpen: false }),
  ];
}
