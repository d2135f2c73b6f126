// What the editor of SPARQL does beyond what a form does: Ctrl and Enter together run the query.

const text = document.getElementById("query");
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    text.form.requestSubmit();
  }
});
