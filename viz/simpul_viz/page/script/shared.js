// Cities tied by the networks that both are members of at the time one looks at; as in simpul/projection/memberships.py.

import { DATA } from "./data.js";
import { best, isWanted, ofTie, worse } from "./time.js";

const MOST = 2000;

// What proves each membership, by city and network; an office only where no source lists the member.
export function evidence() {
  const found = new Map();
  for (const kind of ["membership", "networkOffice"]) {
    const added = [];
    for (const tie of DATA.ties) {
      if (!tie.member || tie.kind !== kind || !isWanted(ofTie(tie)) || found.get(tie.from)?.has(tie.to)) continue;
      added.push(tie);
    }
    for (const tie of added) {
      if (!found.has(tie.from)) found.set(tie.from, new Map());
      const networks = found.get(tie.from);
      networks.set(tie.to, [...(networks.get(tie.to) ?? []), tie]);
    }
  }
  return found;
}

// Cities of the same networks are one group: of ten thousand cities nearly all belong to one network alone.
function alike(byCity) {
  const byNetworks = new Map();
  for (const city of [...byCity.keys()].sort()) {
    const key = [...byCity.get(city).keys()].sort().join(" ");
    byNetworks.set(key, [...(byNetworks.get(key) ?? []), city]);
  }
  const sets = [...byNetworks].map(([key, cities]) => [new Set(key.split(" ")), cities]);
  const found = [];
  sets.forEach(([one, cities], i) => {
    for (const [two, others] of sets.slice(i)) {
      const weight = [...one].filter((network) => two.has(network)).length;
      if (weight) found.push({ weight, cities, others, count: cities === others ? (cities.length * (cities.length - 1)) / 2 : cities.length * others.length });
    }
  });
  return found;
}

function tieOf(one, two, byCity, number) {
  const both = [...byCity.get(one).keys()].filter((network) => byCity.get(two).has(network)).sort();
  const notes = both.map((network) => {
    const stated = [...byCity.get(one).get(network), ...byCity.get(two).get(network)];
    const standing = [one, two].map((city) => best(byCity.get(city).get(network).map((tie) => ofTie(tie)))).reduce(worse);
    return { name: DATA.texts.shared_tie, value: { "": network }, thing: network, standing, unit: "", date: "", link: "", of: "", note: {}, citations: [...new Set(stated.flatMap((tie) => tie.citations))] };
  });
  return {
    id: `shared-${number}`, number: -1, from: one, to: two, kind: "shared", name: DATA.texts.shared_tie, role: {}, dates: {}, span: ["", ""], sure: ["", ""], seen: [], doubt: "",
    notes, citations: [...new Set(notes.flatMap((note) => note.citations))], directed: false, weight: both.length, standing: best(notes.map((note) => note.standing)),
  };
}

// The ties, the weakest that are drawn, and how many pairs share less.
export function shared() {
  const byCity = evidence();
  const found = alike(byCity);
  const over = (least) => found.filter((one) => one.weight >= least).reduce((sum, one) => sum + one.count, 0);
  let least = 1;
  while (over(least) > MOST) least += 1;
  const ties = [];
  for (const { weight, cities, others } of found) {
    if (weight < least) continue;
    cities.forEach((one, i) => {
      for (const two of cities === others ? cities.slice(i + 1) : others) ties.push(tieOf(...[one, two].sort(), byCity, ties.length));
    });
  }
  return { ties, least, leftOut: over(1) - ties.length };
}
