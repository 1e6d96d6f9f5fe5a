/**
 * Forgets what this device keeps before its person signs out: pages, and what was not sent. Where
 * something was not sent that is said first.
 */
import { m } from '#lib/paraglide/messages.js';
import { forgetItems, itemsOf } from './items.ts';
import { forgetPages } from './kept-pages.ts';

const account = document.querySelector<HTMLElement>('[data-account]')?.dataset['account'] ?? '';

async function forget(): Promise<void> {
	await forgetPages();
	await forgetItems();
}

/** Says once what would be lost; the button then says that it is meant so. */
async function warned(form: HTMLFormElement, button: HTMLElement | null): Promise<boolean> {
	const warning = form.querySelector<HTMLElement>('[data-warning]');
	// what is typed is with the server too, where that said so
	const unsent = (await itemsOf(account)).filter(
		({ state, syncedAt }) => state !== 'typed' || syncedAt === null
	);
	if (unsent.length === 0 || !warning || !warning.hidden) return true;
	warning.hidden = false;
	warning.textContent = m.offline_sign_out({ count: unsent.length });
	if (button) button.textContent = m.offline_sign_out_anyway();
	return false;
}

async function signOut(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
	if (!(await warned(form, button))) return;
	// what cannot be forgotten here, the answer's own header tells the browser to
	await forget().catch(() => {});
	form.submit();
}

if (isSecureContext)
	for (const form of document.querySelectorAll<HTMLFormElement>('form[data-signs-out]'))
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			void signOut(form, event.submitter);
		});
