import { codeAt, stepOf } from '#lib/server/auth/second-factor/totp.ts';
import { linkFor } from '#lib/server/auth/sign-in-links.ts';
import { expect, expectAccessible, test } from '../support/browser.ts';

test.use({ writer: 'second-factor' });

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Reads a key as a phone does into which it is typed. */
function fromBase32(text: string): Buffer {
	const bits = [...text.replaceAll(' ', '')]
		.map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
		.join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

const code = (secret: Buffer, steps: number) => codeAt(secret, stepOf(new Date()) + steps);

test('the first administrator sets a second factor up and signs in with it', async ({
	page,
	server
}) => {
	// axe looks at five pages
	test.slow();
	const open = async () => {
		await page.goto((await linkFor(server.db, 'administrator@localhost', server.origin))!);
		await page.getByRole('button', { name: 'Sign in' }).click();
	};
	await open();
	// on this machine alone it is offered, not demanded
	await expect(page.getByText('You have not set up a second factor yet')).toBeVisible();
	await page.setViewportSize({ width: 320, height: 800 });
	await page.getByRole('link', { name: 'Set up the second factor' }).first().click();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Begin' }).click();

	await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
	const secret = fromBase32(await page.locator('code.key').innerText());
	expect(secret).toHaveLength(20);
	await expectAccessible(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.getByLabel('Code', { exact: true }).fill('000000');
	await page.getByRole('button', { name: 'Turn the second factor on' }).click();
	await expect(page.getByRole('alert')).toContainText('This code does not fit');
	await page.getByLabel('Code', { exact: true }).fill(code(secret, 0));
	await page.getByRole('button', { name: 'Turn the second factor on' }).click();

	await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
	const codes = await page.locator('ol code').allInnerTexts();
	expect(new Set(codes).size).toBe(10);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'I have kept them' }).click();
	await expect(page.getByText('Signing in asks for a code from your phone.')).toBeVisible();

	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await open();
	await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
	const field = page.getByLabel('Code', { exact: true });
	await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
	await expect(field).toHaveAttribute('inputmode', 'numeric');
	await expectAccessible(page);
	await page.goto('/administration');
	await expect(page).toHaveURL(/\/auth\/sign-in/);

	await open();
	await field.fill(code(secret, 1));
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await page.goto('/account/second-factor');
	await expect(page.getByText('Recovery codes not yet used: 10 of 10.')).toBeVisible();
	await expectAccessible(page);

	await page.goto('/account');
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await open();
	await page.getByText('I don’t have my phone').click();
	await page.getByLabel('Recovery code').fill(codes[0]!);
	await page.getByRole('button', { name: 'Sign in with a recovery code' }).click();
	await page.goto('/account/second-factor');
	await expect(page.getByText('Recovery codes not yet used: 9 of 10.')).toBeVisible();
});

test('what is held about a person is listed and can be taken along', async ({ page, signIn }) => {
	await signIn('planner@demo.example.org');
	await page.setViewportSize({ width: 320, height: 800 });
	await page.goto('/account/personal-data');
	await expect(page.getByRole('rowheader', { name: 'Name and e-mail address' })).toBeVisible();
	await expectAccessible(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download the copy' }).click();
	expect((await download).suggestedFilename()).toBe('tanaw-personal-data.json');
});
