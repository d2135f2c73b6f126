// Offers names while somebody types them: a list under each field that takes the name of a thing (ARIA: combobox), and
// under a text of many words for the one that is being written.

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
      this.isText = input.tagName === "TEXTAREA";
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
      const told = { "aria-autocomplete": "list", "aria-controls": this.list.id };
      if (!this.isText) Object.assign(told, { role: "combobox", "aria-expanded": "false" });
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
      if (!this.isText) this.input.setAttribute("aria-expanded", "false");
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

    // Returns what is being written: of a text, the word before the caret.
    word() {
      if (!this.isText) return this.input.value;
      return /[\w:]{2,}$/.exec(this.input.value.slice(0, this.input.selectionStart))?.[0] ?? "";
    }

    take(option) {
      const { value } = option.dataset;
      const end = this.input.selectionStart;
      if (this.isText) this.input.setRangeText(value, end - this.word().length, end, "end");
      else this.input.value = value;
      this.close();
    }

    offer(found) {
      this.list.replaceChildren(...found.map((one, index) => optionOf(one, `${this.list.id}-${index}`)));
      this.chosen = -1;
      this.list.hidden = found.length === 0;
      if (!this.isText) this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    }

    async look() {
      const number = (this.asked += 1);
      const word = this.word();
      if (this.isText && !word) {
        this.close();
        return;
      }
      try {
        const answer = await fetch(`${this.at}?${new URLSearchParams({ kind: this.input.dataset.complete, q: word })}`);
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
      if (key === "ArrowDown" && hidden && !this.isText) this.look();
      else if (key === "ArrowDown" && !hidden) this.mark(this.chosen + 1);
      else if (key === "ArrowUp" && !hidden) this.mark(this.chosen - 1);
      else if (key === "Enter" && this.chosen >= 0) this.take(this.list.children[this.chosen]);
      else if (key === "Escape" && !hidden) this.close();
      else return false;
      return true;
    }
  }

  for (const form of document.querySelectorAll("form[data-complete-at]")) {
    for (const input of form.querySelectorAll("[data-complete]")) new Combobox(input, form.dataset.completeAt).close();
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
