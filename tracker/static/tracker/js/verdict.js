// Keeps the line above the buttons in step with the form: what the record will cost, and whether it will count.
let judged = 0;

async function judge(form) {
  const line = document.getElementById("verdict");
  const turn = ++judged;
  try {
    const answer = await fetch(line.dataset.address, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(answer.status === 200 ? await answer.text() : "", "text/html");
    if (turn !== judged || !line.isConnected) return;
    line.replaceChildren(...page.body.childNodes);
    line.hidden = answer.status !== 200;
  } catch (error) {
    line.hidden = true; // no connection: better no line than an old one
  }
}

document.addEventListener("change", (event) => {
  if (event.target.form && event.target.form.id === "entry") judge(event.target.form);
});
