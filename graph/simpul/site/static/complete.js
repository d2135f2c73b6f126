// Offers names while somebody types them: a list under each field that takes the name of a thing (ARIA: combobox).

(() => {
  const PAUSE = 120;
  let counter = 0;

  function optionOf({ value, what }, id) {
    const option = document.createElement("li");
    option.id = id;
    option.setAttribute("role", "option");
    option.dataset.value = value;
    option.append(value);
    if (what) {
      const small = document.createElement("small");
      small.textContent = what;
      option.append(" ", small);
    }
    return option;
  }

  class Combobox {
    constructor(input, at) {
      this.input = input;
      this.at = at;
      this.chosen = -1;
      this.asked = 0;
      this.list = document.createElement("ul");
      this.list.className = "offered";
      this.list.id = `offered-${(counter += 1)}`;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? input.getAttribute("aria-label") ?? "");
      input.after(this.list);
      const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      for (const [name, value] of Object.entries(told)) input.setAttribute(name, value);
      this.listen();
    }

    listen() {
      let timer = 0;
      this.input.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.look(), PAUSE);
      });
      this.input.addEventListener("blur", () => this.close());
      this.input.addEventListener("keydown", (event) => { if (this.pressed(event.key)) event.preventDefault(); });
      this.list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        const option = event.target.closest("li");
        if (option) this.take(option);
      });
    }

    close() {
      this.list.hidden = true;
      this.chosen = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    mark(number) {
      const all = [...this.list.children];
      if (!all.length) return;
      this.chosen = (number + all.length) % all.length;
      for (const [index, option] of all.entries()) option.setAttribute("aria-selected", String(index === this.chosen));
      this.input.setAttribute("aria-activedescendant", all[this.chosen].id);
      all[this.chosen].scrollIntoView({ block: "nearest" });
    }

    take(option) {
      this.input.value = option.dataset.value;
      this.close();
    }

    offer(found) {
      this.list.replaceChildren(...found.map((one, index) => optionOf(one, `${this.list.id}-${index}`)));
      this.chosen = -1;
      this.list.hidden = found.length === 0;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    async look() {
      const number = (this.asked += 1);
      try {
        const answer = await fetch(`${this.at}?${new URLSearchParams({ kind: this.input.dataset.complete, q: this.input.value })}`);
        const found = answer.ok ? await answer.json() : [];
        // What was typed meanwhile is asked anew.
        if (number === this.asked && document.activeElement === this.input) this.offer(found);
      } catch {
        this.close();
      }
    }

    // Returns whether the key was meant for the list.
    pressed(key) {
      const { hidden } = this.list;
      if (key === "ArrowDown" && hidden) this.look();
      else if (key === "ArrowDown") this.mark(this.chosen + 1);
      else if (key === "ArrowUp" && !hidden) this.mark(this.chosen - 1);
      else if (key === "Enter" && this.chosen >= 0) this.take(this.list.children[this.chosen]);
      else if (key === "Escape" && !hidden) this.close();
      else return false;
      return true;
    }
  }

  for (const form of document.querySelectorAll("form[data-complete-at]")) {
    for (const input of form.querySelectorAll("input[data-complete]")) new Combobox(input, form.dataset.completeAt).close();
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
