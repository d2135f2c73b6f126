// What becomes of the reader's clicks and keys, and the first drawing.

import { expand, put, select, take } from "./acts.js";
import { DATA, groups, years } from "./data.js";
import { byId, narrow } from "./elements.js";
import { filters } from "./filters.js";
import { explain } from "./panel.js";
import { saveCsv, savePng } from "./saving.js";
import { list, search, searchKey } from "./search.js";
import { more, unfold } from "./shown.js";
import { canUndo, change, CHOICES, FIRST, onChange, restore, state, undo } from "./state.js";
import { tabulate } from "./table.js";
import { say, word } from "./words.js";

function show(drawing, view) {
  const fresh = view === "picture" && state.view === "table";
  change({ view });
  // A picture that was not on the screen has forgotten its size.
  if (fresh) drawing.fit();
}

function speak() {
  document.documentElement.lang = state.language;
  document.title = say(DATA.title);
  byId("title").textContent = say(DATA.title);
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = word(part.dataset.text);
  for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", word(part.dataset.label));
  byId("search").placeholder = word("search");
  byId("language").value = state.language;
}

function draw(drawing) {
  unfold();
  speak();
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === state.view));
  byId("table").hidden = state.view !== "table";
  byId("picture").hidden = byId("tools").hidden = state.view === "table";
  byId("undo").disabled = !canUndo();
  filters();
  explain();
  if (state.view === "table") tabulate();
  else drawing.paint();
}

function takeBack() {
  if (!canUndo()) return;
  undo();
  byId("status").textContent = word("undone");
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "range" && event.target.type !== "checkbox";
  if (event.key === "Escape" && state.selected && !document.querySelector("dialog[open]")) select("");
  else if (typing || event.altKey) return;
  else if ((event.ctrlKey || event.metaKey) && event.key === "z") { event.preventDefault(); takeBack(); }
  else if (event.key === "/" ) { event.preventDefault(); byId("search").focus(); }
}

function pictureKey(drawing, event) {
  const act = {
    "+": () => drawing.zoom(1.3), "=": () => drawing.zoom(1.3), "-": () => drawing.zoom(1 / 1.3), 0: () => drawing.fit(),
    ArrowLeft: () => drawing.step(-1, 0), ArrowRight: () => drawing.step(1, 0), ArrowUp: () => drawing.step(0, -1), ArrowDown: () => drawing.step(0, 1),
    Enter: () => state.selected && more(state.selected) && expand(state.selected),
    h: () => state.selected && put("hide", state.selected),
    p: () => state.selected && (state.pin.includes(state.selected) ? take("pin", state.selected) : put("pin", state.selected)),
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
}


const on = (id, event, act) => byId(id).addEventListener(event, act);

function listenToFilters(drawing) {
  const fit = () => { if (state.view === "picture") drawing.fit(); };
  for (const name of CHOICES) on(name, "change", (event) => { change({ [name]: event.target.value }); fit(); });
  on("asof", "input", (event) => change({ asof: Number(event.target.value) > years[1] ? "" : event.target.value }));
  on("singles", "change", (event) => change({ singles: event.target.checked ? "" : "no" }));
  on("least", "input", (event) => change({ least: event.target.value }));
  on("all", "click", () => change({ off: [] }));
  on("none", "click", () => change({ off: [...groups.keys()] }));
  on("everything", "click", () => { change({ all: state.all ? "" : "yes" }); fit(); });
  on("reset", "click", () => { change({ ...FIRST, language: state.language }); drawing.fit(); });
  on("csv", "click", saveCsv);
}

function listenToPicture(drawing) {
  on("fit", "click", () => drawing.fit());
  on("zoom-in", "click", () => drawing.zoom(1.3));
  on("zoom-out", "click", () => drawing.zoom(1 / 1.3));
  on("full", "click", fullScreen);
  on("png", "click", async () => savePng(await drawing.canvas()));
  on("picture", "keydown", (event) => pictureKey(drawing, event));
}

function listenToPage(drawing) {
  on("search", "input", search);
  on("search", "keydown", searchKey);
  on("search", "blur", list);
  on("search", "focus", list);
  on("language", "change", (event) => change({ language: event.target.value }, { remember: false }));
  on("undo", "click", takeBack);
  on("close-copy", "click", () => byId("copy-dialog").close());
  for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => show(drawing, one.dataset.view));
  addEventListener("hashchange", () => { restore(); draw(drawing); });
  document.addEventListener("keydown", keys);
}

// Starts the page with its drawing: what paints, fits, zooms, looks at a thing, steps and gives its canvas.
export function start(drawing) {
  onChange((look) => {
    draw(drawing);
    if (look && state.view === "picture") drawing.lookAt(look);
  });
  listenToFilters(drawing);
  listenToPicture(drawing);
  listenToPage(drawing);
  byId("full").hidden = !document.fullscreenEnabled;
  if (narrow) byId("filter-box").open = false;
  restore();
  draw(drawing);
  drawing.fit();
  if (state.selected && state.selected !== FIRST.selected && state.view === "picture") drawing.lookAt(state.selected);
  document.body.dataset.ready = "true";
}
