// Shows how far an import is. Without this script the page loads itself anew every few seconds.
const here = document.getElementById("importing");
const bar = document.getElementById("bar");
const words = document.getElementById("how-far");

if (here) {
  const source = new EventSource(here.dataset.live);
  source.addEventListener("progress", (event) => {
    const at = JSON.parse(event.data);
    words.textContent = at.words;
    if (at.total > 0) {
      bar.max = at.total;
      bar.value = at.line;
    }
  });
  source.addEventListener("ended", () => {
    source.close();
    location.reload();
  });
  addEventListener("pagehide", () => source.close());
}
