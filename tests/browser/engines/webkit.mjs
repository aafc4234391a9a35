import {spawn} from 'node:child_process';
import {createServer} from 'node:net';
import {writeFileSync} from 'node:fs';
import {windowed} from './xvfb.mjs';

export const name = 'WebKit';

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => resolve(port));
  });
});

async function until(attempt, milliseconds) {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

// Opens WebKitGTK, the engine family of iPhones, through plain WebDriver. It has no profile folder to give, and its
// window is never narrower than some 450 pixels.
export async function open({width, height, language = 'zh-CN'}) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: {...await windowed(), LANGUAGE: language.replace('-', '_'), WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'},
    stdio: 'ignore',
  });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {method, body: body && JSON.stringify(body)});
    const {value} = await answer.json();
    if (!answer.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
    return value;
  };
  const capabilities = {alwaysMatch: {'webkitgtk:browserOptions': {args: ['--automation']}}};
  const {sessionId} = await until(() => call('POST', '/session', {capabilities}), 10_000);
  const session = `/session/${sessionId}`;
  const resize = (size) => call('POST', `${session}/window/rect`, {x: 0, y: 0, ...size});
  await resize({width, height});
  return {
    go: (url) => call('POST', `${session}/url`, {url}),
    reload: () => call('POST', `${session}/refresh`, {}),
    evaluate: async (script, ...values) => {
      // A promise is waited for, as the other engines do.
      const text = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${script})(...[].slice.call(arguments, 0, -1)))
          .then((value) => done({value}), (error) => done({error: String(error)}));`;
      const answer = await call('POST', `${session}/execute/async`, {script: text, args: values});
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    screenshot: async (path) => writeFileSync(path, Buffer.from(await call('GET', `${session}/screenshot`), 'base64')),
    resize,
    close: async () => {
      await call('DELETE', session).catch(() => {});
      driver.kill();
    },
  };
}
