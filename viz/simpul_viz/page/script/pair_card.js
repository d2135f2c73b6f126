// The card of what ties two things: each tie with its dates, its standing and who says so.

import { goTo } from "./acts.js";
import { badge, footnotes, sourceList } from "./citations.js";
import { things } from "./data.js";
import { element } from "./elements.js";
import { SAID, standingText, valueOf } from "./entries.js";
import { engagedBy } from "./story.js";
import { tiesOf, world } from "./scenes.js";
import { state } from "./state.js";
import { ofTie } from "./time.js";
import { fill, nameOf, period, plain, say } from "./words.js";

function line(tie, notes) {
  const standing = ofTie(tie);
  const dates = period(tie.dates);
  const role = plain(say(tie.role));
  return element("li", { class: standing === "proven" ? "" : standing },
    element("b", {}, plain(say(tie.name))), role ? `: ${role}` : "", tie.directed ? element("small", {}, ` ${nameOf(things.get(tie.from))} → ${nameOf(things.get(tie.to))}`) : "",
    dates ? element("span", { class: "when" }, ` (${dates})`) : "", standing === "proven" ? "" : element("span", { class: "when" }, ` ${standingText(standing)}`),
    ...notes.refer(tie.citations), " ", ...badge(tie.citations, tie.doubt),
    ...(tie.kind === "engages" ? engagedBy(things.get(tie.from), things.get(tie.to), notes) : []),
    tie.notes.length ? element("ul", {}, ...tie.notes.filter((note) => !SAID.has(note.of)).map((note) => element("li", {}, ...(note.thing ? [] : [`${plain(say(note.name))}: `]), ...valueOf(note), ...notes.refer(note.citations)))) : "");
}

export function pairCard() {
  const [a, b] = state.pair.split("|").map((id) => things.get(id));
  const notes = footnotes();
  const own = tiesOf(a.id).filter((tie) => tie.from === b.id || tie.to === b.id);
  return [
    element("h2", {}, goTo(a), " — ", goTo(b)),
    element("p", { class: "kind" }, fill("ties_count", own.length), world().weighted ? ` · ${fill("weight", own.reduce((sum, tie) => sum + tie.weight, 0))}` : ""),
    element("ul", { class: "lines-of" }, ...own.map((tie) => line(tie, notes))),
    ...sourceList(notes),
  ];
}
