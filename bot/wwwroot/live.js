// Hears that something changed on the desk. Closed while the page is hidden: browsers allow few open lines, and a hidden page shows nothing.
export function listen(address, { changed, gone }) {
  let source = null;

  function open() {
    source = new EventSource(address);
    source.addEventListener("queue", changed);
    source.addEventListener("gone", () => {
      close();
      gone();
    });
  }

  function close() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      close();
    } else if (source === null) {
      open();
      changed(); // What happened meanwhile was not heard.
    }
  });
  addEventListener("pagehide", close);
  if (!document.hidden) {
    open();
  }
}
