// The timeline: bars for what lasts, marks for what happens, what is due, and what a source only saw. Bars are buttons.

import { collapse, expand, select } from "./acts.js";
import { DATA, least, most, things, FACETS } from "./data.js";
import { element, narrow } from "./elements.js";
import { looksOf, paper } from "./look.js";
import { groupOf, world } from "./scenes.js";
import { byFacet } from "./shown.js";
import { state } from "./state.js";
import { isWanted, ofDates } from "./time.js";
import { nameOf, period, plain, say, word } from "./words.js";

const stage = element("div", { class: "sheet timeline", role: "region" });
const LONG = 8;
const HEAD = narrow ? 132 : 190;
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

// Pixels from the first year to the last; on paper all years have to do with one page's width.
const roomInAll = () => (paper.isPrinting ? paper.width : stage.clientWidth * wide);
const left = (date) => ((day(date) - whole[0]) / (whole[1] - whole[0])) * 100;
const at = (node, from, to) => {
  node.style.left = `${from}%`;
  if (to !== undefined) node.style.width = `${Math.max(to - from, 0.15)}%`;
  return node;
};

// A bar that nobody dates on one side runs out to that side; a mark stands in the middle of the days that it can mean.
const ends = ([begin, end]) => [begin ? left(begin) : 0, end ? left(end) : 100];
const centre = ([begin, end]) => (begin && end ? (left(begin) + left(end)) / 2 : left(begin || end));
const isMark = (entry) => entry.mark || (entry.span[0] && entry.span[1] && day(entry.span[1]) - day(entry.span[0]) < 32);
const colourOf = (entry) => looksOf(things.get(entry.section === "membership" ? entry.row : entry.thing)).color;
const nameIn = (entry) => plain(say(entry.name));
const doubted = (entry) => (entry.doubt ? word("doubtful") : "");
const told = (entry) => [nameIn(entry), period(entry.said), doubted(entry)].filter(Boolean).join(", ");
const standing = (entry) => ofDates(entry, state.asof);

// Whom a scene is about: of two things compared or one in the middle, what touches them.
const subjects = () => (["compare", "ways"].includes(state.scene) ? [state.a, state.b] : state.scene === "around" ? [state.a] : []);
const touches = (entry, ids) => ids.some((id) => entry.row === id || entry.thing === id || things.get(entry.thing).engages.includes(id) || things.get(entry.thing).actsFor === id);

// Filters but that of time take entries away; those not valid on the day are pale, and what is doubted can be left out.
export function stays(entry) {
  const [row, thing] = [things.get(entry.row), things.get(entry.thing)];
  if (!world().keys.has(entry.row) || !world().keys.has(entry.thing)) return false;
  if (subjects().length && !touches(entry, subjects())) return false;
  if ([row, thing].some((one) => state.off.includes(groupOf(one)) || state.hide.includes(one.id))) return false;
  if (entry.doubt && !isWanted("doubtful")) return false;
  if (state.source !== "" && !entry.citations.some((n) => DATA.citations[n].source === Number(state.source))) return false;
  return FACETS.every((name) => byFacet(thing, name) || byFacet(row, name));
}
export const dated = () => DATA.timeline.filter(stays);

// ---- Rows ----------------------------------------------------------------------------------------------------

function bar(entry, text = "") {
  const mark = isMark(entry);
  const node = element("button", { type: "button", class: mark ? "point" : "bar", title: told(entry), "aria-label": told(entry), onclick: () => select(entry.thing, { look: false }) });
  node.append(element("i", { "aria-hidden": "true" }), ...(text ? [element("span", {}, text)] : []));
  node.firstChild.style.background = colourOf(entry);
  const [from, to] = ends(entry.span);
  node.classList.toggle("unbegun", !mark && !entry.span[0]);
  node.classList.toggle("open", !mark && !entry.span[1]);
  node.classList.toggle("chosen", entry.thing === state.selected);
  node.classList.add(standing(entry));
  return mark ? at(node, centre(entry.span)) : at(node, from, to);
}

const row = (head, level, ...bars) => element("div", { class: "row" }, element("div", { class: `head ${level}` }, head), element("div", { class: "track" }, ...bars));

// Marks with their names, each in the first line where it has room.
function lanes(entries) {
  const width = roomInAll() - HEAD - 40;
  const found = [];
  for (const entry of entries) {
    const place = (centre(entry.span) / 100) * width;
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
    if (isMark(entry)) {
      strip.classList.add("dot");
      return at(strip, centre(entry.span));
    }
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

// The rows of what is selected, together and first.
function nameOfRow(entry) {
  if (entry.section === "membership" && entry.thing === state.selected) return plain(things.get(entry.row).short || nameOf(things.get(entry.row)));
  const others = things.get(entry.thing).engages.filter((id) => id !== state.selected && things.has(id));
  return things.get(entry.thing).kind === "SisterCityAgreement" && others.length === 1 ? `↔ ${nameOf(things.get(others[0]))}` : nameIn(entry);
}
function gathered() {
  const own = state.selected ? DATA.timeline.filter((entry) => stays(entry) && touches(entry, [state.selected])) : [];
  if (!own.length) return [];
  const inLine = own.filter((entry) => entry.section !== "event" && entry.section !== "due");
  return [element("h3", { class: "own" }, nameOf(things.get(state.selected))), ...inLine.map((entry) => row(nameOfRow(entry), "in", bar(entry))),
    ...lanes(own.filter((entry) => !inLine.includes(entry)))];
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
  const room = roomInAll() / Math.max(1, years.length);
  const every = [1, 2, 5, 10, 20, 50].find((n) => n * room > 46) ?? 50;
  return years.filter((n) => n % every === 0).map((n) => at(element("span", {}, String(n)), left(`${n}-01-01`)));
}

function paint() {
  const scroll = [stage.scrollLeft, stage.scrollTop];
  const line = state.asof ? [at(element("i", { class: "now", "aria-hidden": "true" }), left(`${state.asof}-12-31`))] : [];
  const inner = element("div", { class: "lines" },
    element("div", { class: "row axis", "aria-hidden": "true" }, element("div", { class: "head" }), element("div", { class: "track" }, ...axis(), ...line)),
    ...gathered(), ...DATA.sections.flatMap(section));
  inner.style.width = paper.isPrinting ? `${paper.width}px` : `${wide * 100}%`;
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
  wide = usual;
  paint();
  stage.scrollLeft = stage.scrollWidth;
  stage.scrollTop = 0;
}

const lookAt = () => stage.querySelector(".chosen")?.scrollIntoView({ block: "center", inline: "center" });
const step = (dx, dy) => stage.scrollBy(dx * 80, dy * 80);

// What is not known of a bar: where it begins or ends, whether it held then, whether it held at all.
const looksOfBar = (classes) => ({ isUnbegun: classes.contains("unbegun"), isOpen: classes.contains("open"), standing: ["undated", "doubtful"].find((one) => classes.contains(one)) ?? "" });

// The rows as they lie on the page, for a picture to be saved: text and marks with their places and colours.
function drawn() {
  const frame = stage.firstChild.getBoundingClientRect();
  const view = stage.getBoundingClientRect();
  const placed = (node) => { const place = node.getBoundingClientRect(); return { x: place.left - view.left, y: place.top - frame.top, width: place.width, height: place.height }; };
  return {
    width: stage.clientWidth, height: Math.ceil(frame.height),
    rows: [...stage.querySelectorAll(".row, h3")].map((node) => ({
      ...placed(node), isHeading: node.tagName === "H3", isAxis: node.classList.contains("axis"), isTop: Boolean(node.querySelector(".head.top")), text: node.querySelector(".head")?.textContent ?? node.textContent, head: HEAD,
      marks: [...node.querySelectorAll(".track i")].map((mark) => ({ ...placed(mark), fill: mark.style.background, isMark: mark.parentElement.classList.contains("point") || mark.classList.contains("dot"), opacity: Number(mark.style.opacity || (mark.closest(".past") ? 0.25 : 1)), ...looksOfBar(mark.parentElement.classList) })),
      texts: [...node.querySelectorAll(".track span")].map((span) => ({ ...placed(span), text: span.textContent })),
    })),
  };
}

addEventListener("resize", () => { if (state.view === "timeline") paint(); });
export const drawing = { box: stage, create: () => {}, paint, fit, zoom, lookAt, step, drawn };
