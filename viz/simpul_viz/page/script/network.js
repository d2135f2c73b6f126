// The picture of a network. Places are computed beforehand; what opens later is set beside its hub. Where there is more than
// vis-network can carry, it holds what can be read in the window, and the far layer draws the rest.

import { expand, select, selectPair } from "./acts.js";
import { bundles, DASHES, nameOn } from "./bundles.js";
import { crowds, DATA, least, most, other, things } from "./data.js";
import { calm, element, narrow } from "./elements.js";
import * as far from "./far.js";
import { colour, looksOf, tieColour } from "./look.js";
import * as marking from "./marking.js";
import { beside, floor, WIDE } from "./room.js";
import { neighbours, tiesOf, world } from "./scenes.js";
import { byDegree, more, scene, tiePasses } from "./shown.js";
import { change, state } from "./state.js";
import { fill, groupName, nameOf, plain } from "./words.js";

const box = element("div", { class: "sheet" });
// vis-network stands in the page as a script of its own, before this one.
let nodes;
let edges;
let network;
let canvas;
const later = new Map();
let laterFor = null;
let spots = new Map();
let looks = new Map();
let lines = [];
let near = null;
let above = [];
let isCrowd = false;
const move = { animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } };

const fontOf = () => ({ color: colour("ink"), strokeWidth: 5, strokeColor: colour("ground"), face: "system-ui, sans-serif" });
const options = () => ({
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, keyboard: false, navigationButtons: false, tooltipDelay: 1e9 },
  nodes: { borderWidth: 1, font: fontOf(), scaling: { label: { enabled: true, min: 12, max: 34, drawThreshold: 6 } } },
  edges: { smooth: false, arrows: { to: { scaleFactor: 0.5 }, from: { scaleFactor: 0.5 } }, selectionWidth: 1, hoverWidth: 0.5 },
});

// ---- Labels --------------------------------------------------------------------------------------------------

const LINE = 19;
const HEAD = 12;
const HUB = 5;
function wrapped(text) {
  const made = [""];
  for (const part of text.split(" ")) {
    const last = made[made.length - 1];
    if (last && last.length + part.length >= LINE) made.push(part);
    else made[made.length - 1] = last ? `${last} ${part}` : part;
  }
  if (made.length > 2) made.splice(1, made.length, `${made[1].slice(0, LINE - 1).trimEnd()}…`);
  return made.map((line) => (line.length > LINE + 6 ? `${line.slice(0, LINE + 5)}…` : line));
}

function labelOf(thing) {
  const made = wrapped(plain(thing.short || nameOf(thing)));
  const count = more(thing.id);
  if (count >= HUB) made.push(fill("more", count.toLocaleString(state.language)));
  if (crowds.has(thing.id)) made.push(fill("listed", crowds.get(thing.id).size.toLocaleString(state.language)));
  return made.join("\n");
}

// ---- Places --------------------------------------------------------------------------------------------------

function places() {
  const { early } = world();
  if (laterFor !== world()) { later.clear(); laterFor = world(); }
  const found = new Map();
  const taken = floor();
  const set = (id, place) => { found.set(id, place); taken.set(place); };
  for (const id of scene.visible) {
    if (state.at[id]) set(id, { x: state.at[id][0], y: state.at[id][1] });
    else if (state.all) set(id, DATA.nodes[things.get(id).number]);
    else if (early.has(id)) set(id, early.get(id));
    else if (later.has(id)) set(id, later.get(id));
  }
  const waiting = [...scene.visible].filter((id) => !found.has(id)).sort((a, b) => byDegree(things.get(a), things.get(b)));
  for (const id of waiting) {
    const hub = tiesOf(id).map((tie) => other(tie, id)).find((one) => found.has(one));
    const place = beside(hub ? found.get(hub) : { x: 0, y: 0 }, taken);
    later.set(id, place);
    set(id, place);
  }
  return found;
}

// What is written above things that stand together, as long as one of them is there and all lie where they were put.
const headings = () => (state.all ? [] : world().headings).filter(([, , , keys]) => keys.some((id) => scene.visible.has(id)) && !keys.some((id) => id in state.at))
  .map(([name, x, y]) => ({ text: groupName(name), x, y }));

// ---- Painting ------------------------------------------------------------------------------------------------

function nodeOf(id) {
  const thing = things.get(id);
  const isClear = !near || near.has(id);
  const look = looks.get(id);
  return {
    ...look,
    ...spots.get(id),
    font: { ...fontOf(), size: look.font.size },
    label: isClear ? labelOf(thing) : "",
    opacity: isClear ? 1 : 0.18,
    borderWidth: id === state.selected ? 4 : state.pin.includes(id) ? 3 : 1,
    shapeProperties: { borderDashes: state.pin.includes(id) ? [4, 3] : false },
  };
}

const isMine = ({ a, b }) => !state.selected || a === state.selected || b === state.selected;
function colourOf(line) {
  if (line.standing === "doubtful") return colour("doubt");
  if (world().coloured) return tieColour(line.ties[0]);
  return state.selected && isMine(line) ? colour("accent") : colour("bundle");
}

// Where nothing is chosen, what is tied by more stands out, and the rest stays behind the names.
function strength(line) {
  if (line.isQuiet) return 0.45;
  if (state.selected || line.key === state.pair || world().weighted || world().coloured || world().named) return 0.9;
  return Math.min(0.9, 0.3 + 0.2 * line.ties.length);
}

// Between two of one column a line bows around what stands between them.
const BOW = 0.16;
function bowOf({ a, b }) {
  if (!above.length) return 0;
  const [from, to] = [spots.get(a), spots.get(b)];
  return Math.abs(from.x - to.x) < WIDE / 4 && Math.abs(from.y - to.y) > WIDE ? BOW : 0;
}

function edgeOf(line) {
  const isMain = isMine(line);
  const shade = line.key === state.pair ? colour("accent") : colourOf(line);
  return {
    id: line.key, from: line.a, to: line.b,
    width: line.key === state.pair ? line.width + 2 : line.width,
    dashes: DASHES[line.standing].length ? DASHES[line.standing] : false,
    smooth: bowOf(line) ? { enabled: true, type: "curvedCW", roundness: bowOf(line) } : false,
    arrows: { to: { enabled: line.toB, scaleFactor: 0.5 }, from: { enabled: line.toA, scaleFactor: 0.5 } },
    color: { color: shade, highlight: shade, hover: colour("accent"), opacity: isMain ? strength(line) : 0.1 },
  };
}

function keep(set, wanted) {
  const ids = new Set(wanted.map((one) => one.id));
  set.remove(set.getIds().filter((id) => !ids.has(id)));
  set.update(wanted);
}

const MANY = 300;
const MANY_TIES = 1200;
const HELD = 200;
const READABLE = 0.5;
const NEAR = 0.8;
const LARGEST = 1.5;

let worn = "";
function paint() {
  near = state.selected && scene.visible.has(state.selected) ? neighbours(state.selected) : null;
  spots = places();
  looks = new Map([...scene.visible].map((id) => [id, looksOf(things.get(id))]));
  lines = bundles(scene.ties);
  above = headings();
  if (worn !== colour("ground")) { worn = colour("ground"); network.setOptions(options()); }
  // On a phone all is a crowd: names that can be read have room for a few.
  isCrowd = spots.size > MANY || lines.length > MANY_TIES || (narrow && !world().named);
  if (isCrowd) far.hold(spots, scene.ties, looks, (tie) => (world().coloured ? tieColour(tie) : colour("bundle")));
  else far.clear();
  settle();
}

// Gives vis-network what it shall hold: all, or of a crowd the best connected in the window when it is near enough to be read.
function settle() {
  const held = new Set(isCrowd ? inWindow() : spots.keys());
  far.leave(held);
  keep(nodes, [...held].map(nodeOf));
  keep(edges, lines.filter((line) => held.has(line.a) && held.has(line.b)).map(edgeOf));
  network.unselectAll();
  if (held.has(state.selected)) network.selectNodes([state.selected], false);
}

function inWindow() {
  const scale = network.getScale();
  if (scale < READABLE) return [];
  const { x, y } = network.getViewPosition();
  const [wide, high] = [box.clientWidth, box.clientHeight].map((side) => side / scale / 2 + WIDE);
  const found = far.within(x - wide, y - high, x + wide, y + high).map((id) => things.get(id));
  return found.sort(byDegree).slice(0, HELD).map((thing) => thing.id);
}

// ---- Moving --------------------------------------------------------------------------------------------------

// The room that all that is shown takes, its names included; of a crowd, whose names come last, its dots.
function extent() {
  if (isCrowd) return [...spots.values()].map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }));
  network.redraw();
  return [...[...spots.keys()].map((id) => network.getBoundingBox(id)).filter(Boolean), ...above.map(({ x, y }) => ({ left: x, right: x, top: y - HEAD, bottom: y + HEAD }))];
}

// vis-network's own fit leaves a third of the room empty. The buttons below take their part of it.
function frame(boxes, largest = LARGEST, moving = {}) {
  const [margin, below] = isCrowd ? [36, 64] : [14, 66];
  const [left, right] = [least(boxes.map((one) => one.left)), most(boxes.map((one) => one.right))];
  const [top, bottom] = [least(boxes.map((one) => one.top)), most(boxes.map((one) => one.bottom))];
  const { clientWidth, clientHeight } = box;
  const scale = Math.min((clientWidth - 2 * margin) / (right - left + 1), (clientHeight - margin - below) / (bottom - top + 1), largest);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - margin) / 2 / scale }, scale, ...moving });
}

// vis-network measures a name when it draws it: what lay outside the window is measured after the first time.
function fit() {
  if (!spots.size) return;
  network.setSize("100%", "100%");
  frame(extent());
  if (!isCrowd) frame(extent());
}

const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), ...move });
const centre = (id) => { if (spots.has(id)) network.moveTo({ position: spots.get(id), scale: Math.max(network.getScale(), NEAR), ...move }); };

// What is chosen is seen with what it is tied to; in a crowd near enough to be read.
function lookAt(id) {
  if (!spots.has(id)) return;
  const boxes = isCrowd ? [] : [...neighbours(id)].filter((one) => spots.has(one)).map((one) => network.getBoundingBox(one)).filter(Boolean);
  if (boxes.length > 1) frame(boxes, NEAR, move);
  else centre(id);
}

// The thing that lies nearest in a direction from the one that is chosen.
function step(dx, dy) {
  const from = spots.get(state.selected) ?? network.getViewPosition();
  let best = "";
  let nearest = Infinity;
  for (const [id, place] of spots) {
    const [x, y] = [place.x - from.x, place.y - from.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (id !== state.selected && ahead > 1 && ahead + 2 * aside < nearest) [best, nearest] = [id, ahead + 2 * aside];
  }
  if (best) select(best);
}

// ---- The far layer, and what is written on lines -----------------------------------------------------------------

const ratio = () => canvas.width / Math.max(1, canvas.clientWidth);
let pointed = "";
let pause = 0;
let seen = "";
let written = [];
let headed = [];

const isFar = (tie) => tiePasses(tie) && spots.has(tie.from) && spots.has(tie.to) && !(nodes.get(tie.from) && nodes.get(tie.to));

function before(context) {
  headed = marking.headings(context, above, spots, looks, ratio());
  if (!isCrowd) return;
  far.paint(context, Boolean(near), ratio());
  if (near) marking.ties(context, tiesOf(state.selected).filter(isFar), spots, looks);
  const { a, e, f } = context.getTransform();
  if (seen === `${a} ${e} ${f}`) return;
  seen = `${a} ${e} ${f}`;
  delete canvas.dataset.still;
  clearTimeout(pause);
  pause = setTimeout(rest, 150);
}

// What is done when the picture has stood still for a moment.
function rest() {
  far.sharpen();
  settle();
  network.redraw();
  canvas.dataset.still = "true";
}

const MOST_NAMED = 14;
function after(context) {
  if (isCrowd && network.getScale() < READABLE) marking.names(context, near ? [...near] : null, spots, looks, headed, ratio());
  if (isCrowd && pointed && !nodes.get(pointed)) marking.tag(context, things.get(pointed), spots.get(pointed), ratio());
  const isFew = state.selected && tiesOf(state.selected).length <= MOST_NAMED;
  const named = lines.filter((line) => nodes.get(line.a) && nodes.get(line.b) && isMine(line));
  written = marking.onLines(context, named.map((line) => ({ line, text: nameOn(line, world().named || isFew) })).filter(({ text }) => text), spots, nodes.getIds().map((id) => network.getBoundingBox(id)).filter(Boolean), headed, ratio());
}

const under = (event) => event.nodes?.[0] ?? (isCrowd ? far.under(event.pointer.canvas, network.getScale()) : "");
const tagged = ({ x, y }) => written.find((one) => x > one.left && x < one.right && y > one.top && y < one.bottom)?.key;

function click(event) {
  const line = tagged(event.pointer.DOM) ?? (event.nodes.length ? "" : event.edges[0] ?? "");
  const id = line ? "" : under(event);
  if (line) selectPair(line);
  else if (id || state.selected || state.pair) select(id, { look: false });
}

function dragged(event) {
  const id = event.nodes[0];
  if (!id) return;
  const place = network.getPositions([id])[id];
  change({ at: { ...state.at, [id]: [Math.round(place.x), Math.round(place.y)] } });
}

function point(event) {
  const place = { x: event.offsetX, y: event.offsetY };
  if (tagged(place)) canvas.style.cursor = "pointer";
  else canvas.style.cursor = "";
  if (!isCrowd || event.buttons) return;
  const found = far.under(network.DOMtoCanvas(place), network.getScale());
  if (found === pointed) return;
  pointed = found;
  box.style.cursor = found ? "pointer" : "";
  network.redraw();
}

function create() {
  const { DataSet, Network } = window.vis;
  [nodes, edges] = [new DataSet(), new DataSet()];
  worn = colour("ground");
  network = new Network(box, { nodes, edges }, options());
  canvas = box.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.addEventListener("mousemove", point);
  network.on("beforeDrawing", before);
  network.on("afterDrawing", after);
  network.on("click", click);
  network.on("doubleClick", (event) => { const id = under(event); if (id && more(id)) expand(id); });
  network.on("dragEnd", dragged);
}

// What is in the window, for a picture to be saved: where the dots and lines lie, and what they look like.
const drawn = () => ({ spots, looks, lines, labelOf: (id) => labelOf(things.get(id)).split("\n"), colourOf, dashes: DASHES, above, bowOf, isClear: (id) => !near || near.has(id), opacityOf: (line) => (isMine(line) ? strength(line) : 0.1), named: (line) => (world().named ? nameOn(line, true) : ""), at: (spot) => network.canvasToDOM(spot), scale: network.getScale() });

export const drawing = { box, create, paint, fit, zoom, lookAt, centre, step, drawn };
