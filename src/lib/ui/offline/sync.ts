/**
 * Keeps what a reporter types, on the device and with the server, and sends what could not be sent.
 * It is all the script that these pages have; without it each form is sent by the browser.
 */
import { m } from '#lib/paraglide/messages.js';
import { isFormPage, isKeptPage, scope } from './addresses.ts';
import { changedFields, fieldsOf, fillForm, renewRequests, sendAsForm } from './forms.ts';
import { changeItem, itemAt, itemsOf, putItem, type Item } from './items.ts';
import { keepPages } from './kept-pages.ts';
import { leaveDraft, send, type Outcome } from './sending.ts';
import { leadToNotice, showKeptAt, showNotice, showRefusal, showState, type Acts } from './show.ts';
import { syncState, type Connection } from './sync-state.ts';

/** Between tries to send what waits: a line that is back often breaks again at once. */
const retryAfter = { first: 1_000, most: 30_000 };
/** After the last letter, until it is kept here and left with the server. */
const pauseHere = 250;
const pauseThere = 2_500;

const bar = document.querySelector<HTMLElement>('[data-sync]');
const account = bar?.dataset['account'] ?? '';
const path = location.pathname;
const keptForms = [...document.querySelectorAll<HTMLFormElement>('form[data-keeps]')];
/** The page answers what was sent: all that was typed stands there already. */
const isAnswered = keptForms.some((form) => form.dataset['answered'] !== undefined);
/** Since when a page that the worker served lies on the device; 0: it came over the line. */
const keptAt = Number(bar?.dataset['kept'] ?? 0);

let connection: Connection = navigator.onLine ? 'there' : 'none';
const acts: Acts = { look: sendAsForm, discard: (item) => void discard(item) };

async function show(): Promise<void> {
	if (bar) showState(bar, syncState(await itemsOf(account), { path, connection }), acts);
}

async function discard(item: Item): Promise<void> {
	await changeItem(item, null);
	await show();
}

const keyOf = (form: HTMLFormElement) => {
	const { pathname, search } = new URL(form.action);
	return { action: pathname + search, key: `${account} ${pathname}${search}` };
};

function itemOf(
	form: HTMLFormElement,
	state: 'typed' | 'waiting',
	submitter: HTMLElement | null = null
): Item {
	const label = form.dataset['label'] ?? '';
	const fields = fieldsOf(form, submitter);
	const kept = { account, address: path, label, fields, at: Date.now() };
	return { ...keyOf(form), ...kept, state, refusal: null, syncedAt: null };
}

const onTheirWay = new Map<string, Promise<Outcome>>();

/** With it goes what was refused of the same page before: the person has chosen. */
async function removeStored(item: Item): Promise<void> {
	await changeItem(item, null);
	const before = (await itemsOf(account)).filter(({ address, state }) => {
		return address === item.address && state === 'refused';
	});
	for (const one of before) await changeItem(one, null);
}

/** Sends an item, once at a time; what came of it is kept before anybody is told. */
function deliver(item: Item): Promise<Outcome> {
	const going = onTheirWay.get(item.key);
	if (going) return going;
	const sent = send(item)
		.then(async (outcome) => {
			if (outcome.is === 'stored') await removeStored(item);
			if (outcome.is === 'refused')
				await changeItem(item, { state: 'refused', refusal: outcome.why });
			return outcome;
		})
		.finally(() => onTheirWay.delete(item.key));
	onTheirWay.set(item.key, sent);
	return sent;
}

/** Sends them one after the other, until nobody answers or nobody is signed in; returns where what was stored is. */
async function sendWaiting(items: Item[]): Promise<{ item: Item; location: string }[]> {
	const stored = [];
	for (const item of items) {
		connection = 'sending';
		await show();
		const outcome = await deliver(item);
		connection = after[outcome.is];
		if (outcome.is === 'stored') stored.push({ item, location: outcome.location });
		if (connection !== 'there') break;
	}
	return stored;
}

const after: Record<Outcome['is'], Connection> = {
	stored: 'there',
	refused: 'there',
	signed_out: 'signed_out',
	no_answer: 'away'
};

/** Where what is on this page was stored, the page says so; the list is counted anew. */
function showStored(stored: { item: Item; location: string }[]): void {
	const own = stored.find(({ item }) => item.address === path);
	if (own) return location.assign(own.location);
	if (stored.length === 0) return;
	if (path === scope && !document.activeElement?.matches('input, textarea'))
		return location.reload();
	void keepPages([...stored.map(({ item }) => item.address), scope], [], true);
}

async function leaveTyped(item: Item): Promise<void> {
	const syncedAt = await leaveDraft(item);
	if (syncedAt) await changeItem(item, { syncedAt });
}

/** Sends all that waits, and leaves with the server what is typed. */
async function sendAll(): Promise<void> {
	const items = await itemsOf(account);
	const stored = await sendWaiting(items.filter(({ state }) => state === 'waiting'));
	if (connection === 'there')
		for (const item of items.filter(({ state, syncedAt }) => state === 'typed' && !syncedAt))
			await leaveTyped(item);
	await show();
	await showRefused();
	showStored(stored);
}

/** What was sent from this page before, and is refused now, asks for a choice here. */
async function showRefused(): Promise<void> {
	const refused = (await itemsOf(account)).filter(({ state }) => state === 'refused');
	const own = refused.find(({ address }) => address === path);
	if (own && !isAnswered) showNotice(own, acts);
}

let syncing: Promise<void> | undefined;

let retrying: ReturnType<typeof setTimeout> | undefined;
let pause = retryAfter.first;

/** Tries again, ever more seldom while nobody answers. */
function retry(): void {
	pause = connection === 'away' ? Math.min(pause * 2, retryAfter.most) : retryAfter.first;
	clearTimeout(retrying);
	const wait = connection === 'away' ? pause : retryAfter.most;
	retrying = setTimeout(() => void sync(), wait);
}

/** Two pages may do it at once: what comes twice is stored once. */
function sync(): Promise<void> {
	if (!navigator.onLine) {
		connection = 'none';
		return show();
	}
	if (connection !== 'signed_out') connection = 'there';
	syncing ??= sendAll().finally(() => {
		syncing = undefined;
		retry();
	});
	return syncing;
}

/** While a form is on its way it takes nothing more. */
async function sendNow(form: HTMLFormElement, item: Item): Promise<void> {
	form.inert = true;
	const outcome = await deliver(item);
	if (outcome.is === 'stored') return location.assign(outcome.location);
	// the server's own page shows what is wrong, and both versions
	if (outcome.is !== 'no_answer') return sendAsForm(item);
	form.inert = false;
	connection = 'away';
	retry();
}

/** What is sent is on the device first, so that no broken line loses it. */
async function sendKept(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
	stopTyping();
	const item = itemOf(form, 'waiting', submitter);
	try {
		await putItem(item);
	} catch {
		return sendAsForm(item);
	}
	if (navigator.onLine) {
		connection = 'sending';
		await show();
		await sendNow(form, item);
	} else connection = 'none';
	if ((await itemAt(item.key))?.at !== item.at) return;
	showNotice(item, acts);
	await show();
	leadToNotice();
}

let typing: ReturnType<typeof setTimeout> | undefined;
let leaving: ReturnType<typeof setTimeout> | undefined;
/** A kept form is told apart from what was sent from it before, once. */
let isRenewed = false;

function stopTyping(): void {
	clearTimeout(typing);
	clearTimeout(leaving);
	typing = undefined;
}

async function keepTyped(form: HTMLFormElement): Promise<void> {
	stopTyping();
	const item = itemOf(form, 'typed');
	await putItem(item);
	await show();
	if (navigator.onLine) leaving = setTimeout(() => void leaveTyped(item).then(show), pauseThere);
}

function onInput(form: HTMLFormElement): void {
	if (keptAt > 0 && !isRenewed) renewRequests(form);
	isRenewed = true;
	stopTyping();
	typing = setTimeout(() => void keepTyped(form), pauseHere);
}

/** Whether what is kept was sent or discarded on another device meanwhile, or typed on there. */
function isOutdated({ state, syncedAt }: Item, form: HTMLFormElement): boolean {
	const isSynced = state === 'typed' && syncedAt !== null;
	return keptAt === 0 && isSynced && form.dataset['draft'] !== syncedAt;
}

/** Puts into the form what was kept of it, unless the page already answers it. */
async function restore(form: HTMLFormElement, filled: Set<string>): Promise<void> {
	const item = await itemAt(keyOf(form).key);
	if (!item || isAnswered) return;
	if (isOutdated(item, form)) {
		await changeItem(item, null);
		return;
	}
	isRenewed = true;
	fillForm(form, item.fields, filled);
	showNotice(item, acts);
}

/** On a slow line people type before this script is there: that is kept like all else. */
async function takeUp(form: HTMLFormElement): Promise<void> {
	const filled = form.dataset['keeps'] === 'typed' ? changedFields(form) : new Set<string>();
	await restore(form, filled);
	if (filled.size > 0) onInput(form);
}

function watch(form: HTMLFormElement): void {
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void sendKept(form, event.submitter);
	});
	if (form.dataset['keeps'] !== 'typed') return;
	form.addEventListener('input', () => onInput(form));
	// who leaves within the pause has typed it all the same
	addEventListener('pagehide', () => {
		if (typing !== undefined) void keepTyped(form);
	});
}

/** The server knows of it: without a line it would come back. */
async function discardTyped(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
	event.preventDefault();
	stopTyping();
	const items = (await itemsOf(account)).filter(({ address }) => address === path);
	const isOnServer =
		items.some(({ syncedAt }) => syncedAt !== null) ||
		keptForms.some((one) => one.dataset['draft']);
	if (!navigator.onLine && isOnServer) return refuse();
	for (const item of items) await changeItem(item, null);
	if (navigator.onLine) form.submit();
	else location.assign(path);
}

function refuse(): void {
	if (bar) showRefusal(bar, m.offline_needs_line());
}

/** What is sent here in another way needs a line, and says so before the browser leaves the page. */
function watchOthers(): void {
	document.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (event.defaultPrevented || form.method !== 'post') return;
		if (new URL(form.action).pathname === '/my/drafts') void discardTyped(event, form);
		else if (!navigator.onLine) {
			event.preventDefault();
			refuse();
		}
	});
}

/** The forms that a list leads to are wanted where there is no line. */
function keepWhatIsNeeded(): void {
	const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')];
	const paths = links.map(({ pathname }) => pathname).filter(isFormPage);
	const isSaved = new URL(location.href).searchParams.has('saved');
	const now = isKeptPage(path) ? [path] : [];
	if (isSaved) void keepPages([...now, scope], [], true);
	else void keepPages(now, path === scope ? paths : []);
}

async function begin(): Promise<void> {
	for (const form of keptForms) watch(form);
	watchOthers();
	if (bar && keptAt > 0) showKeptAt(bar, keptAt);
	for (const form of keptForms) await takeUp(form);
	bar?.querySelector('[data-part="send"]')?.addEventListener('click', () => void sync());
	for (const event of ['online', 'offline']) addEventListener(event, () => void sync());
	document.addEventListener('visibilitychange', () => {
		if (!document.hidden) void sync();
	});
	await sync();
	if (keptAt === 0) keepWhatIsNeeded();
}

// over plain http from another machine a browser keeps nothing
if (bar && account && isSecureContext) void begin();
