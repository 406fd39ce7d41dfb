/** An error in better-auth's own shape, `{ code, message }`, so that a client reads one shape below /api/auth. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response =>
  Response.json(
    { code, message, retryable: status === 429, ...more },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  );

export const unauthorized = (): Response => refusal(401, 'UNAUTHORIZED', 'Sign in first.');
