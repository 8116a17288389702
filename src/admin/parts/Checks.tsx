import {
  Checkbox,
  Field,
  FieldContextProvider,
  makeStyles,
  mergeClasses,
  useId,
} from '@fluentui/react-components';

const useStyles = makeStyles({
  checks: { display: 'flex', flexWrap: 'wrap', marginInlineStart: '-8px' },
  stacked: { flexDirection: 'column', alignItems: 'flex-start' },
});

interface Props<T extends string | number> {
  readonly label: string;
  readonly hint?: string;
  readonly values: readonly T[];
  readonly chosen: readonly T[];
  readonly wordOf: (value: T) => string;
  readonly mistake?: string | null;
  /** One below the other: for long words. */
  readonly isStacked?: boolean;
  /** What is chosen, in the order of `values`. */
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Any of a few. */
export function Checks<T extends string | number>(props: Props<T>) {
  const { label, hint = '', values, chosen, wordOf, mistake = null, isStacked, onChange } = props;
  const styles = useStyles();
  const name = useId('checks');
  const toggled = (one: T, isOn: boolean): readonly T[] =>
    values.filter((other) => (other === one ? isOn : chosen.includes(other)));
  return (
    <Field label={{ children: label, id: name }} hint={hint} validationMessage={mistake}>
      {/* A field has one control: in it, all boxes would get the same id, and every label would tick the first. */}
      <FieldContextProvider value={undefined}>
        <div
          className={mergeClasses(styles.checks, isStacked && styles.stacked)}
          role="group"
          aria-labelledby={name}
        >
          {values.map((one) => (
            <Checkbox
              key={one}
              label={wordOf(one)}
              checked={chosen.includes(one)}
              onChange={(_event, { checked }) => onChange(toggled(one, checked === true))}
            />
          ))}
        </div>
      </FieldContextProvider>
    </Field>
  );
}
