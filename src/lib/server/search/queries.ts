/** Finds plans, elements and KPIs by their words, their code, who answers for them, or what is said of them. */
import { sql, type RawBuilder } from 'kysely';
import type { DeliveryState, ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { isPublicUpdate } from '../facts/public-updates.ts';
import { publishedWords } from '../facts/published-words.ts';
import { queryOf, questionOf, type AskedWord, type Closeness, type Places } from './question.ts';

export interface Hit {
	planSlug: string;
	kind: 'plan' | ElementKind | 'kpi';
	code: string | null;
	title: string;
	/** Acronym of its lead, where it has one; of a KPI, who measures it. */
	lead: string | null;
	/** Of an activity, as it was last reported for everybody; null: not reported, or no activity. */
	reported: { delivery: DeliveryState; percent: number | null } | null;
	/** Whether its plan has reporting periods, so that silence is worth a word. */
	periodic: boolean;
	/** 0 is what was meant most probably; {@link nearly} is spelt otherwise. */
	rank: number;
}

/** A page never lists more; somebody who finds so many has to say more. */
export const mostHits = 100;

/** The rank of what has words that are spelt nearly as those asked for. */
export const nearly = 7;

/** So few are found by their own spelling that others are looked for. */
const few = 5;
/** Of all that holds the words so many are weighed against each other. */
const mostWeighed = 500;
const mostAround = 100;
const mostNear = 10;

/** The words asked for, each with those of all plans that have it within or are spelt nearly so. */
async function wordsOf(db: Db, asked: string): Promise<AskedWord[]> {
	const { rows } = await sql<AskedWord>`
		/* planned with its values */
		select asked.word,
			array(
				-- a letter of three bytes is a word or a syllable of its own
				select word from search_word
				where octet_length(asked.word) > 2 and asked.word !~ '^[0-9]'
					and word like '%' || asked.word || '%' and word not like asked.word || '%'
				order by word limit ${mostAround}
			) as around,
			array(
				select word from search_word
				where length(asked.word) > 3 and asked.word !~ '[0-9]'
					and word % asked.word
					and word not like '%' || asked.word || '%'
					and levenshtein_less_equal(left(word, 100), asked.word, 2)
						<= case when length(asked.word) < 6 then 1 else 2 end
				order by similarity(word, asked.word) desc, word limit ${mostNear}
			) as near
		from unnest(asked_words(${asked})) as asked(word)
	`.execute(db);
	return rows;
}

const tsquery = (words: AskedWord[], closeness: Closeness, places: Places) =>
	sql`${queryOf(words, closeness, places)}::tsquery`;

const holds = (words: AskedWord[], closeness: Closeness, places: Places) =>
	sql<boolean>`entry.words @@ ${tsquery(words, closeness, places)}`;

/** Its code, all that was asked in one piece, its own words from their beginning, or within; its owners. */
function rankOf(asked: string, words: AskedWord[]): RawBuilder<number> {
	const phrase = sql`folded(${asked})`;
	return sql<number>`case
		when starts_with(folded(entry.code), ${phrase})
			then case when folded(entry.code) = ${phrase} then 0 else 1 end
		when strpos(' ' || folded(entry.title), ' ' || ${phrase}) > 0 then 2
		when ${holds(words, 'beginning', 'ab')} then 3
		when ${holds(words, 'within', 'ab')} then 4
		when ${holds(words, 'within', 'abc')} then 5
		else 6
	end`;
}

const beginsWith = (asked: string) => sql`starts_with(folded(code), folded(${asked}))`;

/**
 * What holds the words, each once. What has them in its title comes first, since only so much is
 * weighed: where that is enough, the rest is not even looked for.
 */
const holding = (asked: string, words: AskedWord[]) => sql`
	select distinct on (id) * from (
		(select * from search_entry where ${beginsWith(asked)} limit ${mostWeighed})
		union all select * from entries_titled(${tsquery(words, 'within', 'ab')}, ${mostWeighed})
		union all select * from entries_holding(${tsquery(words, 'within', 'abcd')}, ${mostWeighed})
		limit ${mostWeighed}
	) as candidate order by id
`;

/** What holds them only where they are spelt otherwise. */
const nearlyHolding = (asked: string, words: AskedWord[]) => sql`
	select * from entries_holding(${tsquery(words, 'near', 'abcd')}, ${mostWeighed})
	where not words @@ ${tsquery(words, 'within', 'abcd')} and (code is null or not ${beginsWith(asked)})
`;

/** What is found is called as it is now, or as it is published; what is not published is not found then. */
export type SearchedEdition = 'current' | 'published';

/** What something found is called in an edition; null: the edition does not know it. */
function wordsIn(edition: SearchedEdition, column: 'code' | 'title'): RawBuilder<string | null> {
	const present = `best.${column}`;
	if (edition === 'current') return sql.ref(present);
	const of = (kind: 'element' | 'kpi') =>
		publishedWords(kind, column, { id: `best.${kind}_id`, planId: 'best.plan_id', present });
	const ofPlan =
		column === 'code'
			? sql.ref(present)
			: publishedWords('plan', column, {
					...{ id: 'best.plan_id', planId: 'best.plan_id' },
					present
				});
	return sql`case when best.element_id is not null then ${of('element')}
		when best.kpi_id is not null then ${of('kpi')} else ${ofPlan} end`;
}

/** The best hundred of some entries, each with its plan, and with what it is as of now. */
async function found(
	db: Db,
	of: RawBuilder<unknown>,
	rank: RawBuilder<number>,
	edition: SearchedEdition
): Promise<Hit[]> {
	const [code, title] = [wordsIn(edition, 'code'), wordsIn(edition, 'title')];
	const { rows } = await sql<Hit>`
		/* planned with its values */
		with best as (
			select entry.id, entry.plan_id, entry.element_id, entry.kpi_id, entry.code, entry.title,
				${rank} as rank, plan.slug, plan.demonstration, plan.title as plan_title,
				coalesce(element.kind, case when entry.kpi_id is null then 'plan' else 'kpi' end) as kind
			from (${of}) as entry
				join plan on plan.id = entry.plan_id and not plan.draft
				left join element on element.id = entry.element_id
			order by rank, plan.demonstration, plan.title,
				array_position(array['plan', 'goal', 'objective', 'activity'], element.kind), entry.id
			limit ${mostHits}
		)
		select best.slug as "planSlug", best.kind, ${code} as code, ${title} as title, best.rank,
			coalesce(lead.acronym, reporter.acronym) as lead,
			exists (select from reporting_period where plan_id = best.plan_id) as periodic,
			case when update.id is not null then json_build_object(
				'delivery', update.delivery, 'percent', update.physical_percent::float8
			) end as reported
		from best
			left join owner on owner.element_id = best.element_id
				and owner.role = 'lead' and owner.valid_to is null
			left join organisation as lead on lead.id = owner.organisation_id
			left join kpi on kpi.id = best.kpi_id
			left join organisation as reporter on reporter.id = kpi.reporter_id
			left join lateral (
				select update.* from activity_update as update
				where update.element_id = best.element_id and ${isPublicUpdate}
				order by update.as_of desc, update.id desc limit 1
			) as update on true
		where ${title} is not null
		order by best.rank, best.demonstration, best.plan_title,
			array_position(array['plan', 'goal', 'objective', 'activity'], best.kind), best.id
	`.execute(db);
	return rows;
}

/** What holds every word asked for, the best matches first. Nothing where nothing was asked. */
export async function search(
	db: Db,
	question: string,
	edition: SearchedEdition = 'published'
): Promise<Hit[]> {
	const asked = questionOf(question);
	const words = asked === '' ? [] : await wordsOf(db, asked);
	if (words.length === 0) return [];
	const hits = await found(db, holding(asked, words), rankOf(asked, words), edition);
	if (hits.length >= few || words.every(({ near }) => near.length === 0)) return hits;
	return [...hits, ...(await found(db, nearlyHolding(asked, words), sql.lit(nearly), edition))];
}
