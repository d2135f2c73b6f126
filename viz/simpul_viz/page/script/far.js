// The far layer: what is more than vis-network can carry is drawn here, as dots and lines on a sheet larger than the window, which a
// moving picture only shifts. It also knows what lies under the pointer, and what in the window.

import { DASHES } from "./bundles.js";
import { OUTLINES } from "./elements.js";
import { ofTie } from "./time.js";

const [SMALLEST, LARGEST, ROOM] = [1.6, 4, 100];
const REACH = 0.5;
const FAINT = 0.3;
const paper = document.createElement("canvas");
const none = { ids: [], x: [], y: [], looks: [], near: [], from: [], to: [], tint: [], weight: [], dashes: [], colours: [] };
let crowd = none;
let at = null;
let last = null;

// Takes the things and ties to draw: places and looks by thing, and the colour of each tie.
export function hold(places, ties, looks, colourOf) {
  const ids = [...places.keys()];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const colours = [...new Set(ties.map(colourOf))];
  crowd = {
    ids, numbers, colours,
    x: Float32Array.from(ids, (id) => places.get(id).x),
    y: Float32Array.from(ids, (id) => places.get(id).y),
    looks: ids.map((id) => looks.get(id)),
    near: new Uint8Array(ids.length),
    from: Uint32Array.from(ties, (tie) => numbers.get(tie.from)),
    to: Uint32Array.from(ties, (tie) => numbers.get(tie.to)),
    tint: Uint8Array.from(ties, (tie) => colours.indexOf(colourOf(tie))),
    dashes: ties.map((tie) => DASHES[ofTie(tie)]),
    weight: Float32Array.from(ties, (tie) => 1 + Math.min(2, Math.log2(Math.max(1, tie.weight)) / 2)),
  };
  at = null;
}

export const clear = () => { crowd = none; };

// What vis-network draws itself is left to it.
export function leave(ids) {
  const near = Uint8Array.from(crowd.ids, (id) => Number(ids.has(id)));
  if (near.some((one, number) => one !== crowd.near[number])) at = null;
  crowd.near = near;
}

// ---- The sheet -----------------------------------------------------------------------------------------------

// A dot stays visible from however far; the fewer there are, the easier its shape is told.
const smallest = () => Math.max(SMALLEST, Math.min(LARGEST, ROOM / Math.sqrt(crowd.ids.length)));

const stamps = new Map();
function stamp({ shape, color }, size) {
  const key = `${shape} ${color} ${size}`;
  if (!stamps.has(key)) {
    const made = document.createElement("canvas");
    made.width = made.height = size * 2;
    const context = made.getContext("2d");
    context.scale(size / 8, size / 8);
    context.fillStyle = color;
    context.fill(new Path2D(OUTLINES[shape]));
    stamps.set(key, made);
  }
  return stamps.get(key);
}

// The ties of which something may be on the sheet, and how many of them cross each pixel on average.
function onSheet(scale, left, top) {
  const { x, y, from, to, near } = crowd;
  const [found, { width, height }] = [[], paper];
  let length = 0;
  for (let i = 0; i < from.length; i += 1) {
    const [a, b] = [from[i], to[i]];
    const [x0, y0, x1, y1] = [x[a] * scale + left, y[a] * scale + top, x[b] * scale + left, y[b] * scale + top];
    if ((near[a] && near[b]) || (x0 < 0 && x1 < 0) || (y0 < 0 && y1 < 0) || (x0 > width && x1 > width) || (y0 > height && y1 > height)) continue;
    found.push({ x0, y0, x1, y1, i });
    length += Math.min(width, Math.hypot(x1 - x0, y1 - y0));
  }
  return [found, length / (width * height)];
}

// The more lines there are, the fainter is each; where many meet it is darker. Each is a stroke of its own: one path of all would
// take as long and look the same everywhere.
function drawLines(context, scale, left, top, ratio) {
  const [found, crossing] = onSheet(scale, left, top);
  context.globalAlpha = Math.max(0.08, 0.5 / (1 + 4 * crossing));
  let tint = -1;
  for (const { x0, y0, x1, y1, i } of found) {
    if (crowd.tint[i] !== tint) context.strokeStyle = crowd.colours[tint = crowd.tint[i]];
    context.lineWidth = crowd.weight[i] * ratio;
    context.setLineDash(crowd.dashes[i]);
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawDots(context, scale, left, top, dot) {
  crowd.looks.forEach((look, i) => {
    const [x, y] = [crowd.x[i] * scale + left, crowd.y[i] * scale + top];
    if (crowd.near[i] || x < 0 || y < 0 || x > paper.width || y > paper.height) return;
    const size = Math.ceil(Math.max(dot, look.size * scale));
    context.drawImage(stamp(look, size), x - size, y - size);
  });
}

function render(matrix, canvas, ratio) {
  const [beside, above] = [canvas.width, canvas.height].map((side) => Math.round(side * REACH));
  const [left, top] = [matrix.e + beside, matrix.f + above];
  [paper.width, paper.height] = [canvas.width + 2 * beside, canvas.height + 2 * above];
  const context = paper.getContext("2d");
  drawLines(context, matrix.a, left, top, ratio);
  drawDots(context, matrix.a, left, top, smallest() * ratio);
  at = { scale: matrix.a, left, top };
}

// Where the sheet lies in the window: its left, its top, and how much larger it is shown than it was drawn.
function lies(matrix) {
  const times = matrix.a / at.scale;
  return [matrix.e - times * at.left, matrix.f - times * at.top, times];
}

function covers(matrix, canvas) {
  const [left, top, times] = lies(matrix);
  return left <= 0 && top <= 0 && left + paper.width * times >= canvas.width && top + paper.height * times >= canvas.height;
}

// Draws into vis-network's canvas, before it draws its own.
export function paint(context, faint, ratio) {
  if (!crowd.ids.length) return;
  const matrix = context.getTransform();
  last = { matrix, canvas: context.canvas };
  if (!at || !covers(matrix, context.canvas)) render(matrix, context.canvas, ratio);
  const [left, top, times] = lies(matrix);
  context.save();
  context.setTransform(times, 0, 0, times, left, top);
  context.globalAlpha = faint ? FAINT : 1;
  context.drawImage(paper, 0, 0);
  context.restore();
}

// Once the picture stands still, it is drawn as sharp as it can be, with as much room on each side.
export function sharpen() {
  if (!at || !crowd.ids.length) return;
  const [left, top, times] = lies(last.matrix);
  const moved = Math.max(Math.abs(left / last.canvas.width + REACH), Math.abs(top / last.canvas.height + REACH));
  if (times !== 1 || moved > REACH / 2) at = null;
}

// ---- Where things are ----------------------------------------------------------------------------------------

// A look at ten thousand numbers takes less time than an index of them would take to keep.
export function under({ x, y }, scale) {
  let [best, nearest] = ["", (9 / scale) ** 2];
  crowd.ids.forEach((id, i) => {
    const distance = (crowd.x[i] - x) ** 2 + (crowd.y[i] - y) ** 2 - crowd.looks[i].size ** 2;
    if (distance < nearest) [best, nearest] = [id, distance];
  });
  return best;
}

export const within = (left, top, right, bottom) => crowd.ids.filter((id, i) => crowd.x[i] > left && crowd.x[i] < right && crowd.y[i] > top && crowd.y[i] < bottom);

