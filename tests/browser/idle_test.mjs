// While nothing changes nothing is drawn, and the machine rests.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';

import {equal, expect} from './expect.mjs';
import {picksOf} from './person.mjs';

// Counts what the page asks of the screen from its first script on.
const counters = () => {
  window.asked = {frames: 0, draws: 0};
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) => {
    ++window.asked.frames;
    return request.call(window, callback);
  };
  for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    const draw = kind.prototype.drawElements;
    kind.prototype.drawElements = function(...how) {
      ++window.asked.draws;
      return draw.apply(this, how);
    };
  }
};

export const tests = (bench) => [bench.quick ? 3 : 10].map((seconds) => (
  {
    name: `on chat and debrief nothing is drawn, no frame is asked for and the renderer rests for ${seconds} s`,
    async run() {
      const site = await bench.site();
      const person = await bench.person(bench.engines.chromium);
      await person.browser.page.evaluateOnNewDocument(counters);
      await person.opens(site.url);
      await person.waitsUntilKept();
      // What a browser still tidies up after a play is not ours and not every second's: of three windows one must be
      // quiet for the processor, and all of them for the screen.
      const rests = async (where) => {
        await new Promise((resolve) => setTimeout(resolve, 2500));  // what came last has slid into its place
        const shares = [];
        while (shares.length < 3 && !(shares.at(-1) < 0.01)) {
          const before = await person.browser.evaluate(() => window.asked);
          const cpuBefore = await person.browser.rendererSeconds();
          await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
          shares.push((await person.browser.rendererSeconds() - cpuBefore) / seconds);
          const after = await person.browser.evaluate(() => window.asked);
          equal(after, before, `what was asked of the screen on ${where}`);
          bench.figure(`idle ${seconds} s on ${where}: ${after.draws - before.draws} draws, ${after.frames - before.frames} ` +
                       `frames asked for, renderer ${(shares.at(-1) * 100).toFixed(2)} % of a core`);
        }
        expect(shares.at(-1) < 0.01, `the renderer used ${shares.map((share) => (share * 100).toFixed(2))} % of a core on ${where}`);
      };
      await person.startsDrill('teacher');
      await person.plays([]).catch((error) => expect(/no pick left/.test(error.message), error.message));
      expect((await person.browser.evaluate(() => window.asked.draws)) > 0, 'what is drawn is counted');
      await rests('the chat');
      const plan = readFileSync(join(bench.root, 'content/scenarios/teacher/refused_early.testplan'), 'utf8');
      await person.plays(picksOf(plan));
      await person.seesScreen('Debrief');
      await rests('the debrief');
    },
  }));
