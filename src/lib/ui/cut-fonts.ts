import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import {
	charactersOf,
	drawnFileOf,
	drawnFonts,
	fileOf,
	fontFaces,
	fontFeatures,
	fonts,
	type DrawnFont,
	type Font,
	type FontPart
} from './fonts.ts';

const folder = join(import.meta.dirname, 'cut-fonts');
const styles = join(folder, 'fonts.css');
const packageOf = ({ name }: Pick<Font, 'name'>) =>
	join(import.meta.dirname, '../../../node_modules/@fontsource-variable', name);

const wholeOf = (font: Pick<Font, 'name'>, from: FontPart['from']) =>
	readFileSync(join(packageOf(font), 'files', `${font.name}-${from}-wght-normal.woff2`));

async function cut(font: Font): Promise<void> {
	for (const part of font.parts) {
		const file = await subsetFont(wholeOf(font, part.from), charactersOf(part.range), {
			targetFormat: 'woff2',
			variationAxes: { wght: font.weights },
			keepFeatures: fontFeatures
		});
		writeFileSync(join(folder, fileOf(font, part)), file);
	}
}

async function cutDrawn(font: DrawnFont): Promise<void> {
	const { parts } = fonts.find(({ name }) => name === font.name)!;
	const ranges = parts.filter(({ from }) => from === font.from).map(({ range }) => range);
	const file = await subsetFont(wholeOf(font, font.from), charactersOf(ranges.join(' ')), {
		targetFormat: 'truetype',
		variationAxes: { wght: font.weight },
		keepFeatures: fontFeatures
	});
	writeFileSync(join(folder, drawnFileOf(font)), file);
}

/** Changes with the packages and with what is cut out of them. */
function digest(): string {
	const versions = fonts.map((font) => readFileSync(join(packageOf(font), 'package.json'), 'utf8'));
	const all = JSON.stringify([versions, fonts, drawnFonts, fontFeatures]);
	return createHash('sha256').update(all).digest('hex').slice(0, 16);
}

/** Cuts the fonts into `cut-fonts/`, where they are not cut yet, before anything is built. */
export function cutFonts(): Plugin {
	return {
		name: 'cut-fonts',
		async config() {
			const first = `/* ${digest()} */\n`;
			if (existsSync(styles) && readFileSync(styles, 'utf8').startsWith(first)) return;
			mkdirSync(folder, { recursive: true });
			for (const font of fonts) await cut(font);
			for (const font of drawnFonts) await cutDrawn(font);
			// last: what is cut half is cut again
			writeFileSync(styles, first + fontFaces());
		}
	};
}
