import { Drawer, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useLocalStorage, useViewportSize } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addPerson, listPeople } from './api.ts';
import { PeopleList } from './PeopleList.tsx';
import { Phone } from './Phone.tsx';
import styles from './simulator.module.css';
import { useAction } from './use-action.ts';
import { useLiveThreads } from './use-live-threads.ts';
import { LanguageProvider, useWords, WORDS, type Language } from './words.ts';

const LIST_PX = 280;
const PHONE_PX = 380;
const MOST_PHONES = 3;

/** One phone on a phone; beside the list of people, as many as there is room for. */
export function Simulator() {
  const [language, setLanguage] = useLocalStorage<Language>({
    key: 'simulator-language',
    defaultValue: 'th',
    getInitialValueInEffect: false,
  });
  const words = WORDS[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${words.title} · 1212 OCC`;
  }, [language, words]);
  return (
    <LanguageProvider value={language}>
      <Phones onLanguage={() => setLanguage(language === 'th' ? 'en' : 'th')} />
    </LanguageProvider>
  );
}

function Phones({ onLanguage }: { onLanguage: () => void }) {
  const { width } = useViewportSize();
  const isWide = width >= LIST_PX + PHONE_PX;
  const room = isWide ? Math.min(MOST_PHONES, Math.floor((width - LIST_PX) / PHONE_PX)) : 1;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isListOpen, list] = useDisclosure(false);
  const { data: people = [] } = useQuery({ queryKey: ['people'], queryFn: listPeople });
  const client = useQueryClient();
  const { notice, run } = useAction();
  const words = useWords();

  const known = chosen.filter((psid) => people.some((person) => person.psid === psid));
  const first = people[0]?.psid;
  const open = (known.length > 0 ? known : first === undefined ? [] : [first]).slice(-room);
  const isConnected = useLiveThreads(open);

  const show = (psid: string) => {
    list.close();
    if (open.includes(psid)) return;
    setChosen([...open, psid].slice(-room));
  };
  const add = () => {
    run(
      addPerson().then(async ({ psid }) => {
        await client.invalidateQueries({ queryKey: ['people'] });
        show(psid);
      }),
    );
  };
  const peopleList = (
    <PeopleList
      people={people}
      open={open}
      problem={notice?.text ?? null}
      onShow={show}
      onAdd={add}
      onLanguage={onLanguage}
    />
  );
  if (width === 0) return null;
  return (
    <div className={styles['page']}>
      {isWide ? (
        <nav className={styles['list']}>{peopleList}</nav>
      ) : (
        <Drawer.Root opened={isListOpen} onClose={list.close}>
          <Drawer.Overlay />
          <Drawer.Content aria-label={words.people}>
            <Drawer.Body p={0}>{peopleList}</Drawer.Body>
          </Drawer.Content>
        </Drawer.Root>
      )}
      <main className={styles['phones']} data-wide={isWide || undefined}>
        <VisuallyHidden component="h1">{words.title}</VisuallyHidden>
        {open.map((psid) => (
          <Phone
            key={psid}
            psid={psid}
            isConnected={isConnected}
            onList={isWide ? null : list.open}
            onClose={
              open.length > 1 ? () => setChosen(open.filter((other) => other !== psid)) : null
            }
          />
        ))}
      </main>
    </div>
  );
}
