/** What messengers show of a page: its chart, as points, in the fonts of the pages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sans from '#lib/ui/cut-fonts/source-sans-3-latin-400.ttf?inline';
import sansExtended from '#lib/ui/cut-fonts/source-sans-3-latin-ext-400.ttf?inline';
import sansStrong from '#lib/ui/cut-fonts/source-sans-3-latin-600.ttf?inline';
import sansStrongExtended from '#lib/ui/cut-fonts/source-sans-3-latin-ext-600.ttf?inline';
import serif from '#lib/ui/cut-fonts/source-serif-4-latin-600.ttf?inline';
import { colours } from '#lib/charts/pictures/palette.ts';
import { inTurnWithSvg } from '#lib/server/pictures/turn.ts';

/** As wide and high as messengers show them, in pixels. */
export const previewSize = { width: 1200, height: 630 };

/** What the fonts are called once they are cut to one weight, by what the styles call them. */
const families = {
	'Source Sans 3 Variable': 'Source Sans 3 ExtraLight',
	'Source Serif 4 Variable': 'Source Serif 4'
};

const fonts = [sans, sansExtended, sansStrong, sansStrongExtended, serif];

type Library = Parameters<Parameters<typeof inTurnWithSvg>[0]>[0];
let fontsKnown: Promise<void> | undefined;

/** Makes the fonts known to the library, which reads them from files as long as the process lives. */
async function knowFonts(sharp: Library): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'tanaw-fonts-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	for (const [at, font] of fonts.entries()) {
		const fontfile = join(folder, `${at}.ttf`);
		writeFileSync(fontfile, Buffer.from(font.slice(font.indexOf(',') + 1), 'base64'));
		await sharp({ text: { text: 'a', fontfile } })
			.raw()
			.toBuffer();
	}
}

/** Once they are; where they cannot be, as while a disk is full, the next drawing tries again. */
const withFonts = (sharp: Library): Promise<void> =>
	(fontsKnown ??= knowFonts(sharp).catch((cause: unknown) => {
		fontsKnown = undefined;
		throw cause;
	}));

/** A drawing of SVG as a PNG of `previewSize`: as wide as it, cut off below or with paper around. */
export function previewOf(svg: string): Promise<Buffer> {
	const named = Object.entries(families).reduce(
		(text, [from, to]) => text.replaceAll(from, to),
		svg
	);
	return inTurnWithSvg(async (sharp) => {
		await withFonts(sharp);
		const { width, height } = previewSize;
		// twice the size of a screen's points, then made smaller: lines stay smooth
		const drawn = await sharp(Buffer.from(named), { density: 144 })
			.resize({ width })
			.flatten({ background: colours.paper })
			.png()
			.toBuffer({ resolveWithObject: true });
		const shown = Math.min(drawn.info.height, height);
		return (
			sharp(drawn.data)
				.extract({ left: 0, top: 0, width, height: shown })
				.extend({ bottom: height - shown, background: colours.paper })
				// a palette would be half as large, and shades its paper wrongly
				.png({ compressionLevel: 9 })
				.toBuffer()
		);
	});
}
