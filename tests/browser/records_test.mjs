// What a play leaves behind: once it is acknowledged it is never lost, and it is counted once.

import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';
import {picksOf} from './person.mjs';

// Counts the records that were acknowledged as durable, and tells localStorage of each, the control.
const countAcknowledged = () => {
  window.acknowledged = 0;
  const page = window.Module.firefly, append = page.append;
  page.append = (bytes) => append(bytes).then((answer) => {
    localStorage.setItem(String(Number(localStorage.length)), 'acknowledged');
    ++window.acknowledged;
    return answer;
  });
};

export const tests = (bench) => {
  const picks = picksOf(readFileSync(join(bench.root, 'content/scenarios/teacher/refused_early.testplan'), 'utf8'));
  const plays = (store) => JSON.parse(execFileSync(bench.collector, ['report', '--store', `sqlite:${store}`, '--format', 'json'])).plays;

  async function playsOnce(person, url) {
    await person.opens(url);
    await person.browser.evaluate(countAcknowledged);
    await person.startsDrill('teacher');
    await person.plays(picks);
    await person.sees('the acknowledgement', () => window.acknowledged === 1);
  }
  const arrive = async (stall, count) => {
    const end = Date.now() + 60_000;
    while (plays(stall.store) < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 200));
  };

  return [
    {
      name: 'an acknowledged play survives SIGKILL of the browser and arrives once; localStorage, the control, loses it',
      async run() {
        const kills = bench.long ? 200 : 3;
        const stall = await bench.stall();
        const profile = bench.folder();
        let lostByControl = 0;
        for (let kill = 0; kill < kills; ++kill) {
          const person = await bench.person(bench.engines.chromium, {profile});
          await person.opens(stall.url);
          const known = await person.browser.evaluate(() => localStorage.length);
          await playsOnce(person, stall.url);
          await person.browser.kill();
          const after = await bench.person(bench.engines.chromium, {profile});
          await after.opens(stall.url);
          if (await after.browser.evaluate(() => localStorage.length) <= known) ++lostByControl;
          await after.browser.close();
        }
        const last = await bench.person(bench.engines.chromium, {profile});
        await last.opens(stall.url);
        await arrive(stall, kills);
        bench.figure(`plays: ${kills} kills after an acknowledged play, ${plays(stall.store)} records arrived; ` +
                     `localStorage lost ${lostByControl}`);
        equal(plays(stall.store), kills, 'records in the collector');
        expect(lostByControl > 0, 'the control must lose, or these kills show nothing');
      },
    },
    {
      name: 'an acknowledged play survives a reload, and an absent collector is no error',
      async run() {
        const site = await bench.site();
        const person = await bench.person(bench.engines.chromium);
        const troubles = [];
        person.browser.page.on('pageerror', (error) => troubles.push(String(error)));
        await playsOnce(person, site.url);
        await person.browser.reload();
        await person.sees('the first screen', () => document.documentElement.dataset.firefly === 'ready');
        const rows = await person.browser.evaluate(() => window.Module.firefly.append && new Promise((resolve, reject) => {
          const opening = indexedDB.open('firefly-journal');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('rows').objectStore('rows').count();
            counting.onsuccess = () => resolve(counting.result);
          };
        }));
        expect(rows >= 1, `${rows} rows in the journal`);
        equal(troubles, [], 'errors of the page');
      },
    },
    {
      name: 'one batch sent twice leaves one row',
      async run() {
        const stall = await bench.stall();
        const batch = readFileSync(join(bench.root, 'tests/corpus/batch/play_v1.cbor'));
        const send = () => fetch(`${stall.url}v1/batch`, {method: 'POST', headers: {'Content-Type': 'application/cbor'}, body: batch});
        const first = await send(), count = plays(stall.store), second = await send();
        equal([first.status, second.status], [200, 200], 'answers');
        expect(count > 0, 'the batch has records');
        equal(plays(stall.store), count, 'rows after the second time');
      },
    },
  ];
};
