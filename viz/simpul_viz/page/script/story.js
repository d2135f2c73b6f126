// What the panel tells before anything is chosen, where a page answers a question: ways, or a comparison.

import { goTo } from "./acts.js";
import { citation, footnotes, gaps } from "./citations.js";
import { DATA, groups, other, things, tiesOf } from "./data.js";
import { element, mark } from "./elements.js";
import { groupName, period, plain, say, word } from "./words.js";

const between = (one, two) => tiesOf.get(one).filter((tie) => other(tie, one) === two);

function reasons(one, two, notes) {
  return between(one, two).map((tie) => {
    const dates = period(tie.dates);
    const way = !tie.directed ? "—" : tie.from === one ? "→" : "←";
    return element("span", { class: "reason" }, `${way} ${plain(say(tie.name))}${dates ? ` (${dates})` : ""}`, ...notes.refer(tie.citations));
  });
}

function wayStory(notes) {
  const items = DATA.story.paths.map((path) => element("li", {}, ...path.flatMap((id, step) => [
    element("div", {}, goTo(things.get(id))),
    ...(step + 1 < path.length ? [element("div", { class: "step" }, ...reasons(id, path[step + 1], notes))] : []),
  ])));
  return [element("h2", {}, word("ways")), element("ol", { class: "ways" }, ...items)];
}

// A network is in common when both are its members without doubt; what is less than that stands apart.
const isMember = (one, network) => between(one, network).some((tie) => tie.member);

function commonGroup(heading, ids, notes) {
  const { a, b } = DATA.story;
  // Where memberships are certain, it is they that say so.
  const proofs = (id) => [a, b].flatMap((one) => {
    const ties = between(one, id);
    return ties.some((tie) => tie.member) ? ties.filter((tie) => tie.member) : ties;
  });
  return [
    element("h3", {}, `${heading} (${ids.length})`),
    element("ul", { class: "common" }, ...ids.map((id) => element("li", {}, mark(groups.get(things.get(id).group)), " ", goTo(things.get(id)),
      ...notes.refer([...new Set(proofs(id).flatMap((tie) => tie.citations))])))),
    ...(things.get(ids[0]).group === "network" ? gaps(ids.flatMap(proofs).map((tie) => [null, tie])) : []),
  ];
}

function commonStory(notes) {
  const { a, b, both } = DATA.story;
  const byGroup = new Map();
  for (const id of both) {
    const group = things.get(id).group;
    byGroup.set(group, [...(byGroup.get(group) ?? []), id]);
  }
  const order = [...byGroup.keys()].sort((x, y) => (y === "network") - (x === "network") || x.localeCompare(y));
  const parts = [element("h2", {}, word("in_common"))];
  if (!both.length) parts.push(element("p", {}, word("nothing_common")));
  for (const group of order) {
    const ids = byGroup.get(group);
    const sure = group === "network" ? ids.filter((id) => isMember(a, id) && isMember(b, id)) : ids;
    const rest = ids.filter((id) => !sure.includes(id));
    if (sure.length) parts.push(...commonGroup(groupName(group), sure, notes));
    if (rest.length) parts.push(...commonGroup(word("less_sure"), rest, notes));
  }
  return parts;
}

export function story() {
  const notes = footnotes();
  const parts = DATA.story.paths ? wayStory(notes) : DATA.story.both ? commonStory(notes) : [];
  if (notes.order.length) parts.push(element("h3", {}, word("sources")), element("ol", {}, ...notes.order.map(citation)));
  return parts;
}
