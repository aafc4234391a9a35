// One X display for the two engines that need a window to have WebGL.

import {spawn} from 'node:child_process';

let display = null;

async function startXvfb() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2000x1300x24', '-nolisten', 'tcp'],
                       {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
  process.on('exit', () => server.kill());
  server.unref();
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once('data', (text) => resolve(String(text).trim()));
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb stopped before it had a display')));
  });
  server.stdio[3].unref();
  return `:${number}`;
}

// The environment for a browser with a window of its own and software WebGL.
export async function windowed() {
  display ??= startXvfb();
  return {...process.env, DISPLAY: await display, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11'};
}
