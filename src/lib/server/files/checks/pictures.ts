/**
 * Pictures are drawn anew and never kept as they came: what else a file holds (places, cameras, another
 * file behind it) stays behind.
 */
import type { Sharp, SharpOptions } from 'sharp';
import { inTurn, type Draw } from '../../pictures/turn.ts';
import { FileNotTaken } from '../refused.ts';

export interface Picture {
	bytes: Buffer;
	width: number;
	height: number;
	/** A small one, as WebP. */
	thumbnail: Buffer;
}

export const pictureLimits = {
	pixels: 50_000_000,
	/** The longer side of what is kept. */
	side: 2_400,
	thumbnail: 240,
	/** Bytes that a photo should have at most: what reads over a slow line. */
	photo: 300 * 1024
};

/** The later ones only where a photo is still too large. */
const qualities: [quality: number, side: number][] = [
	[82, 2_400],
	[72, 2_000],
	[62, 1_600],
	[52, 1_200]
];

const within = (picture: Sharp, side: number) =>
	picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

interface Drawn {
	data: Buffer;
	info: { width: number; height: number };
}

/** The picture's points, read once, however often it is drawn from them. */
async function pointsOf(draw: Draw, read: Sharp): Promise<() => Sharp> {
	const points = within(read, pictureLimits.side).toColourspace('srgb').raw();
	const { data, info } = await points.toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	return () => draw(data, { raw: { width, height, channels } });
}

/** A photo as small as it should be; drawings keep each of their points. */
async function drawn(points: () => Sharp, mediaType: string): Promise<Drawn> {
	if (mediaType === 'image/png')
		return await points().png({ compressionLevel: 9 }).toBuffer({ resolveWithObject: true });
	let last: Drawn | undefined;
	for (const [quality, side] of qualities) {
		const sized = within(points(), side);
		const photo = mediaType === 'image/webp' ? sized.webp({ quality }) : sized.jpeg({ quality });
		last = await photo.toBuffer({ resolveWithObject: true });
		if (last.data.length <= pictureLimits.photo) break;
	}
	return last!;
}

function refusalOf(cause: unknown): FileNotTaken {
	const said = cause instanceof Error ? cause.message : '';
	const fault = /pixel limit/i.test(said) ? 'too_many_pixels' : 'damaged';
	return new FileNotTaken(fault, { cause });
}

/**
 * A picture drawn anew in its own type, upright, with a thumbnail.
 *
 * @throws FileNotTaken where it is damaged, or has more pixels than `pictureLimits.pixels`
 */
export function drawAnew(bytes: Uint8Array, mediaType: string): Promise<Picture> {
	return inTurn(async (draw) => {
		const options: SharpOptions = { limitInputPixels: pictureLimits.pixels, failOn: 'error' };
		try {
			const points = await pointsOf(draw, draw(bytes, options).autoOrient());
			const { data, info } = await drawn(points, mediaType);
			const small = within(points(), pictureLimits.thumbnail);
			const thumbnail = await small.webp({ quality: 70 }).toBuffer();
			return { bytes: data, width: info.width, height: info.height, thumbnail };
		} catch (cause) {
			throw refusalOf(cause);
		}
	});
}
