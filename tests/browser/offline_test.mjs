// What was here once plays without a network, and a new version comes when there is one.

import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync} from 'node:zlib';

import {equal, expect} from './expect.mjs';
import {picksOf} from './person.mjs';
import {nameIn} from './site.mjs';

export const tests = (bench) => {
  const picks = picksOf(readFileSync(join(bench.root, 'content/scenarios/teacher/verified.testplan'), 'utf8'));

  async function visits(engine) {
    const site = await bench.site();
    const person = await bench.person(engine, {width: 480, height: 800});
    await person.opens(site.url);
    await person.waitsUntilKept();
    return {site, person};
  }

  const played = ['chromium', 'firefox', 'webkit'].map((engine) => ({
    name: `${bench.engines[engine].name}: after one visit a whole play needs no network`, slow: engine !== 'chromium',
    async run() {
      const {site, person} = await visits(bench.engines[engine]);
      await site.close();
      await person.opens(site.url);
      await person.startsDrill('teacher');
      await person.plays(picks);
      await person.seesScreen('Debrief');
    },
  }));

  return [
    ...played,
    {
      name: 'a new version is shown at the next visit, and takes the place of the old one when that is closed',
      async run() {
        const folder = join(bench.folder(), 'dist');
        cpSync(bench.dist, folder, {recursive: true});
        const site = await bench.site(folder);
        const person = await bench.person(bench.engines.chromium);
        await person.opens(site.url);
        await person.waitsUntilKept();
        // The page, its worker and a style of another name are new.
        const page = join(folder, 'index.html'), worker = join(folder, 'offline.js'), style = nameIn(folder, 'firefly.css');
        const newStyle = 'firefly.00000000000000aa.css';
        cpSync(join(folder, style), join(folder, newStyle));
        for (const file of [page, worker]) {
          writeFileSync(file, readFileSync(file, 'utf8').replaceAll(style, newStyle).replace(/firefly-[0-9a-f]{16}/, 'firefly-00000000000000bb'));
        }
        for (const file of ['index.html', 'offline.js']) {
          writeFileSync(join(folder, `${file}.br`), brotliCompressSync(readFileSync(join(folder, file))));
        }
        await person.opens(site.url);
        const styles = () => [...document.styleSheets].map(({href}) => href.split('/').pop());
        equal(await person.browser.evaluate(styles), [newStyle], 'the style of the second visit');
        await person.sees('the new version waits', async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting), 30_000);
        // The browser puts the new version in its place once no page of the old one is open and its worker rests: a page
        // that is opened again at once may still come from the old one, and the next visit will not.
        const onlyNew = async () => (await caches.keys()).join() === 'firefly-00000000000000bb';
        for (let visit = 0, settled = false; !settled; ++visit) {
          if (visit === 10) throw new Error('ten visits did not bring the new version alone');
          await person.browser.go('about:blank');
          await new Promise((resolve) => setTimeout(resolve, 1000));
          await person.opens(site.url);
          settled = await person.sees('only the new version is left', onlyNew, 3_000).then(() => true, () => false);
        }
        await site.close();
        await person.opens(site.url);
        equal(await person.browser.evaluate(styles), [newStyle], 'the style without a network');
      },
    },
    {
      name: 'what is kept is the page and its own files, and nothing about a person',
      async run() {
        const {site, person} = await visits(bench.engines.chromium);
        await person.startsDrill('teacher');
        await person.plays(picks);
        const kept = await person.browser.evaluate(async () => {
          const cache = await caches.open((await caches.keys())[0]);
          return (await cache.keys()).map(({url}) => new URL(url).pathname);
        });
        for (const path of kept) {
          const answer = await fetch(new URL(path, site.url));
          expect(answer.ok, `${path} is a file of the app`);
        }
        expect(!kept.some((path) => path.includes('v1')), 'no batch is kept');
      },
    },
  ];
};
