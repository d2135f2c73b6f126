// The map: cities where they lie, ties along great circles, on outlines that stand in the page.

import { select, selectPair } from "./acts.js";
import { bundles, DASHES } from "./bundles.js";
import { allTiesOf, DATA, least, most, other as otherEnd, things } from "./data.js";
import { drawn as shape, element } from "./elements.js";
import { colour, looksOf, tieColour } from "./look.js";
import { neighbours } from "./scenes.js";
import { byDegree, scene, shown } from "./shown.js";
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

const stage = element("div", { class: "sheet" });
const land = shape("path", { "stroke-width": 0.8, "vector-effect": "non-scaling-stroke", "fill-rule": "evenodd" });
const lines = shape("g", { fill: "none" });
const edge = [...Array(181).keys()].map((n) => n - 90);
const sphere = [...edge.map((n) => project(n, 180)), ...edge.reverse().map((n) => project(n, -180))].map((point) => point.map((n) => n.toFixed(1)).join(","));
const sea = shape("path", { d: `M${sphere.join("L")}Z`, "vector-effect": "non-scaling-stroke" });
const ground = shape("g", {}, sea, land, lines);
const marks = shape("g", { "font-family": "system-ui, sans-serif", "font-size": 12 });
const svg = shape("svg", { width: "100%", height: "100%", "aria-hidden": "true" }, ground, marks);
stage.append(svg);

// Rings are written as steps of a twentieth of a degree, longitude first.
const outlines = () => land.setAttribute("d", DATA.land.map((ring) => {
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
function arc({ key, a, b }) {
  if (!ARCS.has(key)) ARCS.set(key, circle(things.get(a).point, things.get(b).point));
  return ARCS.get(key);
}

const radians = (degrees) => (degrees * Math.PI) / 180;
const toSphere = ([latitude, longitude]) => [radians(latitude), radians(longitude)].reduce((phi, lambda) => [
  Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]);

const path = (points) => points.map(([latitude, longitude], i) => {
  const point = project(latitude, longitude);
  // Where a way crosses the map's edge it goes on at the other side.
  return `${i && Math.abs(longitude - points[i - 1][1]) < 180 ? "L" : "M"}${point.map((n) => n.toFixed(1)).join(",")}`;
}).join("");

// Near a pole, which the map draws as a line, a great circle would run along the map's edge: then it is a bow below it.
const HIGHEST = 70;
const BOW = 18;
function bow([north, west], [south, east], steps) {
  const turn = ((east - west + 540) % 360) - 180;
  const top = Math.max(north, south);
  return [...Array(steps + 1).keys()].map((i) => i / steps).map((t) => [
    north + (south - north) * t + Math.min(BOW, Math.max(2, HIGHEST - top)) * Math.sin(Math.PI * t),
    ((west + turn * t + 540) % 360) - 180,
  ]);
}

function circle(from, to) {
  const [a, b] = [toSphere(from), toSphere(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const steps = Math.max(2, Math.ceil(angle * 24));
  const points = [];
  for (let i = 0; i <= steps; i += 1) {
    const [f, g] = angle ? [Math.sin((1 - i / steps) * angle) / Math.sin(angle), Math.sin((i / steps) * angle) / Math.sin(angle)] : [1, 0];
    const [x, y, z] = a.map((n, axis) => f * n + g * b[axis]);
    points.push([(Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI, (Math.atan2(y, x) * 180) / Math.PI]);
  }
  return path(points.some(([latitude]) => Math.abs(latitude) > HIGHEST) ? bow(from, to, steps) : points);
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
  const size = Math.min(15, 4.5 + Math.sqrt(one.others.length) * 2.2 + Math.sqrt(one.lead.degree) * 0.4);
  const isClear = !near || near.has(one.lead.id) || one.others.some((thing) => near.has(thing.id));
  const isChosen = one.lead.id === state.selected;
  const made = shape("g", { transform: `translate(${one.place.map((n) => n.toFixed(1)).join(",")})`, opacity: isClear ? 1 : 0.35, cursor: "pointer" },
    shape("title", {}, namesIn(one)),
    shape("circle", { r: size, fill: looksOf(one.lead).color, stroke: isChosen ? colour("doubt") : colour("paper"), "stroke-width": isChosen ? 4 : 1.5 }));
  if (one.others.length && size > 8) made.append(shape("text", { "text-anchor": "middle", dy: "0.35em", fill: colour("paper"), "font-size": one.others.length < 999 ? 11 : 9, "font-weight": 600 }, String(one.others.length + 1)));
  made.addEventListener("click", (event) => { event.stopPropagation(); if (!dragged) enter(one); });
  return [made, size];
}

// A crowded place is opened until its cities lie apart; when they cannot, they are listed.
function enter(one) {
  if (!one.others.length) { select(one.lead.id, { look: false }); return; }
  const inside = [one.lead, ...one.others].map((thing) => spots.get(thing.id));
  if (view.k >= MOST_ZOOM || spread(inside) * MOST_ZOOM < NEAR) { offer(one); return; }
  frame(inside, 120);
}
const spread = (points) => Math.max(...[0, 1].map((axis) => most(points.map((p) => p[axis])) - least(points.map((p) => p[axis]))));

// The names of what shares a mark, each to be chosen.
function offer(one) {
  stage.querySelector(".offer")?.remove();
  const list = element("ul", { class: "offer" }, ...[one.lead, ...one.others].slice(0, 60).map((thing) => element("li", {},
    element("button", { type: "button", onclick: () => { stage.querySelector(".offer")?.remove(); select(thing.id, { look: false }); } }, nameOf(thing)))));
  list.style.left = `${Math.min(one.place[0], stage.clientWidth - 220)}px`;
  list.style.top = `${Math.min(one.place[1], stage.clientHeight - 220)}px`;
  stage.append(list);
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
  return shape("text", { x, y, dy: "0.35em", fill: colour("ink"), stroke: colour("sea"), "stroke-width": 3, "paint-order": "stroke", "pointer-events": "none" }, text);
}

function arcOf(line) {
  const isMine = !state.selected || !scene.visible.has(state.selected) || line.a === state.selected || line.b === state.selected;
  const dashes = DASHES[line.standing];
  const made = shape("path", { d: arc(line), stroke: line.standing === "doubtful" ? colour("doubt") : tieColour(line.ties[0]), opacity: line.key === state.pair ? 1 : isMine ? (state.selected ? 0.95 : 0.5) : 0.08,
    "stroke-width": Math.min(5, 0.9 + Math.log2(Math.max(1, line.ties.reduce((sum, tie) => sum + tie.weight, 0)))) + (line.key === state.pair ? 2 : 0), "vector-effect": "non-scaling-stroke", ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) });
  // A thin line is hard to hit: a wide one that nobody sees lies over it.
  const hit = shape("path", { d: arc(line), stroke: "transparent", "stroke-width": 10, "vector-effect": "non-scaling-stroke", "pointer-events": "stroke", cursor: "pointer", class: "hit" });
  hit.addEventListener("click", (event) => { event.stopPropagation(); if (!dragged) selectPair(line.key); });
  return [made, hit];
}

// Where what is chosen lies: its own place, or the places that it leads to.
const placesOf = (id) => {
  const thing = things.get(id);
  if (!thing) return new Set();
  return new Set([id, ...neighbours(id), ...thing.engages, ...(spots.has(id) ? [] : allTiesOf(id).map((tie) => otherEnd(tie, id)))].filter((one) => spots.has(one)));
};

function paint() {
  stage.querySelector(".offer")?.remove();
  if (!land.hasAttribute("d")) outlines();
  const { clientWidth, clientHeight } = stage;
  for (const [part, name, edge_] of [[land, "land", "shore"], [sea, "sea", "line"]]) { part.setAttribute("fill", colour(name)); part.setAttribute("stroke", colour(edge_)); }
  ground.setAttribute("transform", `translate(${clientWidth / 2 - view.x * view.k},${clientHeight / 2 - view.y * view.k}) scale(${view.k})`);
  const places = state.selected ? placesOf(state.selected) : new Set();
  const near = places.size ? places : null;
  lines.replaceChildren(...bundles(scene.ties.filter((tie) => spots.has(tie.from) && spots.has(tie.to))).flatMap(arcOf));
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

// Cities on both sides of the globe are shown on all of it; a few on their part of it. The map fills its canvas: what is cut
// of the globe is sea and ice, and names near an edge have their room.
function frame(found, room) {
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)];
  const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
  const { clientWidth, clientHeight } = stage;
  const inside = Math.min((clientWidth - 2 * room) / Math.max(right - left, 12), (clientHeight - 2 * Math.min(room, 70)) / Math.max(bottom - top, 12));
  view.k = Math.min(MOST_ZOOM / 2, Math.max(inside, 0.3));
  view.x = (left + right) / 2;
  view.y = (top + bottom) / 2;
  paint();
}

const WORLDWIDE = 1.2;
const EDGE = 26;
function fit() {
  const found = shown().map((thing) => spots.get(thing.id)).filter(Boolean);
  const { clientWidth, clientHeight } = stage;
  if (!clientWidth) return;
  const isWide = found.length < 2 || most(found.map(([x]) => x)) - least(found.map(([x]) => x)) > WORLD[0] * WORLDWIDE;
  if (!isWide) { frame(found, 110); return; }
  // As wide as the window; wider, where the window is high, as far as no city is cut.
  const [xs, ys] = found.length ? [found.map(([x]) => x), found.map(([, y]) => y)] : [[-WORLD[0], WORLD[0]], [-WORLD[1], WORLD[1]]];
  const inside = Math.min((clientHeight - 90) / (most(ys) - least(ys)), (clientWidth - 2 * EDGE) / (most(xs) - least(xs)));
  view.k = Math.max((clientWidth - 8) / (2 * WORLD[0]), inside);
  view.x = inside > (clientWidth - 8) / (2 * WORLD[0]) ? (least(xs) + most(xs)) / 2 : 0;
  view.y = (least(ys) + most(ys)) / 2;
  paint();
}

function lookAt(id) {
  const places = [...placesOf(id)].map((one) => spots.get(one));
  if (!places.length) return;
  if (!spots.has(id)) { frame(places, 120); return; }
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
stage.addEventListener("click", () => { if (!dragged && (state.selected || state.pair)) select("", { look: false }); });
new ResizeObserver(() => { if (state.view === "map") later(); }).observe(stage);

// The map as it lies in the window, for a picture to be saved: without the rows of pixels above and below the globe.
const AIR = 24;
function drawn() {
  const copy = svg.cloneNode(true);
  for (const hit of copy.querySelectorAll(".hit")) hit.remove();
  const { clientWidth: width, clientHeight } = stage;
  const [top, bottom] = [-WORLD[1], WORLD[1]].map((y) => at([0, y])[1]);
  const from = Math.max(0, Math.floor(top - AIR));
  const height = Math.min(clientHeight, Math.ceil(bottom + AIR)) - from;
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 ${from} ${width} ${height}` })) copy.setAttribute(name, value);
  return { part: copy, width, height };
}

export const drawing = { box: stage, create: () => {}, paint, fit, zoom, lookAt, step, drawn };
