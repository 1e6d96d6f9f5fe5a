import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startObjectStore } from '../../../../../tests/support/object-store.ts';
import { storeOnDisk } from './disk.ts';
import { storeInS3 } from './s3.ts';
import { newName, type FileStore } from './store.ts';
import { storeOf } from './store-of.ts';

const folder = await mkdtemp(join(tmpdir(), 'tanaw-files-'));
const keys = { keyId: 'AKID', secret: 'a secret/with+signs', region: 'ap-southeast-1' };
const remote = await startObjectStore(keys);
afterAll(async () => {
	await remote.close();
	await rm(folder, { recursive: true, force: true });
});

const read = async (store: FileStore, name: string) => {
	const found = await store.get(name);
	return found && Buffer.from(await new Response(found).arrayBuffer());
};
const namesIn = async (store: FileStore) => {
	const names: string[] = [];
	for await (const { name } of store.list()) names.push(name);
	return names.sort();
};

const inFolder = (address: string) => storeInS3({ address, ...keys });
describe.each<[string, FileStore]>([
	['a folder', storeOnDisk(join(folder, 'files'))],
	['an object store', inFolder(remote.address)],
	['a folder of an object store', inFolder(`${remote.address}/evidence/tanaw`)]
])('%s', (_, store) => {
	test('keeps what it is given, lists it and forgets it', async () => {
		expect(await namesIn(store)).toEqual([]);
		const names = Array.from({ length: 5 }, newName).sort();
		for (const [at, name] of names.entries()) await store.put(name, Buffer.from(`file ${at}`));
		const large = newName();
		const bytes = Buffer.alloc(20 * 1024 * 1024, 'abc');
		await store.put(large, bytes);
		expect((await read(store, names[3]!))?.toString()).toBe('file 3');
		expect((await read(store, large))?.equals(bytes)).toBe(true);
		expect(await namesIn(store)).toEqual([...names, large].sort());
		for await (const { writtenAt } of store.list())
			expect(Math.abs(Date.now() - writtenAt.getTime())).toBeLessThan(600_000);
		for (const name of [...names, large]) await store.remove(name);
		expect(await namesIn(store)).toEqual([]);
		expect(await read(store, large)).toBeUndefined();
		await store.remove(large);
	});

	test.each(['../../etc/passwd', '', 'a/b', `${newName()}/x`, newName().toUpperCase()])(
		'takes %j for no name of a file',
		async (name) => {
			await expect(async () => store.put(name, Buffer.from('a'))).rejects.toThrow(TypeError);
			await expect(async () => store.get(name)).rejects.toThrow(TypeError);
			await expect(async () => store.remove(name)).rejects.toThrow(TypeError);
		}
	);
});

test('each request to an object store is signed as it asks, and others are refused', async () => {
	expect(remote.refused).toEqual([]);
	for (const wrong of [{ secret: 'another' }, { keyId: 'another' }, { region: 'another' }]) {
		const store = storeInS3({ address: remote.address, ...keys, ...wrong });
		await expect(store.put(newName(), Buffer.from('a'))).rejects.toThrow('answered 403');
		await expect(store.get(newName())).rejects.toThrow('answered 403');
	}
	expect((await fetch(`${remote.address}/${newName()}`)).status).toBe(403);
	expect(remote.objects.size).toBe(0);
});

test('a store that is away, or has no such bucket, is no store without files', async () => {
	const store = inFolder(remote.address);
	remote.failing(403);
	await expect(store.get(newName())).rejects.toThrow('answered 403');
	await expect(namesIn(store)).rejects.toThrow('answered 403');
	remote.failing(undefined);
	const other = inFolder(remote.address.replace('/bucket', '/other'));
	await expect(other.put(newName(), Buffer.from('a'))).rejects.toThrow('no such bucket');
	await expect(namesIn(other)).rejects.toThrow('no such bucket');
	const away = storeInS3({ address: 'http://127.0.0.1:1/bucket', ...keys });
	await expect(away.put(newName(), Buffer.from('a'))).rejects.toThrow();
});

test('what cannot be written whole leaves nothing; what was half written goes with its name', async () => {
	const place = join(folder, 'broken');
	const store = storeOnDisk(place);
	const name = newName();
	await writeFile(place, 'no folder');
	await expect(store.put(name, Buffer.from('a'))).rejects.toThrow();
	await rm(place);
	await store.put(name, Buffer.from('a'));
	const half = newName();
	const within = join(place, name.slice(0, 2));
	await writeFile(join(within, `${half}.part`), 'ha');
	expect(await namesIn(store)).toEqual([half, name].sort());
	await store.remove(name.slice(0, 2) + half.slice(2));
	await chmod(within, 0o700);
	expect(await readdir(within)).toContain(name);
});

test('the settings choose the store, and a bucket without its key is refused', async () => {
	const data = join(folder, 'data');
	const region = 'us-east-1';
	const own = storeOf({ data, region });
	await own.put(newName(), Buffer.from('a'));
	expect(await readdir(join(data, 'evidence'))).toHaveLength(1);
	const given = storeOf({ data, region, folder: join(folder, 'given') });
	await given.put(newName(), Buffer.from('a'));
	expect(await readdir(join(folder, 'given'))).toHaveLength(1);
	expect(() => storeOf({ data, region, s3: remote.address })).toThrow('EVIDENCE_S3_KEY_ID');
});
