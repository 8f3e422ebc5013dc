// Without this every question and every notice is shown. With it only those that belong to the answers given.
const form = document.getElementById("petition-form");
const following = [...form.querySelectorAll("[data-after]")];

function given(name) {
  return new FormData(form).getAll(name).map(String);
}

function settle() {
  for (const one of following) {
    const answers = given(one.dataset.after);
    one.hidden = !JSON.parse(one.dataset.values).some((value) => answers.includes(value));
  }
}

form.addEventListener("change", settle);
form.addEventListener("petition:restored", settle);
settle();
