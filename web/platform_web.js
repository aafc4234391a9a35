// The browser's half of platform_web.cpp.
mergeInto(LibraryManager.library, {
  $FireflyPlatform: {
    // Answers with bytes, or with the reason why there are none; `ticket` says to which question.
    answer: function(ticket, bytes) {
      var length = bytes.length, pointer = _malloc(length || 1);
      HEAPU8.set(bytes, pointer);
      _firefly_answered(ticket, pointer, length);
    },
    refuse: function(ticket, reason) {
      var text = String(reason && reason.message || reason), room = lengthBytesUTF8(text) + 1, pointer = _malloc(room);
      stringToUTF8(text, pointer, room);
      _firefly_refused(ticket, pointer);
    },
    settle: function(ticket, promise) {
      promise.then(function(bytes) { FireflyPlatform.answer(ticket, bytes || []); },
                   function(reason) { FireflyPlatform.refuse(ticket, reason); });
    },
    copy: function(pointer, length) { return HEAPU8.slice(pointer, pointer + length); },

    // A few bytes under a name, in a database of their own.
    kept: function(mode, use) {
      return new Promise(function(resolve, reject) {
        var opening = indexedDB.open('firefly-device', 1);
        opening.onupgradeneeded = function() { opening.result.createObjectStore('bytes'); };
        opening.onerror = function() { reject(opening.error); };
        opening.onsuccess = function() {
          var database = opening.result, transaction = database.transaction('bytes', mode);
          var request = use(transaction.objectStore('bytes'));
          transaction.oncomplete = function() {
            database.close();
            resolve(request.result);
          };
          transaction.onerror = transaction.onabort = function() {
            database.close();
            reject(transaction.error);
          };
        };
      });
    },
  },

  firefly_load__deps: ['$FireflyPlatform'],
  firefly_load: function(name, ticket) {
    name = UTF8ToString(name);
    var early = Module['firefly'].early, started = early[name];
    delete early[name];
    FireflyPlatform.settle(ticket, (started || fetch(Module['firefly'].file('content/' + name))).then(function(response) {
      if (!response.ok) throw new Error('content/' + name + ': status ' + response.status);
      return response.arrayBuffer();
    }).then(function(buffer) { return new Uint8Array(buffer); }));
  },

  firefly_append__deps: ['$FireflyPlatform'],
  firefly_append: function(pointer, length, ticket) {
    FireflyPlatform.settle(ticket, Module['firefly'].append(FireflyPlatform.copy(pointer, length)));
  },

  firefly_remember__deps: ['$FireflyPlatform'],
  firefly_remember: function(name, pointer, length) {
    var key = UTF8ToString(name), bytes = FireflyPlatform.copy(pointer, length);
    // A device that keeps nothing offers nothing to go on with; the play itself does not suffer.
    FireflyPlatform.kept('readwrite', function(store) { return store.put(bytes, key); }).catch(function() {});
  },

  firefly_recall__deps: ['$FireflyPlatform'],
  firefly_recall: function(name, ticket) {
    var key = UTF8ToString(name);
    FireflyPlatform.settle(ticket, FireflyPlatform.kept('readonly', function(store) { return store.get(key); })
        .then(function(bytes) {
          if (!bytes) throw new Error('nothing is kept under ' + key);
          return bytes;
        }));
  },

  firefly_forget__deps: ['$FireflyPlatform'],
  firefly_forget: function(name) {
    var key = UTF8ToString(name);
    FireflyPlatform.kept('readwrite', function(store) { return store.delete(key); }).catch(function() {});
  },

  firefly_dial: function(number) {
    var link = document.createElement('a');
    link.href = 'tel:' + UTF8ToString(number);
    link.click();
  },

  // The station file as lines: name, tab, value; a list has a line for each of its values.
  firefly_station__deps: ['$FireflyPlatform'],
  firefly_station: function(ticket) {
    FireflyPlatform.settle(ticket, Module['firefly'].station().then(function(station) {
      var lines = '';
      for (var name in station) {
        [].concat(station[name]).forEach(function(value) { lines += name + '\t' + value + '\n'; });
      }
      return new TextEncoder().encode(lines);
    }));
  },

  // In the order of host::Page.
  firefly_open_page: function(page) {
    open(['licences.html', 'https://beian.miit.gov.cn/'][page], '_blank', 'noopener');
  },

  firefly_random: function(pointer, length) {
    crypto.getRandomValues(HEAPU8.subarray(pointer, pointer + length));
  },

  firefly_hours: function() { return Math.floor(Date.now() / 3600000); },

  firefly_announce_locale: function(locale, title) {
    document.documentElement.lang = UTF8ToString(locale);
    Module['firefly'].entitle(UTF8ToString(title));
  },
});
