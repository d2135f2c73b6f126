// The map: cities where they lie, ties along great circles, on outlines that stand in the page.

import { select } from "./acts.js";
import { DATA, groups, least, most, things, tieColour } from "./data.js";
import { byId, drawn, SVG } from "./elements.js";
import { byDegree, neighbours, scene, shown } from "./shown.js";
import { start } from "./start.js";
import { state } from "./state.js";
import { fill, nameOf } from "./words.js";

// Equal Earth (Šavrič, Patterson and Jenny, 2018): areas are true, shapes are pleasant.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const RADIUS = 360;
function project(latitude, longitude) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(t)) / (3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1));
  return [RADIUS * x, -RADIUS * t * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)];
}

const WORLD = [project(0, 180)[0], -project(90, 0)[1]];

const stage = byId("picture");
const land = drawn("path", { fill: "#dfe5ea", stroke: "#b4c0cb", "stroke-width": 0.8, "vector-effect": "non-scaling-stroke", "fill-rule": "evenodd" });
const lines = drawn("g", { fill: "none" });
const edge = [...Array(181).keys()].map((n) => n - 90);
const sphere = [...edge.map((n) => project(n, 180)), ...edge.reverse().map((n) => project(n, -180))].map((point) => point.map((n) => n.toFixed(1)).join(","));
const sea = drawn("path", { d: `M${sphere.join("L")}Z`, fill: "#f9fbfc", stroke: "#d5dce3", "vector-effect": "non-scaling-stroke" });
const ground = drawn("g", {}, sea, land, lines);
const marks = drawn("g", { "font-family": "system-ui, sans-serif", "font-size": 12 });
const svg = drawn("svg", { width: "100%", height: "100%", "aria-hidden": "true" }, ground, marks);
stage.append(svg);

// Rings are written as steps of a twentieth of a degree, longitude first.
land.setAttribute("d", DATA.land.map((ring) => {
  let [x, y] = [0, 0];
  const points = [];
  for (let i = 0; i < ring.length; i += 2) {
    [x, y] = [x + ring[i], y + ring[i + 1]];
    points.push(project(y / 20, x / 20).map((n) => n.toFixed(1)).join(","));
  }
  return `M${points.join("L")}Z`;
}).join(""));

const spots = new Map(DATA.things.filter((thing) => thing.point).map((thing) => [thing.id, project(...thing.point)]));
const view = { x: 0, y: 0, k: 1 };
const at = ([x, y]) => [(x - view.x) * view.k + stage.clientWidth / 2, (y - view.y) * view.k + stage.clientHeight / 2];

// ---- Great circles -------------------------------------------------------------------------------------------

const ARCS = new Map();
function arc(tie) {
  if (!ARCS.has(tie.id)) ARCS.set(tie.id, circle(things.get(tie.from).point, things.get(tie.to).point));
  return ARCS.get(tie.id);
}

const radians = (degrees) => (degrees * Math.PI) / 180;
const toSphere = ([latitude, longitude]) => [radians(latitude), radians(longitude)].reduce((phi, lambda) => [
  Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]);

function circle(from, to) {
  const [a, b] = [toSphere(from), toSphere(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const steps = Math.max(2, Math.ceil(angle * 24));
  let path = "";
  let last = null;
  for (let i = 0; i <= steps; i += 1) {
    const [f, g] = angle ? [Math.sin((1 - i / steps) * angle) / Math.sin(angle), Math.sin((i / steps) * angle) / Math.sin(angle)] : [1, 0];
    const [x, y, z] = a.map((n, axis) => f * n + g * b[axis]);
    const longitude = (Math.atan2(y, x) * 180) / Math.PI;
    const point = project((Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, longitude);
    // Where a way crosses the map's edge it goes on at the other side.
    path += `${last !== null && Math.abs(longitude - last) < 180 ? "L" : "M"}${point.map((n) => n.toFixed(1)).join(",")}`;
    last = longitude;
  }
  return path;
}

// ---- Clusters: cities too near each other to tell apart share one mark -----------------------------------------

const NEAR = 20;
const NAMED = 12;

// Marks by cells as wide as they reach: only those in the cells around a place can be near it.
const cell = (x, y) => Math.floor(y / NEAR) * 100003 + Math.floor(x / NEAR);
const AROUND = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => down * 100003 + right));
function grid() {
  const cells = new Map();
  const put = (one) => {
    const key = cell(...one.place);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(one);
  };
  const first = ([x, y]) => {
    let found;
    const middle = cell(x, y);
    for (const away of AROUND) {
      for (const one of cells.get(middle + away) ?? []) {
        if ((!found || one.number < found.number) && Math.hypot(one.place[0] - x, one.place[1] - y) < NEAR) found = one;
      }
    }
    return found;
  };
  return { put, first };
}

// What lies outside the window, but for a mark's width, has none.
const isInWindow = ([x, y]) => x > -2 * NEAR && y > -2 * NEAR && x < stage.clientWidth + 2 * NEAR && y < stage.clientHeight + 2 * NEAR;

function clusters() {
  const found = [];
  const marked = grid();
  const order = shown().filter((thing) => spots.has(thing.id) && isInWindow(at(spots.get(thing.id))));
  order.sort((a, b) => (b.id === state.selected) - (a.id === state.selected) || byDegree(a, b));
  for (const thing of order) {
    const place = at(spots.get(thing.id));
    const near = marked.first(place);
    if (near) near.others.push(thing);
    else found.push({ lead: thing, place, others: [], number: found.length });
    // What is chosen has its mark for itself.
    if (!near && thing.id !== state.selected) marked.put(found[found.length - 1]);
  }
  return found;
}

function namesIn({ lead, others }) {
  const named = [lead, ...others].slice(0, NAMED).map(nameOf);
  return [...named, ...(others.length >= NAMED ? [fill("more", others.length + 1 - NAMED)] : [])].join(", ");
}

function markOf(one, near) {
  const group = groups.get(one.lead.group);
  const size = Math.min(15, 4.5 + Math.sqrt(one.others.length) * 2.2 + Math.sqrt(one.lead.degree) * 0.4);
  const clear = !near || near.has(one.lead.id) || one.others.some((thing) => near.has(thing.id));
  const made = drawn("g", { transform: `translate(${one.place.map((n) => n.toFixed(1)).join(",")})`, opacity: clear ? 1 : 0.35, cursor: "pointer" },
    drawn("title", {}, namesIn(one)),
    drawn("circle", { r: size, fill: group.colour, stroke: one.lead.id === state.selected ? "#e08a00" : "#fff", "stroke-width": one.lead.id === state.selected ? 4 : 1.5 }));
  if (one.others.length && size > 8) made.append(drawn("text", { "text-anchor": "middle", dy: "0.35em", fill: "#fff", "font-size": one.others.length < 999 ? 11 : 9, "font-weight": 600 }, String(one.others.length + 1)));
  made.addEventListener("click", () => { if (!dragged) enter(one); });
  return [made, size];
}

function enter(one) {
  if (one.others.length && view.k < MOST_ZOOM) zoom(2.2, one.place);
  else select(one.lead.id, { look: false });
}

// A label stands right of its mark, or left, above or below it: where nothing else stands.
function label(one, size, taken) {
  const text = one.others.length ? `${nameOf(one.lead)} ${fill("more", one.others.length)}` : nameOf(one.lead);
  const wide = [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12 : 6.7), 0);
  const [x0, y0] = one.place;
  const sides = [[x0 + size + 4, y0], [x0 - size - 4 - wide, y0], [x0 - wide / 2, y0 - size - 9], [x0 - wide / 2, y0 + size + 9]];
  const free = ([x, y]) => x > 2 && x + wide < stage.clientWidth - 2 && !taken.some((other) => other[0] < x + wide && x - 2 < other[2] && other[1] < y + 8 && y - 8 < other[3]);
  const spot = sides.find(free);
  if (!spot) return null;
  const [x, y] = spot;
  taken.push([x - 2, y - 8, x + wide, y + 8]);
  return drawn("text", { x, y, dy: "0.35em", fill: "#1c2733", stroke: "#f4f6f8", "stroke-width": 3, "paint-order": "stroke", "pointer-events": "none" }, text);
}

function paint() {
  const { clientWidth, clientHeight } = stage;
  ground.setAttribute("transform", `translate(${clientWidth / 2 - view.x * view.k},${clientHeight / 2 - view.y * view.k}) scale(${view.k})`);
  const near = state.selected ? neighbours(state.selected) : null;
  lines.replaceChildren(...scene.ties.filter((tie) => spots.has(tie.from) && spots.has(tie.to)).map((tie) => {
    const mine = !state.selected || tie.from === state.selected || tie.to === state.selected;
    return drawn("path", { d: arc(tie), stroke: tieColour(tie), opacity: mine ? (state.selected ? 0.95 : 0.45) : 0.08,
      "stroke-width": 0.9 + Math.min(3, Math.log2(Math.max(1, tie.weight))), "vector-effect": "non-scaling-stroke", ...(tie.directed ? {} : { "stroke-dasharray": "5 4" }) });
  }));
  const found = clusters();
  const made = found.map((one) => markOf(one, near));
  const taken = found.map((one, i) => [one.place[0] - made[i][1], one.place[1] - made[i][1], one.place[0] + made[i][1], one.place[1] + made[i][1]]);
  const texts = found.map((one, i) => {
    const own = taken.splice(taken.indexOf(taken[i]), 1, [0, 0, 0, 0])[0];
    const text = near && !near.has(one.lead.id) ? null : label(one, made[i][1], taken);
    taken[i] = own;
    return text;
  });
  marks.replaceChildren(...made.map(([one]) => one), ...texts.filter(Boolean));
}

// ---- Moving --------------------------------------------------------------------------------------------------

const MOST_ZOOM = 40;
let asked = 0;
const later = () => { cancelAnimationFrame(asked); asked = requestAnimationFrame(paint); };

function zoom(factor, [x, y] = [stage.clientWidth / 2, stage.clientHeight / 2]) {
  const k = Math.min(MOST_ZOOM, Math.max(0.3, view.k * factor));
  const [dx, dy] = [x - stage.clientWidth / 2, y - stage.clientHeight / 2];
  view.x += dx / view.k - dx / k;
  view.y += dy / view.k - dy / k;
  view.k = k;
  paint();
}

function fit() {
  if (state.view === "table") return;
  const found = shown().map((thing) => spots.get(thing.id)).filter(Boolean);
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)];
  // Cities on both sides of the globe are shown on all of it, with its outline; a few on their part of it.
  const whole = found.length < 2 || most(xs) - least(xs) > WORLD[0];
  const [left, right, top, bottom] = whole ? [-WORLD[0], WORLD[0], -WORLD[1], WORLD[1]] : [least(xs), most(xs), least(ys), most(ys)];
  // A city near the edge must not have its name cut.
  const room = whole ? 16 : 110;
  view.k = Math.min(MOST_ZOOM / 4, (stage.clientWidth - room) / Math.max(right - left, 60), (stage.clientHeight - Math.min(room, 60)) / Math.max(bottom - top, 60));
  view.x = (left + right) / 2 + (whole ? 0 : 30 / view.k);
  view.y = (top + bottom) / 2;
  paint();
}

function lookAt(id) {
  if (!spots.has(id)) return;
  [view.x, view.y] = spots.get(id);
  view.k = Math.max(view.k, 2.5);
  paint();
}

function step(dx, dy) {
  const from = spots.get(state.selected) ?? [view.x, view.y];
  let best = "";
  let nearest = Infinity;
  for (const thing of shown()) {
    if (!spots.has(thing.id) || thing.id === state.selected) continue;
    const [x, y] = spots.get(thing.id).map((n, axis) => n - from[axis]);
    const far = x * dx + y * dy + 2 * (Math.abs(x * dy) + Math.abs(y * dx));
    if (x * dx + y * dy > 0.5 && far < nearest) [best, nearest] = [thing.id, far];
  }
  if (best) select(best);
}

const fingers = new Map();
let dragged = false;
stage.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, [event.offsetX, event.offsetY]); dragged = false; });
stage.addEventListener("pointermove", (event) => {
  if (!fingers.has(event.pointerId)) return;
  const [x, y] = [event.clientX - stage.getBoundingClientRect().left, event.clientY - stage.getBoundingClientRect().top];
  const before = fingers.get(event.pointerId);
  if (!dragged && Math.hypot(x - before[0], y - before[1]) < 4) return;
  if (fingers.size === 2) {
    const still = [...fingers].find(([id]) => id !== event.pointerId)[1];
    zoom(Math.hypot(x - still[0], y - still[1]) / Math.max(1, Math.hypot(before[0] - still[0], before[1] - still[1])), still);
  } else {
    view.x -= (x - before[0]) / view.k;
    view.y -= (y - before[1]) / view.k;
    later();
  }
  dragged = true;
  fingers.set(event.pointerId, [x, y]);
});
for (const end of ["pointerup", "pointercancel", "pointerleave"]) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = stage.getBoundingClientRect();
  zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, [event.clientX - box.left, event.clientY - box.top]);
}, { passive: false });
new ResizeObserver(later).observe(stage);

async function canvas() {
  const copyOf = svg.cloneNode(true);
  for (const [name, value] of [["width", stage.clientWidth], ["height", stage.clientHeight], ["xmlns", SVG]]) copyOf.setAttribute(name, value);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copyOf)], { type: "image/svg+xml" }));
  await image.decode();
  const made = document.createElement("canvas");
  [made.width, made.height] = [stage.clientWidth * 2, stage.clientHeight * 2];
  made.getContext("2d").drawImage(image, 0, 0, made.width, made.height);
  URL.revokeObjectURL(image.src);
  return made;
}

start({ paint, fit, zoom, lookAt, step, canvas });
