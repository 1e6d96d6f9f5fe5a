/**
 * Keeps a reporter's own pages on the device, and answers with them where no line does. It has no say
 * outside `/my`, keeps nothing of anybody but whose page it saw last, and sends nothing: what waits is
 * sent by the pages.
 */
import { self } from '$app/service-worker';
import { isKeptPage, offlinePage } from '#lib/ui/offline/addresses.ts';
import type { Told } from '#lib/ui/offline/told.ts';

const filesName = 'tanaw-files';
const pagesOf = (account: string) => `tanaw-pages-${account}`;
const isPages = (name: string) => name.startsWith('tanaw-pages-');

/** Built files never change under one name. */
const isFile = ({ origin, pathname }: URL) =>
	origin === self.location.origin && pathname.startsWith('/_app/immutable/');
const mostFiles = 150;

const keptAtHeader = 'x-kept-at';
/** A page kept so long ago is none that anybody should go on from. */
const keptFor = 7 * 86_400_000;
/** Kept ahead, a page is good for so long. */
const freshFor = 3_600_000;
/** A line that has not begun to answer by then is a broken one, where a page is kept. */
const patience = 8_000;

/** Counts how often all was forgotten: what began before that keeps nothing any more. */
let forgotten = 0;
/** One after the other, so that forgetting has an end to wait for. */
let working: Promise<unknown> = Promise.resolve();

function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	const done = working.then(work);
	working = done.catch(() => {});
	return done;
}

const ageOf = (response: Response) => Date.now() - Number(response.headers.get(keptAtHeader) ?? 0);

async function pages(): Promise<Cache | undefined> {
	const name = (await caches.keys()).find(isPages);
	return name === undefined ? undefined : await caches.open(name);
}

/** A kept page that says since when it is kept; undefined: there is none that is recent enough. */
async function keptPage(url: URL): Promise<Response | undefined> {
	const cache = await pages();
	const found =
		(await cache?.match(url.href)) ?? (await cache?.match(url.href, { ignoreSearch: true }));
	if (!found || ageOf(found) > keptFor) return undefined;
	const at = found.headers.get(keptAtHeader) ?? '';
	const html = (await found.text()).replace(/(<aside[^>]* data-sync[^>]* data-kept=")/, `$1${at}`);
	return new Response(html, { headers: found.headers });
}

/** The pages of this account alone: of whoever was here before nothing is kept any longer. */
async function pagesOnly(account: string): Promise<Cache> {
	const name = pagesOf(account);
	for (const other of await caches.keys())
		if (isPages(other) && other !== name) await caches.delete(other);
	return await caches.open(name);
}

/** As its sync state says; in what people write no tag begins. */
const accountIn = (html: string) =>
	/<aside[^>]* data-sync[^>]* data-account="(\d+)"/.exec(html)?.[1];

async function keepFile(address: string): Promise<Response | undefined> {
	const cache = await caches.open(filesName);
	const found = await cache.match(address);
	if (found) return found;
	const response = await fetch(address);
	if (!response.ok) return response;
	await cache.put(address, response.clone());
	const kept = await cache.keys();
	for (const old of kept.slice(0, Math.max(0, kept.length - mostFiles))) await cache.delete(old);
	return response;
}

/** What a page cannot be shown without. */
const filesIn = (html: string) =>
	[...html.matchAll(/(?:href|src)="(\/_app\/immutable\/[^"]+)"/g)].map(([, file]) => file!);

const isPage = ({ ok, headers }: Response) =>
	ok && (headers.get('content-type') ?? '').startsWith('text/html');

/** Keeps a page as it came over the line, with what it links; a page of nobody is not kept. */
async function keepPage(url: URL, response: Response, began: number): Promise<void> {
	if (!isPage(response)) return;
	const html = await response.text();
	const account = accountIn(html);
	if (account === undefined || began !== forgotten) return;
	const headers = new Headers(response.headers);
	headers.set(keptAtHeader, String(Date.now()));
	const cache = await pagesOnly(account);
	await cache.put(url.href, new Response(html, { headers }));
	for (const file of filesIn(html)) if (began === forgotten) await keepFile(file);
}

const after = (milliseconds: number) =>
	new Promise<undefined>((resolve) => setTimeout(resolve, milliseconds));

/** A page over the line where that answers, else from the device. */
async function answerPage(event: FetchEvent, url: URL): Promise<Response> {
	const began = forgotten;
	const line = fetch(event.request);
	const noted = line.then((response) => note(event, url, response, began)).catch(() => {});
	event.waitUntil(noted);
	const kept = await keptPage(url);
	const first = kept && (await Promise.race([line.catch(() => kept), after(patience)]));
	if (kept) return first && first.status < 500 ? first : kept;
	return await line.catch(async (cause: unknown) => {
		const instead = await keptPage(new URL(offlinePage, url));
		if (!instead) throw cause;
		return instead;
	});
}

/** What the line answered: a page to keep, or that nobody is signed in any more. */
async function note(event: FetchEvent, url: URL, response: Response, began: number): Promise<void> {
	if (response.type === 'opaqueredirect') {
		await inTurn(forgetPages);
		return;
	}
	if (!isKeptPage(url.pathname) || url.searchParams.has('saved')) return;
	const copy = response.clone();
	await inTurn(() => keepPage(url, copy, began));
}

async function forgetPages(): Promise<void> {
	for (const name of await caches.keys()) if (isPages(name)) await caches.delete(name);
}

/** Fetches pages to have them at hand, one after the other, so that the person's own requests come first. */
async function keepAhead({ pages: asked, files, afresh }: Told & { is: 'keep' }): Promise<void> {
	const began = forgotten;
	for (const file of files) if (isFile(new URL(file))) await keepFile(file);
	for (const path of asked.filter(isKeptPage)) {
		if (began !== forgotten) return;
		const url = new URL(path, self.location.origin);
		const found = await (await pages())?.match(url.href);
		if (found && !afresh && ageOf(found) < freshFor) continue;
		const response = await fetch(url, { headers: { accept: 'text/html' }, redirect: 'error' });
		await keepPage(url, response, began);
	}
}

async function forgetAll(): Promise<void> {
	for (const name of await caches.keys()) await caches.delete(name);
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (request.mode === 'navigate') event.respondWith(answerPage(event, url));
	else if (isFile(url))
		event.respondWith(keepFile(url.href).then((response) => response?.clone() ?? fetch(request)));
});

self.addEventListener('message', (event) => {
	const told = event.data as Told;
	if (told.is === 'forget') {
		forgotten += 1;
		event.waitUntil(inTurn(forgetAll).then(() => event.ports[0]?.postMessage('forgotten')));
	} else event.waitUntil(inTurn(() => keepAhead(told)).catch(() => {}));
});
