// One box for all rows of the page.
const all = document.getElementById("petition-all");
all?.addEventListener("change", () => {
  for (const box of document.querySelectorAll('#petition-batch input[name="chosen"]')) box.checked = all.checked;
});
