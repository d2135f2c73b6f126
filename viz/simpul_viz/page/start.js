// Unpacks the library and the script of the page, which its policy knows by their hashes, and runs them.
if ("DecompressionStream" in window) {
  const texts = ["library", "script"].map((id) => {
    const signs = atob(document.getElementById(id).textContent);
    const bytes = new Uint8Array(signs.length);
    for (let i = 0; i < signs.length; i += 1) bytes[i] = signs.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  });
  Promise.all(texts).then((all) => all.map((text) => {
    const made = document.createElement("script");
    made.textContent = text;
    return document.body.append(made);
  }));
} else document.getElementById("too-old").hidden = false;
