// What the browser tests need from outside: Debian's browsers (named here, installed by the caller) and the packages
// of package-lock.json, which live in the user's cache so that a fresh clone finds them again.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

export const debianPackages = [
  'chromium', 'firefox-esr', 'webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri', 'fonts-noto-cjk', 'brotli',
];

const programs = {
  chromium: 'chromium', 'firefox-esr': 'firefox-esr', WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb',
  brotli: 'brotli',
};

// The Debian packages that are still missing, judged by the programs they bring.
export function missingPackages() {
  const onPath = (program) => process.env.PATH.split(':').some((folder) => existsSync(join(folder, program)));
  return Object.entries(programs).filter(([program]) => !onPath(program)).map(([, debian]) => debian);
}

// A `require` that finds the packages of package-lock.json; installs them the first time.
export function requireFromCache() {
  const lock = readFileSync(join(here, 'package-lock.json'));
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const cache = process.env.FIREFLY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'firefly');
  const folder = join(cache, 'npm', key);
  if (!existsSync(folder)) {
    const fresh = `${folder}.${process.pid}`;
    mkdirSync(fresh, {recursive: true});
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(here, file), join(fresh, file));
    execFileSync('npm', ['ci', '--silent'], {cwd: fresh, stdio: ['ignore', 'inherit', 'inherit']});
    if (existsSync(folder)) rmSync(fresh, {recursive: true});
    else renameSync(fresh, folder);
  }
  return createRequire(join(folder, 'package.json'));
}
