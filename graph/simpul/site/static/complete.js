// Offers names while somebody types them: a list under each field that takes the name of a thing (ARIA: combobox).

(() => {
  const PAUSE = 120;
  let counter = 0;

  function combobox(input, at) {
    const list = document.createElement("ul");
    list.className = "offered";
    list.id = `offered-${(counter += 1)}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? input.getAttribute("aria-label") ?? "");
    list.hidden = true;
    input.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

    let chosen = -1;
    let timer = 0;
    let asked = 0;
    const options = () => [...list.children];

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(number) {
      const all = options();
      if (!all.length) return;
      chosen = (number + all.length) % all.length;
      all.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    }

    function take(option) {
      input.value = option.dataset.value;
      close();
    }

    function offer(found) {
      list.replaceChildren(...found.map(({ value, what }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.value = value;
        option.append(value);
        if (what) {
          const small = document.createElement("small");
          small.textContent = what;
          option.append(" ", small);
        }
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
        return option;
      }));
      chosen = -1;
      list.hidden = found.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function look() {
      const number = (asked += 1);
      try {
        const answer = await fetch(`${at}?${new URLSearchParams({ kind: input.dataset.complete, q: input.value })}`);
        const found = answer.ok ? await answer.json() : [];
        if (number === asked && document.activeElement === input) offer(found);
      } catch {
        close();
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) look();
      else if (event.key === "ArrowDown") mark(chosen + 1);
      else if (event.key === "ArrowUp" && !list.hidden) mark(chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) take(options()[chosen]);
      else if (event.key === "Escape" && !list.hidden) close();
      else return;
      event.preventDefault();
    });
  }

  for (const form of document.querySelectorAll("form[data-complete-at]")) {
    for (const input of form.querySelectorAll("input[data-complete]")) combobox(input, form.dataset.completeAt);
    // What is left empty need not be in the address.
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    });
  }
  // Who comes back finds the fields as they left them.
  addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form[data-complete-at] :disabled")) field.disabled = false;
  });
})();
