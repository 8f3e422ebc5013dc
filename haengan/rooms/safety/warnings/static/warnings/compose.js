// Counts the characters of the disaster text as they are typed.
for (const field of document.querySelectorAll("textarea[name=short_ko], textarea[name=correction_short_ko]")) {
  const count = document.createElement("output");
  count.className = "registers-note";
  field.after(count);
  const show = () => { count.textContent = `${[...field.value.trim()].length}`; };
  field.addEventListener("input", show);
  show();
}
