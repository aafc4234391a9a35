// Plays without a network once it was here: keeps the files of this version, all of which have their content's hash in
// their names. The page itself is asked for anew each time, and the kept one shown where no answer comes. A new version
// waits until no page of the old one is open, so that no page loses its files.
'use strict';

const version = 'firefly-@VERSION@';
const shell = @SHELL@;
const packs = @PACKS@;
const kept = new Set([...shell, ...packs].map((path) => new URL(path, self.registration.scope).href));
// The reading version's lists are here for the page of real help in them; its other pages are kept once they were read.
const pages = ['./', 'content/catalogue.txt', 'licences.html', ...@READING@];
const reading = new URL('read/', self.registration.scope).href;
const answerWithinMs = 4000;

// Puts into this version's cache what any cache of ours or the network has.
async function keep(paths, {anew = false} = {}) {
  const cache = await caches.open(version);
  await Promise.all(paths.map(async (path) => {
    const url = new URL(path, self.registration.scope).href;
    const old = anew ? undefined : await caches.match(url);
    const answer = old ?? await fetch(url, {credentials: 'same-origin', cache: anew ? 'no-cache' : 'default'});
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await cache.put(url, answer);
  }));
}

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keep(shell), keep(pages, {anew: true})]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('firefly-') && name !== version) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

// The drills that were not played yet, when the page says that nobody waits for the line.
self.addEventListener('message', (event) => {
  if (event.data === 'keep packs') event.waitUntil(keep(packs).catch(() => {}));
});

// Only where this version's cache still is: a late answer must not bring back what a newer version has cleared away.
async function keepAnswer(url, answer) {
  if (await caches.has(version)) await (await caches.open(version)).put(url, answer);
}

async function fromHere(url, request) {
  const found = await caches.match(url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) keepAnswer(url, answer.clone()).catch(() => {});
  return answer;
}

// Fresh if it comes in time. An answer that is no success (a hotel's welcome page has one, but not from here) is passed
// on: what the server says of itself is not ours to hide.
async function freshOrKept(url, request) {
  const coming = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, answerWithinMs));
  const first = await Promise.race([coming.catch(() => undefined), late]);
  if (first) {
    if (first.ok) keepAnswer(url, first.clone()).catch(() => {});
    return first;
  }
  return await caches.match(url) ?? coming;
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  url.search = '';
  url.hash = '';
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (kept.has(url.href)) event.respondWith(fromHere(url.href, event.request));
  else if (url.href.startsWith(reading) || pages.some((path) => new URL(path, self.registration.scope).href === url.href)) {
    event.respondWith(freshOrKept(url.href, event.request));
  }
});
