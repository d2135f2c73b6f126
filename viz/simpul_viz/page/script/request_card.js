// A request or commitment: who asked or promised what of whom, how it stands, and whether anybody answered.

import { goTo } from "./acts.js";
import { allTiesOf, things } from "./data.js";
import { element } from "./elements.js";
import { matterLine, part, tieLines } from "./card.js";
import { inWords, plain, say, word } from "./words.js";

const BY = ["requestedBy", "promisedBy"];
const OF = ["requestedOf", "promisedTo"];
const ends = (thing, kinds) => allTiesOf(thing.id).filter((tie) => tie.from === thing.id && kinds.includes(tie.kind)).map((tie) => things.get(tie.to));
const statusOf = (thing) => thing.facts.filter((fact) => fact.of === "status");
const isProposed = (thing) => statusOf(thing).every((fact) => fact.value.en === "Proposed");
// Evidence of what came of it, or a status beyond that it was put forward.
export const isAnswered = (thing) => !isProposed(thing) || thing.facts.some((fact) => fact.of === "evidence") || allTiesOf(thing.id).some((tie) => tie.kind === "evidence");

function listed(given) {
  return given.flatMap((thing, i) => [...(i ? [", "] : []), goTo(thing)]);
}

export function sentence(thing) {
  const [by, of] = [ends(thing, BY), ends(thing, OF)];
  const due = thing.facts.find((fact) => fact.of === "due")?.date;
  return [...listed(by), ...(of.length ? [" → ", ...listed(of)] : []), ...(due ? [`, ${word("due").replace("{a}", inWords(due))}`] : [])];
}

export const standingOf = (thing) => {
  const status = statusOf(thing).map((fact) => plain(say(fact.value))).join(", ");
  return [status, isAnswered(thing) ? "" : word("no_answer")].filter(Boolean).join("; ");
};

export function requestLine(thing, notes) {
  return matterLine(thing, notes, [element("small", {}, ...sentence(thing), " — ", standingOf(thing))]);
}

export function requestParts(told) {
  told.takeFacts((fact) => fact.of === "status");
  const lines = told.take((tie) => [...BY, ...OF].includes(tie.kind));
  return [element("p", {}, ...sentence(told.thing), ...told.notes.refer(lines.flatMap((tie) => tie.citations))), element("p", { class: isAnswered(told.thing) ? "" : "gap" }, standingOf(told.thing)),
    ...part(word("arose_from"), tieLines(told.take((tie) => tie.kind === "arisesFrom"), told))];
}
