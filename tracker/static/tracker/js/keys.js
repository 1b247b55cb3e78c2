// Keys that follow links: data-key="Alt+1", "F2" or "n". Every link works without this script.
function nameOf(event) {
  if (event.altKey) return `Alt+${event.key}`;
  return event.key;
}

function isTyping(target) {
  return target.closest("input, select, textarea") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.isComposing) return;
  if (event.key.length === 1 && !event.altKey && isTyping(event.target)) return;
  const link = document.querySelector(`[data-key="${CSS.escape(nameOf(event))}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
