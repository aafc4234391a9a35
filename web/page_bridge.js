// The module's half of page.js: what C++ asks the page and tells it.
mergeInto(LibraryManager.library, {
  firefly_page_setting: function(name, room, size) {
    var page = Module['firefly'], key = UTF8ToString(name);
    stringToUTF8((key === 'locale' ? page.locale() : page.query[key]) || '', room, size);
  },
  firefly_page_ready: function() { Module['firefly'].ready(); },
  firefly_page_failed: function(reason) { Module['firefly'].fail(UTF8ToString(reason)); },
  firefly_page_less_motion: function() {
    return window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 0;
  },
});
