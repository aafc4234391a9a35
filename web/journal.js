// The journal: what must not be lost, row by row, in this browser's own database. The page writes a record here and is
// told when it is on the disk; store_worker.js, which uses this file too, reads the rows, sends them, writes what became
// of them, and takes away what has arrived. Rows are the Entries of kiosk/store/outbox.h.
//
//   FireflyJournal.append(bytes)   keeps one record; resolves when it is durable, is rejected with the reason where this
//                                  browser keeps nothing (then it is held in memory and sent from there)
//   FireflyJournal.startSending()  once the first screen is there: sends what is left from before, and what will come
var FireflyJournal = (function () {
  'use strict';
  var kinds = {recorded: 1, sealed: 2, acknowledged: 3, parked: 4};
  var schema = 1;
  var leaseMs = 30000;

  // One connection, opened when needed and again after the browser has closed it.
  var opening = null;
  function open() {
    if (opening) return opening;
    opening = new Promise(function (resolve, reject) {
      if (!self.indexedDB) throw new Error('this browser has no database');
      var request = indexedDB.open('firefly-journal', schema);
      request.onupgradeneeded = function () {
        request.result.createObjectStore('rows', {autoIncrement: true});
        request.result.createObjectStore('lease');
      };
      request.onerror = function () { reject(request.error); };
      request.onblocked = function () { reject(new Error('the journal is held by an older page')); };
      request.onsuccess = function () {
        var database = request.result;
        database.onclose = function () { opening = null; };
        // A newer page wants to change the schema: out of its way.
        database.onversionchange = function () {
          database.close();
          opening = null;
        };
        resolve(database);
      };
    });
    opening.catch(function () { opening = null; });
    return opening;
  }

  // Runs `use` with the object store; resolves with the result of the request that it returns, once all is done.
  // Strict: done means on the disk. Browsers that do not know the word are as strict by themselves or cannot be.
  function transact(name, mode, use) {
    return open().then(function (database) {
      return new Promise(function (resolve, reject) {
        var transaction = database.transaction(name, mode, {durability: 'strict'});
        var request = use(transaction.objectStore(name));
        transaction.oncomplete = function () { resolve(request && request.result); };
        transaction.onerror = transaction.onabort = function () {
          reject(transaction.error || new Error('the journal did not take it'));
        };
      });
    });
  }

  function keep(kind, bytes) {
    return transact('rows', 'readwrite', function (rows) { return rows.add({kind: kind, bytes: bytes}); });
  }

  // All rows in the order they came: {key, kind, bytes}.
  function readAll() {
    var all = [];
    return transact('rows', 'readonly', function (rows) {
      var cursor = rows.openCursor();
      cursor.onsuccess = function () {
        var at = cursor.result;
        if (!at) return;
        all.push({key: at.key, kind: at.value.kind, bytes: at.value.bytes});
        at.continue();
      };
    }).then(function () { return all; });
  }

  function remove(keys) {
    return transact('rows', 'readwrite', function (rows) { keys.forEach(function (key) { rows.delete(key); }); });
  }

  // Runs `work` while no other tab of this origin does; resolves with false, and runs nothing, where another holds the
  // lease. Browsers without locks use a row that is good for a short time.
  function alone(work) {
    if (navigator.locks) return navigator.locks.request('firefly-sender', work).then(function () { return true; });
    var now = Date.now(), mine = false;
    return transact('lease', 'readwrite', function (leases) {
      var held = leases.get('sender');
      held.onsuccess = function () {
        // A clock that was set back must not leave a lease for years.
        mine = !held.result || held.result < now || held.result > now + leaseMs;
        if (mine) leases.put(now + leaseMs, 'sender');
      };
    }).catch(function () {
      mine = true;  // where nothing can be kept there is nothing that two tabs could both send
    }).then(function () {
      if (!mine) return false;
      return Promise.resolve(work()).then(release, function (reason) { return release().then(function () { throw reason; }); });
    });
    function release() {
      return transact('lease', 'readwrite', function (leases) { leases.delete('sender'); })
          .catch(function () {}).then(function () { return true; });
    }
  }

  // From here on: the page's side only. `sending` says that it was asked for; the worker is there while its script is.
  var sending = false, script = '', worker = null, waiting = [];
  function tell(message) {
    if (message.say === 'hold' || worker) waiting.push(message);
    if (sending && !worker) startWorker();
    if (worker) waiting.splice(0).forEach(function (each) { worker.postMessage(each); });
  }

  // Where scripts may only be started from vetted addresses: ours is the one beside this page.
  var policy = null;
  function vetted(url) {
    if (!self.trustedTypes) return url;
    policy = policy || trustedTypes.createPolicy('firefly-journal', {
      createScriptURL: function (wanted) { return new URL(wanted, document.baseURI).href; }
    });
    return policy.createScriptURL(url);
  }

  // Nothing is lost where that does not succeed: the rows wait for a browser or an hour in which it does.
  function startWorker() {
    try {
      worker = new Worker(vetted(script));
    } catch (reason) {
      sending = false;
      console.warn('firefly: records are kept but not sent: ' + reason.message);
      return;
    }
    worker.onerror = function (event) {
      event.preventDefault();
      console.warn('firefly: records are kept but not sent now: ' + (event.message || 'the network is gone'));
      worker.terminate();
      worker = null;
    };
    worker.postMessage({say: 'wake'});
  }

  // `workerScript` is the address of store_worker.js.
  function startSending(workerScript) {
    if (sending) return;
    sending = true;
    script = workerScript;
    startWorker();
    self.addEventListener('online', function () { tell({say: 'online'}); });
  }

  function append(bytes) {
    return keep(kinds.recorded, bytes).then(function () {
      tell({say: 'wake'});
    }, function (reason) {
      tell({say: 'hold', bytes: bytes});
      throw new Error('kept in memory only: ' + (reason && reason.message || reason));
    });
  }

  return {kinds: kinds, keep: keep, readAll: readAll, remove: remove, alone: alone, append: append, startSending: startSending};
})();
