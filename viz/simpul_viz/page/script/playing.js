// The years, played one after the other.

import { years } from "./data.js";
import { byId } from "./elements.js";
import { change, state } from "./state.js";
import { word } from "./words.js";

const PACE = 900;
let timer = 0;
let end = "";

function halt() {
  clearInterval(timer);
  timer = 0;
  byId("play").setAttribute("aria-pressed", "false");
}

function next() {
  const year = Number(state.asof || years[0] - 1) + 1;
  // Whoever moves the slider meanwhile wants to look.
  if (year > Number(years[1]) || state.asof !== end) { halt(); return; }
  end = String(year);
  change({ asof: end }, { merge: "play" });
}

export function play() {
  if (timer) { halt(); return; }
  if (!state.asof || Number(state.asof) >= years[1]) change({ asof: String(Math.max(years[0], years[1] - 40)) });
  end = state.asof;
  timer = setInterval(next, PACE);
  byId("play").setAttribute("aria-pressed", "true");
  byId("status").textContent = word("playing");
}
