declare module 'subset-font' {
	interface Options {
		targetFormat: 'woff2' | 'truetype';
		variationAxes: Record<string, number | { min: number; max: number }>;
		/** Four letters each. */
		keepFeatures: string[];
	}
	/** A font with only the characters of a text; rejects where the file is no font. */
	export default function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
