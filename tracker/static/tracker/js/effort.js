// Counts what a form costs its reader: fields touched and buttons pressed. Nothing is kept of who, or of what was typed.
(function () {
  var touched = new WeakMap();

  function counted(form) {
    if (!touched.has(form)) {
      var steps = form.querySelector("[data-steps]");
      touched.set(form, { fields: new Set(), buttons: 0, before: parseInt(steps.value, 10) || 0 });
    }
    return touched.get(form);
  }

  function measured(element) {
    var form = element.form || element.closest("form");
    return form && form.querySelector("[data-steps]") ? form : null;
  }

  document.addEventListener("input", function (event) {
    var form = measured(event.target);
    if (form && event.target.name) counted(form).fields.add(event.target.name);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button, summary, a");
    var form = button && measured(button);
    if (form) counted(form).buttons += 1;
  });

  document.addEventListener("submit", function (event) {
    var form = measured(event.target);
    if (!form) return;
    var own = counted(form);
    form.querySelector("[data-steps]").value = own.before + own.fields.size + own.buttons;
  });
})();
