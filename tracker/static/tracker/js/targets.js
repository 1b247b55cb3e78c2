// Shows only the fields that the chosen type of target needs. Without this, each field says itself when it is filled in.
const type = document.getElementById("id_type");
const mode = document.getElementById("id_mode");

function serves(field) {
  const types = field.dataset.types.split(" ");
  const modes = field.dataset.modes ? field.dataset.modes.split(" ") : null;
  return types.includes(type.value) && (!modes || modes.includes(mode.value));
}

function show() {
  for (const field of document.querySelectorAll("[data-types]")) {
    const hidden = !serves(field);
    field.closest("div").hidden = hidden;
    document.querySelector(`label[for="${field.id}"]`).hidden = hidden;
  }
}

if (type && mode) {
  type.addEventListener("change", show);
  mode.addEventListener("change", show);
  show();
}
