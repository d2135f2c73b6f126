// Things one takes along: Turtle, SPARQL, a table.

import { shield } from "./cells.js";
import { DATA } from "./data.js";
import { byId, element } from "./elements.js";
import { unpacked } from "./packed.js";
import { columns, rows } from "./table.js";
import { word } from "./words.js";

// A page opened as a file may not be let near the clipboard; then the text is shown, selected, to be copied by hand.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    byId("status").textContent = word("copied");
    notice(word("copied"));
  } catch {
    byId("copied").value = text;
    byId("copy-dialog").showModal();
    byId("copied").select();
  }
}

function notice(text) {
  byId("notice").textContent = text;
  byId("notice").hidden = false;
  setTimeout(() => { byId("notice").hidden = true; }, 2500);
}

// Few readers want the statements of all things: they are unpacked for the first who does.
let statements = null;
export async function turtleOf(id) {
  statements ??= await unpacked("turtle");
  const { head, blocks, of } = statements;
  return [head, ...of[id].map((number) => blocks[number])].join("\n");
}

const iriOf = (id) => (/^[a-z]+:/i.test(id) ? id : DATA.base + id).replace(/[<>"{}|^`\\\s]/g, encodeURIComponent);
export const queryOf = (id) => DATA.thing_query.replaceAll("{iri}", () => iriOf(id));

export function save(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const cell = (value) => `"${shield(String(value)).replaceAll('"', '""')}"`;

export function saveCsv() {
  const made = columns();
  const lines = [made.map(([key]) => cell(word(key))), ...rows().map((one) => made.map(([, value]) => cell(value(one))))];
  // Excel takes a file for UTF-8 only when it begins with a mark of the byte order.
  save("simpul.csv", new Blob(["\ufeff", lines.map((line) => line.join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }));
}
