/** The pages that the device keeps; the worker keeps and serves them. */
import { offlinePage, scope } from './addresses.ts';
import type { Told } from './told.ts';

const patience = 5_000;

/** The worker, once it serves; undefined where there can be none. */
async function worker(): Promise<ServiceWorker | undefined> {
	if (!('serviceWorker' in navigator)) return undefined;
	await navigator.serviceWorker.register('/service-worker.js', { scope });
	const { active } = await navigator.serviceWorker.ready;
	return active ?? undefined;
}

/** Who saves data keeps what is asked for, and nothing ahead. */
const savesData = () =>
	(navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

const tell = (to: ServiceWorker, told: Told, answers: Transferable[] = []) =>
	to.postMessage(told, answers);

/** What the page needs comes first, its fonts too. */
async function allLoaded(): Promise<void> {
	if (document.readyState !== 'complete')
		await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
	await document.fonts.ready;
}

/** Has pages kept: those at hand now, others that lead on from it unless the person saves data. */
export async function keepPages(
	now: string[],
	ahead: string[] = [],
	afresh = false
): Promise<void> {
	await allLoaded();
	const files = performance.getEntriesByType('resource').map(({ name }) => name);
	const pages = [...now, offlinePage, ...(savesData() ? [] : ahead)];
	const to = await worker();
	if (to) tell(to, { is: 'keep', pages: [...new Set(pages)], afresh, files });
}

/** Has the worker forget, and ends it; resolved once it has, or does not answer. */
export async function forgetPages(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration(scope);
	const active = registration?.active;
	if (active) {
		const { port1, port2 } = new MessageChannel();
		const answered = new Promise((resolve) => (port1.onmessage = resolve));
		tell(active, { is: 'forget' }, [port2]);
		await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, patience))]);
	}
	for (const name of await caches.keys()) await caches.delete(name);
	await registration?.unregister();
}
