// Things one takes along: Turtle, SPARQL, a table, a picture.

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

function save(name, blob) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const cell = (value) => `"${shield(String(value)).replaceAll('"', '""')}"`;

export function saveCsv() {
  const lines = [columns().map(([key]) => cell(word(key))), ...rows().map((thing) => columns().map(([, value]) => cell(value(thing))))];
  // Excel takes a file for UTF-8 only when it begins with a mark of the byte order.
  save("simpul.csv", new Blob(["\ufeff", lines.map((line) => line.join(",")).join("\r\n"), "\r\n"], { type: "text/csv" }));
}

export async function savePng(picture) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext("2d");
  context.fillStyle = "#f4f6f8";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  canvas.toBlob((blob) => save("simpul.png", blob), "image/png");
}
