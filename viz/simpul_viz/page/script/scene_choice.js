// What one looks at: the views of the page, and for two things or around one which they are.

import { DATA, things } from "./data.js";
import { byId, element } from "./elements.js";
import { picker } from "./picker.js";
import { COMPUTED, enter, state } from "./state.js";
import { word } from "./words.js";

const names = () => (DATA.one ? [] : [...DATA.order, ...Object.keys(COMPUTED)]);

export function fillScenes() {
  const box = byId("scene");
  byId("scene-choice").hidden = DATA.one;
  box.replaceChildren(...names().map((name) => element("option", { value: name }, word(`${name}_scene`))));
  box.value = state.scene;
  const count = COMPUTED[state.scene] ?? 0;
  byId("scene-ends").replaceChildren(...["a", "b"].slice(0, count).map((end) => picker({
    label: word(end === "a" ? "first_end" : "second_end"), value: state[end], onPick: (id) => enter(state.scene, { a: state.a, b: state.b, [end]: id }),
  })));
}

// Two well connected cities to begin with, or the chosen one and the best of the others.
const usual = (but) => DATA.things.filter((thing) => thing.group === "city" && thing.id !== but).reduce((best, one) => (!best || one.degree > best.degree ? one : best), null)?.id ?? DATA.things[0].id;

export function chooseScene(event) {
  const scene = event.target.value;
  if (!(scene in COMPUTED)) { enter(scene); return; }
  const a = things.has(state.selected) ? state.selected : state.a || usual("");
  enter(scene, { a, b: COMPUTED[scene] > 1 ? (state.b && state.b !== a ? state.b : usual(a)) : "", selected: "" });
}

