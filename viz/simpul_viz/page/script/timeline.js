// The timeline: bars for what lasts, marks for what happens and what is due. Bars are buttons.

import { collapse, expand, select } from "./acts.js";
import { DATA, groups, least, most, things, FACETS } from "./data.js";
import { byId, element, narrow } from "./elements.js";
import { byFacet, within } from "./shown.js";
import { start } from "./start.js";
import { state } from "./state.js";
import { nameOf, period, plain, say, word } from "./words.js";

const stage = byId("picture");
const LONG = 8;
const HEAD = narrow ? 104 : 190;
const DAY = 86400000;
const day = (date) => Date.parse(`${date}T00:00:00Z`) / DAY;
const days = DATA.timeline.flatMap((entry) => entry.span).filter(Boolean).map(day);
const whole = days.length ? [least(days) - 200, most(days) + 200] : [0, 1];
const year = (number) => day(`${String(number).padStart(4, "0")}-01-01`);
// The page opens on the years in which most begins; what came long before lies to the left.
const begins = DATA.timeline.map((entry) => entry.span[0]).filter(Boolean).sort();
const since = begins.length ? day(begins[Math.floor(begins.length * 0.12)]) - 400 : whole[0];
const usual = Math.max(1, (whole[1] - whole[0]) / (whole[1] - Math.max(since, whole[0])));
let wide = usual;

const left = (date) => ((day(date) - whole[0]) / (whole[1] - whole[0])) * 100;
const at = (node, from, to) => {
  node.style.left = `${from}%`;
  if (to !== undefined) node.style.width = `${Math.max(to - from, 0.15)}%`;
  return node;
};

// A bar that nobody dates on one side runs out to that side.
const ends = ([begin, end]) => [begin ? left(begin) : 0, end ? left(end) : 100];
const isMark = (entry) => entry.section === "event" || entry.section === "due" || (entry.span[0] && entry.span[1] && day(entry.span[1]) - day(entry.span[0]) < 32);
const colourOf = (entry) => groups.get(things.get(entry.section === "membership" ? entry.row : entry.thing).group).colour;
const nameIn = (entry) => plain(say(entry.name));
const told = (entry) => [nameIn(entry), period(entry.said)].filter(Boolean).join(", ");

// Filters but that of time take entries away; those not valid on the day are pale.
function stays(entry) {
  const [row, thing] = [things.get(entry.row), things.get(entry.thing)];
  if (state.off.includes(row.group) || state.off.includes(thing.group) || state.hide.includes(row.id) || state.hide.includes(thing.id)) return false;
  if (state.source !== "" && !entry.citations.some((n) => DATA.citations[n].source === Number(state.source))) return false;
  return FACETS.every((name) => byFacet(thing, name) || byFacet(row, name));
}

// ---- Rows ----------------------------------------------------------------------------------------------------

function bar(entry, text = "") {
  const mark = isMark(entry);
  const node = element("button", { type: "button", class: mark ? "point" : "bar", title: told(entry), "aria-label": told(entry), onclick: () => select(entry.thing, { look: false }) });
  node.append(element("i", { "aria-hidden": "true" }), ...(text ? [element("span", {}, text)] : []));
  node.firstChild.style.background = colourOf(entry);
  const [from, to] = ends(entry.span);
  const open = !mark && (!entry.span[0] || !entry.span[1]);
  node.classList.toggle("open", open);
  node.classList.toggle("chosen", entry.thing === state.selected);
  node.classList.toggle("past", state.asof !== "" && !within(entry.span));
  return mark ? at(node, from) : at(node, from, to);
}

const row = (head, level, ...bars) => element("div", { class: "row" }, element("div", { class: `head ${level}` }, head), element("div", { class: "track" }, ...bars));

// Marks with their names, each in the first line where it has room.
function lanes(entries) {
  const width = stage.clientWidth * wide - HEAD - 40;
  const found = [];
  for (const entry of entries) {
    const place = (left(entry.span[0] || entry.span[1]) / 100) * width;
    const name = nameIn(entry);
    const text = name.length > 44 ? `${name.slice(0, 43)}…` : name;
    const room = 26 + text.length * 7.2;
    // Near the right end a name stands left of its mark.
    const flip = place + room > width;
    const [from, to] = flip ? [place - room, place + 12] : [place, place + room];
    const lane = found.find((one) => one.every(([a, b]) => to < a || b < from)) ?? (found.push([]), found[found.length - 1]);
    lane.push([from, to, entry, text, flip]);
  }
  return found.map((lane) => row("", "", ...lane.map(([, , entry, text, flip]) => {
    const node = bar(entry, text);
    node.classList.toggle("flip", flip);
    return node;
  })));
}

function dense(entries) {
  return entries.map((entry) => {
    const strip = element("i", { class: "strip", "aria-hidden": "true" });
    strip.style.opacity = String(Math.max(0.03, Math.min(0.5, 2 / entries.length)));
    strip.style.background = colourOf(entry);
    const [from, to] = ends(entry.span);
    return at(strip, from, Math.max(to, from + 0.4));
  });
}

function group(key, heading, entries) {
  const isLong = entries.length > LONG;
  const isOpen = !isLong || key in state.open;
  if (!isLong) return [row(heading, "top"), ...entries.map((entry) => row(nameIn(entry), "in", bar(entry)))];
  const lead = element("button", { type: "button", class: "lead", "aria-expanded": String(isOpen), onclick: () => {
    if (isOpen) collapse(key); else expand(key);
    stage.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }, "data-key": key }, `${isOpen ? "▾" : "▸"} ${heading} (${entries.length})`);
  if (!isOpen) return [row(lead, "top", ...dense(entries))];
  return [row(lead, "top"), ...entries.map((entry) => row(nameIn(entry), "in", bar(entry)))];
}

function section(name) {
  const entries = DATA.timeline.filter((entry) => entry.section === name && stays(entry));
  if (!entries.length) return [];
  const head = element("h3", {}, word(`timeline_${name}`));
  if (name === "event" || name === "due") return [head, ...lanes(entries)];
  if (name === "agreement" || name === "initiative") return [head, ...group(entries[0].thing, word(`timeline_${name}`), entries)];
  const byRow = new Map();
  for (const entry of entries) byRow.set(entry.row, [...(byRow.get(entry.row) ?? []), entry]);
  return [head, ...[...byRow].sort((a, b) => b[1].length - a[1].length).flatMap(([key, those]) => group(key, plain(things.get(key).short || nameOf(things.get(key))), those))];
}

// ---- Axis ----------------------------------------------------------------------------------------------------

function axis() {
  const years = [...Array(300).keys()].map((n) => 1800 + n).filter((n) => year(n) > whole[0] && year(n) < whole[1]);
  const room = (stage.clientWidth * wide) / Math.max(1, years.length);
  const every = [1, 2, 5, 10, 20, 50].find((n) => n * room > 46) ?? 50;
  return years.filter((n) => n % every === 0).map((n) => at(element("span", {}, String(n)), left(`${n}-01-01`)));
}

function paint() {
  const scroll = [stage.scrollLeft, stage.scrollTop];
  const line = state.asof ? [at(element("i", { class: "now", "aria-hidden": "true" }), left(`${state.asof}-12-31`))] : [];
  const inner = element("div", { class: "lines" },
    element("div", { class: "row axis", "aria-hidden": "true" }, element("div", { class: "head" }), element("div", { class: "track" }, ...axis(), ...line)),
    ...DATA.sections.flatMap(section));
  inner.style.width = `${wide * 100}%`;
  stage.replaceChildren(inner);
  [stage.scrollLeft, stage.scrollTop] = scroll;
}

function zoom(factor) {
  const middle = (stage.scrollLeft + stage.clientWidth / 2) / wide;
  wide = Math.min(40, Math.max(1, wide * factor));
  paint();
  stage.scrollLeft = middle * wide - stage.clientWidth / 2;
}

function fit() {
  if (state.view === "table") return;
  wide = usual;
  paint();
  stage.scrollLeft = stage.scrollWidth;
  stage.scrollTop = 0;
}

const lookAt = () => stage.querySelector(".chosen")?.scrollIntoView({ block: "center", inline: "center" });
const step = (dx, dy) => stage.scrollBy(dx * 80, dy * 80);

// ---- As a picture --------------------------------------------------------------------------------------------

async function canvas() {
  const rowsOf = [...stage.querySelectorAll(".row, h3")];
  const made = document.createElement("canvas");
  const frame = stage.firstChild.getBoundingClientRect();
  [made.width, made.height] = [Math.ceil(Math.min(frame.width, 8000)), Math.ceil(Math.min(frame.height, 8000))];
  const context = made.getContext("2d");
  context.textBaseline = "middle";
  for (const one of rowsOf) {
    const box = one.getBoundingClientRect();
    const text = one.querySelector(".head")?.textContent ?? one.textContent;
    context.fillStyle = "#1c2733";
    context.font = `${one.tagName === "H3" ? "600 " : ""}13px sans-serif`;
    context.fillText(text, 8, box.top - frame.top + box.height / 2, one.tagName === "H3" ? 400 : 190);
    for (const mark of one.querySelectorAll(".track i, .track span")) {
      const place = mark.getBoundingClientRect();
      context.fillStyle = mark.tagName === "I" ? mark.style.background || "#e08a00" : "#1c2733";
      if (mark.tagName === "I") context.fillRect(place.left - frame.left, place.top - frame.top, Math.max(place.width, 2), place.height);
      else context.fillText(mark.textContent, place.left - frame.left, place.top - frame.top + place.height / 2);
    }
  }
  return made;
}

addEventListener("resize", () => { if (state.view === "picture") paint(); });
start({ paint, fit, zoom, lookAt, step, canvas });
