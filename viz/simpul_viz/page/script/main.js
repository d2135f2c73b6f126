// What becomes of the reader's clicks and keys, and the first drawing.

import { expand, put, select, take } from "./acts.js";
import { chips } from "./chips.js";
import { years } from "./data.js";
import { byId, narrow } from "./elements.js";
import { filters, typedYear } from "./filters.js";
import { dress, onPreference, paper } from "./look.js";
import { drawing as map } from "./map.js";
import { drawing as network } from "./network.js";
import { explain } from "./panel.js";
import { play } from "./playing.js";
import { saveCsv } from "./saving.js";
import { chooseScene, fillScenes } from "./scene_choice.js";
import { drawings, groupsHere, world } from "./scenes.js";
import { list, search, searchKey } from "./search.js";
import { savePng, saveSvg, sheet } from "./sheet.js";
import { more, unfold } from "./shown.js";
import { canUndo, change, CHOICES, FIRST, onChange, restore, state, undo } from "./state.js";
import { drawing as table } from "./table.js";
import { drawing as timeline } from "./timeline.js";
import { word } from "./words.js";

const DRAWINGS = { network, map, timeline, table };
const created = new Set();
const drawing = () => DRAWINGS[state.view];

// Each drawing has a sheet of its own, made when it is first looked at.
function bring() {
  for (const one of Object.values(DRAWINGS)) one.box.hidden = one !== drawing();
  if (created.has(state.view)) return;
  byId(state.view === "table" ? "table" : "picture").append(drawing().box);
  drawing().create();
  created.add(state.view);
}

function speak() {
  document.documentElement.lang = state.language;
  const title = world().title();
  document.title = title;
  const told = title.replace(/^[^:]+: /, "");
  byId("title").textContent = told.charAt(0).toLocaleUpperCase(state.language) + told.slice(1);
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = word(part.dataset.text);
  for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", word(part.dataset.label));
  byId("search").placeholder = word("search");
  byId("language").value = state.language;
  byId("picture").setAttribute("aria-label", word(`${state.view === "table" ? "network" : state.view}_label`));
  byId("picture").setAttribute("role", state.view === "timeline" ? "region" : "application");
}

let drawnAs = "";
function draw(look) {
  dress();
  bring();
  unfold();
  speak();
  document.body.className = state.view;
  for (const one of document.querySelectorAll("[data-view]")) {
    one.hidden = !drawings.includes(one.dataset.view);
    one.setAttribute("aria-pressed", String(one.dataset.view === state.view));
  }
  byId("table").hidden = state.view !== "table";
  byId("picture").hidden = byId("tools").hidden = state.view === "table";
  byId("undo").disabled = !canUndo();
  byId("look").setAttribute("aria-label", word(document.documentElement.dataset.look === "dark" ? "light" : "dark"));
  fillScenes();
  filters();
  chips();
  byId("scene-ends").hidden = !byId("scene-ends").children.length;
  byId("bar").hidden = byId("scene-ends").hidden && byId("chips").hidden;
  explain();
  drawing().paint();
  // A picture that was not on the screen, or of another scene, is seen as a whole.
  const fresh = `${state.view} ${state.scene} ${state.a} ${state.b} ${state.hops}`;
  if (fresh !== drawnAs || look === "scene") drawing().fit();
  drawnAs = fresh;
  if (look && look !== "scene") drawing().lookAt(look);
}

// A picture is printed as it is saved; a timeline and a table are printed row by row.
function setForPrint(isPrinting) {
  if (paper.isPrinting === isPrinting) return;
  paper.isPrinting = isPrinting;
  draw("");
  const isPicture = isPrinting && (state.view === "network" || state.view === "map");
  // On paper all of it is seen; afterwards the reader finds what was chosen.
  drawing().fit();
  if (!isPrinting && state.selected) drawing().lookAt(state.selected);
  byId("printed").replaceChildren(...(isPicture ? [sheet(state.view, drawing()).made] : []));
  document.body.classList.toggle("pictured", isPicture);
}

function takeBack() {
  if (!canUndo()) return;
  undo();
  byId("status").textContent = word("undone");
}

function keys(event) {
  const isTyping = /^(?:INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "range" && event.target.type !== "checkbox";
  if (event.key === "Escape" && (state.selected || state.pair || state.document) && !document.querySelector("dialog[open]")) select("");
  else if (isTyping || event.altKey) return;
  else if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); takeBack(); }
  else if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
}

function pictureKey(event) {
  const act = {
    "+": () => drawing().zoom(1.3), "=": () => drawing().zoom(1.3), "-": () => drawing().zoom(1 / 1.3), 0: () => drawing().fit(),
    ArrowLeft: () => drawing().step(-1, 0), ArrowRight: () => drawing().step(1, 0), ArrowUp: () => drawing().step(0, -1), ArrowDown: () => drawing().step(0, 1),
    Enter: () => state.selected && more(state.selected) && expand(state.selected),
    h: () => state.selected && put("hide", state.selected),
    p: () => state.selected && (state.pin.includes(state.selected) ? take("pin", state.selected) : put("pin", state.selected)),
  }[event.key];
  // A button in the picture has its own Enter.
  if (!act || event.ctrlKey || event.metaKey || event.altKey || (event.key === "Enter" && event.target !== byId("picture"))) return;
  event.preventDefault();
  act();
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}

const on = (id, event, act) => byId(id).addEventListener(event, act);

const fit = () => drawing().fit();
function listenToFilters() {
  for (const name of CHOICES) on(name, "change", (event) => { change({ [name]: event.target.value }); fit(); });
  on("asof", "input", (event) => change({ asof: Number(event.target.value) > years[1] ? "" : event.target.value }, { merge: "asof" }));
  on("year", "change", typedYear);
  on("play", "click", play);
  on("singles", "change", (event) => change({ singles: event.target.checked ? "" : "no" }));
  for (const name of ["undated", "doubtful"]) on(`with-${name}`, "change", (event) => change({ [name]: event.target.checked ? "" : "no" }));
  on("least", "input", (event) => change({ least: event.target.value }, { merge: "least" }));
  on("all", "click", () => change({ off: [] }));
  on("none", "click", () => change({ off: groupsHere() }));
  on("everything", "click", () => { change({ all: state.all ? "" : "yes" }); fit(); });
  on("reset", "click", () => { change({ ...FIRST, language: state.language, look: state.look }); drawing().fit(); });
  on("csv", "click", saveCsv);
}

function listenToPicture() {
  on("fit", "click", () => drawing().fit());
  on("zoom-in", "click", () => drawing().zoom(1.3));
  on("zoom-out", "click", () => drawing().zoom(1 / 1.3));
  on("full", "click", fullScreen);
  on("png", "click", () => savePng(state.view, drawing()));
  on("svg", "click", () => saveSvg(state.view, drawing()));
  on("picture", "keydown", pictureKey);
}

function listenToPage() {
  on("search", "input", search);
  on("search", "keydown", searchKey);
  on("search", "blur", list);
  on("search", "focus", list);
  on("language", "change", (event) => change({ language: event.target.value }, { remember: false }));
  on("look", "click", () => change({ look: document.documentElement.dataset.look === "dark" ? "light" : "dark" }, { remember: false }));
  on("undo", "click", takeBack);
  on("home", "click", () => change({ selected: "", pair: "", document: "", member: "", ask: "" }));
  on("scene", "change", chooseScene);
  on("close-copy", "click", () => byId("copy-dialog").close());
  for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => change({ view: one.dataset.view }));
  addEventListener("popstate", () => { restore(); draw(""); });
  addEventListener("beforeprint", () => setForPrint(true));
  addEventListener("afterprint", () => setForPrint(false));
  matchMedia("print").addEventListener("change", (event) => setForPrint(event.matches));
  onPreference(() => draw(""));
  document.addEventListener("keydown", keys);
}

onChange(draw);
listenToFilters();
listenToPicture();
listenToPage();
byId("full").hidden = !document.fullscreenEnabled;
if (narrow) byId("filter-box").open = false;
restore();
draw("");
if (state.selected && state.selected !== FIRST.selected && state.selected !== state.a) (drawing().centre ?? drawing().lookAt)(state.selected);
document.body.dataset.ready = "true";
