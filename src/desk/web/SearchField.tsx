import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

const PAUSE_MS = 250;

/** What is looked for in a list; told once the typing pauses, without spaces around it. */
export function SearchField(props: {
  readonly label: string;
  readonly initial: string;
  readonly onSearch: (q: string) => void;
}) {
  const { label, initial, onSearch } = props;
  const [typed, setTyped] = useState(initial);
  const search = useDebouncedCallback(onSearch, PAUSE_MS);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value.trim());
      }}
      mb={8}
    />
  );
}
