// Runs in the page. Everything shown is set as text, never as markup.
const data = JSON.parse(document.getElementById('data').textContent);
const tip = document.getElementById('tip');
const dialog = document.getElementById('details');
const ROW_PORTS = 2048;
const LAST_PORT = 65535;
const NARROWEST = 32;

/** Makes an element; its text is text. */
function make(tag, text = '', className = '') {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function words(index, port) {
  return data.texts[index].replaceAll(data.place, String(port));
}

/** What `portwright diagnose` says of a port; undefined for a protocol that was not read. */
function answerFor(view, protocol, port) {
  const answers = data.views[view]?.[protocol]?.answers;
  return answers?.findLast(([startPort]) => startPort <= port);
}

/** The answer as elements: the verdict, why, and what to do. */
function answerElements(view, protocol, port) {
  const found = answerFor(view, protocol, port);
  if (found === undefined) return [make('p', `${protocol} was not read: nothing is known of ${port}.`)];
  const [, , verdict, summary, evidence, remedies] = found;
  const list = make('ul');
  list.append(...evidence.map((index) => make('li', words(index, port))));
  const cures = remedies.flatMap(([title, command]) => {
    const block = make('div', '', 'command');
    const pre = make('pre');
    pre.append(make('code', words(command, port)));
    block.append(pre);
    return [make('h3', words(title, port)), block];
  });
  const head = make('h2', `${port}/${protocol} `);
  head.append(make('span', verdict, `chip tone-${data.tones[verdict]}`));
  return [head, make('p', words(summary, port), 'summary'), list, ...cures];
}

function currentView() {
  return document.querySelector('input[name=view]:checked')?.value ?? 'before';
}

/** A panel's close view: which ports it shows, and how it is moved. */
function closeUp(panel) {
  const lens = panel.querySelector('.lens');
  const ticks = [...panel.querySelectorAll('.axis span')];
  const frame = panel.querySelector('.frame');
  const place = () => lens.viewBox.baseVal;
  const show = (first, count) => {
    const ports = Math.min(LAST_PORT + 1, Math.max(NARROWEST, Math.round(count)));
    const start = Math.min(LAST_PORT + 1 - ports, Math.max(0, Math.round(first)));
    place().x = start;
    place().width = ports;
    ticks.forEach((tick, index) => {
      tick.textContent = Math.round(start + ((ports - 1) * index) / (ticks.length - 1));
    });
    lens.setAttribute(
      'aria-label',
      `${panel.dataset.protocol} ports ${start} to ${start + ports - 1}, close up`,
    );
    drawFrame(frame, start, ports);
  };
  return {
    /** Brings a port into the middle, unless it is well in view. */
    reach(port, ports = 1) {
      const { x, width } = place();
      if (port < x + width / 8 || port + ports > x + (width * 7) / 8) {
        const wide = Math.max(width, ports * 2);
        show(port + ports / 2 - wide / 2, wide);
      }
    },
    mark(port) {
      lens.querySelector('.found').setAttribute('x', port);
    },
    zoom(factor) {
      const { x, width } = place();
      const next = Math.min(LAST_PORT + 1, Math.max(NARROWEST, width * factor));
      show(x + (width - next) / 2, next);
    },
    move(part) {
      const { x, width } = place();
      show(x + width * part, width);
    },
    refresh: () => show(place().x, place().width),
  };
}

/** Frames in the large picture what the close view shows: a piece of each row that it reaches into. */
function drawFrame(frame, start, ports) {
  const { left, top, pitch, width } = data.picture;
  const pieces = [];
  for (let port = start; port < start + ports; ) {
    const row = Math.floor(port / ROW_PORTS);
    const end = Math.min(start + ports, (row + 1) * ROW_PORTS);
    const [x, y] = [left + (port % ROW_PORTS) * width, top + row * pitch - 2];
    pieces.push(`M${x} ${y}h${(end - port) * width}v${pitch}h${(port - end) * width}z`);
    port = end;
  }
  frame.setAttribute('d', ports > ROW_PORTS * 4 ? '' : pieces.join(''));
}

const panels = new Map();
for (const panel of document.querySelectorAll('.panel')) panels.set(panel, closeUp(panel));

function segmentOf(link) {
  const { view, protocol } = link.closest('.panel').dataset;
  const segment = data.views[view][protocol].segments.find(({ id }) => id === link.dataset.seg);
  return { ...segment, view, protocol };
}

function openDetails(link, port) {
  const segment = segmentOf(link);
  document.getElementById('details-title').textContent = segment.name;
  const middle = port ?? askedWithin(link, segment) ?? segment.port;
  document
    .getElementById('details-body')
    .replaceChildren(...answerElements(segment.view, segment.protocol, middle));
  dialog.showModal();
}

/** Of a block that holds a port somebody asked about, that port is the one to speak of. */
function askedWithin(link, { port, ports }) {
  const pins = [...link.closest('.panel').querySelectorAll('.pin[data-port]')].map((pin) =>
    Number(pin.dataset.port),
  );
  return pins.find((asked) => asked >= port && asked < port + ports);
}

function showTip(link) {
  const box = link.getBoundingClientRect();
  tip.textContent = segmentOf(link).name;
  tip.hidden = false;
  tip.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top =
    box.bottom + tip.offsetHeight + 12 > window.innerHeight
      ? `${box.top - tip.offsetHeight - 6}px`
      : `${box.bottom + 6}px`;
}

/** One stop of the tab key for each picture; the arrow keys go on from there, in the order of the ports. */
function rove(panel) {
  const links = [...panel.querySelectorAll('.seg')].sort((a, b) => segmentOf(a).port - segmentOf(b).port);
  const asked = links.find((link) => askedWithin(link, segmentOf(link)) !== undefined);
  const focusable = (chosen) => {
    for (const link of links) link.setAttribute('tabindex', link === chosen ? '0' : '-1');
  };
  for (const link of links) {
    link.setAttribute('role', 'button');
    link.querySelector('title')?.remove();
  }
  focusable(asked ?? links[0]);
  panel.addEventListener('keydown', (event) => {
    const at = links.indexOf(event.target.closest?.('.seg'));
    if (at === -1) return;
    const targets = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: links.length - 1,
    };
    const next = links[Math.min(links.length - 1, Math.max(0, targets[event.key] ?? -1))];
    if (event.key in targets) {
      focusable(next);
      next.focus();
    } else if (event.key === 'Enter' || event.key === ' ') openDetails(event.target.closest('.seg'));
    else if (event.key === '+' || event.key === '=') panels.get(panel).zoom(0.5);
    else if (event.key === '-') panels.get(panel).zoom(2);
    else return;
    event.preventDefault();
  });
  panel.addEventListener('focusin', (event) => {
    const link = event.target.closest('.seg');
    if (!link) return;
    const { port, ports } = segmentOf(link);
    panels.get(panel).reach(port, ports);
    if (link.matches(':focus-visible')) showTip(link);
  });
  panel.addEventListener('focusout', () => {
    tip.hidden = true;
  });
}

function tools(panel) {
  const view = panels.get(panel);
  const acts = {
    in: () => view.zoom(0.5),
    out: () => view.zoom(2),
    left: () => view.move(-0.5),
    right: () => view.move(0.5),
  };
  panel.addEventListener('click', (event) => {
    const button = event.target.closest('[data-do]');
    const link = event.target.closest('.seg');
    if (button) acts[button.dataset.do]();
    if (!link) return;
    event.preventDefault();
    openDetails(link);
  });
  panel.addEventListener('pointerover', (event) => {
    const link = event.target.closest('.seg');
    if (link) showTip(link);
    else tip.hidden = true;
  });
  panel.addEventListener('pointerleave', () => {
    tip.hidden = true;
  });
}

function lookUp(event) {
  event.preventDefault();
  const view = currentView();
  const found = document.querySelector(`.view-${view} .answer`);
  const asked = /^\s*(\d{1,5})(?:\s*\/\s*(tcp|udp))?\s*$/i.exec(document.getElementById('port').value);
  const port = Number(asked?.[1] ?? 0);
  found.hidden = false;
  if (port < 1 || port > LAST_PORT) {
    found.replaceChildren(make('p', 'Write a port from 1 to 65535, such as 8080 or 53/udp.'));
    return;
  }
  const protocol = (asked[2] ?? Object.keys(data.views[view])[0] ?? 'tcp').toLowerCase();
  found.replaceChildren(...answerElements(view, protocol, port));
  found.focus({ preventScroll: true });
  found.scrollIntoView({ block: 'nearest' });
  for (const [panel, close] of panels) {
    if (panel.dataset.protocol !== protocol) continue;
    close.reach(port);
    close.mark(port);
  }
}

for (const element of document.querySelectorAll('.js')) element.hidden = false;
for (const [panel, view] of panels) {
  rove(panel);
  tools(panel);
  view.refresh();
}
document.getElementById('look-up')?.addEventListener('submit', lookUp);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.matches('input')) return;
  event.preventDefault();
  document.getElementById('port')?.focus();
});
document.addEventListener('click', (event) => {
  const command = event.target.closest('.copy')?.closest('.command');
  if (!command) return;
  const button = command.querySelector('.copy');
  // A page from a file may have no clipboard: then the command is marked, for the keys that copy.
  const copied = navigator.clipboard?.writeText(command.querySelector('code').textContent);
  if (copied === undefined) return void getSelection().selectAllChildren(command.querySelector('code'));
  copied.then(
    () => {
      button.textContent = 'Copied';
    },
    () => getSelection().selectAllChildren(command.querySelector('code')),
  );
});
