// What was sent needs no draft any more.
for (const key of Object.keys(localStorage)) if (key.startsWith("petition:")) localStorage.removeItem(key);
