/** Who is asking. */
export interface User {
  userId: string;
  email: string;
  name: string;
  /** signed in without an account, on this installation only */
  guest: boolean;
  /** a program with a personal token: without account rights */
  program: boolean;
}
