import {requireFromCache} from '../install.mjs';
import {windowed} from './xvfb.mjs';

export const name = 'Firefox';

// Opens Firefox with a window on the tests' own display: headless it has no WebGL.
export async function open({profile, width, height, language = 'zh-CN', environment = {}}) {
  const puppeteer = requireFromCache()('puppeteer-core');
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, userDataDir: profile,
    env: {...await windowed(), ...environment}, protocolTimeout: 60_000,
    extraPrefsFirefox: {
      'webgl.force-enabled': true, 'intl.accept_languages': language, 'datareporting.policy.dataSubmissionEnabled': false,
    },
  });
  const [page] = await browser.pages();
  await page.setViewport({width, height});
  return {
    page,
    go: (url) => page.goto(url),
    reload: () => page.reload(),
    evaluate: (script, ...values) => page.evaluate(script, ...values),
    screenshot: (path) => page.screenshot({path}),
    resize: (size) => page.setViewport(size),
    close: () => browser.close(),
  };
}
