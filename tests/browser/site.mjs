// Serves the built web app on a free port of this machine: the collector where it is built, a plain file server where
// a test wants one. Both answer with the .br beside a file to a browser that takes it.

import {spawn} from 'node:child_process';
import {createReadStream, existsSync, mkdtempSync, readdirSync, statSync} from 'node:fs';
import {createServer as createHttpServer} from 'node:http';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {extname, join, normalize} from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2', '.svg': 'image/svg+xml',
};

// What a file of the web app is called there, with its content's hash: firefly.wasm -> firefly.0123456789abcdef.wasm.
export function nameIn(folder, name) {
  const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), extname(name)];
  const found = readdirSync(folder).find((each) => each.replace(/\.[0-9a-f]{16}\./, '.') === stem + extension);
  if (!found) throw new Error(`${folder} has no ${name}`);
  return found;
}

// What the app's own server sends; the tests hold the page to it wherever it comes from.
export const contentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data: blob:; " +
    "style-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types firefly-page firefly-journal firefly-store";

// A static server, as simple as they come: no collector, so no record is ever taken.
// `held` may say that the answer to a path is kept back: a promise to wait for.
export async function serveFiles(folder, held = async () => {}) {
  const server = createHttpServer(async (request, response) => {
    await held(new URL(request.url, 'http://x').pathname);
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const headers = {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy,
    };
    const packed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.br`);
    response.writeHead(200, packed ? {...headers, 'Content-Encoding': 'br'} : headers);
    createReadStream(packed ? `${file}.br` : file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => resolve(port));
  });
});

// The collector, with a store of its own that nobody else writes to.
export async function serveWithCollector(program, folder) {
  const port = await freePort();
  const store = join(mkdtempSync(join(tmpdir(), 'firefly-store-')), 'records.sqlite');
  const server = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`, '--store', `sqlite:${store}`, '--web', folder],
                       {stdio: ['ignore', 'ignore', 'inherit']});
  const url = `http://127.0.0.1:${port}/`;
  const end = Date.now() + 15_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`${program} serve ended with ${server.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) break;
    if (Date.now() > end) throw new Error(`${program} serve does not answer on ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url, store,
    close: () => new Promise((resolve) => {
      server.once('exit', resolve);
      server.kill('SIGTERM');
    }),
  };
}
