// The reading version, as somebody reads it whose browser runs no script: by links alone.

import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';
import {requireFromCache} from './install.mjs';

// What is shown of the story now, and the ways on.
const shown = '[...document.querySelectorAll("main > section")].filter((each) => each.checkVisibility())';

// The words of the options that a .testplan's run from the start takes.
function optionsOf(plan) {
  const taken = [];
  let offered = [];
  for (const line of plan.split(/^---$/m).find((each) => !/^node:/m.test(each)).split('\n')) {
    const option = line.match(/^\s*option:\s*`([^`#]*)/), pick = line.match(/^\s*select:\s*(\d+)/);
    if (option) offered.push(option[1].trim());
    if (pick) {
      taken.push(offered[pick[1] - 1]);
      offered = [];
    }
  }
  return taken;
}

// Somebody who reads, and touches links.
class Reader {
  constructor(person, url) {
    this.page = person.browser.page;
    this.devtools = person.browser.devtools;
    this.person = person;
    this.url = url;
  }

  evaluate(expression) {
    return this.devtools.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true})
        .then(({result, exceptionDetails}) => {
          if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
          return result.value;
        });
  }

  async opens(path) {
    // A fragment alone would load nothing anew.
    await this.page.goto('about:blank');
    await this.page.goto(this.url + path);
  }

  text() {
    return this.evaluate(`${shown}.map((each) => each.innerText).join("\\n")`);
  }

  // Touches the visible link number `at` of those that `selector` names.
  async follows(selector, at = 0) {
    const place = await this.evaluate(`(() => {
      const links = [...document.querySelectorAll(${JSON.stringify(selector)})].filter((each) => each.checkVisibility());
      if (!links[${at}]) return null;
      links[${at}].scrollIntoView({block: 'center'});
      const box = links[${at}].getBoundingClientRect();
      return {x: box.x + box.width / 2, y: box.y + box.height / 2};
    })()`);
    if (!place) throw new Error(`no link ${at} of ${selector} on ${this.page.url()}`);
    const before = this.page.url();
    await this.page.mouse.click(place.x, place.y);
    const end = Date.now() + 5000;
    while (this.page.url() === before || !await this.evaluate('document.readyState === "complete"')) {
      if (Date.now() > end) throw new Error(`the link ${at} of ${selector} on ${before} led nowhere`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export const tests = (bench) => {
  const plan = (name) => readFileSync(join(bench.root, `content/scenarios/teacher/${name}.testplan`), 'utf8');

  async function reader({script = false, ...size} = {}) {
    const site = await bench.site();
    const person = await bench.person(bench.engines.chromium, size);
    await person.browser.page.setJavaScriptEnabled(script);
    return new Reader(person, site.url);
  }

  // Pages of every kind, in a language.
  function sample(ending) {
    const folder = join(bench.dist, 'read/teacher');
    const pages = readdirSync(folder).filter((name) => name.endsWith('.html') && name.includes('.en.') === (ending === '.en.html'));
    const passage = (name, sign) => {
      const html = readFileSync(join(folder, name), 'utf8');
      return html.split('<section id=').slice(1).find((each) => each.includes(sign))?.split('>')[0];
    };
    const first = (sign) => {
      const name = pages.find((each) => /^\d/.test(each) && passage(each, sign));
      return `read/teacher/${name}#${passage(name, sign)}`;
    };
    return [
      `read/index${ending}`, `read/leave${ending}`, `read/index${ending}#real`, `read/teacher/index${ending}`,
      `read/teacher/1${ending}#p1`, `read/teacher/1${ending}`, first('class=balance'), first('class=pay'), first('<figure>'),
      first('class=bill'), `read/teacher/moments${ending}`,
      ...pages.filter((name) => name.startsWith('debrief')).slice(0, 3).map((name) => `read/teacher/${name}`),
    ];
  }

  return [
    {
      name: 'without script one reads from the first page to the end of the teacher by links',
      async run() {
        const reading = await reader();
        await reading.opens('');
        await reading.follows('.read a');
        expect((await reading.text()).includes('我的理财老师'), 'the list names the drill');
        await reading.follows('.cards a');
        await reading.follows('.ways a');
        for (const option of optionsOf(plan('lost'))) {
          equal(await reading.evaluate(`${shown}.length`), 1, 'passages shown at once');
          expect((await reading.text()).includes('反诈演练'), 'the passage says that it is a drill');
          const offered = await reading.evaluate('[...document.querySelectorAll("main > :target > .ways a")].map((each) => each.innerText)');
          const at = offered.findIndex((each) => each.startsWith(option));
          expect(at >= 0, `${option} is among ${offered.join(' / ')}`);
          await reading.follows('main > :target > .ways a', at);
        }
        const end = await reading.text();
        for (const words of ['钱没了，还有三件事能做', '付出去', '一共少了']) expect(end.includes(words), `the end says ${words}`);
        await reading.follows('main > :target > .ways a');
        const debrief = await reading.text();
        for (const words of ['破绽在这里', '免费带学员', '马上打 110', '这件事，我能跟家里人说吗？', '拿不准，打 96110']) {
          expect(debrief.includes(words), `the debrief says ${words}`);
        }
        expect(await reading.evaluate('document.querySelectorAll("mark").length') > 5, 'the giveaways are marked');
        await reading.follows('a[href="moments.html"]');
        expect((await reading.text()).includes('全部破绽'), 'the page of all giveaways');
        expect((await reading.evaluate('document.title')).startsWith('反诈演练'), 'the title');
      },
    },
    {
      name: 'the language is switched at any passage, and real help opens and closes without a network',
      async run() {
        const reading = await reader();
        await reading.opens('read/teacher/1.html#p1');
        await reading.follows('main > :target > .ways a', 2);
        await reading.follows('main > :target > .other a');
        expect((await reading.text()).includes('Anti-fraud drill'), 'the same passage in English');
        const before = await reading.text();
        await reading.page.setOfflineMode(true);
        await reading.follows('aside a');
        const help = await reading.evaluate('document.body.innerText');
        for (const words of ['not a drill', '110', '96110']) expect(help.includes(words), `the help says ${words}`);
        expect(!help.includes('Anti-fraud drill'), 'nothing of the drill is seen beside it');
        equal(await reading.evaluate('document.querySelector("#real a[href^=tel]").href'), 'tel:110', 'the number');
        await reading.page.goBack({waitUntil: 'commit'}).catch(() => {});
        equal(await reading.text(), before, 'what is read after coming back');
      },
    },
    {
      name: 'axe finds nothing wrong with the reading version, light and dark, in both languages',
      async run() {
        const reading = await reader({script: true});
        const source = requireFromCache()('axe-core').source;
        let looked = 0;
        for (const scheme of ['light', 'dark']) {
          await reading.page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
          const english = scheme === 'light' || bench.long ? sample('.en.html') : [];
          for (const path of [...sample('.html'), ...english].slice(0, bench.quick ? 8 : undefined)) {
            await reading.opens(path);
            await reading.evaluate(source);
            const found = await reading.evaluate(`axe.run(document, {resultTypes: ['violations']})
                .then(({violations}) => violations.map(({id, nodes}) => id + ': ' + nodes[0].html))`);
            equal(found, [], `violations on ${path} (${scheme})`);
            ++looked;
          }
        }
        bench.figure(`axe: 0 violations on ${looked} looks at pages of the reading version`);
      },
    },
    {
      name: 'what is touched is at least 60 px high, and text of 200 % loses nothing',
      async run() {
        const reading = await reader();
        for (const size of [16, 32]) {
          await reading.devtools.send('Page.setFontSizes', {fontSizes: {standard: size, fixed: size}});
          for (const path of [...sample('.html'), ...sample('.en.html')]) {
            await reading.opens(path);
            equal(await reading.evaluate('getComputedStyle(document.documentElement).fontSize'), `${size * 1.25}px`, 'the text size');
            const small = await reading.evaluate(`[...document.querySelectorAll('a')].filter((each) => each.checkVisibility())
                .map((each) => [each.innerText, each.getBoundingClientRect()])
                .filter(([, box]) => box.height < 59.5 || box.width < 44).map(([text]) => text)`);
            equal(small, [], `what is too small on ${path} at ${size} px`);
            const cut = await reading.evaluate(`[...document.querySelectorAll('body *')].filter((each) => each.checkVisibility() &&
                !each.closest('svg, figure.face, .balance .tile') && (each.getBoundingClientRect().right > innerWidth + 1 ||
                each.getBoundingClientRect().left < -1)).map((each) => each.outerHTML.slice(0, 80))`);
            equal(cut, [], `what leaves the screen on ${path} at ${size} px`);
            expect(await reading.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${path} needs no scrolling sideways`);
          }
        }
      },
    },
    {
      name: 'on paper every passage stands with its number, and behind each option the number to go to',
      async run() {
        const reading = await reader({width: 700, height: 990});
        await reading.opens('read/teacher/1.html#p1');
        await reading.page.emulateMediaType('print');
        const [passages, numbers, help] = await reading.evaluate(`[${shown}.length,
            [...document.querySelectorAll('.part, .ways small')].filter((each) => each.checkVisibility()).length,
            document.querySelector('aside').checkVisibility()]`);
        expect(passages > 10 && numbers > passages * 2, `${passages} passages and ${numbers} numbers are printed`);
        expect(!help, 'what can only be touched is not printed');
        await reading.person.photographs(join(bench.root, 'build/screenshots'), 'reading-on-paper');
        const pdf = await reading.page.pdf({format: 'A4'});
        bench.figure(`the teacher's first page of the reading version as PDF: ${(pdf.length / 1024).toFixed(0)} KiB`);
      },
    },
    {
      name: 'pages of the reading version are photographed on a phone and on a wide screen',
      async run() {
        for (const [width, height] of [[360, 640], [1920, 1080]]) {
          const reading = await reader({width, height});
          for (const [at, path] of sample('.html').entries()) {
            if (at % 3 !== 0 && !bench.long) continue;
            await reading.opens(path);
            await reading.person.photographs(join(bench.root, 'build/screenshots'), `reading-${width}-${at}`);
          }
        }
      },
    },
    {
      name: 'where the app does not open, its page leads to the reading version of the linked drill',
      async run() {
        for (const [query, place] of [['', 'read/index.html'], ['?scenario=teacher', 'read/teacher/index.html'],
                                      ['?scenario=nowhere', 'read/index.html'], ['?scenario=%22%3E', 'read/index.html']]) {
          const reading = await reader({script: true});
          await reading.page.evaluateOnNewDocument('delete window.WebAssembly');
          await reading.opens(query);
          equal(await reading.evaluate('document.documentElement.dataset.firefly'), 'failed', 'what the page says of itself');
          await reading.follows('.read a');
          equal(reading.page.url(), reading.url + place, `where ${query} leads`);
          expect((await reading.text()).includes('反诈演练'), 'the page is there');
        }
      },
    },
    {
      name: 'after one visit the page of real help in the reading version needs no network',
      async run() {
        const site = await bench.site();
        const person = await bench.person(bench.engines.chromium);
        await person.opens(site.url);
        await person.waitsUntilKept();
        await person.browser.go(`${site.url}read/teacher/index.html`);
        await person.sees('the kept page', async () => Boolean(await caches.match(location.href)));
        await site.close();
        for (const path of ['read/index.html#real', 'read/index.en.html#real', 'read/teacher/index.html']) {
          await person.browser.go(site.url + path);
          const text = await person.browser.evaluate(() => document.body.innerText);
          expect(text.includes(path.endsWith('#real') ? '110' : '反诈演练'), `${path} is shown`);
          expect(await person.browser.evaluate(() => document.styleSheets.length === 1), `${path} has its style`);
        }
      },
    },
  ];
};
