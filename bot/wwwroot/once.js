// A form is sent once. Come back by the browser's button it may be sent again, with everything typed still there.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) {
    return; // A search may be repeated; so may a form whose answer is a file (data-again), since the page stays.
  }

  if (form.dataset.sent) {
    event.preventDefault();
  }

  form.dataset.sent = "yes";
});

addEventListener("pageshow", () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
  }
});
