import { Select } from '@fluentui/react-components';

interface Props<T extends string> {
  readonly label: string;
  /** What it says while it narrows nothing. */
  readonly all: string;
  readonly values: readonly T[];
  readonly wordOf: (value: T) => string;
  readonly value: T | '';
  readonly onChange: (value: T | '') => void;
  readonly className?: string;
}

/** A filter with a closed list of values. */
export function Choice<T extends string>(props: Props<T>) {
  const { label, all, values, wordOf, value, onChange, className } = props;
  return (
    <Select
      className={className}
      aria-label={label}
      value={value}
      onChange={(_event, { value: chosen }) => onChange(values.find((one) => one === chosen) ?? '')}
    >
      <option value="">{all}</option>
      {values.map((one) => (
        <option key={one} value={one}>
          {wordOf(one)}
        </option>
      ))}
    </Select>
  );
}
