// Marks a form that was sent, so that a second click does nothing; the server would only find what the first one did.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("busy")) event.preventDefault();
    form.classList.add("busy");
  });
  window.addEventListener("pageshow", () => form.classList.remove("busy"));
}
