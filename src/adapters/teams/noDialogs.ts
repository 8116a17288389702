/** What teams-ai's sign-in prompts extend: see `teamsAi.ts`. */
export class Dialog {}
