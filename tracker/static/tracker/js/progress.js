// Looks again every second and a half while a long file is worked on. Without this, the page has a link to look again.
const PAUSE = 1500;

async function look() {
  const answer = await fetch(window.location.href, { credentials: "same-origin", redirect: "manual" });
  const text = answer.ok ? await answer.text() : "";
  const found = new DOMParser().parseFromString(text, "text/html").getElementById("progress");
  if (!found) {
    window.location.reload();
    return;
  }
  document.getElementById("progress").replaceWith(document.adoptNode(found));
  window.setTimeout(look, PAUSE);
}

window.setTimeout(look, PAUSE);
