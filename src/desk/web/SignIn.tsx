import { Alert, Button, Container, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { signIn, type Me } from './api.ts';

export function SignIn({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [failed, setFailed] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn(username, password).then(onSignedIn, () => setFailed(true));
  };
  return (
    <Container component="main" size="xs" py="xl">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1} size="h3">
            โต๊ะเจ้าหน้าที่ 1212 · Agents’ desk
          </Title>
          <TextInput
            required
            label="ชื่อผู้ใช้ · Username"
            autoComplete="username"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
          />
          <PasswordInput
            required
            label="รหัสผ่าน · Password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {failed && (
            <Alert color="red" role="alert">
              ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง · The username or the password is wrong.
            </Alert>
          )}
          <Button type="submit">เข้าสู่ระบบ · Sign in</Button>
        </Stack>
      </form>
    </Container>
  );
}
