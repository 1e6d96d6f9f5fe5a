/** Which plans use which frameworks, as pages link to them. */
import { plansUsing } from '#lib/server/frameworks/queries.ts';
import { seesUnpublished } from '#app/scope.ts';

interface PlanLink {
	slug: string;
	title: string;
	language: string;
	demonstration: boolean;
}

/** By the framework's id, as far as the reader sees what is not published yet. */
export async function usageOf(
	locals: Pick<App.Locals, 'db' | 'actor'>
): Promise<Map<string, PlanLink[]>> {
	const edition = seesUnpublished(locals) ? 'current' : 'published';
	const found = await plansUsing(locals.db, edition);
	return new Map(
		[...found].map(([id, plans]) => [
			id,
			plans.map(({ slug, title, language, demonstration }) => ({
				...{ slug, title, language, demonstration }
			}))
		])
	);
}
