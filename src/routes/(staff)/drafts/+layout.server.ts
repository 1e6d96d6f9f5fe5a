import type { LayoutServerLoad } from './$types';

/** Each page is made with another id, by which its forms are known again. */
export const load: LayoutServerLoad = () => ({ requestId: crypto.randomUUID() });
