import type { VerbReply } from '../../kernel/chat.ts';
import type { Json } from '../../ledger/canonical.ts';

const CODES = {
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Gone',
  429: 'TooManyRequests',
  503: 'ServiceUnavailable',
} as const;

/** The invoke response of an Action.Execute: a refusal is an HTTP 200 whose `statusCode` says what it is. */
export function cardResponse(reply: VerbReply): Json {
  switch (reply.kind) {
    case 'card':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: reply.card,
      };
    case 'message':
    case 'beside':
      return {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: reply.text,
      };
    case 'refused':
      return {
        statusCode: reply.status,
        type: 'application/vnd.microsoft.error',
        value: { code: CODES[reply.status], message: reply.text },
      };
  }
}
