// What the desk does beyond plain pages: single keys, and judgements that do not leave the page.
//
// Each key does what a link or a button of the page does, so that there is nothing that only a key can do. A line is
// shown as judged when the desk has answered that the judgement is on the disk, and not before. Keys that are pressed
// meanwhile wait for their turn; where one fails, those that wait behind it are dropped, and the line keeps the focus.

const WAIT = 20_000; // milliseconds for an answer
const said = document.getElementById("said");
const sheet = document.body.appendChild(document.createElement("dialog"));
const judged = []; // ids of what was judged on this page, the last one last
let last = null; // the line that had the focus last
let moved = true; // whether the person went elsewhere since the last judgement
let fading;

// --- messages

function say(words, bad = false) {
  clearTimeout(fading);
  const host = sheet.open ? sheet : document.body; // what lies under a dialog is neither seen nor heard
  if (said.parentNode !== host) host.append(said);
  said.classList.toggle("bad", bad);
  said.textContent = words;
  if (!bad) fading = setTimeout(() => said.replaceChildren(), 6000);
}

// --- asking the desk

class Refused extends Error {}

async function ask(url, options, kind) {
  let answer;
  try {
    answer = await fetch(url, { ...options, headers: { Accept: kind }, signal: AbortSignal.timeout(WAIT) });
  } catch {
    throw new Refused("The desk does not answer. Is `averment serve` still running? Reload this page to see what is recorded.");
  }
  if (answer.status === 401 || new URL(answer.url).pathname === "/enter") {
    throw new Refused("You are no longer let in: open the desk at the address that `averment serve` prints. This was not done.");
  }
  return answer;
}

async function send(form, button) {
  const url = button.hasAttribute("formaction") ? button.formAction : form.action;
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await ask(url, { method: "POST", body }, "application/json");
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  throw new Refused([told.message ?? `Not recorded: the desk answered ${answer.status}.`, told.recorded, told.advice].filter(Boolean).join(" "));
}

async function load(url) {
  const answer = await ask(url, {}, "text/html");
  if (!answer.ok) throw new Refused(`This page cannot be shown: the desk answered ${answer.status}.`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// --- one thing after the other

let turn = Promise.resolve();
let round = 0;

function inTurn(work) {
  const mine = round;
  turn = turn.then(() => (mine === round ? work() : null)).catch((error) => {
    round += 1;
    if (!(error instanceof Refused)) throw error;
    say(error.message, true);
  });
}

// --- lines

const lines = () => [...document.querySelectorAll("main .line")].filter((line) => line.checkVisibility());
const here = () => document.activeElement?.closest(".line") ?? (last?.isConnected ? last : null);

function go(line) {
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function move(step) {
  const all = lines();
  const at = all.indexOf(here());
  const below = () => all.find((line) => line.getBoundingClientRect().bottom > 100) ?? all.at(-1);
  const next = at < 0 ? below() : all[at + step];
  moved = true;
  if (next) go(next);
  else say(all.length === 0 ? "There is no line to judge on this page." : step > 0 ? "That was the last line." : "This is the first line.");
  return Boolean(next);
}

// --- judging

async function judge(form, button) {
  const line = button.closest(".line");
  line?.setAttribute("aria-busy", "true");
  let told;
  try {
    told = await send(form, button);
  } catch (error) {
    if (line) go(line);
    throw error;
  } finally {
    line?.removeAttribute("aria-busy");
  }
  const undone = button.hasAttribute("data-undo");
  if (undone) judged.splice(0, judged.length, ...judged.filter((id) => !button.formAction.includes(`/${id}/`)));
  else judged.push(told.judgement.id);
  moved = undone;
  say(`${undone ? "Undone. " : ""}${told.judgement.id}: ${told.words}.${told.instead ? ` Meanwhile it was ${told.instead}: both are kept, yours holds.` : ""}`);
  show(told);
  return told;
}

function show(told) {
  if (!told.shown) return location.reload();
  const state = `reviewed-${told.reviewed.state}`;
  for (const old of document.querySelectorAll(`[data-judges="${told.target}"]`)) {
    const active = old.contains(document.activeElement) ? document.activeElement.value || "undo" : null;
    const fresh = document.adoptNode(new DOMParser().parseFromString(told.shown, "text/html").querySelector("[data-judges]"));
    comeBack(fresh, new URL(old.querySelector("button").formAction).searchParams.get("next"));
    old.replaceWith(fresh);
    if (active) (fresh.querySelector(`button[value="${active}"]:not(.note *)`) ?? fresh.closest(".line"))?.focus();
  }
  for (const one of document.querySelectorAll(`[data-target="${told.target}"]`)) {
    // a correction that comes or goes changes what the page says, not only how it is marked
    if (one.classList.contains("reviewed-corrected") || state === "reviewed-corrected") return location.reload();
    one.classList.remove("reviewed-unreviewed", "reviewed-accepted", "reviewed-rejected");
    one.classList.add(state);
  }
}

// the same line may stand at several places of a page: each leads back to where it is
function comeBack(fresh, next) {
  for (const one of fresh.querySelectorAll("[formaction], a[href]")) {
    const name = one.href ? "href" : "formaction";
    const url = new URL(one.getAttribute(name), location.href);
    url.searchParams.set("next", next);
    one.setAttribute(name, url.pathname + url.search + url.hash);
  }
}

async function decide(verdict) {
  const line = here();
  const button = line?.querySelector(`.review button[value="${verdict}"]`);
  if (!button) return say("No line is chosen: j goes to the next one.");
  await judge(button.form, button);
  const all = lines();
  const next = all[all.indexOf(line) + 1];
  const more = document.querySelector("a[data-more]");
  if (next) {
    go(next);
    moved = false;
  } else if (more) location.assign(more.href);
  else say(`${said.textContent} That was the last line.`);
}

async function undo() {
  const own = [...(here()?.querySelectorAll("[data-undo]") ?? [])].find((one) => one.dataset.by === document.body.dataset.by);
  const latest = judged.length ? document.querySelector(`[data-undo][formaction^="/judgements/${judged.at(-1)}/undo?"]`) : null;
  const button = moved ? (own ?? latest) : (latest ?? own);
  const message = document.querySelector("form.recorded");
  if (button) {
    const line = button.closest(".line");
    await judge(button.form, button);
    if (line?.isConnected) go(line);
  } else if (message) message.requestSubmit();
  else say("There is nothing of yours to undo here.");
}

async function note(link = here()?.querySelector("a[data-note]")) {
  if (!link) return say("No line is chosen: j goes to the next one.");
  await open(link.href);
  sheet.querySelector("#edit-note")?.focus();
}

// --- what is shown over the page: the form of a line, help

// what the person has filled in so far: it stays while the words of the line are moved
const fields = (part) => [...part.querySelectorAll("form.edit :is(select, textarea, input:not([type=hidden]))")];

async function open(url) {
  const page = await load(url);
  const styles = [...page.querySelectorAll('link[rel="stylesheet"]')];
  document.head.append(...styles.filter((one) => !document.querySelector(`link[href="${one.getAttribute("href")}"]`)));
  const kept = fields(sheet);
  const key = document.activeElement?.dataset?.key;
  const from = new URL(url, location.href);
  for (const link of page.querySelectorAll("main a[href]")) link.href = new URL(link.getAttribute("href"), from);
  const close = Object.assign(document.createElement("button"), { textContent: "Close", className: "small close", type: "button" });
  close.addEventListener("click", () => sheet.close());
  sheet.replaceChildren(close, ...page.querySelector("main").children);
  sheet.setAttribute("aria-label", sheet.querySelector("h1")?.textContent ?? "");
  for (const field of fields(sheet)) {
    const before = kept.find((one) => one.name === field.name && (one.type !== "checkbox" || one.value === field.value));
    if (before?.type === "checkbox") field.checked = before.checked;
    else if (before) field.value = before.value;
  }
  if (!sheet.open) sheet.showModal();
  if (key) sheet.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  sheet.querySelector(".text .chosen")?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function edit() {
  const link = here()?.querySelector("a[data-edit]");
  if (!link) return say("No line is chosen: j goes to the next one.");
  return open(link.href);
}

async function record(form, button) {
  const told = await send(form, button);
  if (told.judgement.verdict !== "note") return location.assign(told.next); // a correction changes what the page says
  sheet.close();
  judged.push(told.judgement.id);
  say(`${told.judgement.id}: ${told.words}.`);
  show(told);
}

sheet.addEventListener("close", () => {
  document.body.append(said);
  said.replaceChildren();
  sheet.replaceChildren();
  if (last?.isConnected) go(last);
});

sheet.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { pathname } = new URL(link.href);
  if (pathname.startsWith("/lines/")) inTurn(() => open(link.href));
  else if (pathname === location.pathname) sheet.close();
  else return;
  event.preventDefault();
});

// --- keys

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => decide("accept"),
  x: () => decide("reject"),
  e: edit,
  n: () => note(),
  u: undo,
  "/": () => document.getElementById("search")?.select(),
  "?": () => open("/help"),
};
const ONCE = new Set(["a", "x", "u"]); // held down, such a key judges one line, not all of them

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Enter" && (event.ctrlKey || event.metaKey) && target.matches("textarea[name=note]")) {
    return target.form.requestSubmit(target.form.querySelector("button:not([type=button])"));
  }
  const written = event.getModifierState("AltGraph"); // on many keyboards [ and { are written with it
  const modified = !written && (event.ctrlKey || event.altKey || event.metaKey);
  if (document.body.dataset.singleKeys === "off" || modified || event.isComposing || event.defaultPrevented) return;
  if (target.closest("input, textarea, select, [contenteditable]")) return;
  if (!Object.hasOwn(keys, key) && !"[]{}".includes(key)) return;
  event.preventDefault();
  if (!(event.repeat && ONCE.has(key))) inTurn(() => (sheet.open ? press(key) : keys[key]?.()));
});

function press(key) {
  const one = sheet.querySelector(`[data-key="${CSS.escape(key)}"]`);
  one?.focus();
  return one?.href ? open(one.href) : one?.click();
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter: button } = event;
  const work = form.matches("#judging, form.note") ? judge : form.matches("dialog form.edit") ? record : null;
  if (!work || !button) return;
  event.preventDefault();
  inTurn(() => work(...standing(form, button)));
});

// what was pressed, or where that was written anew meanwhile, the same button as it is now
function standing(form, button) {
  if (button.isConnected) return [form, button];
  const judges = button.closest("[data-judges]")?.dataset.judges;
  const now = document.querySelector(judges ? `[data-judges="${judges}"]` : "dialog form.edit");
  const same = [...(now?.querySelectorAll("button") ?? [])].find((one) => one.textContent === button.textContent);
  if (!same) throw new Refused("This is not there any more: nothing was recorded.");
  return [same.form, same];
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-edit], a[data-note], a[data-help]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || sheet.contains(link)) return;
  event.preventDefault();
  last = link.closest(".line") ?? last;
  inTurn(() => ("note" in link.dataset ? note(link) : open(link.href)));
});

// --- where the person was, also after back and forward

document.addEventListener("focusin", (event) => {
  const line = event.target.closest("main .line");
  if (!line || line === last) return;
  last = line;
  moved = true;
  history.replaceState({ line: line.id }, "");
});

function come() {
  const one = document.getElementById(history.state?.line ?? decodeURIComponent(location.hash.slice(1)));
  const line = one?.matches(".queue") ? one.querySelector(".line") : one?.closest(".line");
  if (line) go(line);
}

addEventListener("hashchange", come);
addEventListener("pageshow", (event) => (event.persisted ? location.reload() : come()));

// --- a document: what is chosen shows in all three places, its line, its words in the text, the page of the original

// without this script links go from one to the other all the same, and mark what they go to
const apart = matchMedia("(min-width: 60.01rem)"); // where the list stands beside the text and scrolls by itself
const NAME = /^#(?:([tp])-)?([aefs]\d+)$/;

function choose(name) {
  for (const one of document.querySelectorAll(".is-chosen")) one.classList.remove("is-chosen");
  for (const one of document.querySelectorAll(`.of-${name}`)) one.classList.add("is-chosen");
}

function arrive() {
  const [, at, name] = decodeURIComponent(location.hash).match(NAME) ?? [];
  if (!name) return;
  choose(name);
  if (apart.matches) document.getElementById(at ? name : `t-${name}`)?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

document.addEventListener("focusin", (event) => {
  const name = event.target.closest(".item")?.id;
  if (!name || document.querySelector(`#${name}.is-chosen`)) return;
  choose(name);
  if (apart.matches) document.getElementById(`t-${name}`)?.scrollIntoView({ block: "nearest", behavior: "instant" });
});

addEventListener("hashchange", arrive);
arrive();

// --- what goes on by itself: a verification

async function follow() {
  const part = document.querySelector("[data-follow]");
  if (!part) return;
  await new Promise((done) => setTimeout(done, 1000));
  const fresh = (await load(location.href)).getElementById(part.id);
  part.replaceWith(fresh);
  if (!fresh.hasAttribute("data-follow")) say(fresh.dataset.done ?? "");
  return follow();
}

follow().catch((error) => say(error.message, true));
