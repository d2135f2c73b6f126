// What the page says, in the reader's language.

import { DATA } from "./data.js";
import { state } from "./state.js";

export const word = (key) => DATA.texts[key][state.language] ?? DATA.texts[key].en;
export const fill = (key, a, b) => word(key).replace("{a}", () => a).replace("{b}", () => b ?? "");
// Of "[network|networks]" the one for a count of one, or the other.
export const counted = (text, count) => text.replace(/\[([^|\]]*)\|([^\]]*)\]/g, (_all, one, many) => (count === 1 ? one : many));
export const say = (texts) => texts[state.language] ?? texts.en ?? texts[""] ?? Object.values(texts)[0] ?? "";
// A text that runs from right to left must not turn the line around it: it is shown without its control marks.
export const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
export const nameOf = (thing) => plain(say(thing.labels));
export const traitName = (key) => plain(say(DATA.names[key] ?? { "": key }));
export const groupName = (key) => (DATA.names[key] ? traitName(key) : word(key));
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
export const figure = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text).toLocaleString(state.language) : text);

// Dates stand in the data as the source says them (EDTF); the common forms are put into words.
export function inWords(date) {
  const day = "([0-9X]{4}(?:-[0-9]{2}){0,2})";
  const forms = [
    [`${day}~`, (m) => fill("about", m[1])],
    [`${day}\\?`, (m) => fill("perhaps", m[1])],
    [`\\[${day}\\.\\.${day}\\]`, (m) => fill("between", m[1], m[2])],
    ["\\{(.+)\\}", (m) => m[1].replaceAll("..", "–").split(",").join(", ")],
    [`${day}/${day}`, (m) => fill("until", m[1], m[2])],
  ];
  for (const [pattern, words] of forms) {
    const match = date.match(new RegExp(`^${pattern}$`));
    if (match) return words(match);
  }
  return date;
}

export function period(dates) {
  if (dates.begin && dates.begin === dates.end) return inWords(dates.begin);
  return ["begin", "end", "asOf", "due"].filter((key) => dates[key]).map((key) => fill(key, inWords(dates[key]))).join(", ");
}
