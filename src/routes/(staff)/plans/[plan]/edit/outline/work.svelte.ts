/** What becomes of the sheet's work: it is checked, kept on this device, sent, and stored. */
import { countOf, isNothing, outlineChanges } from '#lib/domain/outline/changes.ts';
import { outlineProblems } from '#lib/domain/outline/entries.ts';
import { rebased } from '#lib/domain/outline/rebase.ts';
import type { Row, Rows } from '#lib/domain/outline/rows.ts';
import type { EffectsView } from '#lib/ui/effects/effect-words.ts';
import type { OutlineSaved } from './answer.ts';
import { forget, keep, readKept, type Unanswered } from './kept.ts';
import { keptMarks, notesOf, withTheirs, type KeptMark, type Note } from './notes.ts';
import { send, type Sent } from './sending.ts';
import type { Sheet } from './sheet.svelte.ts';

/** How the last saving ended. */
export type Outcome =
	| { is: 'saved'; added: number; changed: number; retired: number; revision: string }
	| { is: 'unready'; count: number }
	| { is: 'refused'; words: string }
	| { is: 'foreseen'; effects: EffectsView }
	| { is: Exclude<Sent['is'], 'saved' | 'refused'> };

interface Given {
	sheet: Sheet;
	/** Where the work is kept on this device. */
	place: string;
	/** Reads the rows anew, as they are stored. */
	read: () => Promise<{ rows: Rows; requestId: string }>;
	requestId: string;
	/** The draft that the page works in. */
	draft: string | null;
}

export class Work {
	readonly sheet: Sheet;
	readonly #given: Given;
	#requestId: string;
	#marks: readonly KeptMark[] = $state.raw([]);
	#unanswered: Unanswered | null = $state.raw(null);
	reason = $state('');
	reasonError = $state('');
	fund = $state('');
	isSending = $state(false);
	outcome: Outcome | null = $state.raw(null);
	/** Whether the work was found on this device. */
	isRestored = $state(false);

	constructor(given: Given) {
		this.#given = given;
		this.sheet = given.sheet;
		this.#requestId = given.requestId;
	}

	readonly changes = $derived.by(() => this.sheet.changes);
	readonly counts = $derived.by(() => countOf(this.changes));
	readonly isNothing = $derived.by(() => isNothing(this.changes) && this.#unanswered === null);
	readonly #problems = $derived.by(() =>
		outlineProblems(this.changes, this.sheet.rows, this.sheet.context)
	);
	readonly notes = $derived.by(() => {
		const { rows, context } = this.sheet;
		return notesOf(this.#problems, this.#marks, rows, context.currency);
	});
	/** What the server has said of rows that were taken out, by their keys. */
	readonly ofRetired = $derived.by(() => {
		const { retired } = this.sheet;
		const marks = this.#marks.filter(({ key }) => retired.includes(key));
		return Map.groupBy(marks, ({ key }) => key);
	});

	/** Takes up what was kept on this device, if anything. */
	restore(): void {
		const kept = readKept(this.#given.place);
		if (!kept) return;
		this.sheet.start(kept.rows, kept.base, undefined, kept.retired);
		this.reason = kept.reason;
		this.#unanswered = kept.unanswered;
		this.isRestored = !this.isNothing;
	}

	/** Keeps what is not saved yet. */
	keep(): void {
		const { rows, base, retired } = this.sheet;
		const { reason } = this;
		if (this.isNothing) forget(this.#given.place);
		else keep(this.#given.place, { rows, base, retired, reason, unanswered: this.#unanswered });
	}

	/** Throws away what is not saved, for what is stored. */
	async discard(): Promise<void> {
		this.#unanswered = null;
		this.#marks = [];
		this.isRestored = false;
		this.outcome = null;
		forget(this.#given.place);
		const { rows } = await this.#given.read();
		this.sheet.start(rows, rows, this.sheet.cursor);
	}

	theirs(key: string, { column, theirs = '' }: Note): void {
		this.sheet.put({ key, column }, theirs);
	}

	/** What was typed stays: the cell is sent again over what is stored. */
	mine(key: string, { column }: Note): void {
		this.#marks = this.#marks.filter((mark) => mark.key !== key || mark.column !== column);
	}

	#fields(confirmed: string): Record<string, string> {
		const { draft } = this.#given;
		return {
			...{ request_id: this.#requestId, confirmed },
			...(draft && { draft }),
			reason: this.reason.trim(),
			fund: this.fund,
			changes: JSON.stringify(this.changes)
		};
	}

	/** Whether there is something to send that may be sent. */
	#isReady(missing: string): boolean {
		this.reasonError = this.reason.trim() === '' ? missing : '';
		const count = [...this.notes.values()].flat().length;
		if (this.#problems.length > 0) this.outcome = { is: 'unready', count };
		return this.#problems.length === 0 && this.reasonError === '';
	}

	/**
	 * @param missing what is said where no reason is given
	 * @param confirmed by which it says that the effects that were shown are meant
	 */
	async save(missing: string, confirmed = ''): Promise<void> {
		this.sheet.commit();
		if (this.isSending) return;
		if (this.#unanswered === null) {
			if (this.isNothing || !this.#isReady(missing)) return;
			this.#unanswered = { fields: this.#fields(confirmed), rows: this.sheet.rows };
		}
		this.isSending = true;
		this.keep();
		const sent = await send(this.#unanswered.fields);
		await this.#answered(sent, this.#unanswered).finally(() => (this.isSending = false));
	}

	async #answered(sent: Sent, asked: Unanswered): Promise<void> {
		if (sent.is === 'saved') return await this.#stored(sent.saved, asked.rows);
		// without an answer it may be stored: it goes again just as it was
		if (sent.is !== 'no_answer') this.#unanswered = null;
		if (sent.is !== 'refused') {
			this.outcome = { is: sent.is };
			return;
		}
		const { errors, marks, effects } = sent.answer;
		this.reasonError = errors['reason'] ?? '';
		this.#marks = keptMarks(marks, this.sheet.rows);
		this.sheet.base = withTheirs(this.sheet.base, marks);
		this.outcome = effects
			? { is: 'foreseen', effects }
			: { is: 'refused', words: errors[''] ?? '' };
	}

	async #stored(
		{ added, changed, retired, revision, ids }: OutlineSaved,
		sentRows: Rows
	): Promise<void> {
		this.#unanswered = null;
		this.#marks = [];
		this.isRestored = false;
		const { rows: fresh, requestId } = await this.#given.read();
		this.#requestId = requestId;
		const { cursor, rows } = this.sheet;
		const now = isSameRows(rows, sentRows) ? fresh : rebased(rows, { sent: sentRows, fresh, ids });
		const at = { ...cursor, key: ids[cursor.key] ?? cursor.key };
		// what was taken out since it was sent is stored still
		const open = this.sheet.retired.filter((key) => fresh.some((row) => row.key === key));
		this.sheet.start(withoutRetired(now, open), fresh, at, open);
		if (isNothing(outlineChanges(this.sheet.rows, fresh, open))) this.reason = '';
		this.outcome = { is: 'saved', added, changed, retired, revision };
		this.keep();
	}
}

const withoutRetired = (rows: Rows, retired: readonly string[]): Rows =>
	retired.length === 0 ? rows : rows.filter(({ key }) => !retired.includes(key));

/** What was sent comes back from the device as other objects. */
const isSameRows = (one: Rows, other: Rows): boolean =>
	one === other || JSON.stringify(one satisfies readonly Row[]) === JSON.stringify(other);
