// What the reader has chosen: in one value, in the page's address, and in the way back.

const LISTS = ["off", "ties", "hide", "pin"];
const CHOICES = ["theme", "network", "region", "sector", "source"];
const FIRST = {
  language: byId("language").value,
  off: DATA.off.filter((group) => groups.has(group)),
  theme: "", network: "", region: "", sector: "", source: "",
  ties: [],
  asof: "",
  least: String(DATA.least),
  all: "",
  view: "picture",
  selected: DATA.selected,
  open: {},
  hide: [],
  pin: [],
  at: {},
};
let state = { ...FIRST };
const past = [];
const MOST_STEPS = 100;

const coded = (key) => encodeURIComponent(key);
const WRITTEN = {
  open: (open) => Object.entries(open).map(([key, count]) => `${coded(key)}:${count}`).join(","),
  at: (at) => Object.entries(at).map(([key, [x, y]]) => `${coded(key)}:${x}:${y}`).join(","),
};
const written = (key, value) => {
  if (WRITTEN[key]) return WRITTEN[key](value);
  return LISTS.includes(key) ? value.map(coded).join(",") : String(value);
};

function address() {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    const text = written(key, value);
    if (text !== written(key, FIRST[key])) parts.set(key, text);
  }
  const text = parts.toString();
  return text ? `#${text}` : "";
}

function change(changes, { remember = true } = {}) {
  if (remember) past.push(state);
  if (past.length > MOST_STEPS) past.shift();
  state = { ...state, ...changes };
  keepAddress();
  draw();
}

function keepAddress() {
  const hash = address();
  if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

function undo() {
  if (!past.length) return;
  const language = state.language;
  state = { ...past.pop(), language };
  keepAddress();
  draw();
  byId("status").textContent = word("undone");
}

// ---- An address brings a state back; what it says that makes no sense is left aside. --------------------------

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

const pairs = (text) => (text ?? "").split(",").map((part) => part.split(":")).map(([key, ...rest]) => [decoded(key), ...rest.map(Number)]);

function restore() {
  const given = new URLSearchParams(location.hash.slice(1));
  const list = (name, known) => (given.has(name) ? given.get(name).split(",").map(decoded).filter((key) => known.has(key)) : FIRST[name]);
  const one = (name, known) => (known(given.get(name)) ? given.get(name) : FIRST[name]);
  const trait = (name) => (options[name].has(given.get(name)) ? given.get(name) : "");
  state = {
    language: one("language", (text) => text in DATA.texts.search),
    off: list("off", groups),
    theme: trait("theme"), network: trait("network"), region: trait("region"), sector: trait("sector"),
    source: one("source", (text) => /^\d+$/.test(text ?? "") && Number(text) in DATA.sources),
    ties: list("ties", tieKinds),
    asof: one("asof", (text) => /^\d{4}$/.test(text ?? "")),
    least: one("least", (text) => /^\d+$/.test(text ?? "")),
    all: one("all", (text) => text === "yes"),
    view: one("view", (text) => text === "table"),
    selected: given.has("selected") && (things.has(given.get("selected")) || given.get("selected") === "") ? given.get("selected") : FIRST.selected,
    open: Object.fromEntries(pairs(given.get("open")).filter(([key, count]) => things.has(key) && count > 0)),
    hide: list("hide", things),
    pin: list("pin", things),
    at: Object.fromEntries(pairs(given.get("at")).filter(([key, x, y]) => things.has(key) && Number.isFinite(x) && Number.isFinite(y)).map(([key, x, y]) => [key, [x, y]])),
  };
}

// ---- Acts on the state ----------------------------------------------------------------------------------------

function select(id, { look = true } = {}) {
  const thing = things.get(id);
  const changes = { selected: id };
  // What is chosen must be seen: what hides it is taken away.
  if (thing && state.off.includes(thing.group)) changes.off = state.off.filter((group) => group !== thing.group);
  if (thing && state.hide.includes(id)) changes.hide = state.hide.filter((key) => key !== id);
  if (thing && !bySource(id)) changes.source = "";
  for (const name of ["theme", "network", "region", "sector"]) if (thing && !byTrait(thing, name)) changes[name] = "";
  if (thing && !byTime(thing)) changes.asof = "";
  change(changes);
  if (thing && look && state.view === "picture") drawing.focus(id);
  if (thing && narrow) byId("panel").focus({ preventScroll: false });
}

const STEP = 12;
const expand = (id) => change({ open: { ...state.open, [id]: (state.open[id] ?? 0) + STEP } });
const collapse = (id) => change({ open: Object.fromEntries(Object.entries(state.open).filter(([key]) => key !== id)) });
const put = (name, id) => change({ [name]: [...state[name].filter((key) => key !== id), id], ...(name === "hide" ? { selected: "" } : {}) });
const take = (name, id) => change({ [name]: state[name].filter((key) => key !== id) });
