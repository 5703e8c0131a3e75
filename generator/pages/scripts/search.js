// Narrows the list while the visitor types; without this script the whole list is there.
const field = document.querySelector("#search-field");
const entries = [...document.querySelectorAll(".found > li")];
const told = document.querySelector("#search-told");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = entries.map((entry) => plain(`${entry.textContent} ${entry.dataset.found ?? ""} ${entry.parentElement.dataset.words}`));

function narrow() {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  entries.forEach((entry, place) => {
    entry.hidden = !wanted.every((word) => texts[place].includes(word));
    count += entry.hidden ? 0 : 1;
  });
  told.textContent = wanted.length ? told.dataset[count === 0 ? "none" : count === 1 ? "one" : "other"].replace("{count}", count) : "";
}

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.addEventListener("input", narrow);
field.form.addEventListener("submit", (event) => event.preventDefault());
narrow();
