/** The forms by which evidence is added and taken back, of whatever it supports. */
import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { longestCaption, readLink } from '#lib/domain/entries/evidence-entry.ts';
import { asStored } from '#lib/domain/entries/entered.ts';
import { m } from '#lib/paraglide/messages.js';
import { add, takeBack, type Added, type SentEvidence } from '#lib/server/evidence/commands.ts';
import { withStored } from '#lib/server/evidence/keep.ts';
import { writersOf, type EvidenceOf, type Shown } from '#lib/server/evidence/subjects.ts';
import { accept } from '#lib/server/files/checks/accept.ts';
import { shownName } from '#lib/server/files/checks/names.ts';
import { FileNotTaken, type FileFault } from '#lib/server/files/refused.ts';
import type { InName } from '#lib/server/reports/entering.ts';
import { standing } from '#lib/server/reports/writers.ts';
import { day, idOf, words } from '#lib/ui/forms/fields.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { attempt, throwStatus, wrong, type Answer, type Values } from '../answers.ts';
import { requestOf } from '../form-request.ts';

const faultWords: Record<FileFault, () => string> = {
	empty: m.evidence_fault_empty,
	too_large: m.evidence_fault_too_large,
	unknown_type: m.evidence_fault_unknown_type,
	other_type: m.evidence_fault_other_type,
	not_text: m.evidence_fault_not_text,
	damaged: m.evidence_fault_damaged,
	encrypted: m.evidence_fault_encrypted,
	bomb: m.evidence_fault_bomb,
	too_many_pixels: m.evidence_fault_too_many_pixels,
	infected: m.evidence_fault_infected,
	scanned_in_part: m.evidence_fault_scanned_in_part,
	not_scanned: m.evidence_fault_not_scanned,
	not_kept: m.evidence_fault_not_kept
};

/** What evidence supports, as an address names it; the form says what of it is shown. */
type AskedSubject = EvidenceOf;

/** What a page of evidence is of. */
interface AskedOf extends InName {
	of: AskedSubject;
	/** Where its list stands. */
	back: string;
}

export interface EvidenceEvent {
	locals: App.Locals;
	url: URL;
	request: Request;
}

interface SentForm {
	values: Values;
	file: File | null;
}

async function read({ request }: Pick<RequestEvent, 'request'>): Promise<SentForm> {
	const values: Values = {};
	let file: File | null = null;
	for (const [name, value] of await request.formData()) {
		if (typeof value === 'string') values[name] = asStored(value);
		else if (name === 'file' && (value.size > 0 || value.name !== '')) file = value;
	}
	return { values, file };
}

const said = {
	caption: words(longestCaption, () => m.evidence_error_caption()),
	speaks_of: day
};

/** Nobody was first: evidence is added beside what is there. */
const stale = (cause: Error) => Promise.reject(cause);

/** `entry-12`, or `milestone-5`; nothing: all of it. What cannot be read is none that there is. */
function shownIn(typed: string): Shown {
	if (typed === '') return null;
	const [what, id = ''] = typed.split('-');
	return { what: what === 'milestone' ? 'milestone' : 'entry', id };
}

const subjectWith = (of: AskedSubject, values: Values): EvidenceOf =>
	of.kind === 'amendment' ? of : { ...of, shows: shownIn(values['shows'] ?? '') };

/** Refuses whoever may not add it before the file is looked at: that costs more than to ask. */
async function refuseOthers({ db, actor }: App.Locals, of: EvidenceOf): Promise<void> {
	const writers = writersOf(of);
	if (writers) await standing(db, actor, writers).catch(throwStatus);
}

type Failure = ActionFailure<Answer>;
type Send = (
	sent: Omit<SentEvidence, 'content' | 'request'>,
	form: SentForm
) => Promise<Failure | Added>;

const isFailure = (done: Failure | Added): done is Failure => 'status' in done;

const seenAt = (back: string, done: 'added' | 'taken_back') =>
	`${back}${back.includes('?') ? '&' : '?'}evidence=${done}#evidence`;

/** Reads what both forms say, sends it, and goes back to where its result is seen. */
async function sendWith(
	event: EvidenceEvent,
	{ of, back, behalfOf, form, own }: AskedOf & { form: string; own: (sent: SentForm) => Values },
	send: Send
): Promise<Failure> {
	const sent = await read(event);
	const { values, file } = sent;
	const parsed = parseFields(said, values);
	const errors: Values = { ...own(sent), ...(parsed.ok ? {} : parsed.errors) };
	if (!parsed.ok || Object.keys(errors).length > 0)
		return wrong(values, { ...chosenAgain(errors, file), ...errors }, form);
	const about = subjectWith(of, values);
	await refuseOthers(event.locals, about);
	const { caption, speaks_of: speaksOf } = parsed.output;
	const done = await send({ of: about, caption, speaksOf, behalfOf }, sent);
	return isFailure(done) ? done : redirect(303, seenAt(back, 'added'));
}

/** A page cannot give a file back: that it must be chosen again is said, where nothing is wrong with it. */
function chosenAgain(errors: Values, file: File | null): Values {
	if (!file || errors['file']) return {};
	return { file: m.evidence_choose_again({ name: shownName(file.name) }) };
}

/** The form with its file's digest: another file is another form. */
const requestWith = (event: EvidenceEvent, values: Values, form: string, bytes?: Uint8Array) =>
	requestOf(
		event,
		bytes ? { ...values, file: createHash('sha256').update(bytes).digest('hex') } : values,
		form
	);

const currency = '';

async function storeFile(
	event: EvidenceEvent,
	sent: Omit<SentEvidence, 'content' | 'request'>,
	{ values, file }: { values: Values; file: File },
	form: string
): Promise<Failure | Added> {
	const { db, actor, now, files } = event.locals;
	try {
		const bytes = new Uint8Array(await file.arrayBuffer());
		const accepted = await accept({ name: file.name, bytes }, files.scanner);
		const request = requestWith(event, values, form, bytes);
		const done = await attempt({ values, form, currency, stale }, () =>
			withStored(files.store, accepted, (kept) =>
				add(db, actor, { ...sent, content: { file: kept }, request }, now)
			)
		);
		if (done.ok) return done.result;
		const { errors } = done.failure.data;
		Object.assign(errors, chosenAgain(errors, file));
		return done.failure;
	} catch (cause) {
		if (!(cause instanceof FileNotTaken)) throw cause;
		return wrong(values, { file: faultWords[cause.fault]() }, form);
	}
}

function addFile(event: EvidenceEvent, asked: AskedOf): Promise<Failure> {
	const form = 'file';
	const own = ({ file }: SentForm): Values => (file ? {} : { file: m.evidence_error_no_file() });
	return sendWith(event, { ...asked, form, own }, (sent, { values, file }) =>
		storeFile(event, sent, { values, file: file! }, form)
	);
}

function addLink(event: EvidenceEvent, asked: AskedOf): Promise<Failure> {
	const form = 'link';
	const own = ({ values }: SentForm): Values =>
		readLink(values['link'] ?? '') === null ? { link: m.evidence_error_link() } : {};
	return sendWith(event, { ...asked, form, own }, async (sent, { values }) => {
		const { db, actor, now } = event.locals;
		const content = { link: readLink(values['link'] ?? '')! };
		const request = requestWith(event, values, form);
		const done = await attempt({ values, form, currency, stale }, () =>
			add(db, actor, { ...sent, content, request }, now)
		);
		return done.ok ? done.result : done.failure;
	});
}

const reason = words(500, () => m.evidence_error_reason());

async function take(event: EvidenceEvent, { of, back, behalfOf }: AskedOf): Promise<Failure> {
	const { values } = await read(event);
	const id = idOf(values['id']) ?? '';
	const form = `take_back-${id}`;
	const parsed = parseFields({ reason }, values);
	if (!parsed.ok) return wrong(values, parsed.errors, form);
	const { db, actor, now } = event.locals;
	const request = requestOf(event, values, 'take_back');
	const done = await attempt({ values, form, currency, stale }, () =>
		takeBack(db, actor, { of, id, reason: parsed.output.reason, behalfOf, request }, now)
	);
	return done.ok ? redirect(303, seenAt(back, 'taken_back')) : done.failure;
}

/**
 * The acts of a page of evidence.
 *
 * @param about what it is of; throws where the address names nothing
 */
export function evidenceActions<Event extends EvidenceEvent>(
	about: (event: Event) => Promise<AskedOf>
) {
	const act = (run: (event: Event, asked: AskedOf) => Promise<Failure>) => async (event: Event) =>
		await run(event, await about(event));
	return { file: act(addFile), link: act(addLink), take_back: act(take) };
}

const savedWords: Record<string, () => string> = {
	added: m.evidence_added,
	taken_back: m.evidence_was_taken_back
};

/** What an address says that was done; null: nothing. */
export const evidenceSaved = ({ searchParams }: URL): string | null =>
	savedWords[searchParams.get('evidence') ?? '']?.() ?? null;
