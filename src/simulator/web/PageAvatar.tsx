import { Avatar } from '@mantine/core';

/** The Page's round picture. */
export function PageAvatar({ size = 38 }: { readonly size?: number }) {
  return (
    <Avatar
      color="blue.8"
      variant="filled"
      radius="xl"
      size={size}
      aria-hidden
      styles={{ placeholder: { fontSize: size * 0.3, background: 'var(--mantine-color-blue-8)' } }}
    >
      1212
    </Avatar>
  );
}
