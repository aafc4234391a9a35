// The page itself, before the app is there: its first choices, and what a station file makes of it.

import {cpSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';

// The app is kept back until `release` is called.
function holdBack() {
  let release;
  const free = new Promise((resolve) => { release = resolve; });
  return {release, held: (path) => /\.wasm$/.test(path) ? free : Promise.resolve()};
}

const click = (person, id) => person.browser.evaluate((wanted) => document.getElementById(wanted).click(), id);

export const tests = (bench) => [
  {
    name: 'the page takes the first choices while the app is on its way, and the app begins with them',
    async run() {
      const {held, release} = holdBack();
      const site = await bench.site(bench.dist, held);
      for (const [label, width, height] of [['360x640', 360, 640], ['1920x1080', 1920, 1080]]) {
        const person = await bench.person(bench.engines.chromium, {width, height});
        await person.browser.go(site.url);
        await person.sees('the first choices', () => document.getElementById('choices')?.hidden === false);
        await person.photographs(join(bench.root, 'build/screenshots'), `first-${label}`);
        await click(person, 'language');
        await click(person, 'size');
        await person.photographs(join(bench.root, 'build/screenshots'), `first-chosen-${label}`);
        await click(person, 'begin');
        equal(await person.browser.evaluate(() => document.documentElement.dataset.firefly), 'loading', 'the app is not there');
        if (label === '1920x1080') {
          release();
          await person.seesScreen('Catalogue', 30_000);
          equal(await person.browser.evaluate(() => document.querySelector('#mirror').lang), 'en', 'the language');
          expect((await person.choices()).some(({intent}) => intent === 'SmallerText'), 'the text is large');
        }
      }
    },
  },
  {
    name: 'the page takes its first input in large text zoomed to twice its size, nothing cut off',
    async run() {
      const {held} = holdBack();
      const site = await bench.site(bench.dist, held);
      const person = await bench.person(bench.engines.chromium);
      await person.browser.go(site.url);
      await person.sees('the first choices', () => document.getElementById('choices')?.hidden === false);
      await person.browser.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      const wide = await person.browser.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(!wide, 'nothing stands beside the screen');
      await person.photographs(join(bench.root, 'build/screenshots'), 'first-zoomed');
    },
  },
  {
    name: 'a station file gives the page its title, the cover its issuer, and the address its check words',
    async run() {
      const folder = join(bench.folder(), 'dist');
      cpSync(bench.dist, folder, {recursive: true});
      writeFileSync(join(folder, 'station.json'), JSON.stringify({
        issuer: '枇杷街派出所', icp_number: '演ICP备00000000号', base_url: 'HTTPS://FANZHA.EXAMPLE.CN/', tonight: ['teacher']}));
      const site = await bench.site(folder);
      const person = await bench.person(bench.engines.chromium);
      await person.opens(`${site.url}?scenario=teacher`);
      await person.sees('the issuer', () => document.querySelector('#mirror').textContent.includes('枇杷街派出所'));
      equal(await person.browser.evaluate(() => document.title), '反诈演练|枇杷街派出所', 'the title');
    },
  },
  {
    name: 'the address in a stall\'s QR code leads to the page with the stall\'s check words',
    async run() {
      const stall = await bench.stall();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(`${stall.url}7K`);
      await person.seesScreen('Attract');
      expect(/暗号/.test(await person.text()), 'the check words are there');
      await person.opens(stall.url);
      expect(!/暗号/.test(await person.text()), 'and nowhere else');
    },
  },
  {
    name: 'a device stays a stall once its address made it one, and is a phone again when told so',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      const isStall = async () => {
        await person.touches('Help');
        await person.seesScreen('Help');
        return !(await person.choices()).some(({intent}) => intent === 'Dial');
      };
      await person.opens(`${site.url}?mode=stall`);
      expect(await isStall(), 'it is a stall');
      await person.opens(site.url);
      expect(await isStall(), 'it stays one');
      await person.opens(`${site.url}?mode=phone`);
      await person.opens(site.url);
      expect(!await isStall(), 'it is a phone again');
    },
  },
  {
    name: 'a stall that is left alone asks, and then begins anew', slow: true,
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(`${site.url}?mode=stall`);
      await person.touches('Start');
      await person.seesScreen('Catalogue');
      await person.seesScreen('Idle', 75_000);
      await person.photographs(join(bench.root, 'build/screenshots'), 'idle');
      await person.seesScreen('Attract', 30_000);
    },
  },
];
