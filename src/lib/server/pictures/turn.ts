/** Who works with the points of pictures: one at a time, since each may take two hundred megabytes. */
import type sharp from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';
import { openedOnce } from '../opened-once.ts';

/** Opens a picture: a JPEG, PNG or WebP. */
export type Draw = (bytes: Uint8Array, options: SharpOptions) => Sharp;

const loadersOf = (...types: string[]) =>
	types.flatMap((type) => [
		`VipsForeignLoad${type}`,
		`VipsForeignLoad${type}File`,
		`VipsForeignLoad${type}Buffer`
	]);

type Library = typeof sharp;
/** Loaded at the first picture. It would open SVG, PDF and others too: it may read three types alone. */
const opened = openedOnce(async (): Promise<Library> => {
	const { default: library } = await import('sharp');
	library.block({ operation: ['VipsForeignLoad'] });
	library.unblock({ operation: loadersOf('Jpeg', 'Png', 'Webp') });
	// a picture is drawn once, so nothing of it is worth keeping
	library.cache(false);
	library.concurrency(1);
	return library;
});

let turn: Promise<unknown> = Promise.resolve();

function next<T>(work: (library: Library) => Promise<T>): Promise<T> {
	const mine = turn.catch(() => undefined).then(async () => work(await opened()));
	turn = mine.catch(() => undefined);
	return mine;
}

/** Works with pictures that somebody sent, when it is their turn. */
export const inTurn = <T>(work: (draw: Draw) => Promise<T>): Promise<T> =>
	next((library) => work((bytes, options) => library(bytes, options)));

/** Works with SVG of our own, when it is its turn: nothing that somebody sent is read meanwhile. */
export const inTurnWithSvg = <T>(work: (library: Library) => Promise<T>): Promise<T> =>
	next(async (library) => {
		const svg = { operation: loadersOf('Svg') };
		library.unblock(svg);
		try {
			return await work(library);
		} finally {
			library.block(svg);
		}
	});
