// The browser's half of mirror.cpp: real elements for those who do not see the canvas, or do not point.
mergeInto(LibraryManager.library, {
  $FireflyMirror: {
    root: null,
    parts: null,     // the containers by their letter
    elements: {},    // by id: {element, fields}
    order: [],       // ids as in the last update; C++ knows elements by their place in it
    status: null,
    moving: false,   // while the focus moves because the canvas wants it

    start: function() {
      if (this.root) return;
      var root = this.root = document.getElementById('mirror');
      var add = function(tag, attributes) {
        var element = document.createElement(tag);
        for (var name in attributes) element.setAttribute(name, attributes[name]);
        root.appendChild(element);
        return element;
      };
      // Everything stands in a landmark of its own, in the order in which it is read.
      var header = add('header', {}), bar = add('nav', {});
      var title = header.appendChild(this.placed('h1')), drill = header.appendChild(this.placed('p'));
      title.tabIndex = -1;
      var body = add('main', {}).appendChild(document.createElement('div'));
      this.parts = {t: title, r: drill, a: bar, b: body, d: add('section', {}), h: add('aside', {})};
      this.status = add('p', {role: 'status', 'data-placed': ''});

      var index = function(event) {
        var touched = event.target.closest('[data-intent]');
        return touched ? FireflyMirror.order.indexOf(touched.id.slice(7)) : -1;
      };
      root.addEventListener('click', function(event) {
        var at = index(event);
        if (at < 0) return;
        event.preventDefault();
        _firefly_mirror_activated(at);
      });
      root.addEventListener('focusin', function(event) {
        // The browser scrolls to what has the focus; here the canvas does that.
        root.scrollTop = root.scrollLeft = 0;
        if (!FireflyMirror.moving) _firefly_mirror_focused(index(event));
      });
      root.addEventListener('focusout', function(event) {
        if (!event.relatedTarget && !FireflyMirror.moving) _firefly_mirror_focused(-1);
      });
      // Where no element has the focus, or the one that has it does not use the key itself, keys move the body.
      window.addEventListener('keydown', function(event) {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        var pages = {ArrowDown: 0.15, ArrowUp: -0.15, PageDown: 0.9, PageUp: -0.9, Home: -1000, End: 1000}[event.key];
        if (!pages) return;
        event.preventDefault();
        _firefly_mirror_scrolled(pages);
      });
    },

    placed: function(tag) {
      var element = document.createElement(tag);
      element.setAttribute('data-placed', '');
      return element;
    },

    make: function(id, fields) {
      var kind = fields[2], element = this.placed(kind === 'B' ? 'button' : kind === 'H' ? 'h2' : 'p');
      element.id = 'mirror-' + id;
      if (kind === 'B') element.type = 'button';
      if (kind === 'I') element.setAttribute('role', 'img');
      if (kind === 'T') element.setAttribute('aria-hidden', 'true');
      return element;
    },

    fill: function(element, fields) {
      var texts = fields.slice(3, 6).filter(Boolean);
      if (fields[2] === 'I') element.setAttribute('aria-label', texts.join(' '));
      else {
        element.textContent = '';
        texts.forEach(function(text, position) {
          if (position) element.appendChild(document.createTextNode(' '));
          var span = document.createElement('span');
          span.textContent = text;
          element.appendChild(span);
        });
      }
      if (fields[6]) {
        element.setAttribute('data-intent', fields[6]);
        element.setAttribute('data-argument', fields[7]);
      } else {
        element.removeAttribute('data-intent');
      }
    },

    // Puts the elements of one part in order, touching only what is not in its place.
    arrange: function(part, ids) {
      var next = part.firstChild;
      ids.forEach(function(id) {
        var element = FireflyMirror.elements[id].element;
        if (element === next) next = next.nextSibling;
        else part.insertBefore(element, next);
      });
    },

    place: function(element, x, y, width, height) {
      var key = x + ',' + y + ',' + width + ',' + height;
      if (element.placed === key) return;
      element.placed = key;
      var style = element.style;
      style.left = x + 'px';
      style.top = y + 'px';
      style.width = width + 'px';
      style.height = height + 'px';
    },
  },

  // `heads`: screen, locale, title, drill, announcement, "log" or nothing. `records`: of each element its part, id,
  // kind, three texts, intent and argument. Fields end with U+001F, records with U+001E.
  firefly_mirror_update__deps: ['$FireflyMirror'],
  firefly_mirror_update: function(heads, records) {
    var mirror = FireflyMirror;
    mirror.start();
    heads = UTF8ToString(heads).split('\x1f');
    var list = UTF8ToString(records).split('\x1e').slice(0, -1).map(function(record) { return record.split('\x1f'); });
    var root = mirror.root, parts = mirror.parts, focused = document.activeElement;
    var hadFocus = root.contains(focused), other = root.dataset.screen !== heads[0];
    root.dataset.screen = heads[0];
    root.lang = heads[1];
    if (parts.t.textContent !== heads[2]) parts.t.textContent = heads[2];
    if (parts.r.textContent !== heads[3]) parts.r.textContent = heads[3];
    // Messages are announced by being added to a log that was there before them.
    if (heads[5]) {
      parts.b.setAttribute('role', 'log');
      parts.b.setAttribute('aria-live', 'polite');
    } else {
      parts.b.removeAttribute('role');
      parts.b.removeAttribute('aria-live');
    }

    var kept = {}, order = [], ofPart = {a: [], b: [], d: [], h: []};
    list.forEach(function(fields) {
      var id = fields[1], known = mirror.elements[id];
      if (!known || known.fields[2] !== fields[2]) {
        if (known) known.element.remove();
        known = {element: mirror.make(id, fields), fields: []};
      }
      if (known.fields.join('\x1f') !== fields.join('\x1f')) mirror.fill(known.element, fields);
      known.fields = fields;
      kept[id] = known;
      order.push(id);
      ofPart[fields[0]].push(id);
    });
    for (var id in mirror.elements) if (!kept[id]) mirror.elements[id].element.remove();
    mirror.elements = kept;
    mirror.order = order;
    for (var part in ofPart) mirror.arrange(parts[part], ofPart[part]);

    if (mirror.status.textContent !== heads[4]) mirror.status.textContent = heads[4];

    // The focus never falls back to the page: a new screen is read from its title, and where the element that had it
    // is gone it goes to what there is to do now.
    if (hadFocus && (other || !document.contains(focused))) {
      var next = other ? parts.t : parts.d.querySelector('button') || parts.t;
      next.focus({preventScroll: true});
    }
  },

  // Rectangles of title, drill and all elements in order, four floats each.
  firefly_mirror_place__deps: ['$FireflyMirror'],
  firefly_mirror_place: function(rectangles, count) {
    var mirror = FireflyMirror, at = rectangles >> 2;
    for (var i = 0; i < count; ++i, at += 4) {
      var element = i === 0 ? mirror.parts.t : i === 1 ? mirror.parts.r : mirror.elements[mirror.order[i - 2]].element;
      mirror.place(element, HEAPF32[at], HEAPF32[at + 1], HEAPF32[at + 2], HEAPF32[at + 3]);
    }
  },

  // Moves the document's focus to the element at this place in the order.
  firefly_mirror_focus__deps: ['$FireflyMirror'],
  firefly_mirror_focus: function(at) {
    var known = FireflyMirror.elements[FireflyMirror.order[at]];
    if (!known || document.activeElement === known.element) return;
    FireflyMirror.moving = true;
    known.element.focus({preventScroll: true});
    FireflyMirror.moving = false;
  },
});
