"use strict";
// The explorer: draws what the page's data holds, finds, filters, explains. All text goes into the page as text
// nodes, never as markup, so that nothing in the data can run.
(() => {
  const byId = (id) => document.getElementById(id);
  const DATA = JSON.parse(byId("data").textContent);
  const things = new Map(DATA.things.map((thing) => [thing.id, thing]));
  const groups = new Map(DATA.groups.map((group) => [group.key, group]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Themes touch nearly everything; the first look is calmer without them.
  const FIRST = { language: byId("language").value, off: DATA.off.filter((group) => groups.has(group)), source: "", view: "picture", selected: "" };
  let state = { ...FIRST };

  // ---- Words -------------------------------------------------------------------------------------------------

  const word = (key) => DATA.texts[key][state.language] ?? DATA.texts[key].en;
  const fill = (key, a, b) => word(key).replace("{a}", a).replace("{b}", b ?? "");
  const say = (texts) => texts[state.language] ?? texts.en ?? texts[""] ?? Object.values(texts)[0] ?? "";
  const nameOf = (thing) => say(thing.labels);
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

  function shortName(thing) {
    const name = thing.short || nameOf(thing);
    return name.length > 28 ? name.slice(0, 27).trimEnd() + "…" : name;
  }

  // Dates stand in the data as the source says them (EDTF); the common forms are put into words.
  function when(date) {
    const day = "([0-9X]{4}(?:-[0-9]{2}){0,2})";
    const forms = [
      [`${day}~`, (m) => fill("about", m[1])],
      [`${day}\\?`, (m) => fill("perhaps", m[1])],
      [`\\[${day}\\.\\.${day}\\]`, (m) => fill("between", m[1], m[2])],
      [`${day}/${day}`, (m) => fill("until", m[1], m[2])],
    ];
    for (const [pattern, words] of forms) {
      const match = date.match(new RegExp(`^${pattern}$`));
      if (match) return words(match);
    }
    return date;
  }

  function period(dates) {
    if (dates.begin && dates.begin === dates.end) return when(dates.begin);
    return ["begin", "end", "asOf"].filter((key) => dates[key]).map((key) => fill(key, when(dates[key]))).join(", ");
  }

  // ---- Elements ----------------------------------------------------------------------------------------------

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  const OUTLINES = {
    dot: "M8 2a6 6 0 1 0 .01 0z",
    square: "M3 3h10v10H3z",
    diamond: "M8 1l7 7-7 7-7-7z",
    triangle: "M8 2l7 12H1z",
    triangleDown: "M8 14L1 2h14z",
    hexagon: "M4.5 2h7L15 8l-3.500 6h-7L1 8z",
    star: "M8 1l2.200 4.600 5 .6-3.700 3.500 1 5L8 12.200 3.500 14.700l1-5L.8 6.200l5-.6z",
  };

  function mark(group) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    for (const [name, value] of [["width", 16], ["height", 16], ["viewBox", "0 0 16 16"], ["aria-hidden", "true"]]) {
      svg.setAttribute(name, value);
    }
    path.setAttribute("d", OUTLINES[group.shape]);
    path.setAttribute("fill", group.colour);
    svg.append(path);
    return svg;
  }

  const goTo = (thing) => element("button", { type: "button", class: "go", onclick: () => select(thing.id) }, nameOf(thing));

  // ---- What is shown -----------------------------------------------------------------------------------------

  const sourcesOf = new Map(DATA.things.map((thing) => [thing.id, new Set()]));
  for (const thing of DATA.things) {
    for (const number of thing.citations) sourcesOf.get(thing.id).add(DATA.citations[number].source);
  }
  for (const tie of DATA.ties) {
    for (const number of tie.citations) {
      sourcesOf.get(tie.from).add(DATA.citations[number].source);
      sourcesOf.get(tie.to).add(DATA.citations[number].source);
    }
  }

  const bySource = (id) => state.source === "" || sourcesOf.get(id).has(Number(state.source));
  const isShown = (thing) => !state.off.includes(thing.group) && bySource(thing.id);
  const shown = () => DATA.things.filter(isShown);

  function tieIsShown(tie) {
    if (!isShown(things.get(tie.from)) || !isShown(things.get(tie.to))) return false;
    return state.source === "" || tie.citations.some((n) => [-1, Number(state.source)].includes(DATA.citations[n].source));
  }

  function neighbours(id) {
    const near = new Set([id]);
    for (const tie of DATA.ties) {
      if (tie.from === id) near.add(tie.to);
      if (tie.to === id) near.add(tie.from);
    }
    return near;
  }

  // ---- Picture -----------------------------------------------------------------------------------------------

  const nodes = new vis.DataSet(DATA.nodes.map((node) => ({ ...node, label: "", size: node.size })));
  const edges = new vis.DataSet(DATA.edges);
  const network = new vis.Network(byId("picture"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, multiselect: false, keyboard: false, navigationButtons: false, tooltipDelay: 1e9 },
    nodes: {
      borderWidth: 1,
      font: { color: "#1c2733", strokeWidth: 4, strokeColor: "#f4f6f8", face: "system-ui, sans-serif" },
      scaling: { label: { enabled: true, min: 12, max: 34, drawThreshold: 9.5 } },
    },
    edges: {
      color: { color: "#a3b0bd", highlight: "#1f5fa8", hover: "#1f5fa8" },
      arrows: { to: { scaleFactor: 0.5 } },
      smooth: false,
      selectionWidth: 1,
      hoverWidth: 0.5,
    },
  });
  const move = { animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } };

  function paint() {
    const near = state.selected ? neighbours(state.selected) : null;
    nodes.update(DATA.nodes.map((node) => {
      const thing = things.get(node.id);
      const clear = !near || near.has(node.id);
      return {
        id: node.id,
        label: clear ? shortName(thing) : "",
        hidden: !isShown(thing),
        opacity: clear ? 1 : 0.16,
        borderWidth: node.id === state.selected ? 4 : 1,
      };
    }));
    edges.update(DATA.ties.map((tie) => {
      const mine = !state.selected || tie.from === state.selected || tie.to === state.selected;
      const strong = state.selected && mine;
      return {
        id: tie.id,
        hidden: !tieIsShown(tie),
        label: "",
        color: { color: strong ? "#1f5fa8" : "#a3b0bd", opacity: mine ? 1 : 0.12 },
      };
    }));
    network.unselectAll();
    if (state.selected && isShown(things.get(state.selected))) network.selectNodes([state.selected], false);
  }

  // vis-network's own fit leaves a third of the room empty: it counts what is hidden.
  function fit(options = {}) {
    const places = Object.values(network.getPositions(shown().map((thing) => thing.id)));
    if (!places.length || state.view === "table") return;
    const [left, right] = [Math.min(...places.map((p) => p.x)), Math.max(...places.map((p) => p.x))];
    const [top, bottom] = [Math.min(...places.map((p) => p.y)), Math.max(...places.map((p) => p.y))];
    const { clientWidth, clientHeight } = byId("picture");
    const scale = Math.min(clientWidth / (right - left + 240), clientHeight / (bottom - top + 160), 1.6);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 20 }, scale, ...options });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, ...move });

  // ---- Panel -------------------------------------------------------------------------------------------------

  // Each citation gets a number within the panel, in the order in which it is met.
  function footnotes() {
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

  function citation(number) {
    const cited = DATA.citations[number];
    if (cited.inferred) return element("li", {}, word("inferred"));
    const title = say(cited.title);
    const shownTitle = cited.address
      ? element("a", { href: cited.address, rel: "noopener noreferrer", target: "_blank" }, title)
      : title;
    const source = cited.source >= 0 ? say(DATA.sources[cited.source]) : "";
    const tail = [cited.passage, source === title ? "" : source].filter(Boolean).join(" — ");
    return element("li", {}, shownTitle, tail ? `, ${tail}` : "");
  }

  const figure = (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text).toLocaleString(state.language) : text);

  function valueOf(fact) {
    const parts = [];
    const text = fact.unit ? figure(say(fact.value)) : say(fact.value);
    if (fact.link) parts.push(element("a", { href: fact.link, rel: "noopener noreferrer", target: "_blank" }, text));
    else if (text) parts.push(text);
    // UCUM writes what is counted in braces: {visitor}.
    if (fact.unit) parts.push(element("span", { class: "unit" }, ` ${fact.unit.replace(/[{}]/g, "")}`));
    if (fact.date) parts.push(text ? element("span", { class: "when" }, ` (${when(fact.date)})`) : when(fact.date));
    return parts;
  }

  function factList(thing, notes) {
    const list = element("dl");
    for (const fact of thing.facts) {
      list.append(element("dt", {}, say(fact.name)), element("dd", {}, ...valueOf(fact), ...notes.refer(fact.citations)));
    }
    return list;
  }

  function tieLists(thing, notes) {
    const relations = new Map();
    for (const tie of DATA.ties.filter((t) => t.from === thing.id || t.to === thing.id)) {
      const out = tie.from === thing.id;
      const heading = `${say(tie.name)}${Object.keys(tie.role).length ? `: ${say(tie.role)}` : ""}${out ? "" : " ←"}`;
      if (!relations.has(heading)) relations.set(heading, []);
      relations.get(heading).push([things.get(out ? tie.to : tie.from), tie]);
    }
    const parts = [];
    for (const [heading, members] of [...relations].sort()) {
      parts.push(element("dt", {}, heading));
      for (const [other, tie] of members) {
        const dates = period(tie.dates);
        const extra = tie.notes.flatMap((note) => [element("br"), `${say(note.name)}: `, ...valueOf(note)]);
        parts.push(element("dd", {}, goTo(other), dates ? element("span", { class: "when" }, ` (${dates})`) : "",
          ...notes.refer(tie.citations), ...extra));
      }
    }
    return element("dl", {}, ...parts);
  }

  function explain() {
    const panel = byId("panel");
    const thing = things.get(state.selected);
    if (!thing) {
      panel.replaceChildren(element("p", {}, word("welcome")));
      return;
    }
    const notes = footnotes();
    const others = Object.entries(thing.labels).filter(([, text]) => text !== nameOf(thing)).map(([, text]) => text);
    const parts = [
      element("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => select("") }, "×"),
      element("h2", {}, nameOf(thing)),
      element("p", { class: "kind" }, mark(groups.get(thing.group)), ` ${say(DATA.kinds[thing.kind])}`,
        thing.short && thing.short !== nameOf(thing) ? ` · ${thing.short}` : ""),
    ];
    if (others.length) parts.push(element("p", { class: "kind" }, `${word("also")}: ${[...new Set(others)].join(", ")}`));
    if (Object.keys(thing.description).length) {
      parts.push(element("p", {}, say(thing.description), ...notes.refer(thing.citations)));
    }
    if (thing.facts.length) parts.push(element("h3", {}, word("facts")), factList(thing, notes));
    if (thing.degree) parts.push(element("h3", {}, word("ties")), tieLists(thing, notes));
    notes.refer(thing.citations);
    parts.push(element("h3", {}, word("sources")), element("ol", {}, ...notes.order.map(citation)));
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  }

  // ---- Table -------------------------------------------------------------------------------------------------

  const sorting = { column: 2, down: true };
  const COLUMNS = [
    ["name", nameOf],
    ["kind", (thing) => say(DATA.kinds[thing.kind])],
    ["connections", (thing) => thing.degree],
  ];

  function tabulate() {
    const value = COLUMNS[sorting.column][1];
    const sign = sorting.down ? -1 : 1;
    const rows = shown().sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      const order = typeof x === "number" ? x - y : x.localeCompare(y, state.language);
      return sign * order || nameOf(a).localeCompare(nameOf(b), state.language);
    });
    const head = element("tr", {}, ...COLUMNS.map(([key], column) => element("th", {
      scope: "col",
      "aria-sort": column !== sorting.column ? "none" : sorting.down ? "descending" : "ascending",
    }, element("button", { type: "button", onclick: () => sortBy(column) },
      word(key) + (column !== sorting.column ? "" : sorting.down ? " ↓" : " ↑")))));
    const body = rows.map((thing) => element("tr", {}, element("td", {}, goTo(thing)),
      element("td", {}, COLUMNS[1][1](thing)), element("td", {}, String(thing.degree))));
    byId("table").replaceChildren(element("table", {}, element("caption", { class: "unseen" }, word("table")),
      element("thead", {}, head), element("tbody", {}, ...body)));
  }

  function sortBy(column) {
    sorting.down = sorting.column === column ? !sorting.down : column === 2;
    sorting.column = column;
    tabulate();
    byId("table").querySelectorAll("th button")[column].focus();
  }

  // ---- Filters -----------------------------------------------------------------------------------------------

  function legend() {
    byId("legend").replaceChildren(...DATA.groups.map((group) => {
      const count = DATA.things.filter((thing) => thing.group === group.key).length;
      const box = element("input", { type: "checkbox", "data-group": group.key, onchange: () => toggle(group.key) });
      box.checked = !state.off.includes(group.key);
      return element("li", {}, element("label", {}, box, mark(group), element("span", {}, word(group.key)),
        element("small", {}, String(count))));
    }));
    byId("source").replaceChildren(element("option", { value: "" }, word("every_source")),
      ...DATA.sources.map((title, number) => element("option", { value: String(number) }, say(title))));
    byId("source").value = state.source;
    byId("counts").textContent = `${shown().length} ${word("things")}, ${DATA.ties.filter(tieIsShown).length} ${word("ties")}`;
  }

  function toggle(group) {
    const off = state.off.includes(group) ? state.off.filter((key) => key !== group) : [...state.off, group];
    change({ off });
    byId("legend").querySelector(`[data-group="${group}"]`).focus();
  }

  // ---- Search ------------------------------------------------------------------------------------------------

  const index = DATA.things.map((thing) => {
    const names = [...new Set([...Object.values(thing.labels), thing.short, ...thing.aliases].filter(Boolean))];
    return { thing, names, folded: names.map(fold) };
  });
  const MOST = 12;
  let found = [];
  let chosen = -1;

  function look(text) {
    const sought = fold(text.trim());
    if (!sought) return [];
    const hits = [];
    for (const { thing, names, folded } of index) {
      let best = 0;
      let name = "";
      folded.forEach((own, number) => {
        const score = own === sought ? 4 : own.startsWith(sought) ? 3 : own.includes(` ${sought}`) ? 2 : own.includes(sought) ? 1 : 0;
        if (score > best) [best, name] = [score, names[number]];
      });
      if (best) hits.push({ thing, name, rank: best * 1000 + thing.degree });
    }
    return hits.sort((a, b) => b.rank - a.rank).slice(0, MOST);
  }

  function search() {
    found = look(byId("search").value);
    chosen = found.length ? 0 : -1;
    const asked = byId("search").value.trim() !== "";
    byId("status").textContent = !asked ? "" : found.length ? `${found.length} ${word("found")}` : word("nothing");
    list();
  }

  function list() {
    const open = byId("search").value.trim() !== "" && document.activeElement === byId("search");
    const items = found.map((hit, number) => element("li", {
      role: "option", id: `hit-${number}`, "aria-selected": String(number === chosen),
      onmousedown: (event) => { event.preventDefault(); take(number); },
    }, mark(groups.get(hit.thing.group)), ` ${nameOf(hit.thing)} `,
    element("small", {}, say(DATA.kinds[hit.thing.kind]) + (hit.name !== nameOf(hit.thing) ? ` · ${hit.name}` : ""))));
    byId("results").replaceChildren(...(items.length ? items : [element("li", {}, word("nothing"))]));
    byId("results").hidden = !open;
    byId("search").setAttribute("aria-expanded", String(open));
    if (chosen >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${chosen}`);
    else byId("search").removeAttribute("aria-activedescendant");
  }

  function take(number) {
    const hit = found[number];
    if (!hit) return;
    byId("search").value = "";
    found = [];
    list();
    select(hit.thing.id);
  }

  function searchKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) chosen = (chosen + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      list();
    } else if (event.key === "Enter") {
      take(chosen);
    } else if (event.key === "Escape" && byId("search").value) {
      event.stopPropagation();
      byId("search").value = "";
      search();
    }
  }

  // ---- State -------------------------------------------------------------------------------------------------

  function select(id) {
    const thing = things.get(id);
    const changes = { selected: id };
    // What is chosen must be seen: its kind and its source are shown again.
    if (thing) changes.off = state.off.filter((group) => group !== thing.group);
    if (thing && !bySource(id)) changes.source = "";
    change(changes);
    if (thing && state.view === "picture") network.focus(id, { scale: Math.max(network.getScale(), 0.8), ...move });
  }

  function show(view) {
    const fresh = view === "picture" && state.view === "table";
    change({ view });
    // A picture that was not on the screen has forgotten its size.
    if (fresh) { network.redraw(); fit(); }
  }

  function change(changes) {
    state = { ...state, ...changes };
    const parts = new URLSearchParams();
    for (const [key, value] of Object.entries(state)) {
      if (String(value) !== String(FIRST[key])) parts.set(key, String(value));
    }
    const hash = parts.size || parts.toString() ? `#${parts}` : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
    draw();
  }

  function restore() {
    const given = new URLSearchParams(location.hash.slice(1));
    const language = given.get("language") ?? FIRST.language;
    const number = Number(given.get("source"));
    state = {
      language: language in DATA.texts.title ? language : FIRST.language,
      off: (given.get("off") ?? String(FIRST.off)).split(",").filter((group) => groups.has(group)),
      source: given.get("source") && number in DATA.sources ? String(number) : "",
      view: given.get("view") === "table" ? "table" : "picture",
      selected: things.has(given.get("selected")) ? given.get("selected") : "",
    };
  }

  function draw() {
    document.documentElement.lang = state.language;
    document.title = word("title");
    for (const part of document.querySelectorAll("[data-text]")) part.textContent = word(part.dataset.text);
    for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", word(part.dataset.label));
    byId("search").placeholder = word("search");
    byId("search").setAttribute("aria-label", word("search"));
    byId("language").value = state.language;
    for (const button of document.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    }
    byId("table").hidden = state.view !== "table";
    byId("picture").hidden = byId("tools").hidden = state.view === "table";
    legend();
    explain();
    paint();
    if (state.view === "table") tabulate();
  }

  // ---- Start -------------------------------------------------------------------------------------------------

  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", searchKey);
  byId("search").addEventListener("blur", list);
  byId("search").addEventListener("focus", list);
  byId("language").addEventListener("change", (event) => change({ language: event.target.value }));
  byId("source").addEventListener("change", (event) => change({ source: event.target.value }));
  byId("all").addEventListener("click", () => change({ off: [] }));
  byId("none").addEventListener("click", () => change({ off: [...groups.keys()] }));
  byId("reset").addEventListener("click", () => { change({ ...FIRST, language: state.language }); fit(move); });
  byId("fit").addEventListener("click", () => fit(move));
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => show(button.dataset.view));
  }
  network.on("click", (event) => select(event.nodes[0] ?? ""));
  addEventListener("hashchange", () => { restore(); draw(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.selected) select(""); });
  if (matchMedia("(max-width: 900px)").matches) byId("legend-box").open = false;

  restore();
  draw();
  fit();
  if (state.selected && state.view === "picture") network.focus(state.selected, { scale: 0.8 });
  network.redraw();
  document.body.dataset.ready = "true";
})();
