// The panel: all that is known of a thing, and who says so.

import { collapse, expand, put, select, STEP, take } from "./acts.js";
import { citation, footnotes, gaps } from "./citations.js";
import { DATA, groups, other, things, tiesOf } from "./data.js";
import { button, byId, element, mark } from "./elements.js";
import { tieEntry, valueOf } from "./entries.js";
import { crowdOf, memberPanel } from "./roster.js";
import { copy, queryOf, turtleOf } from "./saving.js";
import { more, scene, shown } from "./shown.js";
import { state } from "./state.js";
import { story } from "./story.js";
import { fill, nameOf, plain, say, word } from "./words.js";

const SHORT_LIST = 8;

function factList(thing, notes) {
  const list = element("dl");
  for (const fact of thing.facts) {
    list.append(element("dt", {}, plain(say(fact.name))), element("dd", {}, ...valueOf(fact), ...notes.refer(fact.citations)));
  }
  return list;
}

// Memberships first: they are what one looks for most.
const rank = ([, [[, tie]]]) => Number(tie.kind !== "membership");

function relations(thing) {
  const found = new Map();
  for (const tie of tiesOf.get(thing.id)) {
    const out = tie.from === thing.id;
    const role = Object.keys(tie.role).length ? `: ${say(tie.role)}` : "";
    const heading = `${plain(say(tie.name) + role)}${out || !tie.directed ? "" : " ←"}`;
    if (!found.has(heading)) found.set(heading, []);
    found.get(heading).push([things.get(other(tie, thing.id)), tie]);
  }
  for (const members of found.values()) members.sort((a, b) => nameOf(a[0]).localeCompare(nameOf(b[0]), state.language));
  return [...found].sort((a, b) => rank(a) - rank(b) || a[0].localeCompare(b[0], state.language));
}

function tieLists(thing, notes) {
  const list = element("dl");
  for (const [heading, members] of relations(thing)) {
    const most = members.length > SHORT_LIST + 2 ? SHORT_LIST : members.length;
    const [first, later] = [members.slice(0, most), members.slice(most)];
    list.append(element("dt", {}, members.length > 1 ? `${heading} (${members.length})` : heading));
    if (members[0][1].kind === "membership") list.append(element("dd", {}, ...gaps(members)));
    list.append(...first.map((member) => tieEntry(member, notes)));
    if (later.length) {
      const lead = button(fill("more", later.length), () => lead.parentElement.replaceWith(...later.map((member) => tieEntry(member, notes))), { class: "more" });
      list.append(element("dd", {}, lead));
      for (const [, tie] of later) notes.refer(tie.citations);
    }
  }
  return list;
}

function actions(thing) {
  const count = more(thing.id);
  const made = [];
  if (count) made.push(button(fill("expand", Math.min(STEP, count), count), () => { expand(thing.id); byId("panel").querySelector(".actions button").focus(); }));
  if (state.open[thing.id]) made.push(button(word("collapse"), () => collapse(thing.id)));
  if (state.pin.includes(thing.id)) made.push(button(word("unpin"), () => take("pin", thing.id)));
  else made.push(button(word("pin"), () => put("pin", thing.id)));
  made.push(button(word("hide"), () => put("hide", thing.id)));
  return element("p", { class: "actions" }, ...made);
}

function copies(thing) {
  const made = [];
  if (DATA.stated.includes(thing.id)) {
    made.push(button(word("copy_turtle"), async () => copy(await turtleOf(thing.id))));
  }
  if (DATA.thing_query) made.push(button(word("copy_sparql"), () => copy(queryOf(thing.id))));
  return made.length ? [element("p", { class: "actions" }, ...made)] : [];
}

function welcome() {
  const parts = [...story(), element("p", {}, word("welcome"))];
  for (const note of DATA.notes) parts.push(element("p", { class: "gap" }, say(note)));
  if (scene.leftOut) parts.push(element("p", {}, fill("left_out", shown().length.toLocaleString(state.language), scene.leftOut.toLocaleString(state.language))));
  if (DATA.view_query) parts.push(element("p", { class: "actions" }, button(word("copy_sparql"), () => copy(DATA.view_query))));
  return parts;
}

let told = "";
export function explain() {
  const panel = byId("panel");
  // What is newly opened is read from its beginning.
  if (told !== (told = state.member || state.selected)) panel.scrollTop = 0;
  if (state.member) {
    panel.replaceChildren(...memberPanel());
    return;
  }
  const thing = things.get(state.selected);
  if (!thing) {
    panel.replaceChildren(...welcome());
    return;
  }
  const notes = footnotes();
  const others = Object.values(thing.labels).map(plain).filter((text) => text !== nameOf(thing));
  const parts = [
    button("×", () => select(""), { class: "close", "aria-label": word("close") }),
    element("h2", {}, nameOf(thing)),
    element("p", { class: "kind" }, mark(groups.get(thing.group)), ` ${plain(say(DATA.kinds[thing.kind]))}`,
      thing.short && thing.short !== nameOf(thing) ? ` · ${plain(thing.short)}` : ""),
  ];
  if (others.length) parts.push(element("p", { class: "kind" }, `${word("also")}: ${[...new Set(others)].join(", ")}`));
  parts.push(actions(thing));
  if (Object.keys(thing.description).length) {
    parts.push(element("p", {}, plain(say(thing.description)), ...notes.refer(thing.citations)));
  }
  if (thing.degree) parts.push(element("h3", {}, word("ties")), tieLists(thing, notes));
  parts.push(...crowdOf(thing, notes));
  if (thing.facts.length) parts.push(element("h3", {}, word("facts")), factList(thing, notes));
  notes.refer(thing.citations);
  if (notes.order.length) parts.push(element("h3", {}, word("sources")), element("ol", {}, ...notes.order.map(citation)));
  parts.push(...copies(thing));
  panel.replaceChildren(...parts);
}
