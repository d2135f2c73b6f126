// What is most wanted of each kind of thing.

import { gaps } from "./citations.js";
import { matterLine, newest, part, tieLines } from "./card.js";
import { cityParts, mattersIn } from "./city_card.js";
import { things } from "./data.js";
import { element } from "./elements.js";
import { figures } from "./figures.js";
import { requestParts } from "./request_card.js";
import { crowdOf } from "./roster.js";
import { inWords, plain, say, word } from "./words.js";

const groupAt = (end) => things.get(end).group;
const begins = (told) => told.takeFacts((fact) => ["begin", "end", "asOf"].includes(fact.of)).map((fact) => element("li", {}, `${plain(say(fact.name))}: ${inWords(fact.date)}`, ...told.notes.refer(fact.citations)));
const whenPart = (told) => part(word("when"), begins(told));

function networkParts(told) {
  const members = told.take((tie) => tie.kind === "membership" && tie.to === told.thing.id);
  const offices = told.take((tie) => tie.kind === "networkOffice" && tie.to === told.thing.id);
  const became = told.take((tie, end) => groupAt(end) === "network");
  return [
    ...whenPart(told),
    ...part(word("became"), tieLines(became, told, { isNamed: true, isBrief: true })),
    ...part(word("members_of"), tieLines(members, told), { more: gaps(members) }),
    ...crowdOf(told.thing, told.notes),
    ...part(word("offices_of"), tieLines(offices, told)),
  ];
}

const OWNERS = new Set(["ledBy", "operatedBy", "initiatedBy", "steeredBy", "partner", "involves", "beneficiaries"]);
function phases(told) {
  return told.takeFacts((fact) => fact.of === "phase").map((fact) => element("li", {}, element("b", {}, plain(say(fact.name))), fact.date ? ` (${inWords(fact.date)})` : "", Object.keys(fact.value).length ? element("div", {}, plain(say(fact.value))) : "", ...told.notes.refer(fact.citations)));
}

function initiativeParts(told) {
  const owners = told.take((tie) => OWNERS.has(tie.kind) && tie.from === told.thing.id);
  const places = told.take((tie) => tie.kind === "locatedIn");
  const lessons = told.take((tie, end) => ["lesson", "judgement"].includes(groupAt(end)));
  const visits = told.take((tie, end) => groupAt(end) === "event");
  return [
    ...figures(told),
    ...part(word("owners_of"), tieLines(owners, told, { isNamed: true, isBrief: true })),
    ...part(word("where"), tieLines(places, told, { isBrief: true })),
    ...whenPart(told),
    ...part(word("phases_of"), phases(told)),
    ...part(word("lessons_from"), tieLines(lessons, told, { isBrief: true })),
    ...part(word("seen_by"), tieLines(visits, told, { isBrief: true })),
  ];
}

function eventParts(told) {
  const places = told.take((tie) => ["heldIn", "heldAt", "hostCity", "visitingCity"].includes(tie.kind));
  const people = told.take((tie) => tie.kind === "participation");
  const came = told.take((tie) => tie.kind === "arisesFrom" && tie.to === told.thing.id);
  const parts = told.take((tie) => tie.kind === "subEventOf");
  return [
    ...whenPart(told),
    ...part(word("where"), tieLines(places, told, { isNamed: true, isBrief: true })),
    ...part(word("took_part"), tieLines(people, told, { isBrief: true })),
    ...part(word("came_of_it"), tieLines(came, told, { isBrief: true })),
    ...part(word("parts_of"), tieLines(parts, told, { isNamed: true, isBrief: true })),
  ];
}

function institutionParts(told) {
  const within = told.take((tie) => ["partOf", "postIn", "governs", "seatedIn"].includes(tie.kind));
  const works = told.take((tie, end) => groupAt(end) === "initiative");
  const requests = newest(mattersIn(told.thing, ["request"]));
  told.take((tie, end) => groupAt(end) === "request");
  const events = told.take((tie, end) => groupAt(end) === "event");
  return [
    ...part(word("belongs_to"), tieLines(within, told, { isNamed: true, isBrief: true })),
    ...part(word("works_on"), tieLines(works, told, { isNamed: true, isBrief: true })),
    ...part(word("requests_of"), requests.map((one) => matterLine(one, told.notes))),
    ...part(word("events_of"), tieLines(events, told, { isNamed: true, isBrief: true })),
  ];
}

function agreementParts(told) {
  const parties = told.take((tie) => ["partyRole", "hasParty", "claimedBy"].includes(tie.kind));
  return [...part(word("parties_of"), tieLines(parties, told, { isBrief: true })), ...whenPart(told)];
}

function themeParts(told) {
  const works = told.take((tie, end) => groupAt(end) === "initiative");
  const narrower = told.take((tie, end) => groupAt(end) === "theme");
  return [...part(word("worked_on_by"), tieLines(works, told, { isBrief: true }), { more: works.length ? [] : [element("p", { class: "gap" }, word("nobody_worked"))] }),
    ...part(word("themes_near"), tieLines(narrower, told, { isBrief: true }))];
}

const PARTS = {
  city: cityParts, network: networkParts, initiative: initiativeParts, target: initiativeParts, event: eventParts,
  public: institutionParts, organisation: institutionParts, post: institutionParts,
  request: requestParts, agreement: agreementParts, theme: themeParts,
};

export const partsOf = (told) => [...(PARTS[told.thing.group]?.(told) ?? []), ...figures(told), ...(told.thing.group === "network" ? [] : crowdOf(told.thing, told.notes))];
