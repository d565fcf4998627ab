// What stands between the terminal (textual.js) and the network: a line that comes back when it breaks.
"use strict";

(() => {
  const LONGEST_PASTE = 40_000; // characters; a box keeps fewer, and the server takes no more
  const MOST_HELD = 500; // keys that wait while there is no line
  const PING_EVERY = 10_000; // milliseconds
  const WAITS = [250, 500, 1000, 2000, 4000, 5000]; // milliseconds before each try to come back
  const LOST_AFTER = 400; // milliseconds after which a break is shown; a short one is not
  const FINAL = (code) => code >= 4000 && code < 4100;

  const RealSocket = window.WebSocket;
  const body = () => document.body;
  const pageId = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");

  // Kept for this tab: it outlives a reload, and no other tab reads it.
  const kept = (name) => {
    try {
      return sessionStorage.getItem(`aware-${name}`) || "";
    } catch {
      return "";
    }
  };
  const keep = (name, value) => {
    try {
      sessionStorage.setItem(`aware-${name}`, value);
    } catch {
      // A browser that keeps nothing gets a new window after a reload; the call waits on Today.
    }
  };

  const shorter = (text) => {
    if (text.length <= LONGEST_PASTE) {
      return text;
    }
    const end = text.startsWith("\x1b[200~") ? "\x1b[201~" : "";
    let cut = text.slice(0, LONGEST_PASTE);
    if (/[\uD800-\uDBFF]$/.test(cut)) {
      cut = cut.slice(0, -1);
    }
    return cut + end;
  };

  // Looks like a WebSocket to textual.js, and lasts as long as the page.
  class Line extends EventTarget {
    constructor(address) {
      super();
      const asked = new URL(address, location.href).searchParams;
      this.size = { width: Number(asked.get("width")) || 80, height: Number(asked.get("height")) || 24 };
      this.typed = 0; // keys numbered so far
      this.waiting = []; // keys the server has not confirmed
      this.tries = 0;
      this.socket = null;
      this.ready = false;
      this.opened = false;
      this.over = false;
      this.told = "";
      this.connect();
      setInterval(() => this.ping(), PING_EVERY);
      window.addEventListener("online", () => this.retry());
      document.addEventListener("visibilitychange", () => document.hidden || this.retry());
    }

    connect() {
      const address = new URL("ws", location.href);
      address.protocol = address.protocol.replace("http", "ws");
      address.search = address.hash = "";
      const socket = new RealSocket(address);
      socket.binaryType = "arraybuffer";
      socket.onopen = () => this.greet(socket);
      socket.onmessage = (event) => this.socket === socket && this.hear(event.data);
      socket.onclose = (event) => this.socket === socket && this.closed(event.code);
      this.socket = socket;
    }

    greet(socket) {
      const hello = {
        token: kept("token"),
        session: kept("session"),
        page: pageId,
        focused: document.hasFocus(),
        ...this.size,
      };
      socket.send(JSON.stringify(["hello", hello]));
    }

    hear(data) {
      this.pinged = false;
      if (typeof data !== "string") {
        body().classList.remove("starting");
        this.dispatchEvent(new MessageEvent("message", { data }));
        return;
      }
      const [what, value] = JSON.parse(data);
      if (what === "window") {
        this.enter(value);
      } else if (what === "got") {
        this.waiting = this.waiting.filter(([number]) => number > value);
      } else if (what === "at") {
        keep("session", value);
      } else if (what === "ground") {
        body().style.background = value;
      } else if (what === "there") {
        this.say("here");
      } else if (what === "told") {
        this.told = value;
      }
    }

    // In a window again: keys that got lost on the way are sent once more; a new window gets none of them.
    enter(found) {
      keep("token", found.token);
      this.waiting = found.kept ? this.waiting.filter(([number]) => number > found.received) : [];
      this.typed = Math.max(found.received, ...this.waiting.map(([number]) => number));
      this.ready = true;
      this.tries = 0;
      clearTimeout(this.mourning);
      body().classList.remove("lost");
      this.waiting.forEach(([number, text]) => this.say("stdin", text, number));
      if (!this.opened) {
        this.opened = true;
        this.dispatchEvent(new Event("open"));
      }
    }

    closed(code) {
      this.ready = false;
      this.socket = null;
      if (FINAL(code)) {
        this.end();
        return;
      }
      clearTimeout(this.mourning);
      this.mourning = setTimeout(() => body().classList.add("lost"), LOST_AFTER);
      const wait = WAITS[Math.min(this.tries++, WAITS.length - 1)];
      clearTimeout(this.trying);
      this.trying = setTimeout(() => this.connect(), wait);
    }

    retry() {
      if (!this.socket && !this.over) {
        clearTimeout(this.trying);
        this.connect();
      }
    }

    end() {
      this.over = true;
      keep("token", "");
      keep("session", "");
      clearTimeout(this.mourning);
      showEnd(this.told);
    }

    ping() {
      if (!this.ready) {
        return;
      }
      if (this.pinged) {
        const silent = this.socket;
        this.pinged = false;
        this.closed(0);
        silent.close();
        return;
      }
      this.pinged = true;
      this.say("ping");
    }

    say(...words) {
      if (this.ready && this.socket.readyState === RealSocket.OPEN) {
        this.socket.send(JSON.stringify(words));
      }
    }

    // What textual.js says.
    send(text) {
      const [what, value] = JSON.parse(text);
      if (what === "stdin") {
        this.type(shorter(value));
      } else if (what === "resize") {
        this.size = value;
        this.say(what, value);
      } else if (what !== "ping") {
        this.say(what);
      }
    }

    type(text) {
      if (this.over || this.waiting.length >= MOST_HELD) {
        return;
      }
      this.typed += 1;
      this.waiting.push([this.typed, text]);
      this.say("stdin", text, this.typed);
    }

    close() {
      this.socket?.close();
    }
  }

  const showEnd = (words) => {
    const why = document.getElementById("why");
    why.textContent = words || why.dataset.usual;
    body().classList.remove("starting", "lost");
    body().classList.add("ended");
    document.getElementById("again").focus();
  };

  const keyboard = () => document.querySelector("#terminal textarea");

  // textual.js puts its styles into the page; they carry the nonce that the server named.
  const nonce = document.currentScript.nonce;
  const create = document.createElement.bind(document);
  document.createElement = (name, ...rest) => {
    const made = create(name, ...rest);
    if (String(name).toLowerCase() === "style") {
      made.nonce = nonce;
    }
    return made;
  };

  // Where there is no WebGL, xterm.js writes style attributes, which the policy refuses; this way it does not.
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") {
      this.style.cssText = value;
    } else {
      setAttribute.call(this, name, value);
    }
  };

  window.WebSocket = Line;
  // An address in somebody's words opens nothing, and no program sends files to a browser.
  window.open = () => null;

  window.addEventListener(
    "keydown",
    (event) => {
      if (document.body.classList.contains("ended")) {
        return;
      }
      if (event.target !== keyboard()) {
        keyboard()?.focus();
      }
      // Left to the browser, which pastes; the terminal would take it for a control character.
      if (event.ctrlKey && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "v") {
        event.stopImmediatePropagation();
      }
    },
    true,
  );
  window.addEventListener("mouseup", () => body().classList.contains("ended") || keyboard()?.focus());

  const start = async () => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = "ws";
    document.getElementById("again").addEventListener("click", () => location.reload());
    try {
      await document.fonts.load('16px "Roboto Mono"'); // a terminal measures its letters once
    } catch {
      // The browser's own letters do.
    }
    const script = create("script");
    script.src = "static/textual.js";
    script.addEventListener("error", () => showEnd(document.getElementById("why").dataset.failed));
    script.addEventListener("load", () => {
      try {
        window.onload(new Event("load"));
        keyboard().focus();
      } catch (error) {
        console.error(error);
        showEnd(document.getElementById("why").dataset.failed);
      }
    });
    document.head.append(script);
  };

  window.addEventListener("load", start);
})();
