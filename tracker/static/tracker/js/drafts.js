// Keeps what is typed on a logging form in this browser until the server says that it was saved. Everything works
// without this script. A draft belongs to one user and one kind, lives for seven days, goes when its user logs out,
// and is never made of text that bears a word of secrecy.
const LIFETIME = 7 * 24 * 60 * 60 * 1000;
const PATIENCE = 5000;
const user = document.body.dataset.user;
let isAsking = false;

function storage() {
  try {
    return window.localStorage;
  } catch (error) {
    return null; // the browser was told to keep nothing
  }
}

function keys(prefix) {
  const kept = storage();
  return kept ? Object.keys(kept).filter((key) => key.startsWith(prefix)) : [];
}

function read(key) {
  try {
    return JSON.parse(storage().getItem(key));
  } catch (error) {
    return null;
  }
}

function forget(key) {
  if (storage()) storage().removeItem(key);
}

function facts(form) {
  return form && form.querySelector ? form.querySelector("[data-draft]") : null;
}

function keyOf(form) {
  return `draft:${user}:${facts(form).dataset.draft}`;
}

// Of the hidden fields only the mark by which a second click is known: what a page says of itself, and the notice a
// form was filled from, stay with the page.
function isTyped(field) {
  return field.name === "submission" || (Boolean(field.name) && !["hidden", "submit", "button", "file"].includes(field.type));
}

function typedIn(form) {
  const names = new Set([...form.elements].filter(isTyped).map((field) => field.name));
  return [...new FormData(form)].filter(([name]) => names.has(name));
}

function isMarked(form) {
  const blanks = /[\s\u200b-\u200f\u2060\ufeff]+/g;
  const texts = [...new FormData(form)].map(([, value]) => String(value).normalize("NFKC").replace(blanks, ""));
  return facts(form).dataset.words.split(" ").some((word) => texts.some((text) => text.includes(word)));
}

function clock(moment) {
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? time : `${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
}

function say(form, text) {
  const status = form.querySelector("[data-draft-status]");
  if (status) status.textContent = text;
}

function keep(form) {
  if (isMarked(form)) {
    forget(keyOf(form));
    say(form, facts(form).dataset.marked);
    return;
  }
  const now = new Date();
  try {
    storage().setItem(keyOf(form), JSON.stringify({ at: now.getTime(), typed: typedIn(form) }));
    say(form, facts(form).dataset.kept.replace("{time}", clock(now)));
  } catch (error) {
    say(form, ""); // no room, or nothing may be kept: then nothing is claimed
  }
}

function fill(form, typed) {
  for (const field of [...form.elements].filter(isTyped)) {
    const told = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") field.checked = told.includes(field.value);
    else if (told.length) field.value = told[0];
  }
  for (const details of form.querySelectorAll("details")) {
    const names = [...details.querySelectorAll("[name]")].filter((field) => field.type !== "checkbox" || field.checked);
    if (names.some((field) => field.value !== "")) details.open = true;
  }
}

function restore(form) {
  const draft = read(keyOf(form));
  const submission = form.elements.submission.value;
  const asItCame = JSON.stringify(typedIn(form));
  if (!draft) return;
  fill(form, draft.typed);
  const bar = form.querySelector("[data-draft-restored]");
  const told = bar.querySelector("[data-draft-told]");
  told.textContent = told.dataset.draftTold.replace("{time}", clock(new Date(draft.at)));
  bar.hidden = false;
  bar.querySelector("[data-draft-clear]").addEventListener("click", () => {
    forget(keyOf(form));
    fill(form, JSON.parse(asItCame));
    form.elements.submission.value = submission;
    bar.hidden = true;
    say(form, "");
    form.elements.title.focus();
  });
}

function tidy() {
  const saved = [...document.querySelectorAll("[data-saved]")].flatMap((place) => place.dataset.saved.split(" "));
  for (const key of keys("draft:")) {
    const draft = read(key);
    const submission = draft && Array.isArray(draft.typed) && (draft.typed.find(([name]) => name === "submission") || [])[1];
    if (!submission || Date.now() - draft.at > LIFETIME || saved.includes(submission)) forget(key);
  }
}

async function isServerThere() {
  if (!navigator.onLine) return false;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(import.meta.url, { method: "HEAD", cache: "no-store", signal: stop.signal });
    return answer.status < 500;
  } catch (error) {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function refreshToken(form) {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie); // another tab may have logged in meanwhile
  if (token) form.elements.csrfmiddlewaretoken.value = token[1];
}

async function sendWhenThere(form, button) {
  isAsking = true;
  const isThere = await isServerThere();
  isAsking = false;
  form.querySelector("[data-draft-offline]").hidden = isThere;
  if (!isThere) return;
  refreshToken(form);
  form.dataset.isThere = "";
  form.requestSubmit(button);
  delete form.dataset.isThere;
}

document.addEventListener("input", (event) => {
  if (facts(event.target.form)) keep(event.target.form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-log-out")) keys(`draft:${user}:`).forEach(forget);
  if (!facts(form) || "isThere" in form.dataset || !form.requestSubmit || event.defaultPrevented) return;
  event.preventDefault();
  if (!isAsking) sendWhenThere(form, event.submitter);
});

tidy();
for (const form of document.forms) {
  const found = facts(form);
  if (found && "refused" in found.dataset) forget(keyOf(form));
  if (found && "fresh" in found.dataset) restore(form);
}
