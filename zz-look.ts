import { chromium } from '@playwright/test';
import { startServer } from './tests/support/server.ts';
import { makePerson } from './tests/support/people.ts';
const server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const pages = (process.env.PAGES ?? '/plans/badung/alignment').split(',');
const who = process.env.WHO;
const cookie = who ? await server.signIn((await makePerson(server.db, { role: who as 'planner' })).email) : undefined;
for (const [w, scheme] of [[1440, 'light'], [360, 'light'], [1440, 'dark'], [360,'dark']] as const) {
  if (process.env.ONLY && !process.env.ONLY.split(',').includes(`${w}-${scheme}`)) continue;
  const context = await browser.newContext({ viewport: { width: w, height: 900 }, colorScheme: scheme });
  if (cookie) { const [name, ...rest] = cookie.split('='); await context.addCookies([{ name: name!, value: rest.join('='), url: server.address }]); }
  const page = await context.newPage();
  for (const [i, path] of pages.entries()) {
    const r = await page.goto(server.address + path);
    if (r!.status() !== 200) { console.log(path, r!.status(), server.output().slice(-2000)); }
    await page.screenshot({ path: `/tmp/align-${i}-${w}-${scheme}.png`, fullPage: true });
  }
  await context.close();
}
await browser.close();
await server.stop();
