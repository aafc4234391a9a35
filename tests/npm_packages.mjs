// The npm packages of a folder's package-lock.json, kept in the user's cache so that a fresh clone finds them again.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';

// A `require` that finds them; installs them the first time.
export function requirePackagesOf(here) {
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
