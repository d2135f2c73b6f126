// Who says what the panel tells, and what a source says of itself.

import { DATA } from "./data.js";
import { element } from "./elements.js";
import { state } from "./state.js";
import { fill, plain, say, word } from "./words.js";

// Each citation gets a number within the panel, in the order in which it is met.
export function footnotes() {
  const order = [];
  const refer = (numbers) => {
    const marks = numbers.map((number) => {
      if (!order.includes(number)) order.push(number);
      return order.indexOf(number) + 1;
    });
    return marks.length ? [element("sup", {}, ` ${marks.map((n) => `[${n}]`).join("")}`)] : [];
  };
  return { order, refer };
}

export const outward = (address, text) => element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);

export function citation(number) {
  const cited = DATA.citations[number];
  if (cited.inferred) return element("li", {}, word("inferred"));
  const title = plain(say(cited.title));
  const source = cited.source >= 0 ? plain(say(DATA.sources[cited.source].title)) : "";
  const tail = [cited.passage, source === title ? "" : source].filter(Boolean).join(" — ");
  return element("li", {}, cited.address ? outward(cited.address, title) : title, tail ? `, ${tail}` : "");
}

// A count of members says nothing when the list behind it is not whole.
export function gaps(members) {
  const found = new Map();
  for (const [, tie] of members) {
    for (const number of tie.citations) {
      const cited = DATA.citations[number];
      const how = cited.source >= 0 ? DATA.sources[cited.source].completeness : {};
      if (Object.keys(how).length) found.set(cited.source, how);
    }
  }
  const lists = [...found].map(([source, how]) => `${plain(say(DATA.sources[source].title))} (${say(how).toLocaleLowerCase(state.language)})`);
  return lists.length ? [element("p", { class: "gap" }, fill("gap", lists.join("; ")))] : [];
}
