// Keeps the page in the browser's cache, so that it works without the server. What is in the cache is shown at once and renewed behind.
const CACHE = "molecule-generator";
const FILES = [
  "./", "app.js", "icon.svg", "manifest.webmanifest", "model.js", "molecule.js", "selfies-encoder.js", "selfies.js", "style.css",
  "model/config.json", "model/model.json", "model/group1-shard1of1.bin",
  "vendor/LICENSES.txt", "vendor/openchemlib.js", "vendor/tf.es2017.min.js"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== self.location.origin) {
    return;
  }
  event.respondWith(caches.open(CACHE).then(async (cache) => {
    const kept = await cache.match(event.request, { ignoreSearch: true });
    const fresh = fetch(event.request).then((answer) => {
      if (answer.ok) {
        return cache.put(event.request, answer.clone()).then(() => answer);
      }
      return answer;
    });
    if (kept) {
      event.waitUntil(fresh.catch(() => {})); // without the server the kept one stays
      return kept;
    }
    return fresh;
  }));
});
