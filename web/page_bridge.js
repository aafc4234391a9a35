// The module's half of page.js: what C++ asks the page and tells it.
mergeInto(LibraryManager.library, {
  firefly_page_setting: function(name, room, size) {
    var page = Module['firefly'], key = UTF8ToString(name);
    stringToUTF8((key === 'locale' ? page.locale() : page.query[key]) || '', room, size);
  },
  // The colours by their number in app::Scheme: those that the address names, else what the reader asked the system for.
  firefly_page_scheme: function() {
    var named = ['light', 'dark', 'contrast', 'sunlight'].indexOf(Module['firefly'].query.scheme);
    var asks = function(what) { return window.matchMedia && matchMedia('(' + what + ')').matches; };
    if (named >= 0) return named;
    if (asks('prefers-contrast: more') || asks('forced-colors: active')) return 2;
    return asks('prefers-color-scheme: dark') ? 1 : 0;
  },
  firefly_page_ready: function() { Module['firefly'].ready(); },
  firefly_page_failed: function(reason) { Module['firefly'].fail(UTF8ToString(reason)); },
  firefly_page_less_motion: function() {
    return window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0;
  },
});
