/** A KPI with its targets and measurements, as the API sends it. */
import {
	termsOf,
	type CellRecord,
	type Disaggregation
} from '#lib/domain/records/disaggregation.ts';
import type { KpiRecord } from '#lib/domain/records/records.ts';
import { kpiKey } from '../provenance/queries.ts';
import type { Sources } from './provenance.ts';
import { noTexts } from '#lib/kinds/field.ts';
import { kpi as declared, type KpiTexts } from '#lib/kinds/kpi.ts';
import type { CellDocument, DisaggregationDocument, KpiDocument } from './shapes/kpi.ts';

function rangeOf({ rangeLow, rangeHigh, rangeZeroDistance }: KpiRecord): KpiDocument['range'] {
	if (rangeLow === null || rangeHigh === null) return null;
	return { low: rangeLow, high: rangeHigh, zero_distance: rangeZeroDistance };
}

const disaggregationDocument = ({
	dimensions,
	crosses
}: Disaggregation): DisaggregationDocument => ({
	dimensions: dimensions.map(({ id, name, addsUp, terms }) => ({
		...{ id, name, adds_up: addsUp },
		terms
	})),
	crosses
});

const cellDocument = ({ key, value, numerator, denominator }: CellRecord): CellDocument => ({
	...{ terms: termsOf(key), applies: value !== null, value, numerator, denominator }
});

export function kpiDocument(
	kpi: KpiRecord,
	texts: KpiTexts | undefined,
	sources: Sources
): KpiDocument {
	const key = kpiKey(kpi.id);
	const ofTargets = sources.of(key, 'targets');
	const ofMeasurements = sources.reported(key, 'measurements');
	return {
		kind: 'kpi',
		id: kpi.id,
		code: kpi.code,
		title: kpi.title,
		...(texts ?? noTexts(declared)),
		unit: kpi.unit.label,
		unit_kind: kpi.unit.kind,
		direction: kpi.direction,
		frequency: kpi.frequency,
		over_time: kpi.overTime,
		over_organisations: kpi.overOrganisations,
		baseline: { value: kpi.baselineValue, on: kpi.baselineOn },
		range: rangeOf(kpi),
		tolerance: kpi.tolerance,
		result_level: kpi.resultLevel,
		measured_until: kpi.measuredUntil,
		disaggregation: kpi.disaggregation && disaggregationDocument(kpi.disaggregation),
		terms: kpi.terms.map(({ code }) => code),
		targets: kpi.targets.map(({ dueOn, value }) => ({
			due_on: dueOn,
			value,
			provenance: ofTargets
		})),
		measurements: kpi.measurements.map((measurement) => ({
			kind: 'measurement',
			id: measurement.id,
			measured_on: measurement.measuredOn,
			value: measurement.value,
			numerator: measurement.numerator,
			denominator: measurement.denominator,
			organisation_id: measurement.organisationId,
			cells: (measurement.cells ?? []).map(cellDocument),
			provenance: ofMeasurements
		})),
		provenance: sources.of(key, 'title'),
		field_provenance: sources.fields(key),
		from_template: sources.template(key)
	};
}
