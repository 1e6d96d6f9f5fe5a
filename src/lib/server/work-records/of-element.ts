/** All that is kept of one element's work, as it was known on a day, for its page. */
import type { Db } from '../db/connect.ts';
import type { AsKnown } from '../facts/as-known.ts';
import { handOvers, type HandOver } from './hand-overs.ts';
import { ofPlan, type RecordState } from './queries.ts';

export interface ElementWork {
	offices: RecordState<'office'>[];
	/** By day. */
	handOvers: HandOver[];
}

export async function elementWork(db: Db, known: AsKnown, elementId: string): Promise<ElementWork> {
	const of = <Row extends { elementId: string | null }>(rows: Row[]) =>
		rows.filter((one) => one.elementId === elementId);
	const [offices, handed] = await Promise.all([ofPlan(db, 'office', known), handOvers(db, known)]);
	return { offices: of(offices), handOvers: of(handed) };
}
