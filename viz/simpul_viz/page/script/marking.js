// Names and ties that are drawn over a crowd: names where there is room, the best connected first, and what is tied to the chosen one.

import { DATA, things } from "./data.js";
import { OUTLINES } from "./elements.js";
import { colour, tieColour } from "./look.js";
import { world } from "./scenes.js";
import { byDegree } from "./shown.js";
import { state } from "./state.js";
import { nameOf, plain } from "./words.js";

const MOST_TRIED = 600;
const MOST_NAMES = 45;
const FONT = 12.5;
const SMALLEST_HEADED = 0.25;
const widths = new Map();
const ranked = [...DATA.things].sort(byDegree).map((thing) => thing.id);

function widthOf(context, text) {
  if (!widths.has(text)) widths.set(text, context.measureText(text).width);
  return widths.get(text);
}

const nameOn = (thing) => {
  const name = plain(thing.short || nameOf(thing));
  return name.length > 30 ? `${name.slice(0, 29).trimEnd()}…` : name;
};

// Calls with the canvas in pixels of the screen, and with what turns a place of the picture into one of the screen.
function onScreen(context, ratio, act) {
  const { a, e, f } = context.getTransform();
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `${FONT}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  act(({ x, y }) => [(x * a + e) / ratio, (y * a + f) / ratio], a / ratio);
  context.restore();
}

function write(context, text, x, y) {
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colour("ground");
  context.strokeText(text, x, y);
  context.fillStyle = colour("ink");
  context.fillText(text, x, y);
}

// Names those given, or else the best connected, as far as no name lies on another, or on what is written already.
export function names(context, ids, spots, looks, written, ratio) {
  const order = ids ? [state.selected, ...ids.filter((id) => id !== state.selected).sort((a, b) => byDegree(things.get(a), things.get(b)))] : ranked.filter((id) => spots.has(id));
  onScreen(context, ratio, (place, scale) => {
    const [wide, high] = [context.canvas.width / ratio, context.canvas.height / ratio];
    const taken = written.map(({ left, top, right, bottom }) => [left, (top + bottom) / 2, right]);
    for (const id of order.slice(0, MOST_TRIED)) {
      if (!spots.has(id)) continue;
      const [x, middle] = place(spots.get(id));
      const text = nameOn(things.get(id));
      const [half, y] = [widthOf(context, text) / 2 + 3, middle + Math.max(3, looks.get(id).size * scale) + 9];
      const isFree = x > half && x + half < wide && y > 8 && y + 8 < high && !taken.some(([left, top, right]) => left < x + half && right > x - half && Math.abs(top - y) < 17);
      if (!isFree) continue;
      taken.push([x - half, y, x + half]);
      write(context, text, x, y);
      if (taken.length === MOST_NAMES + written.length) break;
    }
  });
}

const overlap = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

// A text on as few lines as there are, or on two, broken where they come out alike.
function onTwoLines(text) {
  const words = text.split(" ");
  const breaks = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
  return breaks.sort((one, other) => Math.max(...one.map((line) => line.length)) - Math.max(...other.map((line) => line.length)))[0] ?? [text];
}

// Names what stands together, above it; returns where. What would lie on a thing or on another such name is broken or stands higher.
export function headings(context, given, spots, looks, ratio) {
  const found = [];
  onScreen(context, ratio, (place, scale) => {
    if (scale < SMALLEST_HEADED) return;
    const size = Math.min(14, Math.max(11, 17 * scale));
    const wide = context.canvas.width / ratio;
    context.font = `600 ${size}px system-ui, sans-serif`;
    context.fillStyle = colour("quiet");
    const symbols = [...spots].map(([id, spot]) => {
      const [[x, y], half] = [place(spot), looks.get(id).size * scale];
      return { left: x - half, right: x + half, top: y - half, bottom: y + half };
    });
    for (const { text, x, y } of given) {
      const [middle, high] = place({ x, y });
      const ways = [[text], onTwoLines(text)].flatMap((lines) => [0, 1, 2].map((lifted) => {
        const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 4;
        // Whole as long as its column is in the window.
        const centre = middle > 0 && middle < wide ? Math.max(half, Math.min(wide - half, middle)) : middle;
        const bottom = high + size / 2 - lifted * size * 1.2;
        return { lines, lifted, centre, left: centre - half + 3, right: centre + half - 3, top: bottom - lines.length * size * 1.2 + 1, bottom: bottom - 1 };
      })).sort((one, other) => one.lifted - other.lifted);
      const way = ways.find((one) => ![...found, ...symbols].some((other) => overlap(one, other))) ?? ways[0];
      found.push(way);
      way.lines.forEach((line, at) => context.fillText(line, way.centre, way.top - 1 + (at + 0.6) * size * 1.2));
    }
  });
  return found;
}

// Says what the pointer is on.
export function tag(context, thing, spot, ratio) {
  onScreen(context, ratio, (place) => {
    const [x, y] = place(spot);
    const text = nameOn(thing);
    const half = widthOf(context, text) / 2 + 7;
    context.fillStyle = colour("paper");
    context.strokeStyle = colour("ink");
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - half, y - 33, half * 2, 22, 4);
    context.fill();
    context.stroke();
    context.fillStyle = colour("ink");
    context.fillText(text, x, y - 21.5);
  });
}

// The ties of the chosen one, and a dot at either end.
export function ties(context, own, spots, looks) {
  const pixel = 1 / context.getTransform().a;
  context.save();
  context.globalAlpha = own.length > 40 ? 0.5 : 1;
  for (const tie of own) {
    const [from, to] = [spots.get(tie.from), spots.get(tie.to)];
    context.beginPath();
    context.strokeStyle = world().coloured ? tieColour(tie) : colour("accent");
    context.lineWidth = Math.max(1.2 * pixel, 1);
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const id of new Set(own.flatMap((tie) => [tie.from, tie.to]))) {
    const { x, y } = spots.get(id);
    const size = Math.max(looks.get(id).size, (id === state.selected ? 7 : 3.5) * pixel);
    context.save();
    context.translate(x - size, y - size);
    context.scale(size / 8, size / 8);
    context.fillStyle = looks.get(id).color;
    context.fill(new Path2D(OUTLINES[looks.get(id).shape]));
    context.restore();
  }
  context.restore();
}


// Writes on lines what they are, on a ground of its own, so that no line runs through it; returns where each is written.
export function onLines(context, named, spots, boxes, written, ratio) {
  const found = [];
  onScreen(context, ratio, (place, scale) => {
    if (scale < 0.3) return;
    context.font = "11.5px system-ui, sans-serif";
    // Nothing is written over a thing or its name, or the name of what stands together.
    const taken = [...written, ...boxes.map((one) => { const [left, top] = place({ x: one.left, y: one.top }); const [right, bottom] = place({ x: one.right, y: one.bottom }); return { left, top, right, bottom }; })];
    for (const { line, text } of named) {
      const [x, y] = place({ x: (spots.get(line.a).x + spots.get(line.b).x) / 2, y: (spots.get(line.a).y + spots.get(line.b).y) / 2 });
      const half = context.measureText(text).width / 2 + 5;
      const box = { key: line.key, left: x - half, right: x + half, top: y - 9, bottom: y + 9 };
      if ([...found, ...taken].some((one) => overlap(one, box))) continue;
      found.push(box);
      context.fillStyle = colour("paper");
      context.strokeStyle = colour("line");
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(box.left, box.top, half * 2, 18, 9);
      context.fill();
      context.stroke();
      context.fillStyle = colour("ink");
      context.fillText(text, x, y + 0.5);
    }
  });
  return found;
}
