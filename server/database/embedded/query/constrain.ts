import { type Doc, hasOperators, isDoc, isList } from '../document.ts';
import { both, type Constraint, either, point, points, range } from './constraint.ts';

/**
 * What a filter certainly says about a field, or undefined if nothing that an index can use. Never too narrow: every
 * document that matches the filter also meets the constraint; the filter itself is tested afterwards.
 *
 * @param many      the field may hold several values (an array on its path)
 * @param variables what `$$name` stands for in `$expr`
 */
export function constrain(filter: Doc, field: string, many: boolean, variables: Doc): Constraint | undefined {
  const found: (Constraint | undefined)[] = [];
  for (const key of Object.keys(filter)) {
    const condition = filter[key];
    if (key === field) found.push(fromCondition(condition, many));
    else if (key === '$and' && isList(condition)) {
      for (const part of condition) if (isDoc(part)) found.push(constrain(part, field, many, variables));
    } else if (key === '$or' && isList(condition)) found.push(fromAlternatives(condition, field, many, variables));
    else if (key === '$expr') found.push(fromExpression(condition, field, variables));
  }
  return combine(found, many);
}

function combine(found: readonly (Constraint | undefined)[], many: boolean): Constraint | undefined {
  let all: Constraint | undefined;
  for (const one of found) if (one !== undefined) all = all === undefined ? one : both(all, one, many);
  return all;
}

function fromCondition(condition: unknown, many: boolean): Constraint | undefined {
  if (!hasOperators(condition)) return point(condition);
  const found = Object.entries(condition).map(([operator, value]) => {
    if (operator === '$eq') return point(value);
    if (operator === '$in' && isList(value)) return points(value);
    return ['$gt', '$gte', '$lt', '$lte'].includes(operator) ? range(operator, value) : undefined;
  });
  return combine(found, many);
}

function fromAlternatives(parts: unknown[], field: string, many: boolean, variables: Doc): Constraint | undefined {
  const found = parts.filter(isDoc).map((part) => constrain(part, field, many, variables));
  if (found.length === 0 || found.length < parts.length) return undefined;
  return found.reduce((left, right) => (left === undefined || right === undefined ? undefined : either(left, right)));
}

/** `{ $expr: { $eq: ['$field', '$$variable'] } }`, as joins write it. */
function fromExpression(expression: unknown, field: string, variables: Doc): Constraint | undefined {
  const operands = isDoc(expression) ? expression['$eq'] : undefined;
  if (!isList(operands) || operands.length !== 2) return undefined;
  const other = operands[0] === `$${field}` ? operands[1] : operands[1] === `$${field}` ? operands[0] : undefined;
  if (typeof other !== 'string' || !other.startsWith('$$') || other.includes('.')) return undefined;
  const name = other.slice(2);
  return Object.hasOwn(variables, name) && !isDoc(variables[name]) ? point(variables[name]) : undefined;
}
