import { z } from 'zod';

const formSchema = z.record(z.string(), z.unknown());
export type AuthForm = z.infer<typeof formSchema>;

/** The fields of a body as better-auth will read them: JSON or a form; nothing where it is neither. */
export function readForm(body: string | undefined, contentType: string | null): AuthForm {
  if (body === undefined) return {};
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  try {
    return formSchema.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}
