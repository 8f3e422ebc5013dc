// The service worker of web push: shows what the city sends, opens the warnings, and gives a code to the page that waits for it.
const manage = new URL(self.location.href).searchParams.get("manage");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { unsubscribe } = event.notification.data ?? {};
  event.waitUntil(self.clients.openWindow(event.action === "manage" && unsubscribe ? unsubscribe : "./"));
});

async function show(data) {
  const told = read(data);
  for (const page of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) page.postMessage({ body: told.body });
  const actions = manage && told.unsubscribe ? [{ action: "manage", title: manage }] : [];
  await self.registration.showNotification(told.title, { body: told.body, data: { unsubscribe: told.unsubscribe }, requireInteraction: true, actions });
}

function read(data) {
  try {
    const { title, body, unsubscribe } = data.json();
    return { title: String(title ?? ""), body: String(body ?? ""), unsubscribe: String(unsubscribe ?? "") };
  } catch {
    return { title: "", body: data?.text() ?? "", unsubscribe: "" };
  }
}
