/** Which plans are set out by which frameworks, as pages link to them. */
import { plansSetOut } from '#lib/server/frameworks/queries.ts';

export interface PlanOfFramework {
	slug: string;
	title: string;
	language: string;
	demonstration: boolean;
}

/** By the framework's id. */
export async function usageOf(db: App.Locals['db']): Promise<Map<string, PlanOfFramework[]>> {
	const found = await plansSetOut(db);
	return new Map(
		[...found].map(([id, plans]) => [
			id,
			plans.map(({ slug, title, language, demonstration }) => ({
				...{ slug, title, language, demonstration }
			}))
		])
	);
}
