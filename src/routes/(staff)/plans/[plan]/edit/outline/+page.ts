/** What is typed in a sheet is kept and checked before it is sent; the forms do without. */
export const csr = true;
