/** Recomputed figures in the form of the figures document, lists by what their rows are called. */
import type { Fraction } from './fraction.ts';

export type Leaf = Fraction | string | number | boolean | null;
export interface Tree {
	[name: string]: Leaf | Tree;
}
