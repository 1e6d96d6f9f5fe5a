import type { Transport } from '@sveltejs/kit/hooks';
import { isUnsent } from './app/unsent.ts';

export const transport: Transport = {
	unsent: { encode: (value) => isUnsent(value) && 1, decode: () => undefined }
};
