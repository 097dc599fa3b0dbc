// What a page asks for by itself says so: it keeps no forgotten session alive.
export const byItself = { "X-Zaitaku-By-Itself": "yes" };

// Hears that something changed on the desk. Closed while the page is hidden: browsers allow few open lines, and a hidden page shows nothing.
// `version` is that of what the page shows, where it knows: what happened before the line was open, or while it was broken, is not heard but seen by it.
export function listen(address, { changed, gone, version }) {
  let source = null;
  let known = version;

  function hear({ data }) {
    if (data !== known) {
      known = data;
      changed();
    }
  }

  function open() {
    source = new EventSource(address);
    for (const kind of ["ready", "queue", "beat"]) {
      source.addEventListener(kind, hear);
    }

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
      open(); // What happened meanwhile is told by the version.
    }
  });
  addEventListener("pagehide", close);
  if (!document.hidden) {
    open();
  }
}
