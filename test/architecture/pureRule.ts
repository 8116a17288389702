/**
 * An oxlint plugin with one rule, `house/synchronous`: no async function, `await` or `Promise`.
 * `.oxlintrc.json` turns it on for the folders that must be pure (`domain/` and `ledger/`); what
 * such a folder may not name (clocks, timers, the process) is forbidden there by rules of oxlint.
 */
type Node = { readonly type: string };
type FunctionNode = Node & { readonly async: boolean };
type NamedNode = Node & { readonly name: string };
type LoopNode = Node & { readonly await: boolean };
type Context = { report(problem: { message: string; node: Node }): void };

const message = 'A pure folder decides at once: no async function, await or Promise here.';

function create(context: Context) {
  const report = (node: Node) => context.report({ message, node });
  const reportAsync = (node: FunctionNode) => {
    if (node.async) report(node);
  };
  return {
    FunctionDeclaration: reportAsync,
    FunctionExpression: reportAsync,
    ArrowFunctionExpression: reportAsync,
    AwaitExpression: report,
    ImportExpression: report,
    ForOfStatement: (node: LoopNode) => {
      if (node.await) report(node);
    },
    Identifier: (node: NamedNode) => {
      if (node.name === 'Promise' || node.name === 'PromiseLike') report(node);
    },
  };
}

export default { meta: { name: 'house' }, rules: { synchronous: { create } } };
