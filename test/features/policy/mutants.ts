import type { Json } from '../../../src/ledger/canonical.ts';

type Fields = { readonly [key: string]: Json };

export interface Mutant {
  readonly what: string;
  readonly json: Json;
}

const fieldsOf = (json: Json | undefined): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};
const isFields = (json: Json): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const not = (arg: Json): Json => ({ '!': { arg } });

/** An expression with one thing changed in it: an operand left out, a comparison or a membership turned around. */
function* changes(expression: Json): Generator<Mutant> {
  if (Array.isArray(expression)) {
    for (const [i, one] of (expression as readonly Json[]).entries())
      for (const { what, json } of changes(one))
        yield { what, json: (expression as readonly Json[]).with(i, json) };
    return;
  }
  if (!isFields(expression)) return;
  for (const [operator, operands] of Object.entries(expression)) {
    const { left, right } = fieldsOf(operands);
    if ((operator === '&&' || operator === '||') && left !== undefined && right !== undefined) {
      yield { what: `without the left of ${operator}`, json: right };
      yield { what: `without the right of ${operator}`, json: left };
    }
    if (
      ['==', '!=', 'contains', 'containsAll', 'containsAny', 'in', 'isEmpty', 'has'].includes(
        operator,
      )
    )
      yield { what: `${operator} turned around`, json: not(expression) };
    if (operator === 'Set' && Array.isArray(operands))
      for (const i of (operands as readonly Json[]).keys())
        yield {
          what: `without member ${i} of a set`,
          json: { Set: (operands as readonly Json[]).toSpliced(i, 1) },
        };
    for (const { what, json } of changes(operands))
      yield { what, json: { ...expression, [operator]: json } };
  }
}

/** Every way in which a policy is spoilt here, save leaving it out altogether. */
export function* mutantsOf(policy: Json): Generator<Mutant> {
  const { effect, conditions, ...rest } = fieldsOf(policy);
  const list = (conditions ?? []) as readonly Json[];
  const whole = (over: Fields): Json => ({
    effect: effect ?? '',
    conditions: list,
    ...rest,
    ...over,
  });
  yield { what: 'inverted', json: whole({ effect: effect === 'permit' ? 'forbid' : 'permit' }) };
  for (const [i, condition] of list.entries()) {
    const { kind, body } = fieldsOf(condition);
    if (kind === undefined || body === undefined) continue;
    yield { what: `without condition ${i}`, json: whole({ conditions: list.toSpliced(i, 1) }) };
    yield {
      what: `condition ${i} negated`,
      json: whole({ conditions: list.with(i, { kind, body: not(body) }) }),
    };
    for (const { what, json } of changes(body))
      yield {
        what: `condition ${i} ${what}`,
        json: whole({ conditions: list.with(i, { kind, body: json }) }),
      };
  }
}
