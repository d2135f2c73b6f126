// A field in which one thing is chosen by typing its name.

import { things } from "./data.js";
import { element } from "./elements.js";
import { findThings, kindName } from "./finder.js";
import { nameOf, word } from "./words.js";

const MOST = 8;
let count = 0;

// Takes what it is called, what is chosen, which things may be, and what is to be done with the chosen one's id.
export function picker({ label, value, isAllowed = () => true, onPick, isInline = false }) {
  count += 1;
  const listId = `pick-${count}`;
  const list = element("ul", { id: listId, role: "listbox", "aria-label": label, hidden: "" });
  const box = element("input", { type: "text", class: "pick", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list", "aria-label": label, placeholder: label });
  let hits = [];
  let chosen = 0;
  const known = () => (things.has(value) ? nameOf(things.get(value)) : "");
  const close = () => { list.hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const pick = (hit) => { box.value = nameOf(hit.thing); close(); onPick(hit.thing.id); };
  const show = () => {
    list.replaceChildren(...(hits.length ? hits : []).map((hit, number) => element("li", {
      role: "option", id: `${listId}-${number}`, "aria-selected": String(number === chosen),
      onmousedown: (event) => { event.preventDefault(); pick(hit); },
    }, `${nameOf(hit.thing)} `, element("small", {}, kindName(hit.thing)))), ...(hits.length ? [] : [element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, word("nothing"))]));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (hits.length) box.setAttribute("aria-activedescendant", `${listId}-${chosen}`);
  };
  const look = () => {
    hits = findThings(box.value, (thing) => things.has(thing.id) && isAllowed(thing)).slice(0, MOST);
    chosen = 0;
    if (box.value.trim()) show(); else close();
  };
  box.value = known();
  box.size = Math.min(20, Math.max(8, (box.value || label).length));
  box.addEventListener("focus", () => box.select());
  box.addEventListener("input", look);
  box.addEventListener("blur", () => { close(); if (!box.value.trim()) box.value = known(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && hits[chosen]) { event.preventDefault(); pick(hits[chosen]); }
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !hits.length) return;
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    show();
  });
  return element("span", { class: isInline ? "picker inline" : "picker" }, box, list);
}
