// What a person does with the app, in words, by the mirror's real elements: the same in every browser.

import {mkdirSync} from 'node:fs';
import {join} from 'node:path';

// The screens on which a story goes on, by its channels.
const playScreens = ['Chat', 'Page', 'Call', 'Messages', 'Web', 'Face'];
const isPlay = (screen) => playScreens.includes(screen);

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Person {
  constructor(browser) {
    this.browser = browser;
  }

  // Opens the page and waits until its first screen takes input.
  async opens(url, {within = 30_000} = {}) {
    await this.browser.go(url);
    await this.sees('the first screen', () => document.documentElement.dataset.firefly !== 'loading', within);
    const state = await this.browser.evaluate(() => document.documentElement.dataset.firefly);
    if (state !== 'ready') throw new Error(`the page says "${state}" instead of "ready"`);
    await this.sees('a mirrored screen', () => Boolean(document.querySelector('#mirror')?.dataset.screen), within);
  }

  screen() {
    return this.browser.evaluate(() => document.querySelector('#mirror').dataset.screen);
  }

  // Waits until `holds` (a function for the page) is true there.
  async sees(what, holds, within = 10_000, ...values) {
    const end = Date.now() + within;
    while (!await this.browser.evaluate(holds, ...values)) {
      if (Date.now() > end) throw new Error(`${what} did not come within ${within} ms (on ${await this.screen()})`);
      await pause(15);
    }
  }

  // Until the browser holds everything that this version of the app is made of.
  waitsUntilKept() {
    return this.sees('the kept app', async () => {
      const registration = await navigator.serviceWorker?.getRegistration();
      if (registration?.active?.state !== 'activated') return false;
      const names = (await caches.keys()).filter((name) => name.startsWith('firefly-'));
      if (names.length !== 1) return false;
      const kept = (await (await caches.open(names[0])).keys()).map(({url}) => url);
      return kept.some((url) => /\/teacher\./.test(url)) && kept.some((url) => /\/messages\.en\./.test(url));
    }, 30_000);
  }

  seesScreen(name, within) {
    return this.sees(`the screen ${name}`, (wanted) => document.querySelector('#mirror').dataset.screen === wanted,
                     within, name);
  }

  seesPlay(within) {
    return this.sees('a play', (wanted) => wanted.includes(document.querySelector('#mirror').dataset.screen), within, playScreens);
  }

  // All that can be touched now: {intent, argument, text}.
  choices() {
    return this.browser.evaluate(() => [...document.querySelectorAll('#mirror [data-intent]')].map((element) => ({
      intent: element.dataset.intent, argument: Number(element.dataset.argument), text: element.textContent.trim(),
    })));
  }

  // Touches what has this intent and, where given, argument; waits for it to be there first.
  async touches(intent, argument, within = 10_000) {
    const selector = `#mirror [data-intent="${intent}"]` + (argument === undefined ? '' : `[data-argument="${argument}"]`);
    await this.sees(`${intent} ${argument ?? ''}`, (wanted) => Boolean(document.querySelector(wanted)), within, selector);
    await this.browser.evaluate((wanted) => document.querySelector(wanted).click(), selector);
    // The answer is drawn with the next frame.
    await this.browser.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  }

  text() {
    return this.browser.evaluate(() => document.querySelector('#mirror').textContent);
  }

  // The screen as it is, as a picture called `name`, once nothing moves any more.
  async photographs(folder, name) {
    mkdirSync(folder, {recursive: true});
    await pause(400);
    await this.browser.screenshot(join(folder, `${name}.png`));
  }

  // From the first screen to the first message of the scenario called `name`.
  async startsDrill(name) {
    const catalogue = await this.browser.evaluate(() => fetch('content/catalogue.txt').then((answer) => answer.text()));
    const scenario = catalogue.trim().split('\n').indexOf(name);
    if (scenario < 0) throw new Error(`the catalogue has no ${name}`);
    for (let step = 0; step < 12; ++step) {
      const screen = await this.screen();
      if (isPlay(screen)) return;
      const before = JSON.stringify([screen, await this.choices()]);
      if (screen === 'Attract') await this.touches('Start');
      else if (screen === 'Catalogue') await this.touches('Open', scenario);
      else if (screen === 'Cover') await this.touches('Play');
      else if (screen === 'Language') await this.touches('ChooseLanguage', 0);
      else throw new Error(`no way to a drill from ${screen}`);
      await this.sees('the next screen', (old) => {
        const mirror = document.querySelector('#mirror');
        const choices = [...mirror.querySelectorAll('[data-intent]')].map((element) => ({
          intent: element.dataset.intent, argument: Number(element.dataset.argument), text: element.textContent.trim(),
        }));
        return JSON.stringify([mirror.dataset.screen, choices]) !== old;
      }, 10_000, before);
    }
    throw new Error('twelve steps did not lead to a drill');
  }

  // Plays on: at each decision the next of `picks` (from 0), Continue otherwise, until a screen that is no play.
  // `looks` is called with a name wherever something new is to be seen.
  async plays(picks, looks = async () => {}) {
    const left = [...picks];
    const seen = new Set();
    for (let step = 0; step < 600; ++step) {
      const screen = await this.screen();
      if (!isPlay(screen)) {
        if (left.length > 0) throw new Error(`the play was over with ${left.length} picks left (on ${screen})`);
        return;
      }
      const choices = await this.choices();
      const options = choices.filter(({intent}) => intent === 'Choose');
      if (options.length > 0) {
        const kind = `${screen}-choose`;
        if (!seen.has(kind)) await looks(kind);
        seen.add(kind);
        if (left.length === 0) throw new Error(`no pick left for: ${options.map(({text}) => text).join(' / ')}`);
        await this.touches('Choose', left.shift());
      } else {
        if (!seen.has(screen) && step > 2) {
          seen.add(screen);
          await looks(screen);
        }
        // Messages also come by themselves: by now there may be something to choose instead.
        const continued = await this.browser.evaluate(() => {
          const button = document.querySelector('#mirror [data-intent=Continue]');
          button?.click();
          return Boolean(button) || Boolean(document.querySelector('#mirror [data-intent=Choose]'));
        });
        if (!continued) await this.touches('Continue', undefined, 5_000);
      }
    }
    throw new Error('600 steps did not end the play');
  }
}

// The picks of a .testplan's first run from the start: its `select:` lines, counted from 0.
export function picksOf(plan) {
  const run = plan.split(/^---$/m).find((each) => !/^node:/m.test(each));
  return [...run.matchAll(/^\s*select:\s*(\d+)/gm)].map(([, number]) => Number(number) - 1);
}
