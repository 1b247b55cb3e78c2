// Pasting a notice reads it at once. Without this script the button does the same.
document.addEventListener("paste", (event) => {
  if (event.target.id === "id_text") setTimeout(() => event.target.form.requestSubmit());
});
