// The browser's half of canvas_fonts.cpp: one canvas on which the reader's own fonts draw.
mergeInto(LibraryManager.library, {
  $FireflyFonts: {
    families: {
      'zh-Hans': '"PingFang SC","HarmonyOS Sans SC","MiSans","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei"',
      'zh-Hant': '"PingFang TC","Noto Sans CJK TC","Noto Sans TC","Microsoft JhengHei"',
      en: '-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC"',
    },
    weights: [400, 700],
    before: '',   // the family of the font that came with the app, where it was asked for
    after: '',    // or where it fills what the system lacks
    settled: true,
    locale: 'zh-Hans',
    context: null,

    canvas: function() {
      if (!this.context) {
        var canvas = document.createElement('canvas');
        this.context = canvas.getContext('2d', {willReadFrequently: true});
      }
      return this.context;
    },

    // Sets the font for what follows. A canvas that changed its size has forgotten all of it.
    use: function(weight, pixels) {
      var context = this.canvas();
      context.canvas.lang = this.locale;
      if ('lang' in context) context.lang = this.locale;
      var family = this.families[this.locale] || 'system-ui';
      context.font = this.weights[weight] + ' ' + pixels + 'px ' + this.before + family + this.after + ',sans-serif';
      context.textBaseline = 'alphabetic';
      context.fillStyle = '#fff';
      return context;
    },

    // Alpha of one character in a box, for comparing.
    picture: function(character) {
      var context = this.canvas();
      context.canvas.width = context.canvas.height = 48;
      this.use(0, 32).fillText(character, 4, 36);
      return context.getImageData(0, 0, 48, 48).data.join();
    },
  },

  firefly_font_locale__deps: ['$FireflyFonts'],
  firefly_font_locale: function(locale) {
    FireflyFonts.locale = UTF8ToString(locale);
  },

  firefly_font_measure__deps: ['$FireflyFonts'],
  firefly_font_measure: function(weight, codepoint, out) {
    var box = FireflyFonts.use(weight, 1000).measureText(String.fromCodePoint(codepoint));
    HEAP32.set([
      Math.round(box.width), Math.ceil(box.actualBoundingBoxLeft), Math.ceil(box.actualBoundingBoxRight),
      Math.ceil(box.actualBoundingBoxAscent), Math.ceil(box.actualBoundingBoxDescent),
    ], out >> 2);
  },

  firefly_font_paint__deps: ['$FireflyFonts'],
  firefly_font_paint: function(jobs, count, pixels) {
    // Boxes side by side in rows of one sheet.
    var places = [], x = 0, y = 0, row = 0, sheet = 1024, i, job;
    for (i = 0; i < count; ++i) {
      job = (jobs >> 2) + i * 7;
      var width = HEAP32[job + 3], height = HEAP32[job + 4];
      sheet = Math.max(sheet, width);
      if (x + width > sheet) {
        x = 0;
        y += row;
        row = 0;
      }
      places.push([x, y]);
      x += width;
      row = Math.max(row, height);
    }
    var canvas = FireflyFonts.canvas().canvas;
    // Setting the size clears it, too.
    canvas.width = sheet;
    canvas.height = y + row;
    var context = null, weight = -1, size = -1;
    for (i = 0; i < count; ++i) {
      job = (jobs >> 2) + i * 7;
      if (weight !== HEAP32[job + 1] || size !== HEAPF32[job + 2]) {
        weight = HEAP32[job + 1];
        size = HEAPF32[job + 2];
        context = FireflyFonts.use(weight, size);
      }
      context.fillText(String.fromCodePoint(HEAPU32[job]), places[i][0] + HEAP32[job + 5], places[i][1] + HEAP32[job + 6]);
    }
    var data = context.getImageData(0, 0, sheet, y + row).data;
    for (i = 0; i < count; ++i) {
      job = (jobs >> 2) + i * 7;
      for (var line = 0; line < HEAP32[job + 4]; ++line) {
        var from = ((places[i][1] + line) * sheet + places[i][0]) * 4 + 3;
        for (var column = HEAP32[job + 3]; column > 0; --column, from += 4) HEAPU8[pixels++] = data[from];
      }
    }
  },

  firefly_font_load_pack__deps: ['$FireflyFonts'],
  firefly_font_load_pack: function(first) {
    FireflyFonts.settled = false;
    var face = new FontFace('Firefly Pack', 'url(' + Module['firefly'].file('firefly-hanzi.otf') + ')');
    face.load().then(function() {
      document.fonts.add(face);
      if (first) FireflyFonts.before = '"Firefly Pack",';
      else FireflyFonts.after = ',"Firefly Pack"';
    }).catch(function(reason) {
      err('firefly: the font of the app did not come: ' + reason);
    }).then(function() {
      FireflyFonts.settled = true;
      _firefly_pack_font_settled();
    });
  },
  firefly_font_pack_settled: function() { return FireflyFonts.settled ? 1 : 0; },
  firefly_font_pack_settled__deps: ['$FireflyFonts'],

  // A missing character is drawn as the same box as any other missing one; Firefox writes its number into the box,
  // which then is not as wide as a Hanzi.
  firefly_font_has_hanzi__deps: ['$FireflyFonts'],
  firefly_font_has_hanzi: function() {
    var context = FireflyFonts.use(0, 100);
    var wide = ['\u53cd', '\u8bc8'].every(function(hanzi) { return Math.abs(context.measureText(hanzi).width - 100) < 3; });
    return wide && FireflyFonts.picture('\u53cd') !== FireflyFonts.picture('\u8bc8') ? 1 : 0;
  },
});
