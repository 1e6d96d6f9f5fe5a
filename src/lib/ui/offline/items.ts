/** What the device keeps of a person's forms: typed and not sent, or sent and not arrived. */

/** Why the server did not store it: somebody was first, something is wrong with it, or it is another's now. */
export type Refusal = 'conflict' | 'problem' | 'gone';

export interface Item {
	/** Of whom, and which form. */
	key: string;
	account: string;
	/** Of the form's page. */
	address: string;
	/** Where it is sent to. */
	action: string;
	/** What people call it. */
	label: string;
	/** All that the form holds, hidden or not. */
	fields: [name: string, value: string][];
	/** `typed` until the person sends it, `waiting` until it arrives. */
	state: 'typed' | 'waiting' | 'refused';
	refusal: Refusal | null;
	/** When it was typed or sent, by this device's clock, in milliseconds. */
	at: number;
	/** When the server kept the same, by its own clock; null: it did not. */
	syncedAt: string | null;
}

const name = 'tanaw';
const store = 'items';
/** So long after it was typed nobody comes back to it. */
const keptDays = 90;

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The device keeps nothing.'));
	});

function opened(): Promise<IDBDatabase> {
	const opening = indexedDB.open(name, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: 'key' });
	return settled(opening);
}

async function within<Result>(
	mode: IDBTransactionMode,
	run: (items: IDBObjectStore) => Promise<Result>
): Promise<Result> {
	const database = await opened();
	try {
		const transaction = database.transaction(store, mode);
		const done = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error ?? new Error('It was not kept.'));
		});
		const result = await run(transaction.objectStore(store));
		await done;
		return result;
	} finally {
		database.close();
	}
}

/** All items of one account, the oldest first; what nobody came back to is forgotten. */
export async function itemsOf(account: string, now = Date.now()): Promise<Item[]> {
	const all = await within('readwrite', async (items) => {
		const found = (await settled(items.getAll())) as Item[];
		const [old, kept] = [[] as Item[], [] as Item[]];
		for (const item of found) (now - item.at > keptDays * 86_400_000 ? old : kept).push(item);
		for (const { key } of old) items.delete(key);
		return kept;
	});
	return all.filter((item) => item.account === account).sort((a, b) => a.at - b.at);
}

export async function itemAt(key: string): Promise<Item | undefined> {
	return await within('readonly', (items) => settled(items.get(key) as IDBRequest<Item>));
}

export async function putItem(item: Item): Promise<void> {
	await within('readwrite', async (items) => void items.put(item));
}

/** Changes an item, or removes it by null, where it is still the same: it may have been typed on meanwhile. */
export async function changeItem(item: Item, to: Partial<Item> | null): Promise<boolean> {
	return await within('readwrite', async (items) => {
		const present = (await settled(items.get(item.key))) as Item | undefined;
		if (present?.at !== item.at) return false;
		if (to === null) items.delete(item.key);
		else items.put({ ...present, ...to });
		return true;
	});
}

/** Removes all, of whomever. */
export async function forgetItems(): Promise<void> {
	await settled(indexedDB.deleteDatabase(name));
}
