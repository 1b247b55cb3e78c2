// Adds up what is being shared out while it is typed. Without this, the sums are those of the last button pressed.
const sums = document.getElementById("sums");
const allocated = document.getElementById("allocated");
const fields = document.querySelectorAll(".cascade input.num");
const written = (number) => number.toLocaleString("en");

function add() {
  const numbers = [...fields].map((field) => (/^\d{1,7}$/.test(field.value.trim()) ? Number(field.value) : 0));
  const total = numbers.reduce((sum, number) => sum + number, Number(sums.dataset.taken));
  const rest = Number(sums.dataset.ceiling) - total;
  const pattern = rest < 0 ? sums.dataset.over : rest > 0 ? sums.dataset.left : sums.dataset.even;
  sums.textContent = pattern.replace("#allocated", written(total)).replace("#rest", written(Math.abs(rest)));
  sums.classList.toggle("over", rest < 0);
  allocated.textContent = written(total);
}

for (const field of fields) field.addEventListener("input", add);
