// The form works without this. With it: what was written survives a lost connection and is sent when it is back, and a flood
// pays with work.
const form = document.getElementById("petition-form");
const said = document.getElementById("petition-draft");
const state = document.getElementById("petition-state");
const key = `petition:${form.dataset.service}`;
const KEPT = 7 * 24 * 3600 * 1000;
// who wrote and what was agreed to is asked again: others may sit at this browser tomorrow
const PRIVATE = new Set(["csrfmiddlewaretoken", "website", "work", "name", "contact", "agreed"]);

function say(what, where = said) {
  where.textContent = said.dataset[what];
  where.hidden = false;
}

function written() {
  const rows = [...new FormData(form)].filter(([name, value]) => !PRIVATE.has(name) && typeof value === "string");
  return { at: Date.now(), rows };
}

function restore() {
  const told = JSON.parse(localStorage.getItem(key) ?? "null");
  if (!told || Date.now() - told.at > KEPT || document.querySelector(".has-error, .krds-alert.danger")) return;
  let filled = false;
  for (const [name, value] of told.rows) {
    const field = form.elements[name];
    if (!field) continue;
    if (name === "once") field.value = value;
    else if (field instanceof RadioNodeList || field.type === "checkbox" || field.type === "radio") {
      for (const one of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) if (one.value === value) one.checked = true;
    } else if (field.type !== "file" && !field.value && value) {
      field.value = value;
      filled = true;
    }
  }
  form.dispatchEvent(new Event("petition:restored"));
  if (filled) say("back");
}

let saving = 0;
form.addEventListener("input", () => {
  clearTimeout(saving);
  saving = setTimeout(() => localStorage.setItem(key, JSON.stringify(written())), 400);
});

async function solve(challenge, bits) {
  const encoder = new TextEncoder();
  for (let n = 0; ; n += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${n}`)));
    let zeros = 0;
    for (const byte of hash) {
      if (byte) {
        zeros += Math.clz32(byte) - 24;
        break;
      }
      zeros += 8;
    }
    if (zeros >= bits) return String(n);
  }
}

let sending = false;
async function send() {
  if (sending) return;
  sending = true;
  const bits = Number(form.dataset.bits);
  if (bits) form.elements.work.value = await solve(form.dataset.challenge, bits);
  localStorage.setItem(key, JSON.stringify(written()));
  form.submit();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (navigator.onLine) return void send();
  localStorage.setItem(key, JSON.stringify(written()));
  say("offline", state);
  window.addEventListener("online", send, { once: true });
});

restore();
