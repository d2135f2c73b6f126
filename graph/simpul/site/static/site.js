// What every page of the site does beyond what it does without a script: the switch between light and dark; and on a phone,
// facets are closed until they are wanted.

const root = document.documentElement;
const button = document.getElementById("look");
const isDark = () => (root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.look = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("look", root.dataset.look);
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  });
}

if (matchMedia("(max-width: 760px)").matches) for (const facet of document.querySelectorAll(".facets details")) facet.open = false;
