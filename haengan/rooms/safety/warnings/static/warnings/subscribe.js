// Web push: the browser's own address goes into the form; the code that comes by push is filled in.
const form = document.querySelector("form.warning-subscribe");
const note = document.querySelector(".warning-push-note");
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const possible = () => Boolean(form?.dataset.vapid) && "serviceWorker" in navigator && "PushManager" in window;

function say(why) {
  note.textContent = note.dataset[why] ?? "";
  note.hidden = !note.textContent;
}

async function address() {
  const at = `${form.dataset.worker}?manage=${encodeURIComponent(form.dataset.manage)}`;
  await navigator.serviceWorker.register(at);
  const ready = await navigator.serviceWorker.ready;
  const old = await ready.pushManager.getSubscription();
  if (old) await old.unsubscribe();
  const made = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.vapid) });
  return JSON.stringify(made);
}

if (form) {
  const typed = form.elements.namedItem("address");
  const push = form.querySelector("input[name=channel][value=push]");
  const row = typed.closest("[data-field]");
  const show = () => {
    row.hidden = push.checked;
    typed.required = !push.checked;
    say(push.checked && !possible() ? "away" : "");
  };
  form.addEventListener("change", (event) => {
    if (event.target.name !== "channel") return;
    typed.value = "";
    show();
  });
  form.addEventListener("submit", async (event) => {
    if (!push.checked) return;
    event.preventDefault();
    if (!possible()) return say("away");
    if ((await Notification.requestPermission()) !== "granted") return say("refused");
    try {
      typed.value = await address();
    } catch {
      return say("failed");
    }
    form.submit();
  });
  show();
}

const code = document.querySelector("form.warning-code input[name=code]");
if (code && "serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", (event) => {
    const found = /\b\d{6}\b/.exec(event.data?.body ?? "");
    if (found && !code.value) code.value = found[0];
  });
}
