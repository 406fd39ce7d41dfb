export const number = new Intl.NumberFormat('en');
export const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' });
export const list = new Intl.ListFormat('en');
export const date = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });
export const size = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
export const count = (n: number, one: string, many: string): string => `${number.format(n)} ${n === 1 ? one : many}`;
