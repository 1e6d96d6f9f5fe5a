/** What each kind of record of work asks of its entries. */
import { sql } from 'kysely';
import { closureProblems } from '#lib/domain/entries/closure-entry.ts';
import {
	attendanceProblems,
	establishmentProblems,
	headCountProblems,
	trainingProblems
} from '#lib/domain/entries/competency-entry.ts';
import { contractProblems } from '#lib/domain/entries/contract-entry.ts';
import { locationProblems } from '#lib/domain/entries/location-entry.ts';
import { priceProblems } from '#lib/domain/entries/price-entry.ts';
import { officeProblems } from '#lib/domain/entries/office-entry.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { Fields } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { OfficeValues } from '#lib/kinds/office.ts';
import { plainValues, type ValuesOfRecord, type WorkRecord } from '#lib/kinds/work-records.ts';
import type { Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { Refused, type RefusalReason } from '../writing/refusals.ts';
import { find } from './queries.ts';
import type { Subject } from './subject.ts';

export interface About {
	subject: Subject;
	/** In the plan's time zone. */
	today: IsoDate;
}

/** A field of ids, and how each is called; undefined: the plan has none such. */
type Named = (trx: Trx, id: string, subject: Subject) => Promise<string | undefined>;

export interface RecordRules<Of extends WorkRecord> {
	/** What has such records. */
	of: readonly (ElementKind | 'plan')[];
	/** Whether a plan that is not adopted yet can have them. */
	beforeAdoption: boolean;
	/** What the log calls one. */
	name: (values: ValuesOfRecord<Of>, subject: Subject) => string;
	/** Of which one alone may stand, and why another is refused; left out: any number. */
	alone?: {
		field: string;
		reason: RefusalReason;
		same: (one: ValuesOfRecord<Of>, other: ValuesOfRecord<Of>) => boolean;
	};
	problems: (values: ValuesOfRecord<Of>, about: About) => Problem[];
	/** What only the database tells; throws Refused beside its field. */
	check?: (trx: Trx, values: ValuesOfRecord<Of>, subject: Subject) => Promise<void>;
	/** By the columns that hold ids: under which name the log says what they mean. */
	named: Record<string, { as: string; find: Named }>;
}

const kpiCode: Named = async (trx, id, { planId }) => {
	const found = await trx
		.selectFrom('kpi')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select('code')
		.executeTakeFirst();
	return found?.code;
};

const lineName: Named = async (trx, id, { elementId }) => {
	const found = await trx
		.selectFrom('budget_line as line')
		.innerJoin('fund_source', 'fund_source.id', 'line.fund_source_id')
		.where('line.id', '=', id)
		.where('line.element_id', '=', elementId)
		.select(['fund_source.code', 'line.appropriation_year as year'])
		.executeTakeFirst();
	return found && `${found.code} ${found.year}`;
};

const acronym: Named = async (trx, id) => {
	const found = await trx
		.selectFrom('organisation')
		.where('id', '=', id)
		.select('acronym')
		.executeTakeFirst();
	return found?.acronym;
};

/** An office answers within the days on which its organisation owns the element. */
async function refuseOtherOwner(
	trx: Trx,
	{ organisation_id, held_from, held_until }: OfficeValues,
	{ elementId }: Subject
): Promise<void> {
	const found = await trx
		.selectFrom('owner')
		.where('element_id', '=', elementId)
		.where('organisation_id', '=', organisation_id)
		.where(
			sql<boolean>`coalesce(valid_from, '-infinity') <= coalesce(${held_until}, 'infinity'::date)`
		)
		.where(sql<boolean>`coalesce(valid_to, 'infinity') > coalesce(${held_from}, '-infinity'::date)`)
		.select('id')
		.executeTakeFirst();
	if (!found) throw new Refused('organisation_id', 'not_owner');
}

const termTitle: Named = async (trx, id) => {
	const found = await trx
		.selectFrom('framework_term')
		.where('id', '=', id)
		.select('title')
		.executeTakeFirst();
	return found?.title;
};

const trainingTitle: Named = async (trx, id, { planId }) => {
	const found = await find(trx, 'training', { planId, id });
	return found?.withdrawn === false ? found.values.training_title : undefined;
};

const ofRole = {
	role_term_id: { as: 'competency_role', find: termTitle },
	level_term_id: { as: 'competency_level', find: termTitle }
};

export const rules: { [Of in WorkRecord]: RecordRules<Of> } = {
	closure: {
		of: ['goal', 'objective', 'activity', 'plan'],
		beforeAdoption: false,
		name: (_, { code }) => code,
		alone: { field: '', reason: 'closed_already', same: () => true },
		problems: (values, { subject, today }) => closureProblems(values, { today, ...subject.span }),
		named: { benefit_kpi_id: { as: 'benefit_kpi', find: kpiCode } }
	},
	office: {
		of: ['goal', 'objective', 'activity'],
		beforeAdoption: true,
		name: ({ office_title }, { code }) => `${code} ${office_title}`,
		problems: (values, { subject }) => officeProblems(values, subject.span),
		check: refuseOtherOwner,
		named: { organisation_id: { as: 'office_of', find: acronym } }
	},
	contract: {
		of: ['activity'],
		beforeAdoption: true,
		name: ({ contract_title }, { code }) => `${code} ${contract_title}`,
		problems: (values, { today }) => contractProblems(values, today),
		named: {
			supplier_organisation_id: { as: 'supplier_organisation', find: acronym },
			budget_line_id: { as: 'budget_line', find: lineName }
		}
	},
	location: {
		of: ['activity'],
		beforeAdoption: true,
		name: ({ unit_name }, { code }) => `${code} ${unit_name}`,
		problems: locationProblems,
		named: {}
	},
	price_basis: {
		of: ['activity'],
		beforeAdoption: true,
		name: (_, { code }) => code,
		alone: {
			field: 'budget_line_id',
			reason: 'basis_exists',
			same: (one, other) => one.budget_line_id === other.budget_line_id
		},
		problems: priceProblems,
		named: { budget_line_id: { as: 'budget_line', find: lineName } }
	},
	stakeholder: {
		of: ['plan'],
		beforeAdoption: true,
		name: ({ stakeholder_name }) => stakeholder_name,
		alone: {
			field: 'stakeholder_name',
			reason: 'named_already',
			same: (one, other) =>
				one.stakeholder_name === other.stakeholder_name && one.engagement === other.engagement
		},
		problems: () => [],
		named: { stakeholder_organisation_id: { as: 'stakeholder_organisation', find: acronym } }
	},
	head_count: {
		of: ['plan'],
		beforeAdoption: false,
		name: ({ counted_on }) => counted_on ?? '',
		alone: {
			field: 'counted_on',
			reason: 'counted_already',
			same: (one, other) =>
				one.counted_organisation_id === other.counted_organisation_id &&
				one.role_term_id === other.role_term_id &&
				one.level_term_id === other.level_term_id &&
				one.counted_on === other.counted_on
		},
		problems: (values, { today }) => headCountProblems(values, today),
		named: { counted_organisation_id: { as: 'counted_organisation', find: acronym }, ...ofRole }
	},
	training: {
		of: ['plan'],
		beforeAdoption: false,
		name: ({ training_title }) => training_title,
		problems: trainingProblems,
		named: {}
	},
	attendance: {
		of: ['plan'],
		beforeAdoption: false,
		name: ({ people_attended }) => people_attended ?? '',
		alone: {
			field: 'attending_organisation_id',
			reason: 'attended_already',
			same: (one, other) =>
				one.training_id === other.training_id &&
				one.attending_organisation_id === other.attending_organisation_id &&
				one.role_term_id === other.role_term_id &&
				one.level_term_id === other.level_term_id
		},
		problems: attendanceProblems,
		named: {
			training_id: { as: 'training', find: trainingTitle },
			attending_organisation_id: { as: 'attending_organisation', find: acronym },
			...ofRole
		}
	},
	establishment: {
		of: ['plan'],
		beforeAdoption: false,
		name: ({ established_title }) => established_title,
		problems: (values, { today }) => establishmentProblems(values, today),
		named: {
			established_organisation_id: { as: 'established_organisation', find: acronym },
			role_term_id: ofRole.role_term_id
		}
	}
};

/**
 * A record's fields in words instead of ids, for comparing, for the audit log and for people.
 *
 * @param stored of which what was chosen before may stay, though it could not be chosen anew
 * @throws Refused beside the field where something chosen is not there
 */
export async function inWords<Of extends WorkRecord>(
	trx: Trx,
	{ named }: Pick<RecordRules<Of>, 'named'>,
	values: ValuesOfRecord<Of>,
	{ subject, stored }: { subject: Subject; stored?: ValuesOfRecord<Of> }
): Promise<Fields> {
	const fields: Fields = {};
	for (const [name, value] of Object.entries(plainValues(values))) {
		const of = named[name];
		if (!of) {
			fields[name] = value;
			continue;
		}
		fields[of.as] = null;
		if (value === null) continue;
		const isKept = stored !== undefined && stored[name as keyof typeof stored] === value;
		const found = isId(value) ? await of.find(trx, value, subject) : undefined;
		if (found === undefined && !isKept) throw new Refused(name, 'unknown_choice');
		fields[of.as] = found ?? `#${value}`;
	}
	return fields;
}
