// First script of the page, in plain old syntax so that an old browser still gets as far as saying what is wrong.
// It starts the downloads, shows how far they are, and is the one place that says loading, ready or failed.
var Module = (function () {
  'use strict';
  var root = document.documentElement;
  var query = {};
  location.search.slice(1).split('&').forEach(function (pair) {
    var parts = pair.split('=');
    query[decodeURIComponent(parts[0])] = decodeURIComponent(parts[1] || '');
  });

  // The address in a stall's QR code ends with two signs, which stand for its check words.
  query.takeaway = (/\/([2-9A-HJ-NP-Z]{2})$/.exec(location.pathname) || [])[1];

  // Every file that is asked for by name, with its content's hash in it; filled in where the app is put together.
  var files = @FILES@;
  function file(name) { return files[name] || name; }

  // The languages there are; the first is for everyone who asks for another.
  var locales = ['zh-Hans', 'en'];
  function preferredLocale() {
    var wanted = [query.locale || ''].concat(navigator.languages || [navigator.language || '']);
    for (var i = 0; i < wanted.length; ++i) {
      var tag = wanted[i].toLowerCase();
      if (tag.indexOf('zh') === 0) return 'zh-Hans';
      for (var j = 0; j < locales.length; ++j) {
        if (tag.split('-')[0] === locales[j].toLowerCase()) return locales[j];
      }
    }
    return locales[0];
  }

  function fail(reason) {
    if (window.console) console.error('firefly: ' + reason);
    root.dataset.firefly = 'failed';
  }
  // A script that does not come, or stops, says so here: such events do not bubble, so they are caught going down.
  window.addEventListener('error', function (event) {
    if (root.dataset.firefly === 'loading') fail(event.message || (event.target && event.target.src) || 'a script failed');
  }, true);

  // Bytes so far of what is needed before the first screen; the totals are those of the built files, unpacked.
  var expected = 0, arrived = 0;
  function show() {
    var bar = document.getElementById('progress');
    if (bar && expected) bar.value = Math.min(100, Math.round(100 * arrived / expected));
  }
  function get(url, bytes) {
    expected += bytes;
    return fetch(url, {credentials: 'same-origin'}).then(function (response) {
      if (!response.ok) throw new Error(url + ': ' + response.status);
      if (!response.body || !window.ReadableStream) return response;
      var reader = response.body.getReader();
      var counted = new ReadableStream({
        pull: function (controller) {
          return reader.read().then(function (part) {
            if (part.done) return controller.close();
            arrived += part.value.length;
            show();
            controller.enqueue(part.value);
          });
        }
      });
      // A type of our own, so that any static server will do.
      return new Response(counted, {headers: {'Content-Type': 'application/wasm'}});
    });
  }

  if (!window.WebAssembly || !window.fetch || !window.Promise || !window.Uint8Array) {
    fail('this browser has no WebAssembly');
    return {};
  }

  var locale = preferredLocale();
  // What is chosen on the page itself while the app is on its way goes with it into the first screen.
  function chosenBy(id, choose) {
    var button = document.getElementById(id);
    button.addEventListener('click', function () { choose(button); });
  }
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('choices').hidden = false;
    chosenBy('begin', function (button) {
      query.begun = 'yes';
      button.disabled = true;
    });
    chosenBy('size', function (button) {
      query.size = query.size ? '' : 'large';
      root.dataset.size = query.size;
      button.setAttribute('aria-pressed', String(Boolean(query.size)));
    });
    chosenBy('language', function () {
      locale = locales[(locales.indexOf(locale) + 1) % locales.length];
      root.lang = root.dataset.language = locale;
    });
  });
  // The sizes are filled in where the app is put together.
  var wasm = get(file('firefly.wasm'), Number('@WASM_BYTES@'));
  var messages = get(file('content/messages.' + locale + '.pack'), Number('@MESSAGES_BYTES@'));
  wasm.catch(fail);
  messages.catch(function () {});  // whoever reads it hears of it

  // ?mode=stall makes a device a stall until ?mode=phone: its mode is kept there, beside an interrupted play.
  function device(mode, use) {
    return new Promise(function (resolve) {
      var opening = window.indexedDB && indexedDB.open('firefly-device', 1);
      if (!opening) return resolve();
      opening.onupgradeneeded = function () { opening.result.createObjectStore('bytes'); };
      opening.onerror = function () { resolve(); };
      opening.onsuccess = function () {
        var request = use(opening.result.transaction('bytes', mode).objectStore('bytes'));
        request.onerror = request.onsuccess = function () {
          opening.result.close();
          resolve(request.result);
        };
      };
    }).catch(function () {});
  }
  var knowsMode = query.mode
      ? device('readwrite', function (bytes) { return bytes.put(query.mode, 'mode'); })
      : device('readonly', function (bytes) { return bytes.get('mode'); }).then(function (kept) { query.mode = kept; });

  // A stall in a plain browser: the whole screen from the first touch on, and awake.
  function standAsStall() {
    if (query.mode !== 'stall') return;
    var awake = function () {
      if (navigator.wakeLock && document.visibilityState === 'visible') navigator.wakeLock.request('screen').catch(function () {});
    };
    awake();
    document.addEventListener('visibilitychange', awake);
    document.addEventListener('pointerup', function () {
      if (root.requestFullscreen && !document.fullscreenElement) root.requestFullscreen().catch(function () {});
    });
  }

  function instantiate(imports) {
    return Promise.all([wasm, knowsMode]).then(function (come) {
      var response = come[0];
      if (WebAssembly.instantiateStreaming) return WebAssembly.instantiateStreaming(response, imports);
      return response.arrayBuffer().then(function (bytes) { return WebAssembly.instantiate(bytes, imports); });
    });
  }

  // Where scripts may only be started from vetted addresses: ours is the one beside this page.
  var policy = null;
  function vetted(url) {
    if (!window.trustedTypes) return url;
    policy = policy || trustedTypes.createPolicy('firefly-page', {
      createScriptURL: function (wanted) { return new URL(wanted, document.baseURI).href; }
    });
    return policy.createScriptURL(url);
  }

  // The journal is not needed for the first screen, and lets the packs of the drills go first.
  var coming = null;
  function journal() {
    coming = coming || new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = vetted(file('journal.js'));
      script.onload = function () { resolve(window.FireflyJournal); };
      script.onerror = function () {
        coming = null;
        reject(new Error('journal.js did not come'));
      };
      document.head.appendChild(script);
    });
    return coming;
  }
  // Keeps the app for when there is no network, where the browser can and the address is a safe one.
  function stayForLater() {
    var worker = navigator.serviceWorker, saving = navigator.connection && navigator.connection.saveData;
    if (!worker) return;
    worker.register(vetted('offline.js')).then(function () { return worker.ready; }).then(function (here) {
      if (!saving) here.active.postMessage('keep packs');
    }).catch(function (reason) { console.warn('firefly: not kept for later: ' + reason.message); });
  }
  // Who presents the drills, where a station file lies beside the page: the page's footer and title say it, the app the rest.
  var title = document.title, issuer = '';
  function entitle(text) {
    title = text;
    document.title = issuer ? text + '|' + issuer : text;
  }
  function station() {
    return fetch('station.json', {credentials: 'same-origin'}).then(function (response) {
      if (!response.ok) throw new Error('no station file');
      return response.json();
    }).then(function (found) {
      issuer = found.issuer || '';
      entitle(title);
      return found;
    });
  }
  function ready() {
    if (root.dataset.firefly !== 'loading') return;
    var first = document.getElementById('first'), leaves = first.contains(document.activeElement);
    root.dataset.firefly = 'ready';
    if (leaves) document.querySelector('#mirror h1').focus();
    standAsStall();
    setTimeout(stayForLater, 4000);
    setTimeout(function () {
      journal().then(function (found) { found.startSending(file('store_worker.js')); }).catch(function (reason) { console.warn('firefly: ' + reason.message); });
    }, 1500);
  }

  return {
    canvas: document.getElementById('canvas'),
    instantiateWasm: function (imports, receive) {
      instantiate(imports).then(function (result) { receive(result.instance, result.module); }).catch(fail);
      return {};
    },
    onAbort: fail,
    firefly: {
      fail: fail,
      ready: ready,
      // Keeps one record; resolves when it is durable.
      append: function (bytes) { return journal().then(function (found) { return found.append(bytes); }); },
      station: station,
      entitle: entitle,
      file: file,
      locale: function () { return locale; },
      query: query,
      // Answers already under way, by the name that host::load asks for. Each is given once.
      early: (function () { var held = {}; held['messages.' + locale + '.pack'] = messages; return held; })()
    }
  };
})();
