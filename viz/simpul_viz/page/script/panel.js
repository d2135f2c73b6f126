// The panel: the card of what is chosen, and who says so; before anything is chosen, what the scene tells and what can be asked.

import { collapse, expand, goTo, put, select, STEP, take } from "./acts.js";
import { brief, pageOf } from "./brief.js";
import { factParts, rest, teller } from "./card.js";
import { documentCard, footnotes, sourceList } from "./citations.js";
import { crowds, DATA, groups, things } from "./data.js";
import { button, byId, element, mark } from "./elements.js";
import { kindName } from "./finder.js";
import { partsOf } from "./kind_cards.js";
import { tint } from "./look.js";
import { pairCard } from "./pair_card.js";
import { picker } from "./picker.js";
import { questionPanel } from "./questions.js";
import { memberPanel } from "./roster.js";
import { copy, queryOf, turtleOf } from "./saving.js";
import { drawings, world } from "./scenes.js";
import { more, scene, shown } from "./shown.js";
import { change, enter, state, undo } from "./state.js";
import { story } from "./story.js";
import { ofThing } from "./time.js";
import { standingText } from "./entries.js";
import { fill, nameOf, plain, say, word } from "./words.js";

const figure = (number) => number.toLocaleString(state.language);
const isCityOr = (thing) => (other) => other.id !== thing.id;

// What leads from a card to another scene, within the page.
function ways(thing) {
  if (DATA.one) return [];
  const toAnother = (scene_, label) => picker({ label, value: "", isAllowed: isCityOr(thing), onPick: (id) => enter(scene_, { a: thing.id, b: id, selected: "" }) });
  return [element("div", { class: "actions leads" },
    toAnother("compare", word("compare_with")), toAnother("ways", word("way_to")),
    button(word("around_this"), () => enter("around", { a: thing.id, selected: thing.id })),
    ...(drawings.includes("map") ? [button(word("on_map"), () => change({ view: "map" }, { look: thing.id }))] : []))];
}

function actions(thing) {
  const count = more(thing.id);
  const made = [];
  if (count) made.push(button(fill("expand", Math.min(STEP, count), count), () => { expand(thing.id); byId("panel").querySelector(".more-of button").focus(); }));
  if (state.open[thing.id]) made.push(button(word("collapse"), () => collapse(thing.id)));
  if (state.pin.includes(thing.id)) made.push(button(word("unpin"), () => take("pin", thing.id)));
  else made.push(button(word("pin"), () => put("pin", thing.id)));
  made.push(button(word("hide"), () => put("hide", thing.id)));
  return element("p", { class: "actions more-of" }, ...made);
}

function copies(thing) {
  const made = [];
  if (DATA.stated.has(thing.number)) made.push(button(word("copy_turtle"), async () => copy(await turtleOf(thing.id))));
  if (DATA.thing_query) made.push(button(word("copy_sparql"), () => copy(queryOf(thing.id))));
  return made.length ? [element("p", { class: "actions" }, ...made)] : [];
}

function notesOfScene() {
  const made = [...DATA.notes, ...world().notes].map((note) => element("p", { class: "gap" }, say(note)));
  for (const [network, members] of crowds) made.push(element("p", { class: "gap" }, fill("crowd_note", plain(say([...members.values()][0].labels)), figure(members.size)), ...(things.has(network) ? [" ", goTo(things.get(network))] : [])));
  if (DATA.leftAside) made.push(element("p", { class: "quiet" }, fill("left_aside", figure(DATA.leftAside))));
  if (state.scene === "shared" && world().leftOut) made.push(element("p", { class: "gap" }, fill("shared_left_out", world().fewest, figure(world().leftOut))));
  if (scene.leftOut && state.view === "network") made.push(element("p", { class: "quiet" }, fill("left_out", figure(shown().length), figure(scene.leftOut))));
  return made;
}

function welcome() {
  return [
    ...(state.ask ? [] : story()), ...questionPanel(), element("p", { class: "unprinted" }, word("welcome")), ...notesOfScene(),
    ...(world().query ? [element("p", { class: "actions" }, button(word("copy_sparql"), () => copy(world().query)))] : []),
  ];
}

const closing = (act, text = "×", label = word("close")) => button(text, act, { class: "close", "aria-label": label });

function head(thing) {
  const others = [...new Set(Object.values(thing.labels).map(plain))].filter((text) => text !== nameOf(thing));
  const group = groups.get(thing.group);
  const standing = ofThing(thing);
  return [
    closing(() => select("")),
    element("h2", {}, nameOf(thing)),
    element("p", { class: "kind" }, mark({ ...group, colour: tint(group.colour) }), ` ${kindName(thing)}`, thing.short && thing.short !== nameOf(thing) ? ` · ${plain(thing.short)}` : "",
      ...(standing === "proven" ? [] : [" ", element("span", { class: "badge doubt" }, standingText(standing))])),
    ...(others.length ? [element("p", { class: "kind" }, `${word("also")}: ${others.join(", ")}`)] : []),
  ];
}

function card(thing) {
  const notes = footnotes();
  const told = teller(thing, notes);
  const described = Object.keys(thing.description).length ? [element("p", {}, plain(say(thing.description)), ...notes.refer(thing.citations))] : [];
  const wanted = partsOf(told);
  const remarks = told.takeFacts((fact) => fact.of.endsWith("note"));
  const parts = [...head(thing), ...pageOf(thing), ...ways(thing), ...(DATA.one ? [] : brief(thing)), ...described, ...wanted, ...rest(told), ...factParts({ ...told, facts: [...told.facts, ...remarks] }, !wanted.length)];
  notes.refer(thing.citations);
  return [...parts, ...sourceList(notes), actions(thing), ...copies(thing)];
}

let told = "";
export function explain() {
  const panel = byId("panel");
  // What is newly opened is read from its beginning.
  if (told !== (told = [state.document, state.member, state.pair, state.selected, state.ask, state.scene].join(" "))) panel.scrollTop = 0;
  if (state.document) panel.replaceChildren(closing(undo, "←", word("back")), ...documentCard(Number(state.document), copy));
  else if (state.member) panel.replaceChildren(...memberPanel());
  else if (state.pair) panel.replaceChildren(closing(() => select("")), ...pairCard());
  else if (things.has(state.selected)) panel.replaceChildren(...card(things.get(state.selected)));
  else panel.replaceChildren(...welcome());
  byId("home").hidden = !(state.selected || state.pair || state.document || state.member || state.ask);
}
