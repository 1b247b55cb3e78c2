// The whole page takes a dropped file and sends the form. Choosing a file and pressing the button works without this.
const form = document.getElementById("drop");
const input = form.querySelector("input[type=file]");
const office = form.querySelector("input[name=office]");
const says = document.getElementById("drop-says");
const usual = says.textContent;

function tell(words, isProblem) {
  says.textContent = words;
  says.classList.toggle("t-over", isProblem);
}

function problem(files) {
  if (files.length > 1) return says.dataset.several;
  return files.length === 1 && files[0].size > Number(form.dataset.most) ? says.dataset.large : "";
}

function holdsFiles(event) {
  return event.dataTransfer !== null && event.dataTransfer.types.includes("Files");
}

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  form.classList.add("over");
});

document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) form.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  form.classList.remove("over");
  const wrong = problem(event.dataTransfer.files);
  if (wrong) {
    tell(wrong, true);
    return;
  }
  input.files = event.dataTransfer.files;
  if (office && !office.value.trim()) {
    tell(says.dataset.office, false);
    office.focus();
  } else {
    form.requestSubmit();
  }
});

input.addEventListener("change", () => {
  const wrong = problem(input.files);
  tell(wrong || usual, Boolean(wrong));
});

form.addEventListener("submit", (event) => {
  const wrong = problem(input.files);
  if (wrong || form.classList.contains("busy")) {
    event.preventDefault();
    return;
  }
  form.classList.add("busy");
  tell(says.dataset.busy, false);
});

// Coming back to this page by the browser's button finds it ready again.
window.addEventListener("pageshow", () => {
  form.classList.remove("busy");
  tell(usual, false);
});
