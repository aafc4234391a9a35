import {requireFromCache} from '../install.mjs';

const flags = [
  '--no-sandbox', '--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const name = 'Chromium';

// Opens Chromium with the profile in `profile`. Beside what every engine's browser does, `devtools` gives a DevTools
// session of the page and `kill` ends all of its processes with SIGKILL, as a power cut would.
export async function open({profile, width, height, scale, language = 'zh-CN', touch = false, environment = {}}) {
  const puppeteer = requireFromCache()('puppeteer-core');
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium', headless: true, userDataDir: profile,
    // A process group of its own: `kill` reaches the renderers and the GPU process too.
    args: [...flags, `--lang=${language}`, `--accept-lang=${language}`], protocolTimeout: 60_000,
    env: {...process.env, LANGUAGE: language.replace('-', '_'), ...environment},
  });
  const [page] = await browser.pages();
  const view = {deviceScaleFactor: scale, hasTouch: touch, isMobile: touch};
  await page.setViewport({...view, width, height});
  const devtools = await page.createCDPSession();
  const system = await browser.target().createCDPSession();
  return {
    page, devtools,
    go: (url) => page.goto(url, {waitUntil: 'commit'}).catch(() => page.goto(url)),
    reload: () => page.reload(),
    evaluate: (script, ...values) => page.evaluate(script, ...values),
    screenshot: (path) => page.screenshot({path}),
    resize: (size) => page.setViewport({...view, ...size}),
    close: () => browser.close(),
    kill: () => new Promise((resolve) => {
      const process_ = browser.process();
      process_.once('exit', resolve);
      try {
        process.kill(-process_.pid, 'SIGKILL');
      } catch {
        process_.kill('SIGKILL');
      }
    }),
    // Processor time of all renderers so far.
    rendererSeconds: async () => {
      const {processInfo} = await system.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({type}) => type === 'renderer').reduce((sum, {cpuTime}) => sum + cpuTime, 0);
    },
  };
}
