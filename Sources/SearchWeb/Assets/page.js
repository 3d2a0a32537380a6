// What the pages do beyond links and forms. All of it works without this script, too: the script
// asks for the same addresses and puts the answers in the place of what is shown.

const page = {
  box: document.getElementById("q"),
  form: document.getElementById("ask"),
  offers: document.getElementById("offers"),
  status: document.getElementById("status"),
};

document.documentElement.classList.add("script");

// Asking ------------------------------------------------------------------------------------------

/** Asks for an address, and cancels what was asked for before: only the last answer counts. */
class Asker {
  #controller;
  #number = 0;

  /** The text of the answer with its status; null if another question has come meanwhile. */
  async ask(address) {
    this.cancel();
    const number = ++this.#number;
    this.#controller = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.#controller.signal });
      const text = await answer.text();
      return number === this.#number ? { text, status: answer.status } : null;
    } catch (error) {
      if (error.name === "AbortError" || number !== this.#number) return null;
      throw error;
    }
  }

  cancel() {
    this.#number += 1;
    this.#controller?.abort();
  }
}

const results = new Asker();
const suggestions = new Asker();

/** Pages that were shown, so that Back shows them at once. */
const seen = new Map();
const mostSeen = 20;

function remember(address, text) {
  seen.delete(address);
  seen.set(address, text);
  if (seen.size > mostSeen) seen.delete(seen.keys().next().value);
}

/** Puts a page in the place of the one that is shown; the box stays, and with it what is typed. */
function show(text, { keepsBox = false } = {}) {
  const focus = describe(document.activeElement);
  const open = [...document.querySelectorAll("details[id][open]")].map((fold) => fold.id);
  const fresh = new DOMParser().parseFromString(text, "text/html");
  if (!fresh.getElementById("ask")) return false;
  document.title = fresh.title;
  document.body.className = fresh.body.className;
  page.form.className = fresh.getElementById("ask").className;
  for (const id of ["intro", "kept", "main", "language"]) {
    const old = document.getElementById(id);
    const next = fresh.getElementById(id);
    if (old && next) old.replaceWith(document.adoptNode(next));
  }
  if (!keepsBox) page.box.value = fresh.getElementById("q").value;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  enliven();
  restoreFocus(focus);
  say(fresh.getElementById("status").textContent);
  return true;
}

let saying;

/** Tells a screen reader, once typing rests: each letter would bring a new number. */
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (page.status.textContent !== text) page.status.textContent = text;
  }, 600);
}

/** How a control is found again on the next page. */
function describe(element) {
  if (!element || element === document.body || element === page.box) return null;
  if (element.id) return { id: element.id };
  if (element.name) return { name: element.name, value: element.value };
  return element.closest?.("#main") ? { id: "result-title" } : null;
}

function restoreFocus(focus) {
  if (!focus || document.activeElement === page.box) return;
  const found = focus.id
    ? document.getElementById(focus.id)
    : [...document.getElementsByName(focus.name)].find((input) => input.value === focus.value);
  (found ?? document.getElementById("result-title"))?.focus({ preventScroll: true });
}

// History -----------------------------------------------------------------------------------------

/** True while the address is that of a question that is still being typed. */
let isTyping = false;
history.scrollRestoration = "manual";

function here() { return location.pathname + location.search; }

function saveScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}

/**
 * Goes to an address of this page.
 *
 * The first letters of a question make an entry of the history, further letters replace it, and a
 * finished question or a choice makes one of its own.
 */
async function go(address, { typed = false, scroll = null, enters = true } = {}) {
  const text = seen.get(address);
  let answer = text ? { text, status: 200 } : null;
  if (answer) {
    results.cancel();
  } else {
    document.body.setAttribute("aria-busy", "true");
    try {
      answer = await results.ask(address);
    } catch {
      if (!typed) location.assign(address);
      return;
    } finally {
      document.body.removeAttribute("aria-busy");
    }
  }
  if (!answer) return;
  // What is half typed need not be understood.
  if (typed && answer.status !== 200) return;
  if (answer.status === 200) remember(address, answer.text);
  if (enters && address !== here()) {
    if (typed && isTyping) {
      history.replaceState({ scroll: 0 }, "", address);
    } else if (isTyping && !typed && sameQuestion(address)) {
      history.replaceState({ scroll: 0 }, "", address);
    } else {
      saveScroll();
      history.pushState({ scroll: 0 }, "", address);
    }
  }
  isTyping = typed;
  if (!show(answer.text, { keepsBox: typed })) {
    location.assign(address);
    return;
  }
  if (scroll !== null) scrollTo(0, scroll);
}

/** True if an address asks what is shown already: then it is finished, and no new entry. */
function sameQuestion(address) {
  const wanted = new URL(address, location.href);
  return wanted.pathname === location.pathname
    && wanted.searchParams.toString() === new URLSearchParams(location.search).toString();
}

addEventListener("popstate", (event) => {
  closeOffers();
  clearTimeout(waiting);
  isTyping = false;
  if (page.form && (location.pathname === "/")) {
    go(here(), { enters: false, scroll: event.state?.scroll ?? 0 });
  } else {
    location.reload();
  }
});

let scrolling;
addEventListener("scroll", () => {
  clearTimeout(scrolling);
  scrolling = setTimeout(saveScroll, 120);
}, { passive: true });

addEventListener("pageshow", () => {
  const scroll = history.state?.scroll;
  if (scroll) scrollTo(0, scroll);
});

// Typing ------------------------------------------------------------------------------------------

let waiting;
let isComposing = false;

/** The address of the question with what is chosen beside it. */
function address() {
  const wanted = new URLSearchParams();
  for (const [name, value] of new FormData(page.form)) {
    // The usual order needs no word in the address.
    if (name === "order" && value === "best") continue;
    wanted.append(name, name === "q" ? value.trim() : value);
  }
  if (!wanted.get("q")) wanted.delete("q");
  const text = wanted.toString();
  return text ? `/?${text}` : "/";
}

function typed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    go(address(), { typed: true });
    offer();
  }, 120);
}

function finish() {
  clearTimeout(waiting);
  closeOffers();
  const wanted = address();
  if (wanted === here()) {
    isTyping = false;
    return;
  }
  go(wanted);
}

if (page.form) {
  page.box.setAttribute("role", "combobox");
  page.box.setAttribute("aria-autocomplete", "list");
  page.box.setAttribute("aria-controls", "offers");
  page.box.setAttribute("aria-expanded", "false");

  // What is being composed is not a word yet. Chromium tells of the end after the last input.
  page.box.addEventListener("compositionstart", () => {
    isComposing = true;
    clearTimeout(waiting);
  });
  page.box.addEventListener("compositionend", () => {
    isComposing = false;
    typed();
  });
  page.box.addEventListener("input", (event) => {
    if (!isComposing && !event.isComposing) typed();
  });
  page.box.addEventListener("keydown", (event) => {
    // Safari ends the composition before it tells of the key that ended it: its code is 229.
    if (event.isComposing || isComposing || event.keyCode === 229) return;
    const isOpen = !page.offers.hidden;
    switch (event.key) {
      case "ArrowDown":
        event.preventDefault();
        if (isOpen) choose(1);
        else focusHit(0);
        break;
      case "ArrowUp":
        if (!isOpen) return;
        event.preventDefault();
        choose(-1);
        break;
      case "Enter": {
        const chosen = page.offers.querySelector('[aria-selected="true"]');
        if (!isOpen || !chosen) return;
        event.preventDefault();
        take(chosen);
        break;
      }
      case "Escape":
        if (!isOpen) return;
        event.preventDefault();
        closeOffers();
        break;
      default:
    }
  });
  page.box.addEventListener("blur", () => {
    setTimeout(closeOffers, 150);
    isTyping = false;
  });
  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isComposing) finish();
  });
  page.offers.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault();
    take(item);
  });
}

// Suggestions -------------------------------------------------------------------------------------

async function offer() {
  const question = page.box.value.trim();
  if (!question || document.activeElement !== page.box) {
    closeOffers();
    return;
  }
  let answer;
  try {
    const language = document.documentElement.lang;
    answer = await suggestions.ask(`/api/suggest?${new URLSearchParams({ q: question, lang: language })}`);
  } catch {
    return;
  }
  if (!answer || answer.status !== 200 || isComposing) return;
  const items = JSON.parse(answer.text).suggestions.map(offered);
  if (!items.length) {
    closeOffers();
    return;
  }
  page.offers.replaceChildren(...items);
  page.offers.hidden = false;
  page.box.setAttribute("aria-expanded", "true");
  page.box.removeAttribute("aria-activedescendant");
}

/** A suggestion as an item of the list. */
function offered({ text, kind, label }, place) {
  const item = document.createElement("li");
  item.id = `offer-${place}`;
  item.setAttribute("role", "option");
  item.dataset.text = text;
  item.dataset.kind = kind;
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = label;
  const words = document.createElement("span");
  words.textContent = text;
  item.append(words, count);
  return item;
}

function closeOffers() {
  if (!page.offers) return;
  suggestions.cancel();
  page.offers.hidden = true;
  page.box.setAttribute("aria-expanded", "false");
  page.box.removeAttribute("aria-activedescendant");
}

/** Chooses the next item, or the one before; beyond the ends nothing is chosen. */
function choose(step) {
  const items = [...page.offers.children];
  const old = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  let place = old + step;
  if (old < 0 && step < 0) place = items.length - 1;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === place)));
  const chosen = items[place];
  if (chosen) {
    page.box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    page.box.removeAttribute("aria-activedescendant");
  }
}

function take(item) {
  page.box.value = item.dataset.text;
  finish();
}

// The rest of the page ----------------------------------------------------------------------------

function hits() { return [...document.querySelectorAll(".hit .title")]; }

function focusHit(place) {
  const all = hits();
  const hit = all[Math.min(Math.max(place, 0), all.length - 1)];
  hit?.focus();
  hit?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  const writes = target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select");
  if (event.key === "/" && !writes && page.box) {
    event.preventDefault();
    page.box.focus();
    page.box.select();
    return;
  }
  const place = hits().indexOf(target);
  if (place < 0) return;
  if (event.key === "ArrowDown") {
    event.preventDefault();
    focusHit(place + 1);
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    if (place === 0) page.box?.focus();
    else focusHit(place - 1);
  } else if (event.key === "Escape") {
    page.box?.focus();
  }
});

// Choices and links of this page are followed without leaving it.
document.addEventListener("change", (event) => {
  const control = event.target;
  if (!page.form || control.form !== page.form || control === page.box) return;
  clearTimeout(waiting);
  go(address());
});

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || !page.form || link.hasAttribute("download") || link.id === "language") return;
  const wanted = new URL(link.href);
  if (wanted.origin !== location.origin || wanted.pathname !== "/" || location.pathname !== "/") return;
  if (wanted.hash || link.classList.contains("brand")) return;
  event.preventDefault();
  clearTimeout(waiting);
  const turnsPage = link.closest(".pager, .matrix, .examples");
  go(wanted.pathname + wanted.search, { scroll: turnsPage ? 0 : null }).then(() => {
    if (turnsPage) document.getElementById("result-title")?.focus({ preventScroll: true });
  });
});

// The page that is shown goes on as a finished question before another one is opened.
addEventListener("pagehide", saveScroll);

/** Gives life to what has just been put into the page. */
function enliven() {
  for (const element of document.querySelectorAll(".scripted[hidden]")) element.hidden = false;
  const day = document.getElementById("printed");
  if (day) day.textContent = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button");
  if (button?.classList.contains("print")) print();
  if (!button?.classList.contains("copy")) return;
  const citation = button.parentElement.querySelector(".citation");
  try {
    await navigator.clipboard.writeText(citation.textContent);
  } catch {
    // Without a secure connection there is no clipboard: the text is selected instead.
    getSelection().selectAllChildren(citation);
    return;
  }
  page.status.textContent = button.dataset.text;
  const label = button.textContent;
  button.textContent = button.dataset.text;
  setTimeout(() => { button.textContent = label; }, 2000);
});

// A file that is dropped is looked at as one that is chosen.
const drop = document.getElementById("drop");
if (drop) {
  const field = document.getElementById("file");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}

// Large screens have room for the choices beside the results.
enliven();
if (here() && page.box && location.pathname === "/") {
  remember(here(), document.documentElement.outerHTML);
}
