// Two pages for a meeting are made by a command, which a page only names.

import { button, element } from "./elements.js";
import { copy } from "./saving.js";
import { word } from "./words.js";

const quoted = (name) => `"${name.replace(/["`$\\\\]/g, "")}"`;

export const briefButton = (names) => element("p", { class: "actions" }, button(word("brief"), () => copy(`simpul brief ${names.map(quoted).join(" ")} -o brief.docx`)));
