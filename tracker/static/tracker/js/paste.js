// A pasted notice or a dropped paper is read at once, and what was read takes its place on this page. Without this
// script the button does the same by sending the form.
let asked = 0;

const card = () => document.getElementById("paste");
const reader = () => document.getElementById("read");
const entry = () => document.getElementById("entry");

function swap(page, id) {
  const fresh = page.getElementById(id);
  if (fresh) document.getElementById(id).replaceWith(fresh);
}

function fillEntry(page) {
  const fresh = page.getElementById("entry");
  swap(page, "entry_head");
  swap(page, "senders");
  entry().action = fresh.getAttribute("action");
  entry().replaceChildren(...fresh.childNodes);
  history.replaceState(null, "", entry().action);
  const start = entry().querySelector("[autofocus]");
  if (start) start.focus();
  // Nobody has touched a field yet, but there is something to lose: drafts.js keeps it.
  entry().elements.submission.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(page, isRead) {
  swap(page, "problems");
  swap(page, "paste");
  if (isRead) fillEntry(page);
  else document.getElementById("id_text").focus();
}

async function read(button) {
  const form = reader();
  const body = new FormData(form);
  if (button && button.name) body.append(button.name, button.value);
  const turn = ++asked;
  form.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body });
  } catch (error) {
    form.querySelector("[data-offline]").hidden = false;
    return;
  } finally {
    form.removeAttribute("aria-busy");
  }
  if (turn !== asked) return;
  if (answer.redirected || ![200, 422].includes(answer.status)) {
    form.submit(); // logged out, or worse: the server says it better
    return;
  }
  show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.status === 200);
}

function openBox() {
  const box = document.getElementById("id_text");
  const fold = box.closest("details");
  if (fold) fold.open = true;
  box.focus();
  box.select();
}

document.addEventListener("submit", (event) => {
  if (event.target !== reader()) return;
  event.preventDefault();
  read(event.submitter);
});

document.addEventListener("paste", (event) => {
  if (event.target.id === "id_text") setTimeout(read); // once the text stands in the box
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.code !== "KeyV") return;
  event.preventDefault();
  openBox();
});

document.addEventListener("dragover", (event) => {
  if (!card().contains(event.target) || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  card().classList.add("dropping");
});

document.addEventListener("dragleave", () => card().classList.remove("dropping"));

document.addEventListener("drop", (event) => {
  card().classList.remove("dropping");
  if (!card().contains(event.target) || !event.dataTransfer.files.length) return;
  event.preventDefault();
  document.getElementById("id_paper").files = event.dataTransfer.files;
  read();
});

document.addEventListener("change", (event) => {
  if (event.target.id === "id_paper" && event.target.files.length) read();
});

// What was read stays pale blue until a person touches it.
document.addEventListener("input", (event) => {
  if (!event.target.classList.contains("rec")) return;
  for (const field of document.getElementsByName(event.target.name)) field.classList.remove("rec");
});
