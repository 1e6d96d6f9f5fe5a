/** The figures of roll-outs again: from the raw rows alone, by the rules of `docs/roll-out.md`. */
import { dayNumber, type Day } from './facts.ts';
import type { RollOutFacts } from './facts-form.ts';
import { Fraction } from './fraction.ts';
import type { Leaf, Tree } from './tree.ts';

type Version = RollOutFacts['versions'][number];
type Wave = Version['waves'][number];
type MemberState = RollOutFacts['member_states'][number];
type Entry = RollOutFacts['entries'][number];

const zero = new Fraction(0n);
const whole = (count: number) => new Fraction(BigInt(count));
/** A day that is not stated comes before all others. */
const at = (day: Day | null) => day ?? '';
const number = ({ id }: { id: string }) => Number(id);

/** Of the rows of one thing the one that holds on a day: of the latest day, then the last that was recorded. */
function holding<Row extends { id: string; holds_from: Day | null }>(
	rows: readonly Row[],
	on: Day
): Row | undefined {
	return rows
		.filter(({ holds_from }) => at(holds_from) <= on)
		.sort((a, b) =>
			at(a.holds_from) === at(b.holds_from)
				? number(a) - number(b)
				: at(a.holds_from) < at(b.holds_from)
					? -1
					: 1
		)
		.at(-1);
}

const quarterStart = (day: Day): Day => {
	const month = Number(day.slice(5, 7));
	return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
};
const plusMonths = (day: Day, months: number): Day => {
	const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
	first.setUTCMonth(first.getUTCMonth() + months);
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	first.setUTCDate(Math.min(Number(day.slice(8)), last));
	return first.toISOString().slice(0, 10);
};
const dayBefore = (day: Day): Day =>
	new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The last days of the quarters from that of one day to that of another. */
function quarters(from: Day, to: Day): Day[] {
	const ends: Day[] = [];
	for (let start = quarterStart(from); start <= to; start = plusMonths(start, 3))
		ends.push(dayBefore(plusMonths(start, 3)));
	return ends;
}

const states = ['done', 'commenced', 'not_started', 'not_applicable', 'silent'] as const;

/** A roll-out as it stands on a day. */
class Standing {
	readonly rows: RollOutFacts;
	readonly on: Day;
	readonly version: Version;
	readonly members: MemberState[] = [];
	readonly gone: MemberState[] = [];
	/** What counts by the status date, ascending by day. */
	readonly entries: Entry[];

	constructor(rows: RollOutFacts, on: Day, said = on) {
		this.rows = rows;
		this.on = on;
		const first = [...rows.versions].sort((a, b) => number(a) - number(b))[0]!;
		this.version = holding(rows.versions, on) ?? first;
		const corrected = new Set(rows.entries.map(({ corrects }) => corrects));
		this.entries = rows.entries
			.filter((one) => one.state !== null && !corrected.has(one.id))
			.filter((one) => at(one.on) <= on && at(one.on) <= said)
			.sort((a, b) =>
				at(a.on) === at(b.on) ? number(a) - number(b) : at(a.on) < at(b.on) ? -1 : 1
			);
		for (const own of Map.groupBy(rows.member_states, ({ member }) => member).values()) {
			const state = holding(own, on);
			if (state) (state.standing === 'takes_part' ? this.members : this.gone).push(state);
		}
	}

	of(member: string, step: string | null): Entry[] {
		return this.entries.filter((one) => one.member === member && one.step === step);
	}

	state(member: string, step: string | null): (typeof states)[number] {
		return this.of(member, step).at(-1)?.state ?? 'silent';
	}

	/** The day since which it has been as it is. */
	since(member: string, step: string): Day | null {
		const own = this.of(member, step);
		const last = own.at(-1)?.state;
		const before = own.findLastIndex(({ state }) => state !== last);
		return own[before + 1]?.on ?? null;
	}

	in(wave: string): MemberState[] {
		return this.members.filter((one) => one.wave === wave);
	}

	counts(members: readonly MemberState[], step: string | null): Record<string, number> {
		const all = members.map(({ member }) => this.state(member, step));
		return Object.fromEntries(states.map((s) => [s, all.filter((one) => one === s).length]));
	}

	/** How many a wave has; null: open. */
	reach(wave: Wave): number | null {
		const named = this.in(wave.id).length;
		if (wave.extent === 'open') return null;
		if (wave.extent === 'named') return named;
		if (!wave.with_earlier) return Math.max(wave.number!, named);
		const earlier = this.version.waves
			.slice(
				0,
				this.version.waves.findIndex(({ id }) => id === wave.id)
			)
			.map((one) => this.reach(one));
		if (earlier.includes(null)) return null;
		return Math.max(wave.number! - earlier.reduce<number>((a, b) => a + b!, 0), named);
	}

	/** Relative weights; steps without one are alike where none has one. */
	weight(step: Version['steps'][number]): Fraction {
		const none = this.version.steps.every(({ weight }) => weight === null);
		return none ? whole(1) : Fraction.read(step.weight ?? '0');
	}

	window(wave: string, step: string) {
		const own = this.version.windows.filter((one) => one.wave === wave);
		return own.find((one) => one.step === step) ?? own.find((one) => one.step === null);
	}

	planned(wave: string, step: string): Fraction | null {
		const window = this.window(wave, step);
		if (!window?.ends_on) return null;
		if (this.on >= window.ends_on) return whole(1);
		if (!window.starts_on || this.on <= window.starts_on) return zero;
		const days = (to: Day) => whole(dayNumber(to) - dayNumber(window.starts_on!));
		return days(this.on).over(days(window.ends_on));
	}

	progress(wave: Wave) {
		const reach = this.reach(wave);
		const none = { done: null, planned: null, compared: null, coverage: null };
		if (reach === null) return none;
		let [done, all, planned, compared, dated, said] = [zero, zero, zero, zero, zero, zero];
		let isSaid = false;
		for (const step of this.version.steps) {
			const counts = this.counts(this.in(wave.id), step.id);
			const weight = this.weight(step);
			const applies = weight.times(whole(reach - counts['not_applicable']!));
			const own = weight.times(whole(counts['done']!));
			const spoken = counts['done']! + counts['commenced']! + counts['not_started']!;
			isSaid ||= spoken > 0;
			said = said.plus(weight.times(whole(spoken)));
			done = done.plus(own);
			all = all.plus(applies);
			const share = this.planned(wave.id, step.id);
			if (share === null) continue;
			planned = planned.plus(applies.times(share));
			compared = compared.plus(own);
			dated = dated.plus(applies);
		}
		const over = (part: Fraction, of: Fraction) => (of.equals(zero) ? null : part.over(of));
		return {
			...{ done: isSaid ? over(done, all) : null, planned: over(planned, dated) },
			...{ compared: isSaid ? over(compared, dated) : null, coverage: over(said, all) }
		};
	}
}

function curve(rows: RollOutFacts, now: Standing, wave: Wave): Tree {
	if (wave.extent === 'open') return {};
	const own = new Set(
		rows.member_states.filter((one) => one.wave === wave.id).map(({ member }) => member)
	);
	const days = [
		...now.version.windows
			.filter((one) => one.wave === wave.id)
			.flatMap(({ starts_on, ends_on }) => [starts_on, ends_on]),
		...rows.entries
			.filter(({ member, state, on }) => state && own.has(member) && at(on) <= now.on)
			.map(({ on }) => on)
	].filter((day) => day !== null);
	if (days.length === 0) return {};
	const sorted = [...days, now.on].sort();
	const ends = quarters(sorted[0]!, sorted.at(-1)!);
	const every = Math.ceil(ends.length / 60);
	const points = [
		dayBefore(quarterStart(sorted[0]!)),
		...ends.filter((_, place) => (place + 1) % every === 0),
		now.on
	];
	return Object.fromEntries(
		[...new Set(points)].map((on) => {
			const { planned, done } = new Standing(rows, on, now.on).progress(wave);
			return [on, { planned, done: on > now.on ? null : done }];
		})
	);
}

/** The days, as far as they are stated, on which members did a step that is done. */
const doneDays = (now: Standing, members: readonly MemberState[], step: string): (Day | null)[] =>
	members
		.filter(({ member }) => now.state(member, step) === 'done')
		.map(({ member }) => now.since(member, step));

const within = (days: readonly (Day | null)[], end: Day) =>
	days.filter((day) => day !== null && day >= quarterStart(end) && day <= end).length;

function projection(now: Standing, wave: Wave, step: string): Tree {
	const members = now.in(wave.id);
	const counts = now.counts(members, step);
	const [done, reach] = [counts['done']!, now.reach(wave)];
	const of = reach === null ? null : reach - counts['not_applicable']!;
	const nothing = {
		...{ pace: null, quarters: null, on: null, likely: null, low: null, high: null, all_by: null }
	};
	const why = (why_not: string): Tree => ({ done, of, why_not, ...nothing });
	if (of === null) return why('open');
	if (of === 0) return why('nobody');
	if (counts['silent'] === members.length) return why('silent');
	if (done === of) return why('all_done');
	if (done === 0) return why('nothing_done');
	const own = new Set(members.map(({ member }) => member));
	const first = now.entries.find((one) => one.step === step && one.on && own.has(one.member))?.on;
	const past = first ? quarters(first, now.on).filter((end) => end <= now.on) : [];
	if (past.length < 4) return why('short_history');
	const days = doneDays(now, members, step);
	const each = past.map((end) => within(days, end));
	const n = each.length;
	const mean = each.reduce((a, b) => a + b, 0) / n;
	if (mean === 0) return why('nothing_done');
	const spread = each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
	const variance = Math.max(spread, mean);
	const ahead = (to: Day) => (dayNumber(to) - dayNumber(now.on)) / (365.25 / 4);
	const ends = now.window(wave.id, step)?.ends_on ?? null;
	const on = ends !== null && ends > now.on ? ends : plusMonths(now.on, 12);
	const h = ahead(on);
	const half = 1.2816 * Math.sqrt(h * variance + (h * h * variance) / n);
	const kept = (more: number) => Math.min(of, Math.max(done, done + more));
	const all = quarters(now.on, plusMonths(now.on, 120)).find(
		(end) => end > now.on && ahead(end) * mean >= of - done
	);
	return {
		...{ done, of, why_not: null, pace: mean, quarters: n, on, likely: kept(h * mean) },
		...{ low: kept(h * mean - half), high: kept(h * mean + half), all_by: all ?? null }
	};
}

function waveTree(rows: RollOutFacts, now: Standing, wave: Wave): Tree {
	const members = now.in(wave.id);
	const reach = now.reach(wave);
	const { steps } = now.version;
	return {
		members: members.length,
		placeholders: members.filter(({ organisation }) => organisation === null).length,
		...{ reach, not_named: reach === null ? null : reach - members.length },
		progress: { ...now.progress(wave) },
		as_a_whole: now.counts(members, null),
		steps: Object.fromEntries(steps.map(({ id }) => [id, { counts: now.counts(members, id) }])),
		curve: curve(rows, now, wave),
		projections: Object.fromEntries(steps.map(({ id }) => [id, projection(now, wave, id)]))
	};
}

function waiting(now: Standing): Tree {
	const found = new Map<string, Tree>();
	for (const { member, wave } of now.members)
		for (const { id, after } of now.version.steps) {
			const state = now.state(member, id);
			if (state === 'done' || state === 'not_applicable') continue;
			const before = after.map((one) => now.state(member, one));
			const isOpen = before.every((one) => one === 'done' || one === 'not_applicable');
			const did = after.filter((one) => now.state(member, one) === 'done');
			if (state !== 'commenced' && (!isOpen || did.length === 0)) continue;
			const since =
				state === 'commenced'
					? now.since(member, id)
					: (did
							.map((one) => now.since(member, one))
							.sort((a, b) => (at(a) < at(b) ? -1 : 1))
							.at(-1) ?? null);
			const ends = now.window(wave, id)?.ends_on ?? null;
			found.set(`${member}/${id}`, {
				...{ kind: state === 'commenced' ? 'commenced' : 'gate', since },
				days: since === null ? null : dayNumber(now.on) - dayNumber(since),
				overdue: ends !== null && ends < now.on ? dayNumber(now.on) - dayNumber(ends) : null
			});
		}
	return Object.fromEntries(found);
}

function velocity(now: Standing): { velocity: Tree; undated: Tree } {
	const { steps } = now.version;
	const first = now.entries.find(({ step, on }) => step !== null && on !== null)?.on;
	const days = steps.map(({ id }) => [id, doneDays(now, now.members, id)] as const);
	const byStep = (count: (days: readonly (Day | null)[]) => number): Tree =>
		Object.fromEntries(days.map(([id, own]): [string, Leaf] => [id, count(own)]));
	const ends = first ? quarters(first, now.on) : [];
	return {
		velocity: Object.fromEntries(
			ends.map((end) => [end, { over: end <= now.on, done: byStep((own) => within(own, end)) }])
		),
		undated: byStep((own) => own.filter((day) => day === null).length)
	};
}

/** The figures of each roll-out that is there on a day, by its name; undefined: there is none. */
export function rollOutTrees(all: readonly RollOutFacts[], asOf: Day): Tree | undefined {
	const there = all
		.map((rows) => ({ rows, now: new Standing(rows, asOf) }))
		.filter(({ now }) => !now.version.withdrawn);
	if (there.length === 0) return undefined;
	return Object.fromEntries(
		there.map(({ rows, now }): [string, Tree] => {
			const said = now.members.some(({ member }) =>
				now.version.steps.some(({ id }) => now.of(member, id).length > 0)
			);
			const last = said ? (now.version.steps.at(-1)?.id ?? null) : null;
			const counts = now.counts(now.members, last);
			return [
				rows.name,
				{
					title: now.version.title,
					headline: {
						step: last,
						count: last === null ? counts['commenced']! + counts['done']! : counts['done']!,
						members: now.members.length
					},
					waves: Object.fromEntries(
						now.version.waves.map((wave) => [wave.id, waveTree(rows, now, wave)])
					),
					...velocity(now),
					waiting: waiting(now),
					gone: Object.fromEntries(now.gone.map(({ member }) => [member, true]))
				}
			];
		})
	);
}
