// Sends the journal's rows to the collector. Each time there may be something to do, it makes the outbox of store.wasm
// anew from the rows, does what kiosk/sync says, and takes away the rows that are settled: so a closed tab, a second tab
// and a kill at any moment all come to the same. A collector that is not there is no error: it is asked again later.
'use strict';

// Where scripts may only be started from vetted addresses: ours are those beside this one.
function vetted(name) {
  if (!self.trustedTypes) return name;
  vetted.policy = vetted.policy || trustedTypes.createPolicy('firefly-store', {
    createScriptURL: function (wanted) { return new URL(wanted, self.location.href).href; }
  });
  return vetted.policy.createScriptURL(name);
}

importScripts(vetted('@file:journal.js@'));

const answerWithinMs = 30000;
const anotherHoldsLeaseMs = 30000;
const fetchStoreAfterMs = 15000;
const held = [];          // records of a page whose browser keeps nothing: rows without a key
let busy = false;
let wokenMeanwhile = false;
let timer = 0;

// The wasm module, fetched once.
let loading = null;
function loadStore() {
  loading = loading || new Promise((resolve, reject) => {
    self.Module = {
      onRuntimeInitialized: () => resolve(self.Module), onAbort: reject, locateFile: () => '@file:store.wasm@',
    };
    importScripts(vetted('@file:store.js@'));
  });
  loading.catch(() => { loading = null; });
  return loading;
}

function output(store) {
  const from = store._firefly_store_output();
  return store.memoryBytes(from, from + store._firefly_store_output_length()).slice();
}

function input(store, bytes) {
  const from = store._firefly_store_input(bytes.length);
  store.memoryBytes(from, from + bytes.length).set(bytes);
}

function trouble(store) {
  const from = store._firefly_store_trouble(), bytes = store.memoryBytes(from, from + 1000);
  return String.fromCharCode(...bytes.subarray(0, bytes.indexOf(0)));
}

function check(store, result) {
  if (result < 0) throw new Error(trouble(store));
  return result;
}

function apply(store, row) {
  input(store, row.bytes);
  return store._firefly_store_apply(row.kind);
}

// What is decided is kept first and applied then. A browser that keeps nothing goes on without: it all may be sent twice.
async function keepAndApply(store, rows, kind) {
  const row = {kind, bytes: output(store)};
  try {
    row.key = await FireflyJournal.keep(row.kind, row.bytes);
  } catch (reason) {
    held.push(row);
  }
  rows.push(row);
  check(store, apply(store, row));
}

// Posts the batch; status 0 where nothing came back.
async function post(body) {
  const stop = new AbortController();
  const stopping = setTimeout(() => stop.abort(), answerWithinMs);
  try {
    const response = await fetch('v1/batch', {
      method: 'POST', body, headers: {'Content-Type': 'application/cbor'},
      credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer', signal: stop.signal
    });
    const retryAfter = Number(response.headers.get('Retry-After') || NaN);
    return {status: response.status, retryAfterSecs: Number.isFinite(retryAfter) ? retryAfter : -1,
            body: new Uint8Array(await response.arrayBuffer())};
  } catch (reason) {
    return {status: 0, retryAfterSecs: -1, body: new Uint8Array()};
  } finally {
    clearTimeout(stopping);
  }
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const idAt = (bytes, from) => hex(bytes.subarray(from, from + 16));

// Rows that nothing needs any more: those of records which have arrived, and what was decided about them. A row that the
// store did not understand stays: a newer program may.
function settledRows(store, rows) {
  const kinds = FireflyJournal.kinds;
  check(store, store._firefly_store_held());
  const ids = output(store), live = new Set();
  for (let at = 0; at < ids.length; at += 16) live.add(idAt(ids, at));
  const liveBatches = new Set();
  for (const {kind, bytes} of rows) {
    if (kind !== kinds.sealed) continue;
    for (let at = 16; at < bytes.length; at += 16) if (live.has(idAt(bytes, at))) liveBatches.add(idAt(bytes, 0));
  }
  const idOfRecordAt = 16;
  return rows.filter(({kind, bytes, refused}) => !refused &&
      !(kind === kinds.recorded ? live.has(idAt(bytes, idOfRecordAt)) : liveBatches.has(idAt(bytes, 0))));
}

async function forget(rows) {
  const keys = rows.filter((row) => row.key !== undefined).map((row) => row.key);
  if (keys.length > 0) await FireflyJournal.remove(keys);
  for (const row of rows) if (held.includes(row)) held.splice(held.indexOf(row), 1);
}

// Sends all there is; gives how long to wait before the next try, or nothing where all is sent.
async function sendAll() {
  const rows = (await FireflyJournal.readAll().catch(() => [])).concat(held);
  if (rows.length === 0) return undefined;
  const store = await loadStore();
  check(store, store._firefly_store_begin());
  for (const row of rows) {
    row.refused = apply(store, row) < 0;
    if (row.refused) console.warn('firefly: a row of the journal is kept, not sent: ' + trouble(store));
  }
  for (;;) {
    switch (check(store, store._firefly_store_step(performance.now()))) {
      case 1:
        await keepAndApply(store, rows, store._firefly_store_entry_kind());
        break;
      case 2: {
        const answer = await post(output(store));
        input(store, answer.body);
        const entries = store._firefly_store_settle(answer.status, answer.retryAfterSecs, performance.now());
        for (let i = 0; i < entries; ++i) await keepAndApply(store, rows, store._firefly_store_settled(i));
        break;
      }
      case 3: {
        const waitMs = store._firefly_store_wait_ms();
        await forget(settledRows(store, rows));
        return waitMs;
      }
      default:
        await forget(settledRows(store, rows));
        return undefined;
    }
  }
}

async function wake() {
  if (busy) {
    wokenMeanwhile = true;
    return;
  }
  busy = true;
  clearTimeout(timer);
  do {
    wokenMeanwhile = false;
    let waitMs;
    try {
      const ran = await FireflyJournal.alone(async () => { waitMs = await sendAll(); });
      if (!ran) waitMs = anotherHoldsLeaseMs;
    } catch (reason) {
      console.warn('firefly: records are kept but not sent now: ' + (reason && reason.message || reason));
      waitMs = anotherHoldsLeaseMs;
    }
    if (waitMs !== undefined) timer = setTimeout(wake, Math.min(waitMs, 0x7fffffff));
  } while (wokenMeanwhile);
  busy = false;
}

self.onmessage = async (event) => {
  const {say, bytes} = event.data;
  if (say === 'hold') held.push({kind: FireflyJournal.kinds.recorded, bytes});
  if (say === 'online' && loading) (await loading)._firefly_store_came_online(performance.now());
  wake();
};

// The page is busy with its first screens until then; a person who stays will want to send, and may leave quickly after.
setTimeout(() => loadStore().catch(() => {}), fetchStoreAfterMs);
