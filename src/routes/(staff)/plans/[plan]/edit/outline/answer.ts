/** What the sheet is answered: what is stored, or what is wrong, each at its cell. */
import type { Column } from '#lib/domain/outline/rows.ts';
import type { EffectsView } from '#lib/ui/effects/effect-words.ts';

/** Something about a cell that came from the server. */
export interface CellMark {
	key: string;
	column: Column;
	words: string;
	/** What somebody else stored there meanwhile; left out: nothing, the cell itself is refused. */
	theirs?: string;
	/** Beneath which it stands now, where it was moved meanwhile. */
	movedTo?: string | null;
}

export interface OutlineAnswer {
	/** Of the whole. */
	errors: Record<string, string>;
	marks: CellMark[];
	/** Nothing is wrong, but it does more than it says, which nobody confirmed yet; left out: nothing. */
	effects?: EffectsView;
}

export interface OutlineSaved {
	added: number;
	changed: number;
	retired: number;
	ids: Record<string, string>;
	revision: string;
}
