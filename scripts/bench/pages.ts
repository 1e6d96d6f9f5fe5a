/** One plan's pages: as they are, after a change, and for many readers at once. */
import type { TestServer } from '../../tests/support/server.ts';
import { change } from './changes.ts';
import { bare, rate, read, time, type Rate, type Timing } from './measure.ts';
import { line, plainLine, times } from './report.ts';

const runs = 60;

export interface PageAims {
	/** Of the page after a change. */
	changed?: string;
	bytes?: string;
}

/** Sixteen at a time, signed in and not, and what of it a bare server sends. */
async function throughput(address: string, cookie: string): Promise<void> {
	const signedIn = await rate(address, cookie);
	const anybody = await rate(address);
	const alone = await bare(anybody.bytes, (at) => rate(at));
	const share = (one: Rate) =>
		`${one.perSecond.toFixed(0).padStart(8)} pages/s, 1/${(alone.perSecond / one.perSecond).toFixed(1)} of bare node:http`;
	plainLine('  sixteen at a time, signed in', share(signedIn));
	plainLine('  sixteen at a time, not signed in', share(anybody), '≥ 1/3 of bare node:http');
}

/** Until all of some readers have the page who ask at once right after a change. */
function afterChange(server: TestServer, slug: string, address: string, cookie: string) {
	return (readers: number) =>
		time(
			runs,
			async () =>
				void (await Promise.all(Array.from({ length: readers }, () => read(address, { cookie })))),
			() => change(server.db, slug)
		);
}

/** @returns how long the page takes after a change */
export async function page(
	server: TestServer,
	slug: string,
	{ cookie, name, aims = {} }: { cookie: string; name: string; aims?: PageAims }
): Promise<Timing> {
	const address = `${server.address}/plans/${slug}/${name}`;
	const bytes = await read(address, { cookie });
	const warm = await time(runs, async () => void (await read(address, { cookie })));
	const changed = afterChange(server, slug, address, cookie);
	const alone = await bare(bytes, (at) => time(runs, async () => void (await read(at))));
	plainLine(
		`${name}, uncompressed`,
		`${(bytes.length / 1024).toFixed(0).padStart(9)} KiB`,
		aims.bytes
	);
	line(`${name}, unchanged since the last load`, warm);
	const cold = await changed(1);
	line(`${name}, after a change`, cold, '', aims.changed);
	for (const readers of [4, 16])
		line(`  until ${readers} readers at once have it`, await changed(readers));
	line('  the same bytes from bare node:http', alone, times(warm.median / alone.median));
	await throughput(address, cookie);
	return cold;
}
