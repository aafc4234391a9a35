// Choices a second on one generated story, all text produced: Firefly natively, Firefly in WebAssembly under node, and
// inkjs, in one run. The transcripts must be the same before anything is measured. FIREFLY_LONG=1 measures for longer, and
// asks for what Firefly promises: on a machine that is busy with a build such figures say nothing.

import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {requirePackagesOf} from '../npm_packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const long = process.env.FIREFLY_LONG === '1';
const leastRatio = 100;
const mostMsToOpen = 2;

// The same rule as in tools/bench/walk.cpp.
function walkInk(story, enough, transcriptBytes) {
  let row = 1;
  let choices = 0;
  let bytes = 0;
  let transcript = '';
  while (!enough(choices)) {
    let text = '';
    while (story.canContinue) text += story.Continue();
    const open = story.currentChoices;
    for (const choice of open) text += choice.text + '\n';
    bytes += text.length;
    if (transcript.length < transcriptBytes) transcript += text;
    if (open.length === 0) {
      story.ResetState();
      continue;
    }
    row = (Math.imul(row, 1664525) + 1013904223) >>> 0;
    story.ChooseChoiceIndex((row >>> 16) % open.length);
    ++choices;
  }
  return {choices, bytes, transcript};
}

function fail(words) {
  console.error(words);
  process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'firefly-bench-'));
try {
  const firefly = join(root, 'build/native/bin/firefly');
  const sizes = long ? [] : ['--nodes', '2000'];
  process.stdout.write(execFileSync(firefly, ['bench', ...sizes, '-o', folder], {cwd: root, encoding: 'utf8'}));

  const pack = join(folder, 'story.ffp');
  const wasm = (...more) => execFileSync(process.execPath, ['--no-experimental-fetch',
    join(root, 'build/web/bin/firefly-bench.js'), pack, ...more.map(String)], {encoding: 'utf8', maxBuffer: 1 << 28});
  const native = (...more) =>
    execFileSync(join(root, 'build/native/bin/firefly-bench'), [pack, ...more.map(String)],
                 {encoding: 'utf8', maxBuffer: 1 << 28});

  const {Compiler} = requirePackagesOf(here)('inkjs/full');
  const story = new Compiler(readFileSync(join(folder, 'story.ink'), 'utf8')).Compile();

  const compared = 200_000;
  const theirs = walkInk(story, (choices) => choices >= 20_000, compared).transcript.slice(0, compared);
  for (const [name, ours] of [['natively', native(20_000, compared)], ['in wasm', wasm(20_000, compared)]]) {
    if (ours.slice(0, compared) === theirs) continue;
    const at = [...theirs].findIndex((character, i) => character !== ours[i]);
    fail(`the stories differ ${name}: "${theirs.slice(at - 60, at + 60)}" and "${ours.slice(at - 60, at + 60)}"`);
  }

  story.ResetState();
  const secs = long ? 20 : 2;
  const begun = performance.now();
  let asked = 0;
  const ink = walkInk(story, () => ++asked % 100 === 0 && performance.now() - begun > secs * 1000, 0);
  const inkPerSecond = ink.choices / ((performance.now() - begun) / 1000);

  const count = long ? 20_000_000 : 1_000_000;
  const report = (name, output) => {
    const measured = JSON.parse(output);
    const perSecond = measured.choices / measured.seconds;
    console.log(`figure: ${name}: ${Math.round(perSecond).toLocaleString('en')} choices a second, ` +
                `${(perSecond / inkPerSecond).toFixed(0)} times inkjs; the pack opens in ${measured.open_ms} ms`);
    if (long && measured.open_ms > mostMsToOpen) fail(`opening the pack ${name} takes more than ${mostMsToOpen} ms`);
    return perSecond / inkPerSecond;
  };
  console.log(`figure: inkjs under node: ${Math.round(inkPerSecond).toLocaleString('en')} choices a second, ` +
              `${Math.round(ink.bytes / ink.choices)} bytes of text a choice`);
  report('natively', native(count));
  const ratio = report('in wasm under node', wasm(count));
  if (long && ratio < leastRatio) fail(`in wasm that is less than ${leastRatio} times inkjs`);
} finally {
  rmSync(folder, {recursive: true});
}
console.log(process.exitCode ? '0 passed, 1 failed' : '1 passed, 0 failed');
