import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { previewOf, previewSize } from './preview.ts';

afterEach(() => vi.unstubAllEnvs());

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"/>';

test('a disk on which no fonts could be laid down is tried again with the next drawing', async () => {
	vi.stubEnv('TMPDIR', join('/', 'nowhere', 'at', 'all'));
	await expect(previewOf(svg)).rejects.toMatchObject({ code: 'ENOENT' });
	vi.unstubAllEnvs();
	const png = await previewOf(svg);
	expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
		previewSize.width,
		previewSize.height
	]);
});
