// The picture of a network. Places are computed beforehand; what opens later is set beside its hub.

const drawing = (() => {
  const QUIET = "#a3b0bd";
  const STRONG = "#1f5fa8";
  const looks = new Map(DATA.nodes.map((node) => [node.id, node]));
  const early = new Map(DATA.overview.map(([key, x, y]) => [key, { x, y }]));
  const later = new Map();
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(byId("picture"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, multiselect: false, keyboard: false, navigationButtons: false, tooltipDelay: 1e9, hideEdgesOnDrag: DATA.things.length > 2000 },
    nodes: {
      borderWidth: 1,
      font: { color: "#1c2733", strokeWidth: 4, strokeColor: "#f4f6f8", face: "system-ui, sans-serif" },
      scaling: { label: { enabled: true, min: 12, max: 34, drawThreshold: 6 } },
    },
    edges: {
      font: { size: 12, color: "#33475b", strokeWidth: 4, strokeColor: "#f4f6f8", face: "system-ui, sans-serif" },
      color: { color: QUIET, highlight: STRONG, hover: STRONG }, arrows: { to: { scaleFactor: 0.5 } }, selectionWidth: 1, hoverWidth: 0.5,
    },
  });
  const move = { animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } };

  // ---- Labels ------------------------------------------------------------------------------------------------

  const LINE = 19;
  const HUB = 5;
  function lines(text) {
    const made = [""];
    for (const part of text.split(" ")) {
      const last = made[made.length - 1];
      if (last && last.length + part.length >= LINE) made.push(part);
      else made[made.length - 1] = last ? `${last} ${part}` : part;
    }
    if (made.length > 2) made.splice(1, made.length, `${made[1].slice(0, LINE - 1).trimEnd()}…`);
    return made.map((line) => (line.length > LINE + 6 ? `${line.slice(0, LINE + 5)}…` : line));
  }

  function labelOf(thing) {
    const made = lines(plain(thing.short || nameOf(thing)));
    const count = more(thing.id);
    if (count >= HUB) made.push(fill("more", count.toLocaleString(state.language)));
    return made.join("\n");
  }

  // ---- Places ------------------------------------------------------------------------------------------------

  const WIDE = 150;
  const HIGH = 78;
  const spot = (x, y) => `${Math.round(x / WIDE)},${Math.round(y / HIGH)}`;

  // The free spot nearest to a middle, looked for in rings; the same each time.
  function beside(middle, taken) {
    for (let ring = 1; ring < 60; ring += 1) {
      const steps = ring * 6;
      for (let step = 0; step < steps; step += 1) {
        const angle = (2 * Math.PI * step) / steps + ring;
        const x = Math.round(middle.x + Math.cos(angle) * ring * WIDE * 0.9);
        const y = Math.round(middle.y + Math.sin(angle) * ring * HIGH * 1.15);
        if (!taken.has(spot(x, y))) return { x, y };
      }
    }
    return middle;
  }

  function places() {
    const found = new Map();
    const taken = new Set();
    const set = (id, place) => { found.set(id, place); taken.add(spot(place.x, place.y)); };
    for (const id of visible) {
      if (state.at[id]) set(id, { x: state.at[id][0], y: state.at[id][1] });
      else if (state.all) set(id, looks.get(id));
      else if (early.has(id)) set(id, early.get(id));
      else if (later.has(id)) set(id, later.get(id));
    }
    const waiting = [...visible].filter((id) => !found.has(id)).sort((a, b) => byDegree(things.get(a), things.get(b)));
    for (const id of waiting) {
      const hub = tiesOf.get(id).map((tie) => other(tie, id)).find((near) => found.has(near));
      const place = beside(hub ? found.get(hub) : { x: 0, y: 0 }, taken);
      later.set(id, place);
      set(id, place);
    }
    return found;
  }

  // ---- Painting ----------------------------------------------------------------------------------------------

  function nodeOf(id, place, near) {
    const thing = things.get(id);
    const clear = !near || near.has(id);
    const look = looks.get(id);
    return {
      ...look,
      x: place.x,
      y: place.y,
      label: clear ? labelOf(thing) : "",
      opacity: clear ? 1 : 0.18,
      borderWidth: id === state.selected ? 4 : state.pin.includes(id) ? 3 : 1,
      shapeProperties: { borderDashes: state.pin.includes(id) ? [4, 3] : false },
    };
  }

  // Where several ties lie side by side, the first names them all.
  function tieLabel(tie) {
    const beside = tiesOf.get(tie.from).filter((one) => other(one, tie.from) === tie.to);
    if (beside[0] !== tie) return undefined;
    const names = [...new Set(beside.map((one) => plain(say(one.name))))];
    return names.length > 2 ? `${names.slice(0, 2).join(", ")} …` : names.join(", ");
  }

  function edgeOf(tie) {
    const mine = !state.selected || tie.from === state.selected || tie.to === state.selected;
    const strong = state.selected && mine;
    const look = { id: tie.id, from: tie.from, to: tie.to, ...DATA.edges[tie.number] };
    const named = DATA.named_ties || (strong && tiesOf.get(state.selected).length <= 14);
    const colour = strong && !DATA.coloured ? STRONG : DATA.coloured ? tieColour(tie) : QUIET;
    return { ...look, label: named && mine ? tieLabel(tie) : undefined, color: { color: colour, opacity: mine ? (DATA.coloured && !strong ? 0.75 : 1) : 0.12 } };
  }

  function keep(set, wanted) {
    const ids = new Set(wanted.map((one) => one.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(wanted);
  }

  function paint() {
    const near = state.selected ? neighbours(state.selected) : null;
    const where = places();
    keep(nodes, [...where].map(([id, place]) => nodeOf(id, place, near)));
    keep(edges, DATA.ties.filter(tieIsShown).map(edgeOf));
    network.unselectAll();
    if (visible.has(state.selected)) network.selectNodes([state.selected], false);
  }

  // ---- Moving ------------------------------------------------------------------------------------------------

  // vis-network's own fit leaves a third of the room empty.
  function fit() {
    network.redraw();
    const found = Object.values(network.getPositions(nodes.getIds()));
    if (!found.length || state.view === "table") return;
    const [left, right] = [Math.min(...found.map((p) => p.x)), Math.max(...found.map((p) => p.x))];
    const [top, bottom] = [Math.min(...found.map((p) => p.y)), Math.max(...found.map((p) => p.y))];
    const { clientWidth, clientHeight } = byId("picture");
    // On a phone a name that can be read is worth more than the whole at once.
    const scale = Math.max(Math.min(clientWidth / (right - left + 190), clientHeight / (bottom - top + 150), 1.5), narrow && !state.all ? 0.42 : 0);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 24 }, scale });
  }

  const zoom = (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), ...move });
  const focus = (id) => network.focus(id, { scale: Math.max(network.getScale(), 0.8), ...move });

  // The thing that lies nearest in a direction from the one that is chosen.
  function step(dx, dy) {
    const all = network.getPositions(nodes.getIds());
    const from = all[state.selected] ?? network.getViewPosition();
    let best = "";
    let least = Infinity;
    for (const [id, place] of Object.entries(all)) {
      const [x, y] = [place.x - from.x, place.y - from.y];
      const ahead = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (id !== state.selected && ahead > 1 && ahead + 2 * aside < least) [best, least] = [id, ahead + 2 * aside];
    }
    if (best) select(best);
  }

  network.on("click", (event) => select(event.nodes[0] ?? "", { look: false }));
  network.on("doubleClick", (event) => { if (event.nodes[0] && more(event.nodes[0])) expand(event.nodes[0]); });
  network.on("dragEnd", (event) => {
    const id = event.nodes[0];
    if (!id) return;
    const place = network.getPositions([id])[id];
    change({ at: { ...state.at, [id]: [Math.round(place.x), Math.round(place.y)] } });
  });
  byId("picture").querySelector("canvas").setAttribute("aria-hidden", "true");

  return { paint, fit, zoom, focus, step, canvas: async () => byId("picture").querySelector("canvas") };
})();
