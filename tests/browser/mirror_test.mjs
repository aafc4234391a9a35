// The mirror: the same screen in real elements.

import {equal, expect} from './expect.mjs';
import {requireFromCache} from './install.mjs';

export const tests = (bench) => [
  {
    name: 'a mouse on the canvas reaches what the mirror says is there',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      await new Promise((resolve) => setTimeout(resolve, 500));  // new things do not answer a finger at once
      const box = await person.browser.evaluate(() => {
        const {x, y, width, height} = document.querySelector('#mirror [data-intent=Start]').getBoundingClientRect();
        return {x: x + width / 2, y: y + height / 2, hit: document.elementFromPoint(x + width / 2, y + height / 2).id};
      });
      equal(box.hit, 'canvas', 'what a finger touches');
      await person.browser.page.mouse.click(box.x, box.y);
      await person.seesScreen('Catalogue');
    },
  },
  {
    name: 'a finger on the canvas reaches it too, and drags what is longer than the screen',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium, {touch: true, scale: 3});
      await person.opens(site.url);
      const placeOf = (selector) => person.browser.evaluate((wanted) => {
        const {x, y, width, height} = document.querySelector(wanted).getBoundingClientRect();
        return {x: x + width / 2, y: y + height / 2};
      }, selector);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const about = await placeOf('#mirror [data-intent=ShowAbout]');
      await person.browser.page.touchscreen.tap(about.x, about.y);
      await person.seesScreen('About');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = await placeOf('#mirror main h2');
      const finger = person.browser.page.touchscreen;
      await finger.touchStart(180, 450);
      for (let y = 440; y >= 250; y -= 10) await finger.touchMove(180, y);
      await finger.touchEnd();
      await person.sees('the text moved up', (y) => {
        const box = document.querySelector('#mirror main h2').getBoundingClientRect();
        return box.y + box.height / 2 < y - 100;
      }, 5000, before.y);
    },
  },
  {
    name: 'keys alone lead to a drill and through its first decision',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      const keyboard = person.browser.page.keyboard;
      const tabTo = async (intent) => {
        for (let step = 0; step < 30; ++step) {
          await keyboard.press('Tab');
          if (await person.browser.evaluate((wanted) => document.activeElement?.dataset.intent === wanted, intent)) return;
        }
        throw new Error(`Tab does not reach ${intent}`);
      };
      for (const [intent, screen] of [['Start', 'Catalogue'], ['Open', 'Cover'], ['Play', '']]) {
        await person.sees(intent, (wanted) => document.querySelector(`#mirror [data-intent=${wanted}]`), 10_000, intent);
        await tabTo(intent);
        await keyboard.press('Enter');
        await (screen ? person.seesScreen(screen) : person.seesPlay());
      }
      for (let step = 0; step < 60; ++step) {
        const options = (await person.choices()).filter(({intent}) => intent === 'Choose');
        if (options.length > 0) break;
        await tabTo('Continue');
        await keyboard.press('Enter');
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      await tabTo('Choose');
      await keyboard.press('Enter');
      await person.sees('the answer', () => !document.querySelector('#mirror [data-intent=Choose]'));
      expect(await person.browser.evaluate(() => document.activeElement !== document.body), 'the focus is still somewhere');
    },
  },
  {
    name: 'each message of a chat is added to the log once, and stays the same element',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      await person.startsDrill('teacher');
      await person.browser.evaluate(() => {
        const log = document.querySelector('#mirror [role=log]');
        window.added = [];
        for (const element of log.children) window.added.push(element.id);
        new MutationObserver((changes) => {
          for (const change of changes) for (const node of change.addedNodes) if (node.id) window.added.push(node.id);
        }).observe(log, {childList: true});
      });
      await person.plays([]).catch((error) => expect(/no pick left/.test(error.message), error.message));
      const added = await person.browser.evaluate(() => window.added.filter((id) => !id.includes('typing')));
      expect(added.length > 3, `messages came (${added.length})`);
      equal(added.length, new Set(added).size, 'messages that were added once');
    },
  },
  {
    name: 'axe finds nothing wrong with the mirror of the first screens',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      const source = requireFromCache()('axe-core').source;
      const look = async () => {
        // Over the debugging protocol, which the page's policy does not bind.
        await person.browser.devtools.send('Runtime.evaluate', {expression: source});
        const found = await person.browser.evaluate(() => window.axe.run(document, {resultTypes: ['violations']})
            .then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`)));
        equal(found, [], `violations on ${await person.screen()}`);
      };
      await look();
      await person.touches('Help');
      await look();
      await person.touches('Back');
      await person.touches('Start');
      await person.sees('a card', () => document.querySelector('#mirror [data-intent=Open]'));
      await look();
      await person.touches('Open', 0);
      await look();
      await person.touches('Play');
      await person.seesPlay();
      await look();
    },
  },
  {
    name: 'the fixed control for real help is on every screen of a play, and comes back to where it was',
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.opens(site.url);
      const visit = async () => {
        const screen = await person.screen();
        const before = await person.browser.evaluate(() => document.querySelectorAll('#mirror [role=log] > *').length);
        await person.touches('Help');
        await person.seesScreen('Help');
        const text = await person.text();
        for (const word of ['110', '96110']) expect(text.includes(word), `the page for real help says ${word}`);
        await person.touches('Back');
        await person.seesScreen(screen);
        const after = await person.browser.evaluate(() => document.querySelectorAll('#mirror [role=log] > *').length);
        expect(after >= before, 'nothing of the play is lost');
      };
      await visit();
      await person.touches('Start');
      await visit();
      await person.touches('Open', 0);
      await visit();
      await person.touches('Play');
      await person.seesPlay();
      await visit();
    },
  },
];
