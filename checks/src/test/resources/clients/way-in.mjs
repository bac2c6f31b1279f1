// Creates the administrator at the printed link, leaves, and comes back, as somebody at a screen does.
import { launch } from './chromium.mjs';

const [link, name, password, executablePath] = process.argv.slice(2);
const browser = await launch(executablePath);
const tab = await browser.newPage({ locale: 'en-US' });
const press = (button) => Promise.all([tab.waitForNavigation(), button.click()]);
const enter = async (secret) => {
  await tab.getByLabel('Name').fill(name);
  await tab.getByLabel('Password').fill(secret);
  await press(tab.locator('main form button'));
};
const say = async () => console.log(await tab.locator('main h1').innerText());

await tab.goto(link);
await say();
await enter(password);
await say();
await press(tab.getByRole('button', { name: 'Log out' }));
await say();
await enter(`not ${password}`);
console.log(await tab.locator('main [role=status]').innerText());
await enter(password);
await say();
await browser.close();
