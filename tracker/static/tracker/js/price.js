// Answers while one types: what stands in the form is sent, and the answers are put in the place of the old ones.
const PATIENCE = 250;
let asked = 0;
let timer = 0;

async function reckon(form) {
  const turn = ++asked;
  try {
    const answer = await fetch(form.dataset.address, { method: "POST", body: new FormData(form) });
    if (turn !== asked || answer.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    for (const piece of page.querySelectorAll("[data-answer]")) {
      const old = document.getElementById(piece.id);
      const open = [...old.querySelectorAll("details")].map((details) => details.open);
      piece.querySelectorAll("details").forEach((details, place) => { details.open = Boolean(open[place]); });
      old.replaceWith(piece);
    }
  } catch (error) {
    return; // no connection: the button still asks
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || form.id !== "price" || ["conclusion", "note"].includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(reckon, PATIENCE, form);
});
