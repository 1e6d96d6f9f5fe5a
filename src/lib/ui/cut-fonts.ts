import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { charactersOf, fileOf, fontFaces, fontFeatures, fonts, type Font } from './fonts.ts';

const folder = join(import.meta.dirname, 'cut-fonts');
const styles = join(folder, 'fonts.css');
const packageOf = ({ name }: Font) =>
	join(import.meta.dirname, '../../../node_modules/@fontsource-variable', name);

async function cut(font: Font): Promise<void> {
	for (const part of font.parts) {
		const whole = join(packageOf(font), 'files', `${font.name}-${part.from}-wght-normal.woff2`);
		const file = await subsetFont(readFileSync(whole), charactersOf(part.range), {
			targetFormat: 'woff2',
			variationAxes: { wght: font.weights },
			keepFeatures: fontFeatures
		});
		writeFileSync(join(folder, fileOf(font, part)), file);
	}
}

/** Changes with the packages and with what is cut out of them. */
function digest(): string {
	const versions = fonts.map((font) => readFileSync(join(packageOf(font), 'package.json'), 'utf8'));
	const all = JSON.stringify([versions, fonts, fontFeatures]);
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
			// last: what is cut half is cut again
			writeFileSync(styles, first + fontFaces());
		}
	};
}
