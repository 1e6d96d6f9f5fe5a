import { addMonths, daysBetween } from '#lib/domain/records/dates.ts';
import type { EnteredDisaggregation } from '#lib/domain/entries/disaggregation-entry.ts';
import type { KpiUnit } from '#lib/domain/records/records.ts';
import { resolve, type Provenance } from '../provenance.ts';
import type { KpiSeed } from './demonstration.ts';
import type { KpisFile, WrittenKpi } from './files.ts';
import { yearOf } from './quarters.ts';

export function kpisOf(file: KpisFile, path: string): KpiSeed[] {
	const counts = new Map<string, number>();
	return file.kpis.map((kpi, index) => {
		const element = kpi.code.slice(0, kpi.code.lastIndexOf('.'));
		const position = counts.get(element) ?? 0;
		counts.set(element, position + 1);
		const provenance = provenanceOf(kpi, `kpis.${index}`, path);
		return { element, position, ...facts(kpi, file), provenance };
	});
}

function facts(kpi: WrittenKpi, file: KpisFile) {
	return {
		code: kpi.code,
		title: kpi.title,
		unit: unitOf(kpi),
		direction: kpi.direction,
		frequency: kpi.frequency,
		overTime: kpi.over_time,
		overOrganisations: kpi.over_organisations,
		baselineValue: kpi.baseline,
		baselineOn: kpi.baseline === null ? null : (kpi.baseline_on ?? file.baseline_on),
		rangeLow: kpi.range?.low ?? null,
		rangeHigh: kpi.range?.high ?? null,
		rangeZeroDistance: kpi.range?.zero_distance ?? null,
		targets: targetsOf(kpi, file),
		meansOfVerification: kpi.verified_by,
		resultLevel: kpi.result_level ?? null,
		parts: partsOf(kpi),
		quality: kpi.quality ?? null,
		reporter: kpi.reporter
	};
}

function partsOf({ parts }: WrittenKpi): EnteredDisaggregation | null {
	if (parts.length === 0) return null;
	const dimensions = parts.map(({ by, terms }) => ({
		...{ id: null, name: by, addsUp: true },
		terms: Object.keys(terms).map((name) => ({ id: null, name }))
	}));
	return { dimensions, crosses: [] };
}

/** The targets at the ends of the years, the last being the end target. */
function targetsOf(kpi: WrittenKpi, { baseline_on, target_on }: KpisFile) {
	const target = { dueOn: target_on, value: kpi.target };
	const { baseline } = kpi;
	if (kpi.path === 'end' || (kpi.path === 'line' && baseline === null)) return [target];
	const from = kpi.baseline_on ?? baseline_on;
	const years = yearOf(target_on) - yearOf(baseline_on);
	const before = Array.from({ length: years - 1 }, (_, year) => {
		const dueOn = addMonths(baseline_on, 12 * (year + 1));
		const share = daysBetween(from, dueOn) / daysBetween(from, target_on);
		const onLine = (baseline ?? 0) + (kpi.target - (baseline ?? 0)) * share;
		return { dueOn, value: kpi.path === 'level' ? kpi.target : rounded(onLine, kpi.decimals) };
	});
	return [...before, target];
}

export function unitOf({ unit, unit_kind: kind, unit_bounds: bounds }: WrittenKpi): KpiUnit {
	return { kind, label: unit, low: bounds?.low ?? null, high: bounds?.high ?? null };
}

export function rounded(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}

const fields = [
	'code',
	'title',
	'unit',
	'unit_kind',
	'direction',
	'frequency',
	'over_time',
	'over_organisations',
	'means_of_verification',
	'targets'
];

function provenanceOf(kpi: WrittenKpi, path: string, file: string): Record<string, Provenance> {
	const demo: Provenance = { kind: 'demo', reason: null };
	const provenance = Object.fromEntries(fields.map((field) => [field, demo]));
	if (kpi.range) provenance['range'] = demo;
	if (kpi.result_level) provenance['result_level'] = demo;
	if (kpi.parts.length > 0) provenance['disaggregation'] = demo;
	if (kpi.quality) provenance['quality'] = demo;
	if (kpi.baseline === null) return provenance;
	const register = { file, passages: {}, rules: {}, readings: {} };
	const at = `${path}.baseline_provenance`;
	const baseline = resolve(kpi.baseline_provenance ?? 'demo', 'baseline', at, register);
	return { ...provenance, baseline_value: baseline, baseline_on: baseline };
}
