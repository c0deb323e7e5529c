'use strict';

// The page of a cluster. One stream comes from the silo: pictures of all, and between them the jobs that have changed. What is not as it was is written
// into what is there. All that comes from outside is text, and is written as text.
const byId = id => document.getElementById(id);
const rowHeight = 42;
const silenceLimit = 10000;
const tokenKey = 'orleanspool-token';
let token = null;
let picture = { silos: [], jobs: [] };
let shownJobs = [];
let chosen = null;
let shownState = { id: null, state: null };
const siloCards = new Map();
const jobRows = [];
const timeline = new Timeline(byId('timeline'), byId('timeline-note'));

function write(element, text) {
  text = String(text);
  if (element.textContent !== text) { element.textContent = text; }
}

function make(tag, name, parent, text) {
  const element = document.createElement(tag);
  if (name) { element.className = name; }
  if (text !== undefined) { element.textContent = text; }
  parent?.append(element);
  return element;
}

// Calls

function call(path, method = 'GET', signal) {
  return fetch(path, { method, signal, headers: { Authorization: `Bearer ${token}` }, cache: 'no-store', credentials: 'omit', redirect: 'error' });
}

async function ask(text, path) {
  const dialog = byId('ask');
  write(byId('ask-text'), text);
  dialog.returnValue = 'no';
  dialog.showModal();
  await new Promise(done => dialog.addEventListener('close', done, { once: true }));
  if (dialog.returnValue === 'yes') {
    try {
      const answer = await call(path, 'POST');
      say(answer.ok ? 'done' : await answer.text());
      await showDetail();
    } catch (error) {
      say(`The silo could not be asked: ${error.message}`);
    }
  }
}

// What came of something that was asked for stays in sight for a while.
let sayTimer = 0;
function say(text) {
  const note = byId('said');
  write(note, text);
  note.hidden = false;
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => { note.hidden = true; }, 8000);
}

function link(state, text) {
  byId('link').className = state;
  write(byId('link'), text);
}

// Silos

function showSilos() {
  const seen = new Set();
  for (const silo of picture.silos) {
    seen.add(silo.address);
    let card = siloCards.get(silo.address);
    if (!card) { siloCards.set(silo.address, card = makeSilo(silo.address)); }
    showSilo(card, silo);
  }

  for (const [address, card] of siloCards) {
    if (!seen.has(address)) { card.root.remove(); siloCards.delete(address); }
  }
}

function makeSilo(address) {
  const root = make('div', 'silo', byId('silo-list'));
  const line = make('div', 'line', root);
  const card = { root, name: make('span', 'name', line), phase: make('span', 'phase', line), drain: make('button', '', line, 'Drain'), slots: make('div', 'slots', root), squares: [] };
  card.facts = make('div', 'facts', root);
  card.drain.addEventListener('click', () => ask(
    `Drain silo ${card.name.textContent} (${address})? It takes no more work, ends what it runs, and stays so until it is started again.`,
    `api/silos/${encodeURIComponent(address)}/drain`));
  return card;
}

function showSilo(card, silo) {
  write(card.name, silo.name || silo.address);
  if (card.name.title !== silo.address) { card.name.title = silo.address; }
  const phase = silo.phase ?? 'silent';
  write(card.phase, phase === 'silent' ? 'no answer' : phase.toLowerCase());
  if (card.phase.className !== `phase ${phase}`) { card.phase.className = `phase ${phase}`; }
  card.drain.disabled = phase !== 'Ready';
  const slots = silo.slots;
  while (card.squares.length < slots.length) { card.squares.push({ element: make('i', 'slot', card.slots), job: null, lent: false }); }
  while (card.squares.length > slots.length) { card.squares.pop().element.remove(); }
  slots.forEach((slot, at) => {
    const square = card.squares[at];
    if (square.job !== slot.jobId) {
      square.job = slot.jobId;
      square.element.style.background = slot.jobId ? Format.colour(slot.jobId) : '';
      square.element.title = slot.jobId ? `slot ${slot.number}: job ${slot.jobId}` : `slot ${slot.number}: free`;
    }

    if (square.lent !== slot.isLent) {
      square.lent = slot.isLent;
      square.element.classList.toggle('lent', slot.isLent);
    }
  });
  const labels = Object.entries(silo.labels).map(([name, value]) => `${name}=${value}`).join(' ');
  write(card.facts, phase === 'silent' ? 'a member of the cluster that does not answer'
    : `${silo.busy} of ${silo.workers} busy · ${Format.number(silo.queue)} queued · ${Format.bytes(silo.memoryBytes)} · ${silo.version}${labels ? ` · ${labels}` : ''}`);
}

// Jobs: only the rows that are in sight exist.

function filterJobs() {
  const text = byId('filter').value.trim().toLowerCase();
  const state = byId('state').value;
  shownJobs = picture.jobs.filter(job => (!state || job.state === state)
    && (!text || `${job.name ?? ''} ${job.function} ${job.id} ${job.client}`.toLowerCase().includes(text)));
  byId('job-list').style.height = `${shownJobs.length * rowHeight}px`;
  const more = picture.moreJobs > 0 ? `, and ${Format.number(picture.moreJobs)} more` : '';
  write(byId('shown'), `${Format.number(shownJobs.length)} of ${Format.number(picture.jobs.length)} jobs${more}`);
}

function showJobs() {
  const view = byId('job-view');
  const first = Math.max(0, Math.floor(view.scrollTop / rowHeight) - 2);
  const count = Math.min(shownJobs.length - first, Math.ceil(view.clientHeight / rowHeight) + 4);
  while (jobRows.length < count) { jobRows.push(makeRow()); }
  jobRows.forEach((row, at) => {
    row.root.hidden = at >= count;
    if (at < count) { showJob(row, shownJobs[first + at], (first + at) * rowHeight); }
  });
}

function makeRow() {
  const root = make('div', 'row job', byId('job-list'));
  const row = { root, id: null, top: null, dot: make('span', 'dot', root) };
  const text = make('div', '', root);
  row.title = make('div', 'title', text);
  row.sub = make('div', 'sub', text);
  const progress = make('div', '', root);
  const bar = make('div', 'bar', progress);
  row.done = make('div', 'done', bar);
  row.failedPart = make('div', 'failed', bar);
  row.count = make('div', 'count', progress);
  for (const name of ['failed', 'running', 'rate', 'left', 'took']) { row[name] = make('span', 'number', root); }
  row.cancel = make('button', '', root, 'Cancel');
  row.cancel.addEventListener('click', event => {
    event.stopPropagation();
    cancelJob(row.id, row.title.textContent);
  });
  root.tabIndex = 0;
  root.addEventListener('click', () => choose(row.id));
  root.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target === root) { choose(row.id); }
  });
  return row;
}

function titleOf(job) { return job.name ?? job.function; }

function showJob(row, job, top) {
  if (row.top !== top) { row.root.style.top = `${top}px`; row.top = top; }
  if (row.id !== job.id) { row.id = job.id; row.dot.style.background = Format.colour(job.id); row.root.title = `${job.id}, started by ${job.client}`; }
  const isRunning = job.state === 'Running';
  const style = `row job ${job.state}${isRunning ? '' : ' over'}${job.id === chosen ? ' chosen' : ''}`;
  if (row.root.className !== style) { row.root.className = style; }
  write(row.title, titleOf(job));
  write(row.sub, job.name ? `${job.verb} · ${job.function} · ${job.id}` : `${job.verb} · ${job.id}`);
  const part = job.total ? job.completed / job.total : isRunning ? 0 : 1;
  const failed = job.total ? job.failed / job.total : 0;
  row.done.style.width = `${(100 * Math.max(0, part - failed)).toFixed(1)}%`;
  row.failedPart.style.width = `${(100 * failed).toFixed(1)}%`;
  const share = !isRunning ? `${job.state.toLowerCase()} · ` : job.total ? `${Math.floor(100 * part)} % · ` : '';
  write(row.count, `${share}${Format.number(job.completed)} of ${job.total === null ? '?' : Format.number(job.total)}`);
  write(row.failed, job.failed > 0 ? Format.number(job.failed) : '');
  row.failed.classList.toggle('bad', job.failed > 0);
  write(row.running, isRunning ? Format.number(job.running) : '');
  write(row.rate, Format.rate(job.rate));
  write(row.left, Format.time(job.remaining));
  write(row.took, Format.time(job.elapsed));
  row.cancel.hidden = !isRunning;
}

function cancelJob(id, title) {
  return ask(`Cancel job ${title} (${id})? Its caller gets an OperationCanceledException.`, `api/jobs/${encodeURIComponent(id)}/cancel`);
}

// One job

async function choose(id) {
  chosen = id === chosen ? null : id;
  byId('detail').hidden = chosen === null;
  showJobs();
  try {
    await showDetail();
  } catch (error) {
    say(`The silo could not be asked: ${error.message}`);
  }
}

async function showDetail() {
  const id = chosen;
  if (id === null) { return; }
  const answer = await call(`api/jobs/${encodeURIComponent(id)}`);
  if (chosen !== id) { return; }
  if (answer.status === 404) {
    // It ended, and the silos keep some of those only. What was seen of it last stays.
    write(byId('detail-name'), `Job ${id} is not known any more`);
    byId('detail-cancel').hidden = true;
    shownState = { id, state: 'gone' };
    return;
  }

  if (!answer.ok) { return; }

  const detail = await answer.json();
  if (chosen !== id) { return; }
  const job = detail.job;
  shownState = { id, state: job.state };
  write(byId('detail-name'), titleOf(job));
  byId('detail-cancel').hidden = job.state !== 'Running';
  byId('detail-error').hidden = !job.error;
  write(byId('detail-error'), job.error ?? '');
  showFacts({
    id: job.id,
    state: job.state.toLowerCase(),
    function: `${job.verb} ${job.function}`,
    items: `${Format.number(job.completed)} of ${job.total === null ? '?' : Format.number(job.total)}`,
    running: Format.number(job.running),
    waiting: Format.number(job.waiting),
    failed: Format.number(job.failed),
    'run again': Format.number(job.retried),
    'lost runs': Format.number(job.lostRuns),
    rate: `${Format.rate(job.rate)} a second`,
    took: Format.time(job.elapsed),
    input: Format.bytes(detail.inputBytes),
    results: Format.bytes(detail.resultBytes),
    priority: job.priority,
    'started by': job.client,
    coordinator: job.coordinator,
  });
  timeline.show(detail);
  showFailures(detail.failures, job.failed);
  showSlowest(detail.slowestItems);
}

function showFacts(facts) {
  const list = byId('detail-facts');
  Object.entries(facts).forEach(([name, value], at) => {
    let entry = list.children[at];
    if (!entry) {
      entry = make('div', '', list);
      make('dt', '', entry, name);
      make('dd', '', entry);
    }

    write(entry.lastChild, value);
  });
}

function showFailures(failures, all) {
  const list = byId('failures');
  const key = JSON.stringify([failures, all]);
  if (list.dataset.key === key) { return; }
  list.dataset.key = key;
  list.replaceChildren();
  for (const failure of failures) {
    const entry = make('div', 'failure', list);
    const what = make('div', 'what', entry);
    make('span', 'type', what, `item ${Format.number(failure.index)}: ${failure.errorType} `);
    make('span', '', what, failure.errorMessage ?? '');
    if (failure.inputPreview !== null) { make('div', 'where', entry, 'input ').append(make('code', '', null, failure.inputPreview)); }
    const took = failure.runTime === null ? '' : ` after ${Format.time(failure.runTime)}`;
    make('div', 'where', entry, failure.workerId === null ? 'lost with its worker' : `run ${failure.attempt} on ${failure.workerId}${took}`);
    if (failure.errorStack) {
      const stack = make('details', '', entry);
      make('summary', '', stack, 'stack');
      make('pre', '', stack, failure.errorStack);
    }
  }

  if (all > failures.length) { make('p', 'note', list, `and ${Format.number(all - failures.length)} more`); }
  if (all === 0) { make('p', 'note', list, 'none'); }
}

function showSlowest(items) {
  const body = byId('slowest').tBodies[0];
  body.replaceChildren();
  for (const item of items) {
    const line = make('tr', '', body);
    make('td', 'number', line, Format.number(item.index));
    make('td', 'number', line, Format.time(item.runTime));
    make('td', '', line, item.workerId ?? '');
  }
}

// The stream of pictures

const startOf = job => Date.parse(job.startedAt) / 1000 + (job.state === 'Running' ? 0 : job.elapsed);
const order = (a, b) => (a.state !== 'Running') - (b.state !== 'Running') || startOf(b) - startOf(a);

function merge(changed) {
  const jobs = new Map(picture.jobs.map(job => [job.id, job]));
  for (const job of changed) { jobs.set(job.id, job); }
  picture.jobs = [...jobs.values()].sort(order);
}

function refresh(texts) {
  const start = performance.now();
  let isWhole = false;
  for (const text of texts) {
    const next = JSON.parse(text);
    if (next.changed) {
      merge(next.changed);
    } else {
      picture = next;
      isWhole = true;
    }
  }

  if (isWhole) { showSilos(); }
  filterJobs();
  showJobs();
  const silos = picture.silos;
  const running = picture.jobs.filter(job => job.state === 'Running');
  const sum = (list, value) => list.reduce((all, each) => all + value(each), 0);
  write(byId('total-silos'), silos.length);
  write(byId('total-busy'), `${Format.number(sum(silos, silo => silo.busy))} of ${Format.number(sum(silos, silo => silo.workers))}`);
  write(byId('total-queue'), Format.number(sum(silos, silo => silo.queue)));
  write(byId('total-jobs'), Format.number(running.length));
  write(byId('total-rate'), Format.rate(sum(running, job => job.rate)));
  if (chosen !== null) {
    // Once more after the job has ended, so that its end is shown.
    const state = picture.jobs.find(job => job.id === chosen)?.state ?? 'gone';
    if ((isWhole && state === 'Running') || shownState.id !== chosen || (shownState.state !== state && shownState.state === 'Running')) { showDetail().catch(() => { }); }
  }

  // Until it is painted: for whoever wants to know what a refresh costs.
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      if (performance.getEntriesByName('refresh').length > 100) { performance.clearMeasures('refresh'); }
      performance.measure('refresh', { start, end: performance.now() });
    };
    channel.port2.postMessage(null);
  });
}

async function follow() {
  // A connection may be dead without anybody noticing.
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceLimit);
  try {
    await followUntil(silence, () => { clearTimeout(timer); timer = setTimeout(() => silence.abort(), silenceLimit); });
  } catch (error) {
    throw silence.signal.aborted ? new Error(`nothing came for ${silenceLimit / 1000} s`) : error;
  } finally {
    clearTimeout(timer);
  }
}

async function followUntil(silence, heard) {
  const answer = await call('api/events', 'GET', silence.signal);
  if (answer.status === 401) {
    sessionStorage.removeItem(tokenKey);
    token = null;
    return;
  }

  if (!answer.ok) { throw new Error(`the silo answered ${answer.status}`); }
  link('live', 'live');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) { throw new Error('the silo ended the stream'); }
    heard();
    pending += value;
    const events = pending.split('\n\n');
    pending = events.pop();
    const data = events.filter(event => event.startsWith('data: ')).map(event => event.slice('data: '.length));
    if (data.length > 0) {
      link('live', 'live');
      refresh(data);
    }
  }
}

async function run() {
  while (token !== null) {
    byId('login').hidden = true;
    byId('content').hidden = false;
    try {
      await follow();
    } catch (error) {
      link('lost', `no connection: ${error.message}; tried again`);
      await new Promise(done => setTimeout(done, 2000));
    }
  }

  byId('content').hidden = true;
  byId('login').hidden = false;
  link('lost', 'a token is needed');
  byId('token').focus();
}

function start() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    // Not in the history, nor on the screen.
    history.replaceState(null, '', location.pathname);
    sessionStorage.setItem(tokenKey, given);
  }

  token = sessionStorage.getItem(tokenKey);
  byId('login').addEventListener('submit', event => {
    event.preventDefault();
    token = byId('token').value.trim();
    byId('token').value = '';
    sessionStorage.setItem(tokenKey, token);
    run();
  });
  byId('filter').addEventListener('input', () => { filterJobs(); showJobs(); });
  byId('state').addEventListener('change', () => { filterJobs(); showJobs(); });
  byId('job-view').addEventListener('scroll', showJobs);
  new ResizeObserver(showJobs).observe(byId('job-view'));
  byId('detail-close').addEventListener('click', () => choose(chosen));
  byId('detail-cancel').addEventListener('click', () => cancelJob(chosen, byId('detail-name').textContent));
  run();
}

start();
