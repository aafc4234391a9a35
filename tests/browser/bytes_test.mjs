// What is sent before the first screen takes input, and how long that takes on a cheap phone.

import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync} from 'node:zlib';

import {expect} from './expect.mjs';

const budgetKiB = 400;

// Notes when the first screen took input, in the page's own time.
const noteReady = () => {
  new MutationObserver(() => {
    if (document.documentElement.dataset.firefly === 'ready') window.readyAt ??= performance.now();
  }).observe(document, {attributes: true, subtree: true, attributeFilter: ['data-firefly']});
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

export const tests = (bench) => [
  {
    name: `at most ${budgetKiB} KiB are requested before the first screen takes input`,
    async run() {
      const site = await bench.site();
      for (const locale of ['zh-Hans', 'en']) {
        const person = await bench.person(bench.engines.chromium);
        await person.browser.page.evaluateOnNewDocument(noteReady);
        await person.opens(`${site.url}?locale=${locale}`);
        const paths = await person.browser.evaluate(() => ['/index.html', ...performance.getEntriesByType('resource')
            .filter(({startTime}) => startTime <= window.readyAt).map(({name}) => new URL(name).pathname)]);
        let total = 0;
        for (const path of new Set(paths)) {
          const file = join(bench.dist, path);
          const bytes = existsSync(`${file}.br`) ? statSync(`${file}.br`).size : brotliCompressSync(readFileSync(file)).length;
          total += bytes;
          bench.figure(`before the first screen (${locale}): ${path} ${(bytes / 1024).toFixed(1)} KiB brotli`);
        }
        bench.figure(`before the first screen (${locale}): ${(total / 1024).toFixed(1)} KiB brotli in all`);
        expect(total > 50 * 1024, 'the module is among the requests');
        expect(total <= budgetKiB * 1024, `${(total / 1024).toFixed(1)} KiB are more than ${budgetKiB}`);
      }
    },
  },
  {
    name: 'the first screen takes input in a bearable time on a cheap phone with a poor line', slow: true,
    async run() {
      const site = await bench.site();
      const times = [];
      for (let run = 0; run < (bench.long ? 5 : 3); ++run) {
        const person = await bench.person(bench.engines.chromium, {scale: 2});
        const {devtools, page} = person.browser;
        await page.evaluateOnNewDocument(noteReady);
        await devtools.send('Network.enable');
        await devtools.send('Network.setCacheDisabled', {cacheDisabled: true});
        await devtools.send('Network.emulateNetworkConditions',
                            {offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8});
        await devtools.send('Emulation.setCPUThrottlingRate', {rate: 4});
        await person.opens(site.url, {within: 60_000});
        times.push(await person.browser.evaluate(() => window.readyAt));
        await person.browser.close();
      }
      bench.figure(`first screen at 4x CPU slowdown, 1.6 Mbit/s, 150 ms: median ${(median(times) / 1000).toFixed(2)} s of ` +
                   times.map((time) => (time / 1000).toFixed(2)).join(', '));
      expect(median(times) < 10_000, `the median is ${median(times)} ms`);
    },
  },
];
