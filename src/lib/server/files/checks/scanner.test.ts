import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startScanner, type Behaviour } from '../../../../../tests/support/scanner.ts';
import { accept } from './accept.ts';
import { scannerAt } from './scanner.ts';

const onPort = await startScanner();
const onSocket = await startScanner(join(await mkdtemp(join(tmpdir(), 'clamd-')), 'clamd.sock'));
afterAll(() => Promise.all([onPort.close(), onSocket.close()]));

test.each([
	['a port', onPort],
	['a socket', onSocket]
])(
	'a scanner on %s clears a file, and finds what is in another',
	async (_, { address, scanned }) => {
		const scanner = scannerAt(address)!;
		const large = Buffer.alloc(20 * 1024 * 1024, 'abc');
		await scanner.scan(large);
		expect(scanned).toEqual([large.length]);
		await expect(scanner.scan(Buffer.from('a VIRUS'))).rejects.toMatchObject({ fault: 'infected' });
		const file = { name: 'list.csv', bytes: Buffer.from('a,VIRUS\n') };
		await expect(accept(file, scanner)).rejects.toMatchObject({ fault: 'infected' });
	}
);

test.each<Behaviour>(['small', 'hangs', 'breaks_off', 'nonsense', 'says_too_much'])(
	'nothing is taken where the scanner %s',
	async (behaviour) => {
		onPort.behave(behaviour);
		const scanner = scannerAt(onPort.address, behaviour === 'hangs' ? 300 : undefined)!;
		const bytes = Buffer.alloc(3_000_000, 'abc');
		await expect(scanner.scan(bytes)).rejects.toMatchObject({ fault: 'not_scanned' });
	}
);

test('nothing is taken where the scanner is gone; where none is set nothing is scanned', async () => {
	for (const address of ['127.0.0.1:1', '/nowhere/clamd.sock'])
		await expect(scannerAt(address)!.scan(Buffer.from('a'))).rejects.toMatchObject({
			fault: 'not_scanned'
		});
	expect(scannerAt(undefined)).toBeNull();
	expect((await accept({ name: 'a.csv', bytes: Buffer.from('a') }, null)).mediaType).toBe(
		'text/csv'
	);
});
