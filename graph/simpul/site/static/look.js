// Light or dark as the reader chose here before, set before anything is drawn; else the style follows the system.
try {
  const look = localStorage.getItem("look");
  if (look === "light" || look === "dark") document.documentElement.dataset.look = look;
} catch {
  // A browser that keeps nothing follows the system.
}
