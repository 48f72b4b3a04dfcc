// Reading without a network: worker.js keeps pages, this tells when one of them is shown.
// Without script, and without worker, every page works as it does with them.
"use strict";

{
  const show = (name) => {
    document.getElementById(name).hidden = false;
  };

  // A page as it was: nothing can be sent from it.
  const asItWas = () => {
    show("offline");
    for (const form of document.forms) {
      for (const control of form.elements) {
        control.disabled = true;
      }
    }
  };

  const headingOf = (html) =>
    new DOMParser().parseFromString(html, "text/html").querySelector("h1").textContent;

  const link = async (request, cache) => {
    const answer = await cache.match(request, { ignoreVary: true });
    const { pathname, search } = new URL(request.url);
    const [item, anchor] = ["li", "a"].map((tag) => document.createElement(tag));
    const [heading, place] = ["b", "small"].map((tag) => document.createElement(tag));
    heading.textContent = headingOf(await answer.text()).trim();
    place.textContent = pathname + search;
    anchor.href = pathname + search;
    anchor.append(heading, place);
    item.append(anchor);
    return item;
  };

  // On the page for pages that were not kept: those that were, the latest first.
  const list = async (place) => {
    const names = await caches.keys();
    for (const name of names.filter((each) => each.startsWith("pages "))) {
      const cache = await caches.open(name);
      const requests = (await cache.keys()).reverse();
      place.append(...(await Promise.all(requests.map((each) => link(each, cache)))));
      show("kept-pages");
    }
  };

  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js").catch(() => {}); // where it is forbidden
    const place = document.querySelector("#kept-pages ul");
    if (place) {
      list(place);
    }
  }
  if ("kept" in document.documentElement.dataset) {
    asItWas();
  }
}
