// Pages that a person has seen stay readable without a network, for him alone:
// docs/adr/0008-offline-pages.md says why so.
//
// The server says whose an answer is (the header Offline-Of) and whether it may be kept
// (no "no-store"). /sw.js comes first and sets self.koprogo:
//   version  changes with every release
//   files    where static files are: their names change with their contents
//   offline  the page shown in place of one that was not kept
//   signOut  where a sign-out is sent
"use strict";

const { version, files, offline, signOut } = self.koprogo;
const FILES = "files ";
const PAGES = "pages "; // offline.js lists them
const MOST_PAGES = 100;
const LONGEST = 14 * 24 * 3600 * 1000; // ms
const ANY_VARY = { ignoreVary: true };

// Goes on at every sign-out: an answer that was asked for before is not kept after it.
let era = 0;

const drop = async (isOld) => {
  const names = await caches.keys();
  await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
};

const forgetPages = () => {
  era += 1;
  return drop((name) => name.startsWith(PAGES));
};

const isFresh = (answer) =>
  Date.now() - Date.parse(answer.headers.get("Date")) < LONGEST;

// The pages of a cache stand in the order in which they were seen.
const trim = async (cache) => {
  const seen = await cache.keys();
  for (const [index, request] of seen.entries()) {
    const answer = await cache.match(request, ANY_VARY);
    if (seen.length - index <= MOST_PAGES && isFresh(answer)) {
      return;
    }
    await cache.delete(request, ANY_VARY);
  }
};

const mayBeKept = ({ status, headers }) =>
  status === 200 &&
  (headers.get("Content-Type") ?? "").startsWith("text/html") &&
  !(headers.get("Cache-Control") ?? "").includes("no-store");

// Keep the page, or, without one, only forget what was kept of that address.
const keep = async (reader, address, page, began) => {
  if (began !== era) {
    return;
  }
  const name = PAGES + reader;
  await drop((other) => other.startsWith(PAGES) && other !== name);
  const cache = await caches.open(name);
  await cache.delete(address, ANY_VARY);
  if (page) {
    await cache.put(address, page);
    await trim(cache);
  }
  if (began !== era) {
    await caches.delete(name);
  }
};

// What is public is the same for everybody: it tells nothing of who is signed in.
const isPublic = ({ headers }) =>
  (headers.get("Cache-Control") ?? "").includes("public");

const learn = (answer, event, began) => {
  const reader = answer.headers.get("Offline-Of");
  const page = mayBeKept(answer) ? answer.clone() : null;
  return reader ? keep(reader, event.request.url, page, began) : forgetPages();
};

// The page as it was; the mark makes offline.js say so.
const recall = async (address) => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PAGES)) {
      await trim(await caches.open(name));
    }
  }
  const page = await caches.match(address, ANY_VARY);
  if (!page) {
    return caches.match(offline, ANY_VARY);
  }
  const html = await page.text();
  return new Response(html.replace("<html ", "<html data-kept "), {
    headers: page.headers,
  });
};

const visit = async (event) => {
  const began = era;
  let answer;
  try {
    answer = (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return recall(event.request.url);
  }
  // A redirect tells nothing yet, and a failure nothing about who is signed in.
  if (answer.type === "basic" && answer.status < 500 && !isPublic(answer)) {
    event.waitUntil(learn(answer, event, began));
  }
  return answer;
};

const file = async (event) => {
  const kept = await caches.match(event.request, ANY_VARY);
  if (kept) {
    return kept;
  }
  const answer = await fetch(event.request);
  if (answer.status === 200) {
    const copy = answer.clone();
    const cache = await caches.open(FILES + version);
    event.waitUntil(cache.put(event.request, copy));
  }
  return answer;
};

// The page for pages that were not kept, with the files that it names.
const furnish = async () => {
  const page = await fetch(offline, { credentials: "omit" });
  const html = await page.clone().text();
  const names = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]);
  const cache = await caches.open(FILES + version);
  await cache.addAll(new Set(names.filter((name) => name.startsWith(files))));
  await cache.put(offline, page);
  await self.skipWaiting();
};

// Pages of the release before this one still want its files.
const begin = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(FILES));
  const old = names.slice(0, -2);
  await drop((name) => old.includes(name));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
};

self.addEventListener("install", (event) => event.waitUntil(furnish()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin) {
    return;
  }
  if (method === "POST" && pathname === signOut) {
    event.waitUntil(forgetPages());
  } else if (method === "GET" && pathname.startsWith(files)) {
    event.respondWith(file(event));
  } else if (method === "GET" && mode === "navigate") {
    event.respondWith(visit(event));
  }
});
