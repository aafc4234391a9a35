// The page around the canvas: what it says while it loads, where it cannot run, and when the graphics go away.

import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';

// How many different colours the screen shows, as the browser itself reads them from its screenshot.
async function differentColours(person) {
  const picture = await person.browser.page.screenshot({encoding: 'base64'});
  return person.browser.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const copy = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const context = copy.getContext('2d');
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
  }, picture);
}

const withoutWebGL = (versions) => `
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function(kind, ...rest) {
    return ${JSON.stringify(versions)}.includes(kind) ? null : original.call(this, kind, ...rest);
  };`;

// A system that has no other font than these Latin ones.
function withoutChineseFonts(bench) {
  const folder = bench.folder();
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
  return {FONTCONFIG_FILE: file};
}

const isFont = (path) => /^\/firefly-hanzi\..*otf$/.test(path);

// Opens the page and gives the paths that it asked for.
async function pathsAskedFor(person, url) {
  await person.opens(url);
  return person.browser.evaluate(() => performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname));
}

export const tests = (bench) => [
  {
    name: 'the page is called 反诈演练, shows 演练, and asks for nothing outside its own server',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      const foreign = [];
      person.browser.page.on('request', (request) => {
        if (!request.url().startsWith(site.url) && !request.url().startsWith('data:')) foreign.push(request.url());
      });
      const complaints = [];
      person.browser.page.on('console', (message) => {
        if (['error', 'warn'].includes(message.type()) && !/GL Driver Message/.test(message.text())) complaints.push(message.text());
      });
      person.browser.page.on('pageerror', (error) => complaints.push(String(error)));
      await person.opens(site.url);
      expect((await person.browser.evaluate(() => document.title)).startsWith('反诈演练'), 'the title begins with 反诈演练');
      expect((await person.text()).includes('演练'), '演练 is on the screen');
      equal(foreign, [], 'requests to other servers');
      equal(complaints, [], 'complaints in the console, such as those about the content security policy');
    },
  },
  {
    name: 'without JavaScript the page still says what it is and names 110 and 96110',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.setJavaScriptEnabled(false);
      await person.browser.page.goto(site.url);
      const text = await person.browser.devtools.send('Runtime.evaluate', {expression: 'document.body.innerText'})
          .then(({result}) => result.value);
      for (const word of ['反诈演练', '110', '96110', 'JavaScript']) expect(text.includes(word), `the page says ${word}`);
    },
  },
  {
    name: 'without WebGL 2 the app runs on WebGL 1',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.evaluateOnNewDocument(withoutWebGL(['webgl2']));
      await person.opens(site.url);
      expect(await differentColours(person) > 20, 'there is a picture on the canvas');
    },
  },
  {
    name: 'without any WebGL the page says failed, in words that can be read, with 110 and 96110',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.evaluateOnNewDocument(withoutWebGL(['webgl', 'webgl2', 'experimental-webgl']));
      await person.browser.go(site.url);
      await person.sees('the word failed', () => document.documentElement.dataset.firefly === 'failed', 20_000);
      const text = await person.browser.evaluate(() => document.body.innerText);
      for (const word of ['打不开', '110', '96110']) expect(text.includes(word), `the page says ${word}`);
    },
  },
  {
    name: 'where the wasm does not come the page says failed',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.setRequestInterception(true);
      person.browser.page.on('request', (request) => request.url().endsWith('.wasm') ? request.abort() : request.continue());
      await person.browser.go(site.url);
      await person.sees('the word failed', () => document.documentElement.dataset.firefly === 'failed', 20_000);
    },
  },
  {
    name: 'graphics that went away come back with the whole picture',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      const before = await differentColours(person);
      expect(before > 20, 'there is a picture on the canvas');
      for (let loss = 0; loss < (bench.long ? 100 : 3); ++loss) {
        await person.browser.evaluate(() => new Promise((resolve) => {
          const canvas = document.getElementById('canvas');
          const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
          const switchOff = context.getExtension('WEBGL_lose_context');
          canvas.addEventListener('webglcontextrestored', () => setTimeout(resolve, 50), {once: true});
          switchOff.loseContext();
          setTimeout(() => switchOff.restoreContext(), 50);
        }));
      }
      const after = await differentColours(person);
      expect(after > before / 2, `the picture is back: ${after} colours of ${before}`);
      await person.touches('Start');
    },
  },
  {
    name: 'the font of the app itself draws the whole app, where it is asked for',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      const asked = await pathsAskedFor(person, `${site.url}?fonts=pack`);
      expect(asked.some(isFont), 'the font was fetched');
      expect(await differentColours(person) > 20, 'there is a picture on the canvas');
    },
  },
  ...['chromium', 'firefox'].map((engine) => ({
    name: `${bench.engines[engine].name}: a system without Chinese fonts gets the font of the app, one with them does not`,
    slow: engine !== 'chromium',
    async run() {
      const site = await bench.site();
      const rich = await bench.person(bench.engines[engine]);
      expect(!(await pathsAskedFor(rich, site.url)).some(isFont), 'the system has its own');
      const poor = await bench.person(bench.engines[engine], {environment: withoutChineseFonts(bench)});
      expect((await pathsAskedFor(poor, site.url)).some(isFont), 'the font was fetched');
      await poor.photographs(join(bench.root, 'build/screenshots'), `without-chinese-fonts-${engine}`);
    },
  })),
  {
    name: 'another language changes every word, the lang of page and mirror, and the title',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(`${site.url}?locale=zh-Hans`);
      const languages = () => person.browser.evaluate(() => [document.documentElement.lang, document.querySelector('#mirror').lang]);
      equal(await languages(), ['zh-Hans', 'zh-Hans'], 'the languages at first');
      await person.touches('ShowLanguages');
      await person.touches('ChooseLanguage', 1);
      await person.sees('English', () => document.querySelector('#mirror').lang === 'en');
      equal(await languages(), ['en', 'en'], 'the languages after the choice');
      expect(/drill/i.test(await person.text()), 'the drill says that it is one, in English');
    },
  },
  {
    name: 'a turned phone is laid out anew, and what the mirror says is on the screen',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      for (const [width, height] of [[640, 360], [360, 640], [1920, 1080]]) {
        await person.browser.resize({width, height});
        await person.sees('a new place', (w, h) => {
          const help = document.querySelector('#mirror [data-intent=Help]').getBoundingClientRect();
          return help.width > 0 && help.right <= w + 1 && help.bottom <= h + 1 && help.bottom > h - 120;
        }, 5000, width, height);
      }
    },
  },
  {
    name: 'the colours are those that the reader asked the system for, unless the address names others',
    async run() {
      const site = await bench.site();
      const colourOf = async (features, scheme = '') => {
        const person = await bench.person(bench.engines.chromium);
        const {page} = person.browser;
        await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}, ...features]);
        await person.opens(`${site.url}?scheme=${scheme}`);
        await person.touches('Help');
        await person.seesScreen('Help');
        await new Promise((resolve) => setTimeout(resolve, 300));
        // A picture of the paper, one pixel wide and high.
        return page.screenshot({encoding: 'base64', clip: {x: 3, y: 300, width: 1, height: 1}});
      };
      const dark = [{name: 'prefers-color-scheme', value: 'dark'}];
      const [light, night, named, sunlight] = [
        await colourOf([]), await colourOf(dark), await colourOf(dark, 'light'), await colourOf(dark, 'sunlight'),
      ];
      equal(named, light, 'the address has the last word');
      equal(new Set([light, night, sunlight]).size, 3, 'how many kinds of paper there are');
    },
  },
  {
    name: 'an interrupted play is offered again after a reload',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      await person.startsDrill('teacher');
      await person.plays([0]).catch((error) => expect(/no pick left/.test(error.message), error.message));
      await new Promise((resolve) => setTimeout(resolve, 500));
      await person.opens(site.url);
      await person.touches('Open');
      await person.touches('Resume');
      await person.seesPlay();
    },
  },
];
