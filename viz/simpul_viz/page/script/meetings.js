// Who should meet: members of the same networks with no cooperation on record, by the rule of simpul/analysis/similarity.py.
// Adamic and Adar, Friends and neighbors on the Web, 2003, doi:10.1016/S0378-8733(03)00009-1.

import { allTiesOf, crowds, DATA, everyTie, numbers, other } from "./data.js";

const members = (network) => new Set(allTiesOf(network).filter((tie) => tie.member && tie.to === network).map((tie) => tie.from));
// Whom a city has to do with, at whatever time.
const known = (id) => new Set((DATA.scenes.cooperation?.ties ? numbers(DATA.scenes.cooperation.ties) : []).map((number) => everyTie[number]).filter((tie) => tie.from === id || tie.to === id).map((tie) => other(tie, id)));

// The others, the most promising first: each with the networks that both are members of.
export function meetings(id) {
  const own = new Set(allTiesOf(id).filter((tie) => tie.member && tie.from === id).map((tie) => tie.to));
  const without = known(id);
  const found = new Map();
  for (const network of [...own].sort()) {
    const those = members(network);
    const size = those.size + (crowds.get(network)?.size ?? 0);
    for (const one of those) {
      if (one === id || without.has(one)) continue;
      const before = found.get(one) ?? { id: one, networks: [], promise: 0 };
      found.set(one, { id: one, networks: [...before.networks, network], promise: before.promise + 1 / Math.log(size) });
    }
  }
  return [...found.values()].sort((a, b) => b.promise - a.promise || (a.id < b.id ? -1 : 1));
}
