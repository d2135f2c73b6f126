// A picture fit to be used: what is in the window, with its title, what is chosen, its legend, its sources and their licence.

import { DASHES } from "./bundles.js";
import { DATA, groups } from "./data.js";
import { byId, drawn as shape, OUTLINES, SVG } from "./elements.js";
import { colour, tieKinds, tint } from "./look.js";
import { save } from "./saving.js";
import { groupOf, world } from "./scenes.js";
import { scene, shown } from "./shown.js";
import { state } from "./state.js";
import { ofTie } from "./time.js";
import { dated as entries } from "./timeline.js";
import { chipTexts } from "./chips.js";
import { fill, groupName, plain, say, word } from "./words.js";

const FACE = "system-ui, sans-serif";
const MARGIN = 24;
const pen = document.createElement("canvas").getContext("2d");
const text = (given, x, y, size, more = {}) => shape("text", { x, y, "font-size": size, "font-family": FACE, fill: colour("ink"), ...more }, given);

function wrapped(given, size, width) {
  pen.font = `${size}px ${FACE}`;
  const lines = [""];
  for (const part of given.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${part}`.trim();
    if (lines[lines.length - 1] && pen.measureText(longer).width > width) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

// ---- What is drawn -----------------------------------------------------------------------------------------------

// A line, bowed by a share of its length.
function wayOf(a, b, bow) {
  const [x, y] = [(a.x + b.x) / 2 + bow * (b.y - a.y), (a.y + b.y) / 2 - bow * (b.x - a.x)];
  return `M${a.x.toFixed(1)},${a.y.toFixed(1)}Q${x.toFixed(1)},${y.toFixed(1)} ${b.x.toFixed(1)},${b.y.toFixed(1)}`;
}

const between = (value, low, high) => value > low && value < high;
function networkPart({ spots, looks, lines, labelOf, colourOf, dashes, named, above, bowOf, isClear, opacityOf, at, scale }, width, height) {
  const made = shape("g", {});
  const placed = new Map([...spots].map(([id, spot]) => [id, at(spot)]));
  for (const one of lines) {
    const [a, b] = [placed.get(one.a), placed.get(one.b)];
    made.append(shape("path", { d: wayOf(a, b, bowOf(one)), fill: "none", stroke: colourOf(one), "stroke-width": Math.max(0.6, one.width * Math.min(1, scale)), ...(dashes[one.standing].length ? { "stroke-dasharray": dashes[one.standing].join(" ") } : {}), opacity: opacityOf(one) }));
  }
  const isSmall = spots.size > 200;
  for (const [id, place] of placed) {
    if (!between(place.x, -60, width + 60) || !between(place.y, -60, height + 60)) continue;
    const size = Math.max(2.5, looks.get(id).size * scale);
    made.append(shape("path", { d: OUTLINES[looks.get(id).shape], fill: looks.get(id).color, opacity: isClear(id) ? 1 : 0.18, transform: `translate(${(place.x - size).toFixed(1)},${(place.y - size).toFixed(1)}) scale(${(size / 8).toFixed(3)})` }));
    if (!isClear(id) || (isSmall && looks.get(id).size * scale < 9)) continue;
    labelOf(id).forEach((words, i) => made.append(text(words, place.x.toFixed(1), (place.y + size + 12 + i * 13 * Math.min(1, Math.max(0.7, scale))).toFixed(1), Math.max(9, 13 * Math.min(1, scale)).toFixed(1), { "text-anchor": "middle", stroke: colour("ground"), "stroke-width": 3, "paint-order": "stroke" })));
  }
  for (const { text: words, ...spot } of above) {
    const place = at(spot);
    pen.font = `600 12px ${FACE}`;
    const half = pen.measureText(words).width / 2 + 4;
    made.append(text(words, Math.max(half, Math.min(width - half, place.x)).toFixed(1), (place.y + 4).toFixed(1), 12, { "text-anchor": "middle", "font-weight": 600, fill: colour("quiet") }));
  }
  for (const one of lines) {
    const name = named(one);
    const [a, b] = [placed.get(one.a), placed.get(one.b)];
    if (name) made.append(text(name, (a.x + b.x) / 2, (a.y + b.y) / 2 + 4, 11, { "text-anchor": "middle", stroke: colour("ground"), "stroke-width": 5, "paint-order": "stroke" }));
  }
  return made;
}

// As on the screen, a bar fades to the side on which nobody says when it began or ended.
const FADED = { true: "0", false: "1" };
let fades = 0;
function fillOf({ fill: given, isUnbegun, isOpen }, made) {
  const shade = given || colour("doubt");
  if (!isUnbegun && !isOpen) return shade;
  const id = `fade-${fades += 1}`;
  const stops = [[0, FADED[Boolean(isUnbegun)]], [0.3, "1"], [0.7, "1"], [1, FADED[Boolean(isOpen)]]];
  made.append(shape("linearGradient", { id }, ...stops.map(([offset, opacity]) => shape("stop", { offset, "stop-color": shade, "stop-opacity": opacity }))));
  return `url(#${id})`;
}
const OUTLINED = {
  undated: () => ({ stroke: colour("ink"), "stroke-width": 1.5, "stroke-dasharray": "1.5 2.5" }),
  doubtful: () => ({ stroke: colour("doubt"), "stroke-width": 1.5, "stroke-dasharray": "5 3" }),
};

function rowPart({ x, y, width, height, isHeading, isAxis, isTop, text: name, head, marks, texts }) {
  const middle = y + height / 2 + 4;
  const made = shape("g", {});
  const isInside = (one) => one.x + one.width > head && one.x < width + x;
  if (!isHeading) made.append(shape("line", { x1: 0, x2: "100%", y1: y + height, y2: y + height, stroke: colour("line"), "stroke-width": 0.5 }));
  for (const mark of marks.filter(isInside)) {
    const left = Math.max(mark.x, head);
    const turn = mark.isMark ? { transform: `rotate(45 ${mark.x + mark.width / 2} ${mark.y + mark.height / 2})` } : {};
    made.append(shape("rect", { x: left, y: mark.y, width: Math.max(2, mark.x + mark.width - left), height: mark.height, rx: 2, fill: fillOf(mark, made), opacity: mark.opacity, ...OUTLINED[mark.standing]?.(), ...turn }));
  }
  for (const one of texts.filter(isInside)) made.append(text(one.text, one.x, one.y + one.height / 2 + 4, 11.5, isAxis ? { fill: colour("quiet") } : {}));
  made.append(text(isHeading || name.length < 30 ? name : `${name.slice(0, 29)}…`, isHeading || isTop ? 8 : 20, middle, isHeading ? 14 : 12, isHeading || isTop ? { "font-weight": 600 } : {}));
  return made;
}

const BODIES = {
  network: (drawing) => { const { clientWidth: width, clientHeight: height } = drawing.box; return { width, height, part: networkPart(drawing.drawn(), width, height) }; },
  map: (drawing) => drawing.drawn(),
  timeline: (drawing) => { const { width, height, rows } = drawing.drawn(); return { width, height, part: shape("g", {}, ...rows.map(rowPart)) }; },
};

// ---- What stands around it ---------------------------------------------------------------------------------------

const line = (stroke, dashes) => shape("path", { d: "M0 8h16", stroke, "stroke-width": 2.5, fill: "none", ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) });
function legend(view, width) {
  const items = [...groups.values()].filter((group) => shown().some((thing) => groupOf(thing) === group.key)).map((group) => [shape("path", { d: OUTLINES[group.shape], fill: tint(group.colour) }), groupName(group.key)]);
  if (world().coloured && view !== "timeline") for (const kind of tieKinds().values()) items.push([line(tint(kind.colour), []), plain(say(kind.name))]);
  const standings = new Set(view === "timeline" ? [] : scene.ties.map((tie) => ofTie(tie)));
  for (const one of ["undated", "doubtful"]) if (standings.has(one)) items.push([line(one === "doubtful" ? colour("doubt") : colour("bundle"), DASHES[one]), word(`is_${one}`)]);
  const made = shape("g", {});
  let [x, y] = [MARGIN, 0];
  pen.font = `12px ${FACE}`;
  for (const [mark, name] of items) {
    const room = 24 + pen.measureText(name).width + 18;
    if (x + room > width - MARGIN && x > MARGIN) { x = MARGIN; y += 20; }
    mark.setAttribute("transform", `translate(${x},${y})`);
    made.append(mark, text(name, x + 22, y + 12, 12));
    x += room;
  }
  return { part: made, height: items.length ? y + 22 : 0 };
}

// The sources of what is shown, those that say most of it first, and what they allow.
function credits(view) {
  const counts = new Map();
  const told = view === "timeline" ? entries() : [...scene.ties, ...(scene.ties.length ? [] : shown())];
  for (const number of told.flatMap((one) => one.citations)) {
    const { source } = DATA.citations[number];
    if (source >= 0) counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  const order = [...counts].sort((a, b) => b[1] - a[1]).map(([number]) => DATA.sources[number]);
  const licences = [...new Set(order.map((source) => source.licence).filter(Boolean))];
  return [
    ...(order.length ? [`${word("sources_are")}: ${order.map((source) => plain(say(source.title))).join("; ")}.`] : []),
    ...(licences.length ? [`${word("licence")}: ${licences.join(", ")}.`] : []),
  ];
}

export function sheet(view, drawing) {
  const body = BODIES[view](drawing);
  const width = Math.max(body.width, 640);
  const title = wrapped(world().title(), 22, width - 2 * MARGIN);
  const said = wrapped([state.asof ? fill("end_of", state.asof) : word("any_time"), ...chipTexts().filter((one) => one !== fill("end_of", state.asof))].join(" · "), 13, width - 2 * MARGIN);
  const top = MARGIN + title.length * 28 + said.length * 18 + 8;
  const keys = legend(view, width);
  const notes = credits(view).flatMap((one) => wrapped(one, 11, width - 2 * MARGIN));
  const height = top + body.height + keys.height + notes.length * 15 + 2 * MARGIN;
  const made = shape("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }, shape("rect", { width, height, fill: colour("paper") }),
    ...title.map((words, i) => text(words, MARGIN, MARGIN + 18 + i * 28, 22, { "font-weight": 650 })),
    ...said.map((words, i) => text(words, MARGIN, MARGIN + title.length * 28 + 14 + i * 18, 13, { fill: colour("quiet") })));
  const inner = shape("svg", { x: 0, y: top, width, height: body.height, overflow: "hidden" }, shape("rect", { width: "100%", height: "100%", fill: colour(view === "map" ? "sea" : "ground") }), body.part);
  keys.part.setAttribute("transform", `translate(0,${top + body.height + 10})`);
  made.append(inner, keys.part, ...notes.map((words, i) => text(words, MARGIN, top + body.height + keys.height + 26 + i * 15, 11, { fill: colour("quiet") })));
  return { made, width, height };
}

const blobOf = (made) => new Blob([new XMLSerializer().serializeToString(made)], { type: "image/svg+xml" });
const nameOfFile = () => byId("title").textContent.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase().slice(0, 60) || "simpul";

export function saveSvg(view, drawing) {
  save(`simpul-${nameOfFile()}.svg`, blobOf(sheet(view, drawing).made));
}

const TWICE = 2;
const LARGEST = 16000;
export async function savePng(view, drawing) {
  const { made, width, height } = sheet(view, drawing);
  const times = Math.min(TWICE, LARGEST / height);
  const image = new Image();
  image.src = URL.createObjectURL(blobOf(made));
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * times), Math.round(height * times)];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => save(`simpul-${nameOfFile()}.png`, blob), "image/png");
}
