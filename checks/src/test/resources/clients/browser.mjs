// Opens a page of another origin in a real browser and lets a client say what it has to.
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { launch } from './chromium.mjs';

const [host, writeKey, page, executablePath, millisecondsToStay] = process.argv.slice(2);
const bundle = await build({
  entryPoints: [`pages/${page}.mjs`],
  bundle: true,
  write: false,
  format: 'iife',
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
});
const script = bundle.outputFiles[0].text;
const site = createServer((request, response) => {
  if (request.url.startsWith('/client.js')) {
    response.setHeader('Content-Type', 'text/javascript').end(script);
  } else {
    response
      .setHeader('Content-Type', 'text/html')
      .end('<!doctype html><title>Pricing</title><script src="/client.js"></script>');
  }
});
await new Promise((ready) => site.listen(0, '127.0.0.1', ready));
const browser = await launch(executablePath);
const tab = await browser.newPage();
tab.on('pageerror', (error) => console.error(`page: ${error}`));
tab.on('console', (message) => {
  if (message.type() === 'error') {
    console.error(`console: ${message.text()} ${message.location().url}`);
  }
});
await tab.goto(
  `http://localhost:${site.address().port}/pricing?utm_source=newsletter&utm_campaign=spring`,
);
await tab.evaluate(([to, key]) => window.say(to, key), [host, writeKey]);
await tab.waitForTimeout(Number(millisecondsToStay));
await tab.goto('about:blank');
await browser.close();
site.close();
