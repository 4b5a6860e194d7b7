// What is chosen shows in all three places: its line, its words in the text, the page of the original. Without this
// script links go from one to the other all the same, and mark what they go to.

const apart = matchMedia("(min-width: 60.01rem)"); // where the list stands beside the text and scrolls by itself
const NAME = /^#(?:([tp])-)?([aefs]\d+)$/;

function choose(name) {
  for (const one of document.querySelectorAll(".is-chosen")) one.classList.remove("is-chosen");
  for (const one of document.querySelectorAll(`.of-${name}`)) one.classList.add("is-chosen");
}

function come() {
  const [, at, name] = decodeURIComponent(location.hash).match(NAME) ?? [];
  if (!name) return;
  choose(name);
  if (apart.matches) document.getElementById(at ? name : `t-${name}`)?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

document.addEventListener("focusin", (event) => {
  const name = event.target.closest(".item")?.id;
  if (!name || document.querySelector(`#${name}.is-chosen`)) return;
  choose(name);
  if (apart.matches) document.getElementById(`t-${name}`)?.scrollIntoView({ block: "nearest", behavior: "instant" });
});

addEventListener("hashchange", come);
come();
