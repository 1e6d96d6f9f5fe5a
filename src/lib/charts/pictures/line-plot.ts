/** Where the lines of a chart over time lie in a picture: the same geometry as on pages, stretched. */
import { drawingWidth, stretched } from './frame.ts';

/** Left of the plot stand the values of its axis. */
const axis = 58;
/** On pages drawings are low, since they stand beside text. */
const taller = 1.45;

export const plot = { left: axis, width: drawingWidth - axis, taller };

/** Pixels from the plot's left, of a share of its width. */
export const across = (share: number) => Math.round(share * plot.width * 10) / 10;

/** Pixels from the plot's top, of those on pages. */
export const down = (y: number) => Math.round(y * taller * 10) / 10;

/** A path that is 1000 wide on pages. */
export const drawn = (path: string) => stretched(path, plot.width / 1000, taller);
