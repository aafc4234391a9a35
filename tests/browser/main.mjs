// Runs the browser tests: tests/browser/run [--quick] [--only WORD] [--dist FOLDER]
//   --quick   Chromium only, and no figures that take minutes
//   --only    tests whose name contains WORD
//   --dist    the web app to test (build/web/dist)
// FIREFLY_LONG=1 runs the full figures. The last line is "N passed, N failed"; lines that begin with "figure:" are for
// docs/measurements.md.

import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import * as chromium from './engines/chromium.mjs';
import * as firefox from './engines/firefox.mjs';
import * as webkit from './engines/webkit.mjs';
import {missingPackages} from './install.mjs';
import {Person} from './person.mjs';
import {serveFiles, serveWithCollector} from './site.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const words = process.argv.slice(2);
const valueOf = (flag) => words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined;
if (words.includes('--help')) {
  console.log('usage: tests/browser/run [--quick] [--only WORD] [--dist FOLDER]');
  process.exit(0);
}

const missing = missingPackages();
if (missing.length > 0) {
  console.error(`The browser tests need: apt-get install --no-install-recommends ${missing.join(' ')}`);
  process.exit(1);
}

const dist = valueOf('--dist') ?? join(root, 'build/web/dist');
const collector = join(root, 'build/native/bin/firefly-collector');
if (!existsSync(join(dist, 'index.html'))) {
  console.error(`${dist} has no web app: cmake --preset web && cmake --build build/web --target web_app`);
  process.exit(1);
}

// What every test gets.
class Bench {
  root = root;
  dist = dist;
  collector = collector;
  quick = words.includes('--quick');
  long = process.env.FIREFLY_LONG === '1';
  engines = {chromium, firefox, webkit};
  #open = [];

  // A browser with a fresh profile (or `profile`) and a person in front of it. Closed when the test is over.
  async person(engine, {width = 360, height = 640, scale = 1, ...more} = {}) {
    const profile = more.profile ?? this.folder();
    const browser = await engine.open({width, height, scale, ...more, profile});
    this.#open.push(() => browser.close());
    return new Person(browser);
  }
  // A folder of its own, gone after the test.
  folder() {
    const folder = mkdtempSync(join(tmpdir(), 'firefly-browser-'));
    this.#open.push(() => rmSync(folder, {recursive: true, force: true, maxRetries: 5}));
    return folder;
  }
  async site(folder = dist, held = undefined) {
    const site = await serveFiles(folder, held);
    this.#open.push(site.close);
    return site;
  }
  async stall() {
    const site = await serveWithCollector(collector, dist);
    this.#open.push(site.close);
    return site;
  }
  figure(text) {
    console.log(`figure: ${text}`);
  }
  async cleanUp() {
    for (const close of this.#open.splice(0).reverse()) await Promise.resolve(close()).catch(() => {});
  }
}

const suites = ['page', 'first', 'offline', 'plays', 'mirror', 'idle', 'bytes', 'journal', 'records'];
const bench = new Bench();
let passed = 0;
const failures = [];
for (const suite of suites) {
  const {tests} = await import(`./${suite}_test.mjs`);
  for (const test of tests(bench)) {
    if (valueOf('--only') && !`${suite}: ${test.name}`.includes(valueOf('--only'))) continue;
    if (bench.quick && test.slow) continue;
    const begun = Date.now();
    try {
      await test.run();
      ++passed;
      console.log(`ok      ${test.name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failures.push(test.name);
      console.log(`FAILED  ${test.name}\n        ${String(error.stack ?? error).replaceAll('\n', '\n        ')}`);
    }
    await bench.cleanUp();
  }
}
if (failures.length > 0) console.log(`failed: ${failures.join('; ')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
