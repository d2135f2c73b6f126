// The picture of a network. Places are computed beforehand; what opens later is set beside its hub. Where there is more than
// vis-network can carry, it holds what can be read in the window, and the far layer draws the rest.

import { expand, select } from "./acts.js";
import { crowds, DATA, least, most, other, things, tieColour, tiesOf } from "./data.js";
import { byId, calm, narrow } from "./elements.js";
import * as far from "./far.js";
import * as marking from "./marking.js";
import { beside, floor, WIDE } from "./room.js";
import { byDegree, more, neighbours, scene, tiePasses } from "./shown.js";
import { start } from "./start.js";
import { change, state } from "./state.js";
import { fill, nameOf, plain, say } from "./words.js";

// vis-network stands in the page as a script of its own, before this one.
const { DataSet, Network } = window.vis;
const QUIET = "#a3b0bd";
const STRONG = "#1f5fa8";
const looks = new Map(DATA.nodes.map((node) => [node.id, node]));
const early = new Map(DATA.overview.map(([key, x, y]) => [key, { x, y }]));
const later = new Map();
const nodes = new DataSet();
const edges = new DataSet();
const network = new Network(byId("picture"), { nodes, edges }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, keyboard: false, navigationButtons: false, tooltipDelay: 1e9 },
  nodes: {
    borderWidth: 1,
    font: { color: "#1c2733", strokeWidth: 4, strokeColor: "#f4f6f8", face: "system-ui, sans-serif" },
    scaling: { label: { enabled: true, min: 12, max: 34, drawThreshold: 6 } },
  },
  edges: {
    font: { size: 12, color: "#33475b", strokeWidth: 4, strokeColor: "#f4f6f8", face: "system-ui, sans-serif" },
    color: { color: QUIET, highlight: STRONG, hover: STRONG }, arrows: { to: { scaleFactor: 0.5 } }, selectionWidth: 1, hoverWidth: 0.5,
  },
});
const move = { animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } };

// ---- Labels --------------------------------------------------------------------------------------------------

const LINE = 19;
const HUB = 5;
function lines(text) {
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
  const made = lines(plain(thing.short || nameOf(thing)));
  const count = more(thing.id);
  if (count >= HUB) made.push(fill("more", count.toLocaleString(state.language)));
  if (crowds.has(thing.id)) made.push(fill("listed", crowds.get(thing.id).size.toLocaleString(state.language)));
  return made.join("\n");
}

// ---- Places --------------------------------------------------------------------------------------------------

function places() {
  const found = new Map();
  const taken = floor();
  const set = (id, place) => { found.set(id, place); taken.set(place); };
  for (const id of scene.visible) {
    if (state.at[id]) set(id, { x: state.at[id][0], y: state.at[id][1] });
    else if (state.all) set(id, looks.get(id));
    else if (early.has(id)) set(id, early.get(id));
    else if (later.has(id)) set(id, later.get(id));
  }
  const waiting = [...scene.visible].filter((id) => !found.has(id)).sort((a, b) => byDegree(things.get(a), things.get(b)));
  for (const id of waiting) {
    const hub = tiesOf.get(id).map((tie) => other(tie, id)).find((near) => found.has(near));
    const place = beside(hub ? found.get(hub) : { x: 0, y: 0 }, taken);
    later.set(id, place);
    set(id, place);
  }
  return found;
}

// ---- Painting ------------------------------------------------------------------------------------------------

function nodeOf(id, place, near) {
  const thing = things.get(id);
  const clear = !near || near.has(id);
  const look = looks.get(id);
  return {
    ...look,
    x: place.x,
    y: place.y,
    label: clear ? labelOf(thing) : "",
    opacity: clear ? 1 : 0.18,
    borderWidth: id === state.selected ? 4 : state.pin.includes(id) ? 3 : 1,
    shapeProperties: { borderDashes: state.pin.includes(id) ? [4, 3] : false },
  };
}

// Where several ties lie side by side, the first names them all.
function tieLabel(tie) {
  const parallel = tiesOf.get(tie.from).filter((one) => other(one, tie.from) === tie.to);
  if (parallel[0] !== tie) return undefined;
  const names = [...new Set(parallel.map((one) => plain(say(one.name))))];
  return names.length > 2 ? `${names.slice(0, 2).join(", ")} …` : names.join(", ");
}

function edgeOf(tie) {
  const mine = !state.selected || tie.from === state.selected || tie.to === state.selected;
  const strong = state.selected && mine;
  const look = { id: tie.id, from: tie.from, to: tie.to, ...DATA.edges[tie.number] };
  const named = DATA.named_ties || (strong && tiesOf.get(state.selected).length <= 14);
  const colour = strong && !DATA.coloured ? STRONG : DATA.coloured ? tieColour(tie) : QUIET;
  return { ...look, label: named && mine ? tieLabel(tie) : undefined, color: { color: colour, opacity: mine ? (DATA.coloured && !strong ? 0.75 : 1) : 0.12 } };
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
let spots = new Map();
let near = null;
let isCrowd = false;

function paint() {
  near = state.selected ? neighbours(state.selected) : null;
  spots = places();
  // On a phone all is a crowd: names that can be read have room for a few.
  isCrowd = spots.size > MANY || scene.ties.length > MANY_TIES || (narrow && !DATA.named_ties);
  if (isCrowd) far.hold(spots, scene.ties, looks, (tie) => (DATA.coloured ? tieColour(tie) : QUIET));
  else far.clear();
  settle();
}

// Gives vis-network what it shall hold: all, or of a crowd the best connected in the window when it is near enough to be read.
function settle() {
  const held = new Set(isCrowd ? inWindow() : spots.keys());
  far.leave(held);
  keep(nodes, [...held].map((id) => nodeOf(id, spots.get(id), near)));
  keep(edges, scene.ties.filter((tie) => held.has(tie.from) && held.has(tie.to)).map(edgeOf));
  network.unselectAll();
  if (held.has(state.selected)) network.selectNodes([state.selected], false);
}

function inWindow() {
  const scale = network.getScale();
  if (scale < READABLE) return [];
  const { x, y } = network.getViewPosition();
  const [wide, high] = [byId("picture").clientWidth, byId("picture").clientHeight].map((side) => side / scale / 2 + WIDE);
  const found = far.within(x - wide, y - high, x + wide, y + high).map((id) => things.get(id));
  return found.sort(byDegree).slice(0, HELD).map((thing) => thing.id);
}

// ---- Moving --------------------------------------------------------------------------------------------------

// The room that all that is shown takes, its names included; of a crowd, whose names come last, its dots.
function extent() {
  if (isCrowd) return [...spots.values()].map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }));
  network.redraw();
  return [...spots.keys()].map((id) => network.getBoundingBox(id)).filter(Boolean);
}

// vis-network's own fit leaves a third of the room empty. The buttons below take their part of it.
function fitOnce() {
  const [margin, below] = isCrowd ? [36, 64] : [14, 66];
  const boxes = extent();
  const [left, right] = [least(boxes.map((box) => box.left)), most(boxes.map((box) => box.right))];
  const [top, bottom] = [least(boxes.map((box) => box.top)), most(boxes.map((box) => box.bottom))];
  const { clientWidth, clientHeight } = byId("picture");
  const scale = Math.min((clientWidth - 2 * margin) / (right - left + 1), (clientHeight - margin - below) / (bottom - top + 1), 1.5);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - margin) / 2 / scale }, scale });
}

// vis-network measures a name when it draws it: what lay outside the window is measured after the first time.
function fit() {
  if (!spots.size || state.view === "table") return;
  fitOnce();
  if (!isCrowd) fitOnce();
}

const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), ...move });
const lookAt = (id) => network.moveTo({ position: spots.get(id), scale: Math.max(network.getScale(), 0.8), ...move });

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

// ---- The far layer -------------------------------------------------------------------------------------------

const canvas = byId("picture").querySelector("canvas");
const ratio = () => canvas.width / Math.max(1, canvas.clientWidth);
let pointed = "";
let pause = 0;
let seen = "";

const isFar = (tie) => tiePasses(tie) && spots.has(tie.from) && spots.has(tie.to) && !(nodes.get(tie.from) && nodes.get(tie.to));

network.on("beforeDrawing", (context) => {
  if (!isCrowd) return;
  far.paint(context, Boolean(near), ratio());
  if (near) marking.ties(context, tiesOf.get(state.selected).filter(isFar), spots, looks);
  const { a, e, f } = context.getTransform();
  if (seen !== `${a} ${e} ${f}`) {
    seen = `${a} ${e} ${f}`;
    delete canvas.dataset.still;
    clearTimeout(pause);
    pause = setTimeout(rest, 150);
  }
});

// What is done when the picture has stood still for a moment.
function rest() {
  far.sharpen();
  settle();
  network.redraw();
  canvas.dataset.still = "true";
}

network.on("afterDrawing", (context) => {
  if (!isCrowd) return;
  if (network.getScale() < READABLE) marking.names(context, near ? [...near] : null, spots, looks, ratio());
  if (pointed && !nodes.get(pointed)) marking.tag(context, things.get(pointed), spots.get(pointed), ratio());
});

const under = (event) => event.nodes?.[0] ?? (isCrowd ? far.under(event.pointer.canvas, network.getScale()) : "");

canvas.addEventListener("mousemove", (event) => {
  if (!isCrowd) return;
  const found = far.under(network.DOMtoCanvas({ x: event.offsetX, y: event.offsetY }), network.getScale());
  if (found === pointed || event.buttons) return;
  pointed = found;
  byId("picture").style.cursor = found ? "pointer" : "";
  network.redraw();
});

network.on("click", (event) => select(under(event), { look: false }));
network.on("doubleClick", (event) => { const id = under(event); if (id && more(id)) expand(id); });
network.on("dragEnd", (event) => {
  const id = event.nodes[0];
  if (!id) return;
  const place = network.getPositions([id])[id];
  change({ at: { ...state.at, [id]: [Math.round(place.x), Math.round(place.y)] } });
});
canvas.setAttribute("aria-hidden", "true");

start({ paint, fit, zoom, lookAt, step, canvas: async () => canvas });
