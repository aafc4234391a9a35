// The module's half of page.js: what C++ asks the page and tells it.
mergeInto(LibraryManager.library, {
  firefly_page_setting: function(name, room, size) {
    var page = Module['firefly'], key = UTF8ToString(name);
    var given = key === 'locale' ? page.locale() : page.query[key];
    if (key === 'scheme') given = given || FireflyScheme();
    stringToUTF8(given || '', room, size);
  },
  firefly_page_setting__deps: ['$FireflyScheme'],
  // The colours that the reader asked the system for.
  $FireflyScheme: function() {
    var asks = function(what) { return window.matchMedia && matchMedia('(' + what + ')').matches; };
    return asks('prefers-contrast: more') || asks('forced-colors: active') ? 'contrast'
         : asks('prefers-color-scheme: dark') ? 'dark' : 'light';
  },
  firefly_page_ready: function() { Module['firefly'].ready(); },
  firefly_page_failed: function(reason) { Module['firefly'].fail(UTF8ToString(reason)); },
  firefly_page_less_motion: function() {
    return window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0;
  },
});
