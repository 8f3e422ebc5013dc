// Menus, the side navigation on small screens, dialogs and leaving an unsaved form.
const toggle = document.querySelector(".nav-toggle");
const side = document.getElementById("side-nav");

function showSide(open) {
  side.classList.toggle("open", open);
  toggle.setAttribute("aria-expanded", String(open));
  if (open) side.querySelector("a, summary")?.focus();
  else toggle.focus();
}

toggle?.addEventListener("click", (event) => {
  event.stopPropagation();
  showSide(!side.classList.contains("open"));
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (side?.classList.contains("open") && !side.contains(event.target)) showSide(false);
  const opener = event.target.closest?.("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  const closer = event.target.closest?.("[data-close]");
  if (closer) document.getElementById(closer.dataset.close)?.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (side?.classList.contains("open")) showSide(false);
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-submits]")) event.target.form.requestSubmit();
});

document.querySelector(".form-group.has-error :is(input, select, textarea)")?.focus();
