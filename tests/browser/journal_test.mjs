// The journal and its worker by themselves, on a page without the app: what was acknowledged survives, and arrives.

import {execFileSync, spawn} from 'node:child_process';
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';
import {freePort, nameIn} from './site.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// A folder with the journal's files and a page that has nothing else.
function siteOf(bench) {
  const folder = bench.folder();
  for (const name of ['journal.js', 'store_worker.js', 'store.js', 'store.wasm']) {
    copyFileSync(join(bench.dist, nameIn(bench.dist, name)), join(folder, nameIn(bench.dist, name)));
  }
  writeFileSync(join(folder, 'index.html'), `<!doctype html><title>journal</title><link rel="icon" href="data:,">
      <script src="record.js"></script><script src="${nameIn(bench.dist, 'journal.js')}"></script>`);
  // A good record, and how to keep so many of them: gives the ids that were acknowledged.
  writeFileSync(join(folder, 'record.js'), `
    function newRecord() {
      const record = new Uint8Array(96);
      record.set([1, 1, 0, 0, 255]);
      crypto.getRandomValues(record.subarray(16, 32));
      record.set(new TextEncoder().encode('teacher'), 32);
      record.set(new TextEncoder().encode('zh-Hans'), 64);
      return record;
    }
    const startSending = () => FireflyJournal.startSending('${nameIn(bench.dist, 'store_worker.js')}');
    const idOf = (record) => Array.from(record.subarray(16, 32)).join('.');
    async function keep(count) {
      const ids = [];
      for (let i = 0; i < count; ++i) {
        const record = newRecord();
        localStorage.setItem(idOf(record), '1');
        await FireflyJournal.append(record);
        ids.push(idOf(record));
      }
      return ids;
    }
    const idsOfRows = async () => (await FireflyJournal.readAll()).filter(({kind}) => kind === 1).map(({bytes}) => idOf(bytes));`);
  return folder;
}

// A collector that can be ended and started again at the same address.
class Collector {
  constructor(bench, site, port) {
    this.program = bench.collector;
    this.site = site;
    this.port = port;
    this.url = `http://127.0.0.1:${port}/`;
    this.store = `sqlite:${join(bench.folder(), 'records.sqlite')}`;
  }
  async starts() {
    this.process = spawn(this.program, ['serve', '--listen', `127.0.0.1:${this.port}`, '--store', this.store, '--web', this.site],
                         {stdio: ['ignore', 'pipe', 'inherit']});
    await new Promise((resolve) => this.process.stdout.once('data', resolve));
  }
  ends() {
    return new Promise((resolve) => {
      this.process.once('exit', resolve);
      this.process.kill('SIGKILL');
    });
  }
  plays() {
    return JSON.parse(execFileSync(this.program, ['report', '--store', this.store])).plays;
  }
}

async function withCollector(bench, run) {
  const collector = new Collector(bench, siteOf(bench), await freePort());
  await collector.starts();
  try {
    await run(collector);
  } finally {
    await collector.ends();
  }
}

const rows = (person) => person.browser.evaluate(async () => (await FireflyJournal.readAll()).length);

async function until(what, holds, within = 20_000) {
  const end = Date.now() + within;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${within} ms`);
    await pause(50);
  }
}

const goesTo = async (person, url) => {
  await person.browser.go(url);
  await until('the page', () => person.browser.evaluate(() => typeof FireflyJournal === 'object'));
};

export const tests = (bench) => [
  ...Object.values(bench.engines).map((engine) => ({
    name: `${engine.name}: what the journal keeps arrives once, and then the journal is empty`,
    slow: engine.name !== 'Chromium',
    run: () => withCollector(bench, async (collector) => {
      const person = await bench.person(engine);
      await goesTo(person, collector.url);
      await person.browser.evaluate(() => keep(3));
      equal(await rows(person), 3, 'rows before sending');
      await person.browser.evaluate(() => startSending());
      await until('an empty journal', async () => await rows(person) === 0);
      await person.browser.evaluate(() => keep(2));
      await until('an empty journal', async () => await rows(person) === 0);
      equal(collector.plays(), 5, 'plays in the report');
    }),
  })),
  {
    name: 'an acknowledged row survives SIGKILL of the browser; localStorage, the control, does not',
    run: () => withCollector(bench, async (collector) => {
      const kills = bench.long ? 200 : bench.quick ? 2 : 8;
      const profile = bench.folder();
      const acknowledged = new Set();
      let lostByControl = 0;
      for (let kill = 0; kill < kills; ++kill) {
        const person = await bench.person(bench.engines.chromium, {profile});
        await goesTo(person, collector.url);
        for (const id of await person.browser.evaluate(() => keep(5))) acknowledged.add(id);
        await person.browser.kill();
        const after = await bench.person(bench.engines.chromium, {profile});
        await goesTo(after, collector.url);
        const kept = new Set(await after.browser.evaluate(() => idsOfRows()));
        const lost = [...acknowledged].filter((id) => !kept.has(id));
        equal(lost, [], `rows lost by kill ${kill + 1}`);
        lostByControl += await after.browser.evaluate(
            (ids) => ids.filter((id) => localStorage.getItem(id) === null).length, [...acknowledged].slice(-5));
        await after.browser.close();
      }
      expect(lostByControl > 0, 'the control must lose, or these kills show nothing');
      bench.figure(`journal: ${kills} kills, ${acknowledged.size} rows acknowledged, 0 lost; localStorage lost ${lostByControl} of ${kills * 5}`);
      const person = await bench.person(bench.engines.chromium, {profile});
      await goesTo(person, collector.url);
      await person.browser.evaluate(() => startSending());
      await until('an empty journal', async () => await rows(person) === 0);
      equal(collector.plays(), acknowledged.size, 'plays in the report');
    }),
  },
  {
    name: 'while the collector is away records wait, and two tabs bring each of them once when it is back',
    run: () => withCollector(bench, async (collector) => {
      const person = await bench.person(bench.engines.chromium);
      await goesTo(person, collector.url);
      const second = await person.browser.page.browser().newPage();
      await second.goto(collector.url);
      for (const page of [person.browser.page, second]) {
        await page.evaluate(async () => {
          startSending();
          await keep(1);
        });
      }
      await until('an empty journal', async () => await rows(person) === 0);
      await collector.ends();
      await Promise.all([person.browser.page, second].map((page) => page.evaluate(() => keep(4))));
      await pause(3000);
      equal((await person.browser.evaluate(() => idsOfRows())).length, 8, 'records that wait');
      await collector.starts();
      for (const page of [person.browser.page, second]) {
        await page.evaluate(() => { self.dispatchEvent(new Event('online')); });
      }
      await until('an empty journal', async () => await rows(person) === 0, 60_000);
      equal(collector.plays(), 10, 'plays in the report');
    }),
  },
  {
    name: 'a browser that keeps nothing says so, and the record is sent from memory',
    run: () => withCollector(bench, async (collector) => {
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.evaluateOnNewDocument(() => Object.defineProperty(self, 'indexedDB', {value: undefined}));
      await goesTo(person, collector.url);
      const said = await person.browser.evaluate(async () => {
        startSending();
        return FireflyJournal.append(newRecord()).then(() => 'kept', (reason) => reason.message);
      });
      equal(said, 'kept in memory only: this browser has no database', 'what append says');
      await until('the play', () => collector.plays() === 1);
    }),
  },
  {
    name: 'a row that is no record stays where it is and holds nobody up',
    run: () => withCollector(bench, async (collector) => {
      const person = await bench.person(bench.engines.chromium);
      await goesTo(person, collector.url);
      await person.browser.evaluate(async () => {
        await keep(1);
        const damaged = newRecord();
        damaged[1] = 77;
        await FireflyJournal.append(damaged);
        await keep(1);
        startSending();
      });
      await until('the others', async () => collector.plays() === 2 && await rows(person) === 1);
    }),
  },
  {
    name: 'a server that is no collector is left in peace, and the records wait',
    async run() {
      const folder = siteOf(bench);
      let posts = 0;
      const server = createServer((request, response) => {
        if (request.method === 'POST') {
          ++posts;
          response.writeHead(404).end();
          return;
        }
        const name = request.url === '/' ? 'index.html' : request.url.slice(1);
        response.setHeader('Content-Type', name.endsWith('html') ? 'text/html' : name.endsWith('js') ? 'text/javascript' : 'application/wasm');
        response.end(readFileSync(join(folder, name)));
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const person = await bench.person(bench.engines.chromium);
        await goesTo(person, `http://127.0.0.1:${server.address().port}/`);
        await person.browser.evaluate(async () => {
          startSending();
          await keep(2);
        });
        await until('a try', () => posts > 0);
        await pause(4000);
        equal(posts, 1, 'tries in these seconds');
        equal((await person.browser.evaluate(() => idsOfRows())).length, 2, 'records that wait');
      } finally {
        server.close();
        server.closeAllConnections();
      }
    },
  },
];
