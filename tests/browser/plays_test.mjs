// The whole app, played to its ends by the mirror's real elements.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {expect} from './expect.mjs';
import {picksOf} from './person.mjs';

export const tests = (bench) => {
  const scenario = join(bench.root, 'content/scenarios/teacher');
  const endings = readdirSync(scenario).filter((file) => file.endsWith('.testplan')).map((file) => file.replace('.testplan', ''));
  const picksTo = (ending) => picksOf(readFileSync(join(scenario, `${ending}.testplan`), 'utf8'));
  const pictures = join(bench.root, 'build/screenshots');

  // From the debrief to the thank-you.
  async function readsOn(person, looks = async () => {}) {
    for (let page = 0; await person.screen() === 'Debrief' && page < 10; ++page) {
      await looks(`Debrief-${page + 1}`);
      const next = (await person.choices()).find(({intent}) => intent === 'Continue' || intent === 'Finish');
      expect(next, 'the debrief leads on');
      const before = await person.text();
      await person.touches(next.intent);
      await person.sees('the next page', (old) => document.querySelector('#mirror').textContent !== old, 10_000, before);
    }
    await person.seesScreen('Thanks');
  }

  async function playsTo(ending, engine, {looks, ...options} = {}) {
    const site = await bench.site();
    const person = await bench.person(engine, options);
    await person.opens(`${site.url}?locale=${options.locale ?? 'zh-Hans'}`);
    await person.startsDrill('teacher');
    await person.plays(picksTo(ending), looks && ((name) => looks(person, name)));
    await person.seesScreen('Debrief');
    await readsOn(person, looks && ((name) => looks(person, name)));
    await looks?.(person, 'Thanks');
  }

  const list = endings.map((ending) => ({
    name: `Chromium plays the teacher to the ending ${ending}`,
    run: () => playsTo(ending, bench.engines.chromium),
  }));
  list.push({name: 'Firefox plays the teacher to an ending', slow: true, run: () => playsTo('lost', bench.engines.firefox)});
  list.push({
    name: 'WebKit plays the teacher to an ending', slow: true,
    run: () => playsTo('verified', bench.engines.webkit, {width: 480, height: 800}),
  });

  // Every screen in both sizes and both languages, to be looked at.
  for (const [width, height] of [[360, 640], [1920, 1080]]) {
    for (const locale of ['zh-Hans', 'en']) {
      const folder = join(pictures, `${width}x${height}-${locale}`);
      list.push({
        name: `every screen is photographed at ${width}x${height} in ${locale}`, slow: true,
        async run() {
          const site = await bench.site();
          const person = await bench.person(bench.engines.chromium, {width, height, scale: width < 500 ? 2 : 1});
          // Without motion there is less to draw, and every picture shows a screen at rest.
          await person.browser.page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
          let count = 0;
          const looks = (name) => person.photographs(folder, `${String(++count).padStart(2, '0')}-${name}`);
          await person.opens(`${site.url}?locale=${locale}`);
          await new Promise((resolve) => setTimeout(resolve, 2500));
          await looks('Attract');
          await person.touches('Help');
          await person.seesScreen('Help');
          await looks('Help');
          await person.touches('Back');
          await person.touches('ShowLanguages');
          await person.seesScreen('Language');
          await looks('Language');
          await person.touches('Back');
          await person.touches('ShowAbout');
          await person.seesScreen('About');
          await looks('About');
          await person.touches('Back');
          await person.touches('Start');
          await person.seesScreen('Catalogue');
          await person.sees('the cards', () => document.querySelector('#mirror [data-intent=Open]'));
          await looks('Catalogue');
          await person.touches('Open', 0);
          await person.seesScreen('Cover');
          await looks('Cover');
          await person.startsDrill('teacher');
          await person.plays(picksTo(width < 500 ? 'lost' : 'small_win'), looks);
          await readsOn(person, looks);
          await looks('Thanks');
          await person.touches('LargerText');
          await looks('Thanks-large');
          await person.touches('Again');
          await person.plays([], looks).catch((error) => expect(/no pick left/.test(error.message), error.message));
          await looks('Chat-large');
          await person.touches('Leave');
          await person.seesScreen('Leave');
          await looks('Leave-large');
        },
      });
    }
  }
  return list;
};
