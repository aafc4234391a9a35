// What the browser tests need from outside: Debian's browsers, named here and installed by the caller, and the packages
// of package-lock.json.

import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {requirePackagesOf} from '../npm_packages.mjs';

// The program of each Debian package.
const programs = {
  chromium: 'chromium', 'firefox-esr': 'firefox-esr', WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb',
};

// The Debian packages that are still missing, judged by the programs they bring.
export function missingPackages() {
  const onPath = (program) => process.env.PATH.split(':').some((folder) => existsSync(join(folder, program)));
  return Object.entries(programs).filter(([program]) => !onPath(program)).map(([, debian]) => debian);
}

export const requireFromCache = () => requirePackagesOf(dirname(fileURLToPath(import.meta.url)));
