// Fills the folder that any static server can serve: the page, the modules, the packs, beside each its .br.
//
//   node make_dist.mjs --source DIR  the project        --bin DIR        where the modules were linked
//                      --tool FILE   the native firefly --licences FILE  of what is in the modules
//                      --dist DIR    what to fill
//
// What a page refers to has its content's hash in its name, so it may be kept for ever; only the page itself, the
// worker that works without a network, the catalogue and the reading pages keep plain names. A name in a script,
// written @file:NAME@, becomes the hashed one.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, extname, join, relative} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';

const words = process.argv.slice(2);
function setting(name) {
  const at = words.indexOf(`--${name}`);
  if (at < 0 || !words[at + 1]) throw new Error(`--${name} is missing`);
  return words[at + 1];
}
const [source, bin, dist, tool, licences] = ['source', 'bin', 'dist', 'tool', 'licences'].map(setting);

function filesBelow(folder) {
  return readdirSync(folder, {withFileTypes: true})
      .flatMap((entry) => entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}

// ---- what goes in: NAME -> {path in the folder, bytes}

const files = new Map();
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const integrityOf = (name) => `sha384-${createHash('sha384').update(files.get(name).bytes).digest('base64')}`;

function put(name, bytes) {
  files.set(name, {path: name, bytes: Buffer.from(bytes)});
}
function putHashed(name, bytes) {
  const extension = extname(name);
  const path = `${name.slice(0, -extension.length)}.${hashOf(bytes)}${extension}`;
  files.set(name, {path, bytes: Buffer.from(bytes)});
}
const pathOf = (name) => {
  if (!files.has(name)) throw new Error(`${name} is named before it is there`);
  return files.get(name).path;
};
// The text of a file of web/ with the hashed names, and with `values` for @NAME@.
function filled(name, values = {}) {
  return readFileSync(join(source, 'web', name), 'utf8')
      .replace(/@file:([^@]+)@/g, (_, wanted) => pathOf(wanted))
      .replace(/@([A-Z_]+)@/g, (whole, wanted) => {
        if (!(wanted in values)) throw new Error(`web/${name}: nothing is known for ${whole}`);
        return values[wanted];
      });
}

// The font for readers whose system has no Chinese: what the content needs of Noto Sans CJK SC, and no more.
function fontSubset() {
  const whole = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', subset = join(bin, 'firefly-hanzi.otf');
  const texts = filesBelow(join(source, 'content')).filter((file) => /\.(yarn|csv)$/.test(file));
  const needed = texts.map((file) => readFileSync(file, 'utf8')).join('') +
      '，。！？；：、·…—“”‘’（）《》【】「」￥％～' +
      Array.from({length: 0x5f}, (_, at) => String.fromCharCode(0x20 + at)).join('');
  const list = [...new Set(needed)].sort().join('');
  const listFile = join(bin, 'content.txt');
  if (!existsSync(subset) || !existsSync(listFile) || readFileSync(listFile, 'utf8') !== list) {
    writeFileSync(listFile, list);
    // The third face of the collection is the one for simplified Chinese.
    execFileSync('hb-subset', ['--face-index=2', `--text-file=${listFile}`, '--no-hinting', '--layout-features=',
                               '--name-IDs=0,13,14', `--output-file=${subset}`, whole]);
  }
  return readFileSync(subset);
}

const packs = join(bin, 'packs');
rmSync(packs, {recursive: true, force: true});
execFileSync(tool, ['build', join(source, 'content'), '-o', packs], {stdio: ['ignore', 'inherit', 'inherit']});
for (const file of filesBelow(packs)) {
  const name = `content/${relative(packs, file)}`;
  if (name.endsWith('.pack')) putHashed(name, readFileSync(file));
  else put(name, readFileSync(file));
}

// The reading version names its own style and pictures by their contents; a page there keeps its plain name.
const reading = join(bin, 'read');
rmSync(reading, {recursive: true, force: true});
execFileSync(tool, ['read', join(source, 'content'), '-o', reading], {stdio: ['ignore', 'inherit', 'inherit']});
for (const file of filesBelow(reading)) put(`read/${relative(reading, file)}`, readFileSync(file));

let licenceText = readFileSync(licences, 'utf8');
try {
  putHashed('firefly-hanzi.otf', fontSubset());
  licenceText += `\n----\n\nNoto Sans CJK\n\n${readFileSync('/usr/share/doc/fonts-noto-cjk/copyright', 'utf8')}`;
} catch (reason) {
  console.warn(`The web app is made without its own Chinese font (${reason.message}). It needs hb-subset and Noto Sans ` +
               'CJK: Debian\'s libharfbuzz-bin and fonts-noto-cjk. Readers whose system has no Chinese font see boxes.');
}

// In the order in which they name each other.
for (const name of ['firefly.wasm', 'firefly.js', 'store.wasm', 'store.js']) putHashed(name, readFileSync(join(bin, name)));
for (const name of ['firefly.css', 'journal.js', 'store_worker.js']) putHashed(name, filled(name));

const askedFor = [...files.keys()].filter((name) => name.endsWith('.pack') || name === 'firefly.wasm' ||
                                          name === 'journal.js' || name === 'store_worker.js' || name === 'firefly-hanzi.otf');
const bytesOf = (name) => files.get(name).bytes.length;
putHashed('page.js', filled('page.js', {
  FILES: JSON.stringify(Object.fromEntries(askedFor.map((name) => [name, pathOf(name)]))),
  WASM_BYTES: bytesOf('firefly.wasm'),
  MESSAGES_BYTES: Math.max(...askedFor.filter((name) => name.startsWith('content/messages.')).map(bytesOf)),
}));

// Nothing is claimed of a station as long as nobody puts its file in this one's place.
put('station.json', '{}\n');
put('licences.html', filled('licences.html', {
  LICENCES: licenceText.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
}));
put('index.html', filled('index.html', {
  SCRIPT_INTEGRITY: integrityOf('firefly.js'), PAGE_INTEGRITY: integrityOf('page.js'),
  STYLE_INTEGRITY: integrityOf('firefly.css'),
}));

// What a phone keeps at once, and what it keeps when the line is free.
const shell = ['firefly.css', 'firefly.js', 'firefly.wasm', 'page.js', 'journal.js', 'store_worker.js', 'store.js', 'store.wasm'];
const packNames = [...files.keys()].filter((name) => name.endsWith('.pack'));
const readingLists = [...files.keys()].filter((name) => /^read\/(index|leave)\.|^read\/[^/]*\.css$/.test(name));
put('offline.js', filled('offline.js', {
  READING: JSON.stringify(readingLists),
  SHELL: JSON.stringify(shell.map(pathOf)), PACKS: JSON.stringify(packNames.map(pathOf)),
  VERSION: hashOf([...files.values()].map(({path, bytes}) => path + hashOf(bytes)).join('\n')),
}));

// ---- and out: only what changed is written, what is no longer named goes

const wanted = new Set();
for (const {path, bytes} of files.values()) {
  const file = join(dist, path);
  wanted.add(file);
  mkdirSync(dirname(file), {recursive: true});
  const same = existsSync(file) && statSync(file).size === bytes.length && readFileSync(file).equals(bytes);
  if (!same) writeFileSync(file, bytes);
  // Whoever puts a station's own file in this one's place has no packed one to think of.
  if (path === 'station.json') continue;
  wanted.add(`${file}.br`);
  if (same && existsSync(`${file}.br`)) continue;
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, {params: {
    [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }}));
}
for (const file of filesBelow(dist)) {
  if (!wanted.has(file)) rmSync(file);
}
